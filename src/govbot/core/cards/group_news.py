"""What is told of an ad hoc group: its members, its room, its requests."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Facts, Items, Part, Text
from govbot.core.workflow.events import GroupAnswered
from govbot.core.workflow.policy import Group
from govbot.core.workflow.present import gone, present, represented, unsure

PUBLIC_RECORD = (
    "What you write here may be a public record. Positions count only when entered with the buttons."
)


IN_MEETINGS = (
    "Counsel treats this group as subject to public-meeting rules: positions are taken in its meetings, not here. "
    "The {liaison} or the {lead} enters them from the meeting with “/gov later position”."
)


UNSURE = "Somebody has left since the group was assembled; perhaps these are no longer represented:"


def group_welcome(view: View) -> Iterator[Part]:
    """What a new member reads: what the group is for, and what is asked of them first."""
    group = view.development.group
    if group is None:
        return
    mine = view.viewer in group.everybody
    yield Facts(
        (
            ("Group", group.name),
            (view.say("{Group} {liaison}"), view.names(present(group.liaisons, view.directory))),
            ("Members", str(len(present(group.members, view.directory)))),
        )
    )
    if group.charge:
        yield Text(group.charge, "quote")
    if over := _group_over(view, group):
        yield Text(over, "strong")
    elif view.viewer in group.liaisons:
        yield Text(view.say("As {liaison} you guide the group and report back to the {steering_group}."))
    elif mine and view.viewer not in group.looked_in:
        due = group.look_in.get(view.viewer)
        yield Text(
            "The group advises on the need and context of this policy and strives for consensus. "
            f"Please look in{f' by {view.when(due)}' if due else ''}; then you are told of each draft "
            "and request."
        )
    yield Text(PUBLIC_RECORD, "small")
    if mine:
        yield from view.buttons(
            "look_in", "state_position", "answer_request", "ask_group", "report_back", "leave_group"
        )


def _group_over(view: View, group: Group) -> str:
    if view.over:
        return view.over
    if group.closed:
        return "The group is closed. What it did stays on record."
    if view.viewer and view.viewer not in group.everybody:
        return "You no longer belong to this group."
    return ""


def group_room(view: View) -> Iterator[Part]:
    """The first card of a group's room."""
    group = view.development.group
    if group is None:
        return
    yield Text(PUBLIC_RECORD, "warning")
    liaisons = (view.say("{Group} {liaison}"), view.names(present(group.liaisons, view.directory)))
    rows = [liaisons, ("Members", view.names(present(group.members, view.directory)))]
    rows += [("No longer there", view.names(left))] if (left := gone(group, view.directory)) else []
    yield Facts(tuple(rows))
    if group.charge:
        yield Text(group.charge, "quote")
    if group.public_meeting == "yes":
        yield Text(view.say(IN_MEETINGS))
    here = represented(group, view.directory)
    missing = [name for name in view.process.groups.perspectives if name not in here]
    if missing:
        yield Text(f"Perspectives not represented now: {', '.join(missing)}.", "small")
    if doubtful := unsure(group, view.directory):
        yield Text(f"{UNSURE} {', '.join(doubtful)}.", "small")
    if over := _group_over(view, group):
        yield Text(over, "strong")
        return
    yield Text(
        "In this room, “/gov status” tells where the policy stands, and “/gov read” shows the draft.", "small"
    )
    yield from view.buttons("submit_draft", "ask_group", "report_back", "add_member")


def room_move(view: View) -> Iterator[Part]:
    """In the group's room, and to its liaisons: somebody wants to move it; nothing moves until the group agrees."""
    group = view.development.group
    move = group.move if group else None
    if move is None or view.about != move.to:
        yield Text(
            "This is settled, or another request has taken its place; nothing is asked of you here any more."
        )
        return
    yield Facts((("Asked by", view.name(move.by)),))
    yield Text(
        "Everybody in the other conversation could read what govbot posts for the group. Nothing moves until another "
        "member agrees; without that, this stays the group's room."
    )
    yield from view.buttons("move_room")


def room_moved(view: View) -> Iterator[Part]:
    """In the room that was the group's until now, and to its liaisons: is that right?"""
    agreed = view.facts.get("agreed", "")
    rows = [("Linked by", view.name(view.facts.get("by", "")))]
    yield Facts((*rows, *([("Agreed by", view.name(agreed))] if agreed else [])))
    yield Text("What govbot posts for the group goes to the other room, and everybody in it can read it.")
    yield Text(
        view.say(
            "Is that right? If not, a {liaison} or the {lead} types “/gov link {policy}” in the room that is to be "
            "the group's.",
            policy=view.policy.id,
        )
    )


def group_left(view: View) -> Iterator[Part]:
    """Somebody was taken off the group."""
    yield Text("Nothing more is asked of you here. What you said in the group stays on record.")


def member_left(view: View) -> Iterator[Part]:
    """Somebody takes part in the group no more, as they say themselves."""
    yield Text(f"{view.name(view.about)} says that they cannot take part in the group any more.", "strong")
    if reason := view.facts.get("reason", ""):
        yield Text(reason, "quote")
    if not view.over:
        yield Buttons((view.show("group", "The group, and what is missing"),))
    yield from view.buttons("add_member", about="")


def group_closed(view: View) -> Iterator[Part]:
    """The group has done its work."""
    yield Text("The group is closed. What it did stays on record; nothing more is asked of its members.")


def liaisons_changed(view: View) -> Iterator[Part]:
    """Who guides the group from now on."""
    group = view.development.group
    named = view.names(present(group.liaisons, view.directory)) if group else "nobody"
    yield Facts(((view.say("{Group} {liaison}"), named),))


ASKED = {
    "advise": "The group is asked to advise on the need and its context.",
    "draft": "The group is asked to generate a draft.",
    "review": "The group is asked to review the draft or template.",
    "strategy": "The group is asked to recommend a strategy for dissemination and education.",
}


def group_asked(view: View) -> Iterator[Part]:
    """What the group was asked, and what it has said."""
    request = next((request for request in view.development.requests if request.id == view.about), None)
    if request is None:
        return
    is_asked = not (request.complete or view.over)
    if is_asked and request.due:
        yield Text(f"Please answer by {view.when(request.due)}.", "strong")
    yield Text(ASKED[request.kind])
    yield Text(request.text, "quote")
    if not is_asked or not request.due:
        yield Facts((("By", view.when(request.due)),))
    if request.answers:
        yield Items(tuple(f"{view.name(person)}: {text}" for person, text in request.answers))
    if entered := view.entered_beside(GroupAnswered, request=request.id):
        yield Items(tuple(words for _, words in entered))
    if request.complete:
        yield Text(view.say("The group has given its whole answer; the {lead} has it."), "strong")
    elif view.over:
        yield Text(view.over, "strong")
    else:
        whole = "Each answer goes to the {liaison}, who says when the group's answer is whole."
        yield Text(view.say(whole), "small")
        yield from view.buttons("answer_request", *(("submit_draft",) if request.kind == "draft" else ()))
        if request.kind == "draft":
            yield Buttons((view.show("templates", "See the templates"),))
