"""What a person reads after an action: that it is done, what happens next, and how to correct it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from govbot.core.cards.comments import LATE_RESPONSE, late_words
from govbot.core.cards.feedback import another_comment
from govbot.core.cards.needs import sources
from govbot.core.cards.status import status_paragraph
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Facts, Items, Part, Text
from govbot.core.cards.whose_meeting import look_afterwards
from govbot.core.table import BY_NAME
from govbot.core.workflow.checklist import lacking
from govbot.core.workflow.offices import CONFIRMERS, office_of
from govbot.core.workflow.present import present
from govbot.core.workflow.taking_back import undoable

# What happens next, where the action's own sentence does not say it; then how to correct what was entered.
NEXT = {
    "raise_need": (
        "You are told what the {steering_group} says. Until it decides you can correct the need, or withdraw it; "
        "later, write to the policy's lead."
    ),
    "submit_draft": (
        "The group's members are asked where they stand on it. To correct it, submit the corrected "
        "file: it becomes the next draft."
    ),
    "state_position": (
        "The {liaison} sees it. To change it, state it again; your last word on this draft counts."
    ),
    "report_back": "The {steering_group} is told. To correct it, report again; both stay on record.",
    "give_review": "The {lead} is told. To correct it, give the review again; the last one counts.",
    "note_passage": "The {lead} reads it with your review. To add another one, note it in the same way.",
    "give_advice": "The {lead} is told. To correct it, give the advice again.",
    "open_feedback": (
        "Everybody on the roster gets the request in their own chat. You can extend, shorten or "
        "close the period."
    ),
    "give_feedback": (
        "You are told when it has a response. To add to it, comment again; to correct or withdraw it, open the "
        "request: what you said stays on record."
    ),
    "give_answers": (
        "They stand with the other {agencies}' answers to each question. To change or withdraw one, answer again: what "
        "you said stays on record."
    ),
    "hand_in_marked": (
        "You are told when it has a response. What you did not tick is still in the list: “/gov marked”. To correct "
        "or withdraw one of them, open the request."
    ),
    "hand_in_comments": (
        "You are told when they have a response. What you did not tick is still saved: “/gov saved”. To correct or "
        "withdraw one of them, open the request."
    ),
    "no_comment": "Nothing more is needed. If something occurs to you later, comment: that takes its place.",
    "not_applicable": "Nothing more is needed. To correct this, comment: that takes its place.",
    "not_right_person": "Nothing more is needed of you.",
    "give_agency_response": (
        "It stands as your {agency}'s response. To correct it, give it again; the last one counts."
    ),
    "draft_agency_response": (
        "It is your {agency}'s response only once they give it. To change it, draft it again; the last draft counts."
    ),
    "file_agency_letter": (
        "The file is kept as it came: “Open the evidence” stands with the response. To correct it, file the "
        "letter again; the last one counts."
    ),
    "sort_comments": "“Undo on the board” puts it back.",
    "join_comments": "“Undo on the board” parts them again.",
    "split_comment": "“Undo on the board” makes one comment of them again.",
    "draft_response": "A newer draft for the same comments takes its place.",
    "judge_response": "To say something else, press the button again; the last word counts.",
    "respond_to_comments": "To correct a response, respond to the same comments again; the last one counts.",
    "request_review": "You are told of the decision. A new draft would void this request.",
    "approve": (
        "The {lead} and the {steering_group} are told. Until it is adopted, the {secretary} can "
        "withdraw the approval."
    ),
    "approve_with_change": (
        "The {lead} and the {steering_group} are told. Until it is adopted, the {secretary} can "
        "withdraw the approval."
    ),
    "adopt": "Next, note the address on {website}. To correct a slip, make a technical correction.",
    "record_deviation": "The {steering_group} is told; it is collected for its process reform.",
    "set_mark": "From now on only those whom the mark names read it. Lifting the mark is recorded too.",
    "acknowledge": "Nothing more is needed.",
    "undo": "You are asked again where an answer of yours is awaited, and can say what you mean now.",
    "take_back": "You are asked again where an answer of yours is awaited, and can say what you mean now.",
    "correct_need": "The {steering_group} sees it as it is now. Until it decides you can correct or withdraw it.",
    "withdraw_need": "The {steering_group}'s card says so. To go on with it, raise it anew.",
    "attest": "To correct it, attest again; the last one counts.",
    "report_status": "You can report again whenever it changes.",
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of a recorded action: the parties that are told; whether it had been recorded before, and when."""

    told: tuple[str, ...] = ()
    again: bool = False
    recorded_at: datetime | None = None


