"""Whose meetings a card is about: those of the group that directs the process, or of a policy's ad hoc group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Part, Text
from govbot.core.membership.meetings import PAPERS, Meeting, Meetings


@dataclass(frozen=True, slots=True)
class MeetingActions:
    """The names of the actions on a group's meetings, and of the pages that show its documents."""

    call: str
    move: str
    cancel: str
    edit: str
    send: str
    record: str
    confirm: str
    rules: str
    publish: str
    agenda_page: str
    minutes_page: str
    apart: tuple[str, ...] = ()  # for the group that directs alone
    cadence: tuple[str, ...] = ()


OF_THE_DIRECTOR = MeetingActions(
    "call_meeting", "move_meeting", "cancel_meeting", "edit_agenda", "send_agenda", "record_meeting",
    "confirm_minutes", "answer_meeting_rules", "note_published", "agenda", "minutes",
    apart=("decide_apart",), cadence=("set_cadence",),
)  # fmt: skip
OF_A_GROUP = MeetingActions(
    "call_group_meeting", "move_group_meeting", "cancel_group_meeting", "edit_group_agenda", "send_group_agenda",
    "record_group_meeting", "confirm_group_minutes", "answer_group_rules", "note_group_published", "group_agenda",
    "group_minutes",
)  # fmt: skip
NONE_CALLED = "No meeting of {whose} is called. {caller} calls one with “/gov {word}”."


def actions_of(view: View) -> MeetingActions:
    return OF_A_GROUP if view.policy.id else OF_THE_DIRECTOR


def meetings_of(view: View) -> Meetings:
    return view.policy.meetings if view.policy.id else view.directory.meetings


def whose(view: View) -> str:
    """The group's name, as people read it."""
    if not view.policy.id:
        return view.say("the {steering_group}")
    group = view.development.group
    return group.name if group else view.say("the {group}")


def none_called(view: View) -> str:
    caller = view.say("The {liaison}" if view.policy.id else "The {advisor}")
    word = "group-meeting" if view.policy.id else "call-meeting"
    return view.say(NONE_CALLED, whose=whose(view), caller=caller, word=word)


def meeting_of(view: View) -> Meeting | None:
    """The meeting that the card is about, else the next."""
    meetings = meetings_of(view)
    return meetings.meeting(view.about.partition(" ")[0].upper()) or next(iter(meetings.ahead), None)


def public_rows(view: View, called: Meeting) -> Iterator[tuple[str, str]]:
    """By when which paper is to be public, or where it is."""
    published = {each.paper: each for each in called.published}
    law = f" ({called.citation})" if called.citation else ""
    for paper, due in called.public_by:
        name = PAPERS[paper].removeprefix("the ").capitalize()
        done = published.get(paper)
        said = (
            f"public since {view.day(done.on)}: {done.where}"
            if done
            else f"to be public by {view.when(due)}{law}"
        )
        yield name, said


def publishing(view: View, called: Meeting) -> Iterator[Part]:
    """The paper that is to be public next, with the button for it; nothing for whoever does not record it."""
    for paper, due in called.unpublished[:1]:
        drawn = list(view.buttons(actions_of(view).publish, about=f"{called.id} {paper}"))
        if drawn:
            yield Text(f"To be public next: {PAPERS[paper]}, by {view.when(due)}.", "small")
        yield from drawn


# What one looks at after an action on a meeting: the card, and its button.
AFTERWARDS = {
    **dict.fromkeys((OF_THE_DIRECTOR.edit, OF_A_GROUP.edit), ("agenda", "Show the agenda")),
    **dict.fromkeys(
        (OF_THE_DIRECTOR.record, OF_A_GROUP.record, OF_THE_DIRECTOR.confirm, OF_A_GROUP.confirm),
        ("minutes", "Show the minutes"),
    ),
    **dict.fromkeys(
        (
            OF_THE_DIRECTOR.call, OF_A_GROUP.call, OF_THE_DIRECTOR.move, OF_A_GROUP.move, OF_THE_DIRECTOR.cancel,
            OF_A_GROUP.cancel, OF_THE_DIRECTOR.rules, OF_A_GROUP.rules, OF_THE_DIRECTOR.publish, OF_A_GROUP.publish,
        ),
        ("meetings", "Show the meetings"),
    ),
}  # fmt: skip


def look_afterwards(view: View, action: str) -> tuple[Button, ...]:
    """The button that shows what the action changed; none for other actions."""
    name, label = AFTERWARDS.get(action, ("", ""))
    return (view.show(name, label),) if name else ()
