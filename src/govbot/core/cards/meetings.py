"""The Steering Group's meetings: when and where, the agenda with a button for each item, the minutes, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.cards.decisions import REACHED, decision_apart
from govbot.core.cards.paging import Item, page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Facts, Part, Text
from govbot.core.cards.weekly import PolicyLine, settling
from govbot.core.membership.meetings import AgendaItem, Meeting, Meetings
from govbot.core.workflow.agenda import HEADINGS
from govbot.core.workflow.policy import Decision

MOST_LINES = 8
MOST_MEETINGS = 12
NO_MEETING = "No meeting of the {steering_group} is called. The {advisor} calls one with “/gov call-meeting”."
NOTHING_OPEN = "Nothing is open that the agenda would be drawn from, and no item was added."
DRAWN = "The agenda is drawn from what is open now. The {advisor} adds items and takes some off."
DRAFT = "These minutes are a draft until they are confirmed, as a rule at the next meeting."
NO_QUORUM = (
    "No quorum is needed; decisions are recorded with the consensus reached, or with who differs and why."
)
NOTHING_DECIDED = "Nothing was decided on this day that is on record."


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """A line drawn from a policy, under one of the agenda's headings."""

    heading: str
    on: PolicyLine


def _of(view: View) -> Meeting | None:
    """The meeting that the card is about, else the next."""
    meetings = view.directory.meetings
    return meetings.meeting(view.about.partition(" ")[0]) or next(iter(meetings.ahead), None)


def meeting(view: View) -> Iterator[Part]:
    """A meeting that was called, moved or cancelled."""
    called = _of(view)
    if called is None:
        yield Text(view.say(NO_MEETING))
        return
    if called.cancelled:
        yield Text(f"It does not take place: {called.cancelled}", "warning")
    yield Facts(
        (
            ("Was to begin" if called.cancelled else "Begins", view.when(called.starts_at)),
            ("Where", called.place),
            ("The agenda", "has been sent" if called.sent else f"comes on {view.when(called.agenda_due)}"),
        )
    )
    if called.cancelled:
        return
    if called.changes:
        yield Text("This is another time or place than before.", "strong")
    yield Buttons((view.show("agenda", "Show the agenda", called.id), *view.calendar("meeting", called.id)))
    yield from _advisors(view, called, "edit_agenda", "move_meeting", "cancel_meeting")


def cadence(view: View) -> Iterator[Part]:
    """When the Steering Group meets as a rule, and by which decision."""
    meetings = view.directory.meetings
    yield Facts((("It meets", meetings.cadence), ("Decided by", meetings.cadence_decided)))
    yield Buttons((view.show("meetings", "All meetings"),))


def agenda_card(
    view: View, called: Meeting | None, entries: Sequence[AgendaEntry], page: int | None = 0
) -> Card:
    """The agenda of a meeting: its own items, then what is drawn from each policy, with the buttons that settle it.

    Without a page: the whole agenda, as it is printed.
    """
    if called is None:
        return Card(
            view.say("The {steering_group} has no agenda now"), (Text(view.say(NO_MEETING)),), view.subject
        )
    headline = view.say("Agenda of the {steering_group}, {when}", when=view.when(called.starts_at))
    items: list[Item] = []
    for number, own in enumerate(called.items):
        title = (Text("Items of this meeting", "strong"),) if not number else ()
        items.append((*title, Text(_item(own))))
    for heading, words in HEADINGS.items():
        lines = [entry for entry in entries if entry.heading == heading]
        for number, entry in enumerate(lines):
            title = (Text(words, "strong"),) if not number else ()
            items.append((*title, *_line(entry.on)))
    first = () if page else (Facts((("Where", called.place),)), Text(view.say(DRAWN), "small"))
    shown = (
        page_of(view, "agenda", items, page, MOST_LINES, f"{called.id} ") if items else (Text(NOTHING_OPEN),)
    )
    begun = called.starts_at <= view.now
    names = ("record_meeting", "decide_apart", "edit_agenda") if begun else ("edit_agenda", "send_agenda")
    around = (*_as_document(view, "agenda", called), *_advisors(view, called, *names))
    return Card(headline, (*first, *shown, *around), view.subject)


def _item(item: AgendaItem) -> str:
    return f"{item.id}: {item.text}"


def _line(each: PolicyLine) -> Iterator[Part]:
    words, drawn = settling(each)
    yield Text(f"{each.view.title} · {words}")
    yield Buttons((*drawn, each.view.show("status", "Where it stands")))


def _as_document(view: View, name: str, called: Meeting) -> Iterator[Part]:
    if page := view.page(name, called.id):
        yield Buttons(page)


def _advisors(view: View, called: Meeting, *names: str) -> Iterator[Part]:
    yield from view.buttons(*names, about=called.id)


