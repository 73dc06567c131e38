"""Draws the ad hoc group of a policy, with people who were in earlier groups and might join it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govbot.bot.request_context import RequestContext
from govbot.core.cards.group import group_card
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Refusal
from govbot.core.workflow.policy import Group, Policy
from govbot.core.workflow.readers import why_no_group

MOST_LOOKED_AT = 50  # policies


def group(context: RequestContext, subject: str, page: int = 0) -> Card:
    """The group, its charge and what it lacks. Raises Refusal for somebody without a part in it."""
    if why_not := why_no_group(context.rule_context(subject), context.standing(subject)):
        raise Refusal(why_not)
    return group_card(context.view(subject), _earlier_groups(context, subject), page)


def _earlier_groups(context: RequestContext, subject: str) -> Counter[str]:
    """In how many groups, of the other policies that changed last, each person has been."""
    listed = context.tx.policies.matching("", MOST_LOOKED_AT)
    others = (context.policy(f"policy:{row.id}") for row in listed if f"policy:{row.id}" != subject)
    return Counter(person for other in others for group in _groups(other) for person in group.everybody)


def _groups(policy: Policy) -> Iterator[Group]:
    for development in (*policy.past, policy.development):
        if development and development.group:
            yield development.group
