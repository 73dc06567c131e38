"""A group's meetings: one that was called, moved or cancelled; the list of all; the rule by which the group meets."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.paging import Item, page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Part, Text
from govbot.core.cards.whose_meeting import (
    actions_of,
    meeting_of,
    meetings_of,
    none_called,
    public_rows,
    publishing,
    whose,
)
from govbot.core.membership.meetings import Meeting, Meetings

MOST_MEETINGS = 12
ANSWERS = {"yes": "they apply", "no": "they do not apply", "not asked": "counsel has not been asked"}


def meeting(view: View) -> Iterator[Part]:
    """A meeting that was called, moved or cancelled."""
    called = meeting_of(view)
    if called is None:
        yield Text(none_called(view))
        return
    if called.cancelled:
        yield Text(f"It does not take place: {called.cancelled}", "warning")
    yield Facts(
        (
            ("Was to begin" if called.cancelled else "Begins", view.when(called.starts_at)),
            ("Where", called.place),
            ("The agenda", "has been sent" if called.sent else f"comes on {view.when(called.agenda_due)}"),
            *public_rows(view, called),
        )
    )
    if called.cancelled:
        return
    if called.changes:
        yield Text("This is another time or place than before.", "strong")
    yield Buttons((view.show("agenda", "Show the agenda", called.id), *view.calendar("meeting", called.id)))
    yield from publishing(view, called)
    names = actions_of(view)
    yield from view.buttons(names.edit, names.move, names.cancel, about=called.id)


def cadence(view: View) -> Iterator[Part]:
    """When the group meets as a rule, and by which decision."""
    yield from _rule(view.directory.meetings)
    yield Buttons((view.show("meetings", "All meetings"),))


def _rule(meetings: Meetings) -> Iterator[Part]:
    if meetings.cadence:
        yield Facts((("It meets", meetings.cadence), ("Decided by", meetings.cadence_decided)))


def meetings_card(view: View, page: int = 0) -> Card:
    """All meetings: those ahead, the soonest first; then those that were held, the latest first."""
    meetings, names = meetings_of(view), actions_of(view)
    listed = (*meetings.ahead, *meetings.held, *(each for each in meetings.called if each.cancelled))
    headline = f"Meetings of {whose(view)}: {_count(meetings)}"
    said = f" ({meetings.public_said})" if meetings.public_said else ""
    first = (*_rule(meetings), Facts((("Public-meeting rules", f"{ANSWERS[meetings.public]}{said}"),)))
    calling = view.buttons(names.call, *names.cadence, names.rules)
    if not listed:
        return Card(headline, (*first, Text(none_called(view)), *calling), view.subject)
    items: list[Item] = [tuple(_listed(view, each)) for each in listed]
    return Card(
        headline, (*first, *page_of(view, "meetings", items, page, MOST_MEETINGS), *calling), view.subject
    )


def _count(meetings: Meetings) -> str:
    return f"{len(meetings.ahead)} ahead, {len(meetings.held)} held"


def _listed(view: View, each: Meeting) -> Iterator[Part]:
    yield Text(f"{each.id} · {view.when(each.starts_at)} · {each.place}", "strong")
    if each.cancelled:
        yield Text(f"Cancelled: {each.cancelled}", "small")
        return
    if each.held:
        minutes = (
            f"minutes confirmed on {view.day(each.confirmed_on)}" if each.confirmed_on else "draft minutes"
        )
        yield Text(f"{len(each.present)} present; {minutes}", "small")
        yield Buttons((view.show("minutes", "Show the minutes", each.id),))
    else:
        yield Buttons((view.show("agenda", "Show the agenda", each.id),))
    yield from publishing(view, each)
