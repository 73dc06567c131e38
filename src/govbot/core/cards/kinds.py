"""Every kind of card that is sent: its headline, one plain sentence, and its parts.

A headline stands in notifications: it never carries what somebody wrote except the policy's title.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from govbot.core.cards import (
    board_news,
    comments,
    corrections,
    drafting,
    emergency,
    entered,
    feedback,
    feedback_period,
    feedback_progress,
    group_news,
    marks,
    meetings,
    minutes,
    needs,
    passing_on,
    plans,
    progress,
    reviews,
    secretary,
    settling,
    versions,
    weekly,
    who,
)
from govbot.core.cards.short import rest, shortened
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Part, Text


def no_more(view: View) -> Iterable[Part]:
    """Nothing stands behind *More* but what finds no room on the card."""
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of card: its headline, in which `{title}` and `{about}` are filled in, and its parts.

    A `passing` card says things that came with the message and that the state does not keep: after an action
    on it the person reads a confirmation, since the card could not be drawn again as it was.
    `more` are parts that stand behind the card's *More* alone.
    `headline_of` gives the headline where it is another one once the card is over.
    """

    headline: str
    parts: Callable[[View], Iterable[Part]]
    passing: bool = False
    more: Callable[[View], Iterable[Part]] = no_more
    headline_of: Callable[[View], str] | None = None


GONE = "This is over; nothing is asked of you here any more."


KINDS: dict[str, Kind] = {
    "need": Kind("A need for the {steering_group} to decide on: {title}", needs.need),
    "need_decided": Kind("The {steering_group} has considered the need {title}", needs.need_decided, True),
    "need_received": Kind("A like need was joined to {title}", needs.need_received),
    "lead_named": Kind("You are the {lead} of {title}", needs.lead_named),
    "lead_changed": Kind("{title} has a new {lead}", needs.lead_changed),
    "closed": Kind("{title} ends without a policy", needs.closed, True),
    "group_welcome": Kind("You belong to the {group} for {title}", group_news.group_welcome),
    "group_room": Kind("The room of the {group} for {title}", group_news.group_room),
    "room_move": Kind("Shall the {group} for {title} have another room?", group_news.room_move),
    "room_moved": Kind("The {group} for {title} has another room", group_news.room_moved, True),
    "member_left": Kind("A member leaves the {group} for {title}", group_news.member_left),
    "group_left": Kind("You no longer belong to the {group} for {title}", group_news.group_left),
    "liaisons_changed": Kind("The {group} for {title} has another {liaison}", group_news.liaisons_changed),
    "group_closed": Kind("The {group} for {title} is closed", group_news.group_closed),
    "group_asked": Kind("A request to the {group} for {title}", group_news.group_asked),
    "draft_submitted": Kind("A new draft of {title}", drafting.draft_submitted),
    "file_withdrawn": Kind("A draft of {title} was a wrong file", drafting.file_withdrawn, True),
    "report": Kind("A report of the {group} for {title}", drafting.report),
    "sent_back": Kind("{title} is back in drafting", drafting.sent_back, True),
    "review_asked": Kind("Your office's review of {title} is asked for", reviews.review_asked),
    "review_given": Kind("A staff review of {title} is in", reviews.review_given),
    "review_date_asked": Kind("A reviewer of {title} asks for another date", reviews.review_date_asked),
    "consultation": Kind("Your office is consulted on {title}", reviews.consultation),
    "advice_given": Kind("The advice on {title} is in", reviews.advice_given),
    "feedback_request": Kind("Your {agency}'s feedback is asked for: {title}", feedback.request),
    "feedback_progress": Kind("{Stage_feedback} on {title}", feedback_progress.progress),
    "feedback_changed": Kind("The feedback period for {title} has changed", feedback_progress.changed, True),
    "feedback_closed": Kind("The feedback period for {title} is closed", feedback_progress.progress),
    "wrong_person": Kind("Somebody else should be asked about {title}", feedback_progress.wrong_person, True),
    "agency_response_drafted": Kind(
        "Your {agency}'s response on {title} is drafted", comments.response_drafted
    ),
    "agency_answered": Kind("Your {agency}'s response on {title} has an answer", comments.agency_answered),
    "question_asked": Kind("A question is asked on {title}", feedback_period.question_asked),
    "question_answered": Kind("A question on {title} has an answer", feedback_period.question_answered, True),
    "extension_asked": Kind(
        "More time is asked for the feedback on {title}", feedback_period.extension_asked
    ),
    "extension_refused": Kind(
        "The feedback period for {title} is not extended", feedback_period.extension_refused, True
    ),
    "comments_answered": Kind("Your comments on {title} have a response", comments.answered),
    "comments_given": Kind("Comments on {title} are given to you to respond to", board_news.given),
    "response_drafted": Kind("A response to comments on {title} is drafted", board_news.drafted),
    "concern_remains": Kind("A concern remains on {title}", board_news.remains),
    "secretary_request": Kind(
        "The {secretary}'s decision is asked for: {about} of {title}",
        secretary.request,
        more=secretary.how_it_came,
    ),
    "discussion": Kind("The {secretary_office} on {title}", secretary.discussion, True),
    "decided": Kind("The {secretary} has decided on {title}", secretary.decided, True),
    "candidate": Kind(secretary.CANDIDATE, secretary.candidate, headline_of=secretary.candidate_headline),
    "adopted": Kind("{title} is adopted: version {about}", versions.adopted),
    "agency_asked": Kind("Your {agency} is asked about {title}", versions.asked),
    "correction": Kind("A technical correction of {title} is proposed: {about}", corrections.correction),
    "corrected": Kind("{title} was technically corrected: version {about}", corrections.corrected),
    "variance": Kind("A policy variance from {title}", versions.variance),
    "review_completed": Kind("The regular review of {title} is complete", versions.review_completed, True),
    "review_due": Kind("The regular review of {title} is due", versions.review_due),
    "rescinded": Kind("{title} is rescinded", versions.rescinded, True),
    "direction": Kind("A direction of the {secretary} on {title}", versions.direction, True),
    "decision": Kind("A decision of the {steering_group} on {title}", versions.decision, True),
    "emergency": Kind("Proceeding in an emergency: {title}", emergency.emergency),
    "done_afterwards": Kind("Done after the emergency: {title}", emergency.done_afterwards),
    "date_moved": Kind("{title} comes into force on another day", versions.date_moved, True),
    "adoption_withdrawn": Kind("The adoption of {title} is withdrawn", versions.adoption_withdrawn, True),
    "vacancy": Kind("{about} is vacant", weekly.vacancy),
    "reminder": Kind("A reminder: something is awaited on {title}", settling.reminder),
    "time_given": Kind("There is more time: {title}", settling.time_given),
    "process_moved": Kind("{title} goes by another process", progress.process_moved),
    "slip": Kind("A target of {title} was not met", progress.slip),
    "passed_on": Kind("Somebody else answers now for what is awaited on {title}", passing_on.passed_on),
    "agency_retired": Kind("{An_agency} is off the list: {title}", passing_on.agency_retired),
    "entered_for_you": Kind("Something was entered for you", entered.entered_for_you),
    "entered_for_office": Kind("Something was entered for the {secretary}", entered.entered_for_office),
    "entry_refused": Kind("A decision was nearly entered for the {secretary}", entered.refused, True),
    "entry_contested": Kind("An entry for somebody is disputed", entered.contested),
    "entry_settled": Kind("A disputed entry is settled", entered.settled),
    "office_change": Kind("A change of an office that decides: {about}", who.office_change),
    "standing_changed": Kind("People and offices: a change", who.standing_changed, True),
    "hand_over": Kind("An office changes hands", who.hand_over),
    "awaits_you": Kind("Something awaits you now on {title}", settling.awaits_you),
    "mark_changed": Kind("A mark of {title} was set or lifted", marks.mark_changed, True),
    "meeting": Kind("A meeting of the {steering_group}: {about}", meetings.meeting),
    "minutes": Kind(
        "The minutes of a meeting of the {steering_group} are on record: {about}", minutes.minutes
    ),
    "group_meeting": Kind("A meeting of the {group} for {title}: {about}", meetings.meeting),
    "group_minutes": Kind(
        "The minutes of a meeting of the {group} for {title} are on record: {about}", minutes.minutes
    ),
    "cadence": Kind("When the {steering_group} meets", meetings.cadence),
    "steering_decision": Kind("Decision {about} of the {steering_group}", minutes.steering_decision),
    "plan": Kind("A plan has a new edition, or other goals", plans.plan),
    "standing": Kind("A policy no longer stands under a plan's new edition: {about}", plans.standing),
    "accord": Kind("A plan is being drafted: the policies in force", plans.accord),
    "plan_not_drafted": Kind("A plan is not being drafted after all", plans.plan_not_drafted, True),
    "body_report": Kind("What was put before a body: {about}", plans.body_report),
    "deviation": Kind("A deviation from the process for {title}", versions.deviation),
}


