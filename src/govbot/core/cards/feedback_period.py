"""Cards about the time of a feedback period: somebody asks for more, and is told where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Items, Part, Text
from govbot.core.workflow.policy import AskedExtension

DECIDED = "This is decided; nothing more is asked of you here."


def extension_asked(view: View) -> Iterator[Part]:
    """Who asks for an extension, until when and why, for the lead."""
    period = view.development.period
    if period is None or not period.extensions_asked or period.is_closed(view.now) or view.over:
        yield Text(view.over or DECIDED, "strong")
        return
    yield Text(f"It closes on {view.when(period.closes_at)}.", "strong")
    yield Items(tuple(_asked(view, asked) for asked in period.extensions_asked))
    yield Text("If you extend it, everybody on the roster is told once.", "small")
    yield from view.buttons("extend_feedback", "refuse_extension")


def _asked(view: View, asked: AskedExtension) -> str:
    agency = view.directory.agency_name(asked.agency) if asked.agency else "outside"
    return f"{view.name(asked.person)} ({agency}), until {view.day(asked.until)}: {asked.reason}"


def extension_refused(view: View) -> Iterator[Part]:
    """That the period is not extended, and why, for whoever asked."""
    period = view.development.period
    if period:
        yield Text(f"It closes on {view.when(period.closes_at)}.", "strong")
    if reason := view.facts.get("reason", ""):
        yield Text(reason, "quote")
    yield Text("A later answer is kept, and marked late.", "small")
