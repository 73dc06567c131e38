"""Cards that answer what people ask of a policy: by when, and of whom something is awaited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from govbot.core.cards.awaited import as_anybody_reads, is_shown, party_words
from govbot.core.cards.digest import plainly
from govbot.core.cards.status_card import status_card
from govbot.core.cards.texts import has_a_part
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Items, Part, Text
from govbot.core.days import local_day
from govbot.core.workflow.obligations import obligations

MOST_NAMED = 30


def _few(names: Sequence[str]) -> str:
    """The names, each once; of many the first ones, and how many more there are."""
    once = list(dict.fromkeys(names))
    more = f" and {len(once) - MOST_NAMED} more" if len(once) > MOST_NAMED else ""
    return ", ".join(once[:MOST_NAMED]) + more


def due_card(view: View) -> Card:
    """By when what is awaited of the person (else when the period closes), and the targets: the soonest first."""
    dated = [
        (local_day(obligation.due, view.process), plainly(view, obligation), view.when(obligation.due))
        for obligation in view.awaited
        if obligation.due
    ]
    period = view.development.period
    if period and not dated:
        words = "Feedback closed" if period.is_closed(view.now) else "Feedback closes"
        day = local_day(period.closes_at, view.process) if period.closes_at else date.max
        dated.append((day, words, view.when(period.closes_at)))
    dated += [
        (day, stage[:1].upper() + stage[1:], f"target {view.day(day)}")
        for stage, day in view.development.targets.items()
    ]
    rows = [(what, when) for _, what, when in sorted(dated, key=lambda row: row[0])]
    parts: tuple[Part, ...] = (Facts(tuple(rows)),) if rows else (Text("Nothing has a date here now."),)
    return Card(
        f"Dates of {view.title}", (*parts, Buttons((view.show("status", "Where it stands"),))), view.subject
    )


def waiting_card(view: View) -> Card:
    """Of whom something is awaited, by what and when: for those with a part in the policy; others read the status."""
    if not has_a_part(view):
        return status_card(view)
    awaited: dict[str, list[str]] = {}
    for obligation in obligations(view.policy):
        if is_shown(view, obligation):
            by = f", by {view.when(obligation.due)}" if obligation.due else ""
            thing = as_anybody_reads(view, plainly(view, obligation))
            thing = thing.partition(":")[0] if obligation.action == "answer_request" else thing
            what = f"{thing}{by}"
            awaited.setdefault(what, []).append(party_words(view, obligation))
    items = tuple(f"{what}: {_few(whom)}" for what, whom in awaited.items())
    headline = f"Awaited on {view.title}" if items else f"Nothing is awaited on {view.title} now"
    parts: tuple[Part, ...] = (Items(items),) if items else ()
    period = view.development.period
    if period and not period.is_closed(view.now):
        silent = [code for code in period.agencies if code not in period.agencies_answered]
        if silent:
            parts = (
                Text(view.say("No answer yet from: {names}.", names=_few(silent)), "strong"),
                *parts,
            )
    buttons = (
        *(b for row in view.buttons("remind") for b in row.buttons),
        view.show("status", "Where it stands"),
    )
    return Card(headline, (*parts, Buttons(buttons)), view.subject)