ROOM_MOVE_ASKED = (
    "The group has a room already, so it is asked there, and each member in their own chat. The room moves when "
    "another of them agrees."
)
AGAIN = "It was recorded {when} already, though that answer was lost on its way to you. It is recorded once."
STAYS = "What you said stays on record, and only the last of it counts."
FOR_A_MINUTE = "You can undo this for one minute; afterwards you can still correct or withdraw it."
# What a receipt offers to undo, and of which kind it is.
UNDONE = {
    "give_feedback": "comment",
    "correct_comment": "comment",
    "no_comment": "comment",
    "not_applicable": "comment",
    "state_position": "position",
    "acknowledge": "acknowledgment",
}
LACKS = "Nothing is refused for it; of the standard format {label} lacks:"
PUBLISHING = frozenset({"adopt", "confirm_correction", "approve_correction", "rescind"})
ANSWERS = frozenset(
    {"give_feedback", "no_comment", "not_applicable", "hand_in_marked", "hand_in_comments", "give_answers"}
)
AMONG_ANSWERS = "The {lead} reads it among the answers to the feedback request."


def done_card(view: View, action: str, entered_for: str = "", receipt: Receipt | None = None) -> Card:
    """What the person reads after an action: it is done, what happens next, where the policy stands."""
    sentence = view.say(_sentence(view, action)) or "Recorded."
    parts = tuple(_done(view, action, entered_for, receipt or Receipt()))
    return Card(sentence, parts, view.subject if view.policy.id else "")


def _sentence(view: View, action: str) -> str:
    group = view.policy.development.group if view.policy.development else None
    if action == "link_room" and group is not None and group.move is not None:
        return ROOM_MOVE_ASKED
    return BY_NAME[action].done


def _done(view: View, action: str, entered_for: str, receipt: Receipt) -> Iterator[Part]:
    if receipt.again:
        when = f"on {view.when(receipt.recorded_at)}" if receipt.recorded_at else "before"
        yield Text(AGAIN.format(when=when), "strong")
    if late := _late(view, action, entered_for or view.viewer):
        yield Text(late, "warning")
    if entered_for:
        yield Text(f"Entered by you for {view.name(entered_for)}; the record names you both.")
    if action == "state_position" and entered_for:
        yield from _meeting(view)
    if action in NEXT and not entered_for:
        yield Text(view.say(NEXT[action]))
    if action == "submit_draft":
        yield from _checklist(view)
    if action == "raise_need":
        yield Facts(tuple(sources(view.development)))
    if receipt.told:
        yield Text(f"Told: {told_words(view, receipt.told)}.", "small")
    elif action in ANSWERS:
        yield Text(view.say(AMONG_ANSWERS), "small")
    if action == "send_marked_file":
        yield Buttons((view.show("marked", "Look through it"),))
    if action in PUBLISHING:
        yield from view.published()
    if view.policy.id:
        yield Text(status_paragraph(view), "small")
        undo = () if entered_for or receipt.again else _undo(view, action)
        if undo:
            yield Text(FOR_A_MINUTE, "small")
        yield Buttons(
            (
                *undo,
                *_another(view, action, entered_for),
                *look_afterwards(view, action),
                view.show("policy", "Everything about it"),
                view.show("home", "What is awaiting me"),
            )
        )
    else:
        yield Buttons((*look_afterwards(view, action), view.show("home", "What is awaiting me")))


def _checklist(view: View) -> Iterator[Part]:
    """What the draft lacks of the standard format; nothing is refused for it."""
    draft = view.development.draft
    lacks = [*lacking(draft.paper, view.process)] if draft and view.reads(f"draft {draft.label}") else []
    if draft and lacks:
        yield Text(LACKS.format(label=draft.label))
        yield Items(tuple(lacks))
        yield Buttons((view.show("templates", "See the templates"),))


