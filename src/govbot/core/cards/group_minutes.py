"""What a group's minutes have besides attendance: drafts, positions and reports of the meeting's day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from govbot.core.cards.drafting import report_words
from govbot.core.cards.opinions import position_words
from govbot.core.cards.paging import Item
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Text
from govbot.core.days import local_day


def said_on(view: View, day: date) -> Iterator[Item]:
    """What was recorded on this day, as the viewer may read it."""
    development = view.development
    for draft in development.drafts:
        if draft.on == day and not draft.withdrawn:
            yield (Text(f"{draft.label} was submitted by {view.name(draft.by)}"),)
    for position in development.positions:
        if position.at and local_day(position.at, view.process) == day:
            yield tuple(position_words(view, position))
    for report in development.reports:
        if report.on == day:
            yield tuple(report_words(view, report))
