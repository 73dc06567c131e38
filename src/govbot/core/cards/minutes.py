"""The minutes of a meeting, drawn from what was recorded: who was there, what was said, decided, and left for later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.agenda import item_words
from govbot.core.cards.decisions import REACHED, decision_apart
from govbot.core.cards.paging import Item, page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Facts, Part, Text
from govbot.core.cards.whose_meeting import (
    actions_of,
    meeting_of,
    meetings_of,
    none_called,
    public_rows,
    publishing,
    whose,
)
from govbot.core.membership.meetings import Meeting
from govbot.core.workflow.policy import Decision

MOST_LINES = 8
DRAFT = "These minutes are a draft until they are confirmed, as a rule at the next meeting."
NO_QUORUM = (
    "No quorum is needed; decisions are recorded with the consensus reached, or with who differs and why."
)
NOTHING_DECIDED = "Nothing was decided on this day that is on record."
NOTHING_SAID = "No draft, position or report was recorded on this day."


def minutes(view: View) -> Iterator[Part]:
    """That the minutes of a meeting are on record; the button shows them as they are drawn from the record."""
    called = meeting_of(view)
    if called is None:
        yield Text(none_called(view))
        return
    yield Facts(
        (
            ("Met", view.when(called.starts_at)),
            ("Present", str(len(called.present))),
            *public_rows(view, called),
        )
    )
    if not called.confirmed_on:
        yield Text(DRAFT)
    yield Buttons((view.show("minutes", "Show the minutes", called.id),))
    yield from publishing(view, called)


def minutes_card(view: View, called: Meeting, decided: Sequence[Item], page: int | None = 0) -> Card:
    """The minutes; `decided` is drawn already. Until they are confirmed their title says that they are a draft.

    Without a page: the whole minutes, as they are printed.
    """
    what = "Minutes" if called.confirmed_on else "Draft minutes"
    headline = f"{what} of {whose(view)}, {view.when(called.starts_at)}"
    items: list[Item] = [tuple(_facts(view, called)), *_said(called), *_dealt_with(called)]
    items += _decided(view, called, decided)
    items += _left(called)
    if called.correction:
        items.append((Text("Confirmed with this correction", "strong"), Text(called.correction, "quote")))
    shown = page_of(view, "minutes", items, page, MOST_LINES, f"{called.id} ")
    draft = () if called.confirmed_on else (Text(DRAFT, "warning"),)
    return Card(headline, (*draft, *shown, *_around(view, called)), view.subject)


def _said(called: Meeting) -> Iterator[Item]:
    if called.notes:
        yield (Text("Said for the record", "strong"), Text(called.notes, "quote"))


def _dealt_with(called: Meeting) -> Iterator[Item]:
    """The items of its own that were not left for the next meeting."""
    done = [item for item in called.items if item.id not in called.deferred]
    for number, item in enumerate(done):
        title = (Text("Items of this meeting", "strong"),) if not number else ()
        yield (*title, Text(item_words(item)))


def _decided(view: View, called: Meeting, decided: Sequence[Item]) -> Iterator[Item]:
    """What was decided in policies, or said by a group; and decisions apart from any policy."""
    apart = [each for each in meetings_of(view).decisions if each.meeting == called.id]
    if not decided and not apart:
        yield (Text(NOTHING_SAID if view.policy.id else NOTHING_DECIDED),)
        return
    yield (Text("Recorded on this day" if view.policy.id else "Decided", "strong"),)
    yield from decided
    for each in apart:
        yield tuple(decision_apart(view, each))


def _left(called: Meeting) -> Iterator[Item]:
    left = [item for item in called.items if item.id in called.deferred]
    for number, item in enumerate(left):
        title = (Text("Left for the next meeting", "strong"),) if not number else ()
        yield (*title, Text(item_words(item)))


def _around(view: View, called: Meeting) -> Iterator[Part]:
    """The minutes as a document, and what can be done with them now."""
    names = actions_of(view)
    if page := view.page(names.minutes_page, called.id):
        yield Buttons(page)
    yield from publishing(view, called)
    if not called.confirmed_on:
        yield from view.buttons(names.confirm, about=called.id)


def _facts(view: View, called: Meeting) -> Iterator[Part]:
    names = ", ".join(_with_seat(view, person) for person in called.present) or "nobody"
    rows = [("Where", called.place), ("Present", names)]
    rows += [("And", called.others)] if called.others else []
    rows += [("Confirmed on", view.day(called.confirmed_on))] if called.confirmed_on else []
    yield Facts((*rows, *public_rows(view, called)))
    if not view.policy.id:
        yield Text(NO_QUORUM, "small")


def _with_seat(view: View, person: str) -> str:
    name = view.name(person)
    seats = [seat.name for seat in view.process.seats if view.directory.seats.get(seat.key) == person]
    others = [seat for seat in seats if seat != name]
    return f"{name} ({', '.join(others)})" if others else name


def decision_of_policy(on: View, decision: Decision) -> Iterator[Part]:
    """A decision on a policy, as the minutes have it."""
    yield Text(f"{on.title}: {decision.kind}")
    if decision.text:
        yield Text(decision.text, "quote")
    if decision.consensus:
        yield Text(f"Consensus: {REACHED.get(decision.consensus, decision.consensus)}", "small")
    if decision.differs:
        yield Text(f"Who differs, and why: {decision.differs}", "small")


def steering_decision(view: View) -> Iterator[Part]:
    """A decision outside a policy, told to everybody of the group that directs."""
    for each in view.directory.meetings.decisions:
        if each.number == view.about:
            yield from decision_apart(view, each)
    yield Buttons((Button("All decisions", view.sign("show decisions", view.subject, "", "")),))