def draw(kind: str, view: View) -> Card:
    """The card of this kind as the viewer sees it at this moment."""
    has_more = any(True for _ in KINDS[kind].more(view))
    parts = shortened(KINDS[kind].parts(view), view.more(kind), has_more=has_more) or (Text(GONE),)
    return Card(_headline(kind, view), parts, view.subject)


def draw_rest(kind: str, view: View) -> Card:
    """The facts and buttons of such a card that stand behind its *More*."""
    more = tuple(KINDS[kind].more(view))
    return Card(
        _headline(kind, view), (*rest(KINDS[kind].parts(view), has_more=bool(more)), *more), view.subject
    )


def _headline(kind: str, view: View) -> str:
    drawn = KINDS[kind]
    headline = drawn.headline_of(view) if drawn.headline_of else drawn.headline
    return view.say(headline, title=view.title, about=view.about)


def digest(card: Card) -> str:
    """What a card shows, without its buttons' values: equal digests need no redrawing."""
    shown = repr((card.headline, [_shown(part) for part in card.parts]))
    return hashlib.sha256(shown.encode()).hexdigest()


def _shown(part: Part) -> object:
    return [button.label for button in part.buttons] if isinstance(part, Buttons) else part


def acts(card: Card) -> bool:
    """Whether anything on the card can still be done: then it stays on the live list."""
    return any(isinstance(part, Buttons) and any(map(_is_action, part.buttons)) for part in card.parts)


def _is_action(button: Button) -> bool:
    return not button.value.startswith("show ")
