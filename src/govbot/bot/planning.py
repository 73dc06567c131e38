"""Draws the ranked list of needs from the policies as they stand."""

from __future__ import annotations

from govbot.bot.overview import courses
from govbot.bot.request_context import RequestContext
from govbot.core.cards.priorities import priorities_card
from govbot.core.cards.vocabulary import Card
from govbot.core.membership.directory import STREAM as DIRECTORY


def priorities(context: RequestContext, page: int = 0) -> Card:
    """The needs that wait to be decided on, the ranked ones first."""
    views = [context.view(f"policy:{each.id}") for each in courses(context.tx) if each.stage == "need"]
    return priorities_card(context.view(DIRECTORY), views, page)
