"""Cards that answer what people ask in plain words: by when, and of whom something is awaited."""

from __future__ import annotations

from govbot.bot.awaited import awaited_of
from govbot.bot.request_context import RequestContext
from govbot.core.cards.awaited import as_anybody_reads, party_words
from govbot.core.cards.digest import plainly
from govbot.core.cards.status_card import status_card
from govbot.core.cards.texts import has_a_part
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Items, Part, Text
from govbot.core.membership.directory import STREAM as DIRECTORY


def said_card(context: RequestContext) -> Card:
    """The answer to “No, I was just saying”."""
    home = context.view(DIRECTORY).show("home", "What is awaiting me")
    return Card("All right: nothing is recorded.", (Buttons((home,)),))


def due_card(context: RequestContext, subject: str) -> Card:
    """By when what is awaited: of the person first, then of everybody, and the targets."""
    view = context.view(subject)
    own = [obligation for stream, obligation in awaited_of(context) if stream == subject]
    rows = [(plainly(view, obligation), view.when(obligation.due)) for obligation in own if obligation.due]
    period = view.development.period
    if period and not rows:
        closed = period.is_closed(view.now)
        rows.append(("Feedback closed" if closed else "Feedback closes", view.when(period.closes_at)))
    rows += [
        (stage[:1].upper() + stage[1:], f"target {view.day(day)}")
        for stage, day in view.development.targets.items()
    ]
    parts: tuple[Part, ...] = (Facts(tuple(rows)),) if rows else (Text("Nothing has a date here now."),)
    return Card(
        f"Dates of {view.title}", (*parts, Buttons((view.show("status", "Where it stands"),))), view.subject
    )


def waiting_card(context: RequestContext, subject: str) -> Card:
    """Of whom something is awaited, by what and when: for those with a part in the policy; others read the status."""
    view = context.view(subject)
    if not has_a_part(view):
        return status_card(view)
    awaited: dict[str, list[str]] = {}
    for stream, obligation in context.tx.obligations.all_open():
        if stream == subject and obligation.party != "clock":
            by = f", by {view.when(obligation.due)}" if obligation.due else ""
            what = f"{as_anybody_reads(view, plainly(view, obligation))}{by}"
            awaited.setdefault(what, []).append(party_words(view, obligation))
    items = tuple(f"{what}: {'; '.join(dict.fromkeys(whom))}" for what, whom in awaited.items())
    headline = f"Awaited on {view.title}" if items else f"Nothing is awaited on {view.title} now"
    parts: tuple[Part, ...] = (Items(items),) if items else ()
    period = view.development.period
    if period and not period.is_closed(view.now):
        silent = [code for code in period.agencies if code not in period.agencies_answered]
        if silent:
            parts = (
                Text(view.say("No answer yet from: {names}.", names=", ".join(silent)), "strong"),
                *parts,
            )
    buttons = (
        *(b for row in view.buttons("remind") for b in row.buttons),
        view.show("status", "Where it stands"),
    )
    return Card(headline, (*parts, Buttons(buttons)), view.subject)
