"""Draws the ranked list of needs, and goals with the policies that serve them, from the policies as they stand."""

from __future__ import annotations

from govbot.bot.courses import courses
from govbot.bot.request_context import RequestContext
from govbot.bot.weekly import check_reader
from govbot.core.cards.plans import accord_card, bodies_card, goals_card
from govbot.core.cards.priorities import priorities_card
from govbot.core.cards.vocabulary import Card
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow.goals import goal_rows


def priorities(context: RequestContext, page: int = 0) -> Card:
    """The needs that wait to be decided on, the ranked ones first."""
    views = [context.view(f"policy:{each.id}") for each in courses(context.tx) if each.stage == "need"]
    return priorities_card(context.view(DIRECTORY), views, page)


def goals(context: RequestContext, page: int = 0) -> Card:
    """Each goal of the plans, and the policies that serve it."""
    rows = goal_rows(courses(context.tx), context.directory, context.process)
    return goals_card(context.view(DIRECTORY), rows, page)


def accord(context: RequestContext, page: int = 0) -> Card:
    """The policies in force, with which a plan that is drafted must accord."""
    listed = [(each.id, each.title) for each in courses(context.tx) if each.course.in_force]
    return accord_card(context.view(DIRECTORY), listed, page)


def bodies(context: RequestContext, page: int = 0) -> Card:
    """What was put before bodies. Raises Refusal for somebody whose it is not."""
    check_reader(context, "What was put before bodies")
    return bodies_card(context.view(DIRECTORY), page)
