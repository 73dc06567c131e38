"""What a person reads after an action: that it is done, what happens next, and how to correct it."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.status import status_paragraph
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Part, Text
from govbot.core.table import BY_NAME

# What happens next, where the action's own sentence does not say it; then how to correct what was entered.
NEXT = {
    "raise_need": (
        "You are told what the {steering_group} says. To add something, write to the policy's lead "
        "once there is one."
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
    "give_advice": "The {lead} is told. To correct it, give the advice again.",
    "open_feedback": (
        "Everybody on the roster gets the request in their own chat. You can extend, shorten or "
        "close the period."
    ),
    "give_feedback": (
        "You are told when it has a response. To correct your answer or add to it, add a comment: "
        "both stay on record."
    ),
    "no_comment": "Nothing more is needed. If something occurs to you later, add a comment.",
    "not_applicable": "Nothing more is needed. To correct this, add a comment.",
    "not_right_person": "Nothing more is needed of you.",
    "give_agency_response": (
        "It stands as your {agency}'s response. To correct it, give it again; the last one counts."
    ),
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
    "attest": "To correct it, attest again; the last one counts.",
    "report_status": "You can report again whenever it changes.",
}


def done_card(view: View, action: str, entered_for: str = "") -> Card:
    """What the person reads after an action: it is done, what happens next, where the policy stands."""
    sentence = view.say(BY_NAME[action].done) or "Recorded."
    return Card(sentence, tuple(_done(view, action, entered_for)), view.subject if view.policy.id else "")


def _done(view: View, action: str, entered_for: str) -> Iterator[Part]:
    if entered_for:
        yield Text(f"Entered by you for {view.name(entered_for)}; the record names you both.")
    if action in NEXT:
        yield Text(view.say(NEXT[action]))
    if view.policy.id:
        yield Text(status_paragraph(view), "small")
        yield Buttons((view.show("policy", "Everything about it"), view.show("home", "What is awaiting me")))
    else:
        yield Buttons((view.show("home", "What is awaiting me"),))
