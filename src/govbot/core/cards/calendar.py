"""What goes into calendars, and the cards that hand one out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from govbot.core.calendar import CalendarEntry
from govbot.core.cards.awaited import is_shown
from govbot.core.cards.texts import has_a_part
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Link, Part, Text
from govbot.core.days import local_day
from govbot.core.grammar import Obligation
from govbot.core.workflow.obligations import obligations

# What is awaited, in words that name nobody and quote nothing.
ACTIONS = {
    "recommend_pursuing": "decision on the need",
    "assemble_group": "group to assemble",
    "look_in": "to look in on the {group}",
    "answer_request": "the {group}'s answer",
    "submit_draft": "draft",
    "state_position": "positions",
    "advance": "decision on the report",
    "close_development": "decision on the report",
    "give_review": "staff review",
    "answer_review": "answer to a review",
    "give_advice": "advice",
    "give_feedback": "feedback",
    "respond_to_comments": "responses to comments",
    "respond_to_agency": "response to what an {agency} said",
    "answer_question": "an answer to a question",
    "explain_slip": "why a target was not met",
    "confirm_conditions": "whether a draft meets the conditions of a review",
    "draft_response": "responses to draft",
    "look_at_response": "a look at a drafted response",
    "approve": "the {secretary}'s decision",
    "rescind": "decision on rescinding",
    "adopt": "adoption",
    "give_word_file": "Word file",
    "approve_correction": "decision on a correction",
    "confirm_correction": "confirmation of a correction",
    "acknowledge": "acknowledgment",
    "attest": "attestation",
    "report_status": "report of the status",
    "decide_variance": "decision on a variance",
    "complete_review": "regular review",
    "done_afterwards": "what is done after an emergency",
    "settle_entry": "disputed entry to settle",
    "settle_office_entry": "disputed entry to settle",
    "confirm_office_change": "change of an office to confirm",
    "come_into_force": "comes into force",
    "record_meeting": "minutes of a meeting",
    "record_group_meeting": "minutes of a meeting",
    "note_published": "a paper of a meeting to be public",
    "note_group_published": "a paper of a meeting to be public",
}
OTHER = "something awaited"
FOR_ALL_DAY = frozenset({"complete_review", "come_into_force"})
NOT_AWAITED = (
    "Nothing with a date is awaited of you here any more, so there is nothing to put into a calendar."
)
NO_PAGES = "This govbot has no address for the browser, so it cannot give out calendars. Ask the operator."
IN_IT = (
    "A calendar tells the number of a policy, what is awaited and by when: no title, no name, nothing that anybody "
    "wrote. It changes as the dates do, and what is awaited no more is cancelled in it."
)
KEEP_IT = (
    "Whoever has this address can read the calendar, so pass it on to nobody. “New address” makes another one, and "
    "this one shows nothing from then on."
)
HOW = (
    "Outlook: Add calendar, Subscribe from web. Google: Other calendars, From URL. "
    "Apple: File, New Calendar Subscription."
)
ONCE = (
    "It opens in your calendar as it is now. For dates that follow every change, subscribe: “/gov calendar”."
)
NEW_ADDRESS = "New address"


def entry_of(view: View, obligation: Obligation) -> CalendarEntry | None:
    """The entry of something awaited; None where it has no date."""
    if obligation.due is None:
        return None
    key = f"{view.subject} {obligation.action} {obligation.about}"
    name = view.policy.id or "Offices"
    summary = f"{name}: {view.say(ACTIONS.get(obligation.action, OTHER))}"
    when: datetime | date = obligation.due
    if obligation.action in FOR_ALL_DAY:
        when = _day(view, obligation)
    return CalendarEntry(key, summary, when)


def _day(view: View, obligation: Obligation) -> date:
    assert obligation.due is not None
    if obligation.action == "complete_review" and view.policy.next_review_on:
        return view.policy.next_review_on
    return local_day(obligation.due, view.process)


def entries_of_policy(view: View) -> tuple[CalendarEntry, ...]:
    """The dates of a policy, each once: for those with a part in it all that they are shown of it.

    For others what is awaited of them, the closing of the feedback, the targets, and when it comes into force.
    """
    own = {obligation.key for obligation in view.awaited}
    shown = [
        obligation
        for obligation in obligations(view.policy)
        if obligation.action == "come_into_force"
        or obligation.key in own
        or (has_a_part(view) and is_shown(view, obligation))
    ]
    entries = [entry for obligation in shown if (entry := entry_of(view, obligation))]
    entries += _closing(view)
    entries += [
        CalendarEntry(f"{view.subject} target {stage}", f"{view.policy.id}: target for {stage}", day)
        for stage, day in (view.policy.development.targets if view.policy.development else {}).items()
    ]
    request = view.policy.development.request if view.policy.development else None
    if request and request.meeting_on and has_a_part(view):
        summary = view.say("{policy}: meeting with the {secretary}", policy=view.policy.id)
        entries.append(CalendarEntry(f"{view.subject} meeting D{request.draft}", summary, request.meeting_on))
    entries += entries_of_meetings(view)
    return tuple({entry.key: entry for entry in entries}.values())


def entries_of_meetings(view: View) -> tuple[CalendarEntry, ...]:
    """The meetings ahead of the group that directs, or of the policy's ad hoc group, for those who belong to it."""
    of = view.policy if view.policy.id else view.directory
    if view.viewer not in of.who_meets(view.directory, view.today):
        return ()
    name = view.policy.id or view.say("{steering_group}")
    return tuple(
        CalendarEntry(f"{view.subject} meeting {meeting.id}", f"{name}: meeting", meeting.starts_at)
        for meeting in of.meetings.ahead
    )


def _closing(view: View) -> Iterator[CalendarEntry]:
    period = view.policy.development.period if view.policy.development else None
    if period and period.closes_at and not period.is_closed(view.now):
        summary = f"{view.policy.id}: feedback closes"
        yield CalendarEntry(f"{view.subject} give_feedback P{period.number}", summary, period.closes_at)


# Cards -----------------------------------------------------------------------------------------------


def event_card(view: View, entry: CalendarEntry, address: str) -> Card:
    """The link to one entry, to be put into a calendar."""
    when = view.when(entry.when) if isinstance(entry.when, datetime) else view.day(entry.when)
    parts: tuple[Part, ...] = (
        Text(f"{entry.summary}, {when}"),
        Link("Open in my calendar", address),
        Text(ONCE, "small"),
        Buttons((view.show("calendar feed", "Subscribe to this policy"),)),
    )
    return Card("Add to my calendar", parts, view.subject)


def feed_card(view: View, address: str, is_new: bool, entries: Iterable[CalendarEntry]) -> Card:
    """The address of a calendar that follows every change: the person's own, or a policy's."""
    of = view.policy.id if view.policy.id else "what is awaiting you"
    count = len(tuple(entries))
    dates = f"{count} date{'' if count == 1 else 's'} now"
    parts: tuple[Part, ...] = (
        *((Text("The former address shows nothing any more.", "strong"),) if is_new else ()),
        Text(f"{IN_IT} It has {dates}."),
        Text(address, "quote"),
        Text(HOW, "small"),
        Link("Open it once", address),
        Buttons((view.show("calendar new", NEW_ADDRESS),)),
        *(view.buttons("put_on_calendar") if view.policy.id else ()),
        Text(KEEP_IT, "small"),
    )
    return Card(f"Calendar: {of}", parts, view.subject)