def _another(view: View, action: str, entered_for: str) -> tuple[Button, ...]:
    """After a comment, the form for another one, on the section that follows."""
    return another_comment(view) if action == "give_feedback" and not entered_for else ()


def _undo(view: View, action: str) -> tuple[Button, ...]:
    """The button that undoes what was just said; none for what cannot be undone."""
    kind = UNDONE.get(action)
    words = [word for word in undoable(view.at()) if word.kind == kind] if kind and view.viewer else []
    return (view.button("undo", words[0].about),) if words else ()


def minute_over_card(view: View, about: str) -> Card | None:
    """What takes the place of a pressed *Undo* whose minute is over; None where the word named can still be undone, or
    is there no more."""
    if about not in {word.about for word in view.own_words()}:
        return None
    if about in {word.about for word in undoable(view.at(about))}:
        return None
    return Card("You can still correct or withdraw it", (Text(STAYS), *correcting(view, about)), view.subject)


def correcting(view: View, about: str) -> tuple[Buttons, ...]:
    """The buttons that correct and withdraw something that the viewer said."""
    corrects = {"comment": "correct_comment", "position": "state_position"}.get(about.partition(" ")[0], "")
    offered = ((corrects, "Correct it"), ("take_back", "Withdraw it"))
    buttons = tuple(
        replace(view.button(name, about), label=label)
        for name, label in offered
        if name and view.can(BY_NAME[name])
    )
    return (Buttons(buttons),) if buttons else ()


def _meeting(view: View) -> Iterator[Part]:
    """After a position was entered for somebody: whose are left of the meeting, and the form for the next."""
    group, draft = view.development.group, view.development.draft
    if group is None or draft is None:
        return
    stated = {position.person for position in view.development.positions if position.draft == draft.number}
    left = [person for person in present(group.members, view.directory) if person not in stated]
    if left:
        yield Text(f"No position on {draft.label} yet: {view.names(tuple(left))}.")
        button = view.later("state_position")
        yield Buttons((replace(button, label="Enter the next member's position"),))


def _late(view: View, action: str, person: str) -> str:
    """To the author of an answer that came late: that it did; "" where it came in time."""
    period = view.development.period
    if period is None:
        return ""
    if action in ANSWERS:
        mine = [comment for comment in view.development.comments if comment.person == person]
        return late_words(view, mine[-1]) if mine and mine[-1].late else ""
    given = [response for response in period.agency_responses if response.person == person]
    is_late = action == "give_agency_response" and given and given[-1].late
    return view.say(LATE_RESPONSE) if is_late else ""


# Parties that are no office, as people read them.
PARTIES = {
    "channel:steering": "the {steering_group}'s channel",
    "channel:announcements": "the channel for announcements",
    "channel:operations": "the operator's channel",
    "room": "the group's room",
    "roster": "everybody on the roster",
    "raisers": "whoever raised the need",
    "liaisons": "the {liaison}",
    "confirmers": CONFIRMERS,
    "role:delegates": "whoever holds a delegation of the {secretary}",
    "group": "the {group}",
    "role:lead": "the {lead}",
    "role:advisor": "the {advisor}",
    "role:secretary": "the {secretary}",
    "role:contact": "the {secretary_office}",
    "role:keeper": "the roster keeper",
    "role:publisher": "the publisher",
    "role:operator": "the operator",
    "role:secretary's contact": "the {secretary_office}",
    "role:records officer": "the public records officer",
    "role:secretary_designee": "the {secretary}'s designee",
    "former-room": "the room that was the group's until now",
}
MOST_TOLD = 6


def told_words(view: View, parties: tuple[str, ...]) -> str:
    """The parties that are told, as people read them: each once, and the first few."""
    words = list(dict.fromkeys(_told(view, party) for party in parties))
    more = f" and {len(words) - MOST_TOLD} more" if len(words) > MOST_TOLD else ""
    return f"{', '.join(words[:MOST_TOLD])}{more}"


def _told(view: View, party: str) -> str:
    kind, _, of = party.partition(":")
    if party in PARTIES or kind in PARTIES:
        return view.say(PARTIES.get(party) or PARTIES[kind])
    if kind in ("person", "lead", "member", "named"):
        return view.name(of)
    return office_of(view.process, view.directory, party)