def meetings_card(view: View, page: int = 0) -> Card:
    """All meetings: those ahead, the soonest first; then those that were held, the latest first."""
    meetings: Meetings = view.directory.meetings
    listed = (*meetings.ahead, *meetings.held, *(each for each in meetings.called if each.cancelled))
    headline = view.say("Meetings of the {steering_group}: {count}", count=_count(meetings))
    rule: tuple[Part, ...] = ()
    if meetings.cadence:
        rule = (Facts((("It meets", meetings.cadence), ("Decided by", meetings.cadence_decided))),)
    calling = view.buttons("call_meeting", "set_cadence")
    if not listed:
        return Card(headline, (*rule, Text(view.say(NO_MEETING)), *calling), view.subject)
    items: list[Item] = [tuple(_listed(view, each)) for each in listed]
    return Card(
        headline, (*rule, *page_of(view, "meetings", items, page, MOST_MEETINGS), *calling), view.subject
    )


def _count(meetings: Meetings) -> str:
    return f"{len(meetings.ahead)} ahead, {len(meetings.held)} held"


def _listed(view: View, each: Meeting) -> Iterator[Part]:
    yield Text(f"{each.id} · {view.when(each.starts_at)} · {each.place}", "strong")
    if each.cancelled:
        yield Text(f"Cancelled: {each.cancelled}", "small")
    elif each.held:
        minutes = (
            f"minutes confirmed on {view.day(each.confirmed_on)}" if each.confirmed_on else "draft minutes"
        )
        yield Text(f"{len(each.present)} present; {minutes}", "small")
        yield Buttons((view.show("minutes", "Show the minutes", each.id),))
    else:
        yield Buttons((view.show("agenda", "Show the agenda", each.id),))


def minutes(view: View) -> Iterator[Part]:
    """That the minutes of a meeting are on record; the button shows them as they are drawn from the record."""
    called = view.directory.meetings.meeting(view.about.partition(" ")[0])
    if called is None:
        yield Text(view.say(NO_MEETING))
        return
    yield Facts((("Met", view.when(called.starts_at)), ("Present", str(len(called.present)))))
    if not called.confirmed_on:
        yield Text(DRAFT)
    yield Buttons((view.show("minutes", "Show the minutes", called.id),))


def minutes_card(
    view: View, called: Meeting, decided: Sequence[tuple[View, Decision]], page: int | None = 0
) -> Card:
    """The minutes, drawn from what was recorded: who was there, what was said, decided and left for the next.

    Without a page: the whole minutes, as they are printed.
    """
    headline = view.say("Minutes of the {steering_group}, {when}", when=view.when(called.starts_at))
    items: list[Item] = [tuple(_facts(view, called))]
    if called.notes:
        items.append((Text("Said for the record", "strong"), Text(called.notes, "quote")))
    apart = [each for each in view.directory.meetings.decisions if each.meeting == called.id]
    if decided or apart:
        items.append((Text("Decided", "strong"),))
    items += [tuple(_decision(on, decision)) for on, decision in decided]
    items += [tuple(decision_apart(view, each)) for each in apart]
    if not decided and not apart:
        items.append((Text(NOTHING_DECIDED),))
    left = [item for item in called.items if item.id in called.deferred]
    for number, item in enumerate(left):
        title = (Text("Left for the next meeting", "strong"),) if not number else ()
        items.append((*title, Text(_item(item))))
    if called.correction:
        items.append((Text("Confirmed with this correction", "strong"), Text(called.correction, "quote")))
    shown = page_of(view, "minutes", items, page, MOST_LINES, f"{called.id} ")
    draft = () if called.confirmed_on else (Text(DRAFT, "warning"),)
    confirming = () if called.confirmed_on else tuple(view.buttons("confirm_minutes", about=called.id))
    return Card(headline, (*draft, *shown, *_as_document(view, "minutes", called), *confirming), view.subject)


def _facts(view: View, called: Meeting) -> Iterator[Part]:
    names = ", ".join(_with_seat(view, person) for person in called.present) or "nobody"
    rows = [("Where", called.place), ("Present", names)]
    rows += [("And", called.others)] if called.others else []
    rows += [("Confirmed on", view.day(called.confirmed_on))] if called.confirmed_on else []
    yield Facts(tuple(rows))
    yield Text(NO_QUORUM, "small")


def _with_seat(view: View, person: str) -> str:
    seats = [seat.name for seat in view.process.seats if view.directory.seats.get(seat.key) == person]
    return f"{view.name(person)} ({', '.join(seats)})" if seats else view.name(person)


def _decision(on: View, decision: Decision) -> Iterator[Part]:
    yield Text(f"{on.title}: {decision.kind}")
    if decision.text:
        yield Text(decision.text, "quote")
    if decision.consensus:
        yield Text(f"Consensus: {REACHED.get(decision.consensus, decision.consensus)}", "small")
    if decision.differs:
        yield Text(f"Who differs, and why: {decision.differs}", "small")


def steering_decision(view: View) -> Iterator[Part]:
    """A decision outside a policy, told to everybody of the Steering Group."""
    for each in view.directory.meetings.decisions:
        if each.number == view.about:
            yield from decision_apart(view, each)
    yield Buttons((Button("All decisions", view.sign("show decisions", view.subject, "", "")),))
