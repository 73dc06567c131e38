"""Draws the Steering Group's weekly list from the policies as they stand."""

from __future__ import annotations

from govbot.bot.overview import check_reader
from govbot.bot.request_context import RequestContext
from govbot.core.cards.vocabulary import Card
from govbot.core.cards.weekly import PolicyLine, weekly_card
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow.weekly import lines_of, vacancies

MOST_POLICIES = 2_000


def weekly(context: RequestContext, page: int = 0) -> Card:
    """The list for whoever asks; Refusal for somebody whose list it is not."""
    check_reader(context, "The weekly list")
    return weekly_list(context, page)


def weekly_list(context: RequestContext, page: int = 0) -> Card:
    """The list as it stands now, for whoever asks, or for a channel."""
    lines = []
    for listed in reversed(context.tx.policies.matching("", MOST_POLICIES)):
        policy = context.policy(f"policy:{listed.id}")
        for line in lines_of(policy, context.directory, context.process, context.now, listed.updated):
            lines.append(PolicyLine(context.view(f"policy:{listed.id}"), line))
    vacant = vacancies(context.directory, context.process, context.today)
    return weekly_card(context.view(DIRECTORY), lines, vacant, page)
