"""Step 3: a draft circulates among agencies; what they say is kept and answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Literal

from govbot.days import business_day_after, local_day, said
from govbot.grammar import Ask, Choice, Command, Event, Owed, Refused, Unanswered
from govbot.membership.choices import agency_choices, as_choices, everybody
from govbot.workflow import events as e
from govbot.workflow.at import AtPolicy, by_end_of, development, draft, due, period, today
from govbot.workflow.choices import comment_choices, late_comments, mark_choices, section_choices
from govbot.workflow.passing_over import PassingOverStep2, recorded
from govbot.workflow.policy import STAGES, Period, Policy
from govbot.workflow.roster import place_of

# Opening ---------------------------------------------------------------------------------------------


def capacity_choices(at: AtPolicy) -> list[Choice]:
    named = list(at.process.circulation.capacities)
    others = {name for person in at.directory.people.values() for name in person.capacities}
    return [Choice(name, name) for name in (*named, *sorted(others - set(named)))]


def usual_capacities(at: AtPolicy) -> tuple[str, ...]:
    return tuple(at.process.circulation.capacities)


def usual_closing(at: AtPolicy) -> str:
    return business_day_after(today(at), at.process.circulation.business_days, at.process).isoformat()


class OpenFeedback(Command):
    capacities: Annotated[
        tuple[str, ...],
        Ask(
            "Roster: capacities", "choices", choices=capacity_choices, initial=usual_capacities, optional=True
        ),
    ] = ()
    agencies: Annotated[
        tuple[str, ...],
        Ask(
            "… of these agencies only",
            "choices",
            "Leave empty for all",
            optional=True,
            choices=agency_choices,
        ),
    ] = ()
    people: Annotated[
        tuple[str, ...],
        Ask("… and these people", "people", "Outsiders too", optional=True, choices=everybody),
    ] = ()
    closes_on: Annotated[
        date | None,
        Ask("Closes at the end of", "date", "Empty: no closing date", optional=True, initial=usual_closing),
    ] = None
    questions: Annotated[
        str,
        Ask(
            "Questions for the agencies", "text", "Content or implementation issues", optional=True, most=2000
        ),
    ] = ""
    passing_over: PassingOverStep2 = ""


def open_feedback(at: AtPolicy, asked: OpenFeedback) -> Iterator[Event]:
    entries = chosen_roster(at, asked)
    if not entries:
        raise Unanswered({"capacities": "Nobody is on this roster. Choose capacities, agencies or people."})
    closes_at = by_end_of(at, asked.closes_on, "closes_on") if asked.closes_on else None
    yield from recorded(at, asked.passing_over, "Step 2")
    yield e.FeedbackOpened(
        period=len(development(at).periods) + 1,
        draft=draft(at).number,
        roster=entries,
        questions=asked.questions,
        closes_at=closes_at,
    )


def chosen_roster(at: AtPolicy, asked: OpenFeedback) -> tuple[e.RosterEntry, ...]:
    """Each person once, with all capacities for which they are asked."""
    found: dict[str, e.RosterEntry] = {}
    for person in at.directory.people.values():
        held = tuple(name for name in person.capacities if name in asked.capacities)
        invited = held and (not asked.agencies or person.agency in asked.agencies)
        if person.active and (invited or person.id in asked.people):
            found[person.id] = e.RosterEntry(person=person.id, agency=person.agency, capacities=held)
    return tuple(found.values())


def feedback_in_advance(at: AtPolicy, asked: OpenFeedback) -> Iterator[str]:
    """Whom the request will reach, and until when."""
    entries = chosen_roster(at, asked)
    count = len({entry.agency for entry in entries if entry.agency})
    outside = sum(not entry.agency for entry in entries)
    others = f", {outside} from outside the agencies" if outside else ""
    yield f"{len(entries)} people in {count} agencies{others} will be asked about {draft(at).label}."
    if asked.closes_on:
        ends = by_end_of(at, asked.closes_on, "closes_on")
        yield f"The feedback period closes on {said(ends, at.process)}."
        yield "Later answers are kept and marked late."
    else:
        yield "The feedback period has no closing date; you close it with a button."


def no_period_open(at: AtPolicy) -> str:
    found = at.state.development
    if found and found.period and not found.period.is_closed(at.now):
        return "A feedback period is open now. Extend, shorten or close it."
    return ""


def period_is_open(at: AtPolicy) -> str:
    found = at.state.development
    if found and found.period and not found.period.is_closed(at.now):
        return ""
    return "No feedback period is open now. A closed one can be extended to a later day."


# Answers ---------------------------------------------------------------------------------------------


def own_capacities(at: AtPolicy) -> list[Choice]:
    entry = place_of(at.who.person, period(at), at.directory)
    return [Choice(name, name) for name in entry.capacities] if entry else []


def all_own_capacities(at: AtPolicy) -> tuple[str, ...]:
    return tuple(choice.value for choice in own_capacities(at))


KINDS = (
    Choice("comment", "A comment"),
    Choice("implementation issue", "An implementation issue"),
    Choice("concern", "A concern"),
    Choice("no comment", "No comment"),
    Choice("not applicable", "Not applicable to my agency"),
)


class GiveFeedback(Command):
    kind: Annotated[
        Literal["comment", "implementation issue", "concern", "no comment", "not applicable"],
        Ask("Your answer", "choice", choices=KINDS, initial="comment"),
    ]
    section: Annotated[
        str,
        Ask(
            "On which section",
            "choice",
            "Leave empty for the whole draft",
            optional=True,
            choices=section_choices,
            when=lambda at: bool(section_choices(at)),
        ),
    ] = ""
    text: Annotated[
        str, Ask("In your words", "text", "Needed unless you have no comment", optional=True, most=3000)
    ] = ""
    answering_for: Annotated[
        tuple[str, ...],
        Ask(
            "Answering as",
            "choices",
            choices=own_capacities,
            initial=all_own_capacities,
            when=lambda at: len(own_capacities(at)) > 1,
            optional=True,
        ),
    ] = ()
    marks: Annotated[tuple[str, ...], Ask("Marks", "choices", optional=True, choices=mark_choices)] = ()


def give_feedback(at: AtPolicy, asked: GiveFeedback) -> Iterator[Event]:
    if asked.kind in ("comment", "implementation issue", "concern") and not asked.text:
        raise Unanswered({"text": "Write a sentence, or choose “No comment” above."})
    yield _given(at, asked.kind, asked.section, asked.text, asked.answering_for, asked.marks)


def _given(
    at: AtPolicy,
    kind: Literal["no comment", "comment", "implementation issue", "concern", "not applicable"],
    section: str = "",
    text: str = "",
    answering_for: tuple[str, ...] = (),
    marks: tuple[str, ...] = (),
) -> e.FeedbackGiven:
    found = period(at)
    entry = own_place(at, found)
    return e.FeedbackGiven(
        comment=f"C{len(development(at).comments) + 1}",
        period=found.number,
        draft=found.draft,
        kind=kind,
        answering_for=answering_for or entry.capacities,
        agency=entry.agency,
        section=section,
        text=text,
        late=_came_late(at, found),
        marks=marks,
        instead_of=entry.person if entry.person != at.who.person else "",
    )


def own_place(at: AtPolicy, found: Period) -> e.RosterEntry:
    """The place on the roster for which the person answers; else a refusal."""
    entry = place_of(at.who.person, found, at.directory)
    if entry is None:
        raise Refused(
            "You are not on the roster of this feedback period. Ask the policy lead to include you."
        )
    return entry


def _came_late(at: AtPolicy, found: Period) -> bool:
    """Late from the closing instant on. What was received by the closing day, and is entered for somebody
    on a later day, is not; on the day itself, the instant of the entry counts."""
    received_in_time = (
        at.who.entered_by is not None
        and found.closes_at is not None
        and at.who.happened_on < today(at)
        and at.who.happened_on <= local_day(found.closes_at, at.process)
    )
    return found.is_closed(at.now) and not received_in_time


class NoComment(Command):
    pass


def no_comment(at: AtPolicy, asked: NoComment) -> Iterator[Event]:
    yield _given(at, "no comment")


class NotApplicable(Command):
    pass


def not_applicable(at: AtPolicy, asked: NotApplicable) -> Iterator[Event]:
    yield _given(at, "not applicable")


def not_answered_yet(at: AtPolicy) -> str:
    found = at.state.development
    entry = place_of(at.who.person, found.period, at.directory) if found and found.period else None
    if found and found.period and entry and entry.person in found.period.answered:
        return "You have answered already. To say more, add a comment."
    return ""


def colleagues(at: AtPolicy) -> list[Choice]:
    """Everybody of the same agency, who may be the right person."""
    own = at.directory.people.get(at.who.person)
    agency = own.agency if own else ""
    people = at.directory.agency_people(agency) if agency else at.directory.active_people()
    return as_choices(at.directory, [person for person in people if person != at.who.person])


class NotRightPerson(Command):
    suggested: Annotated[
        str,
        Ask(
            "Who should be asked instead?",
            "person",
            "They are asked at once",
            optional=True,
            choices=colleagues,
        ),
    ] = ""
    text: Annotated[str, Ask("Anything to add", "text", optional=True, most=1000)] = ""


def not_right_person(at: AtPolicy, asked: NotRightPerson) -> Iterator[Event]:
    found = period(at)
    entry = own_place(at, found)
    yield e.NotTheRightPerson(
        period=found.number, person=entry.person, suggested=asked.suggested, text=asked.text
    )
    if asked.suggested and found.entry(asked.suggested) is None:
        facts = at.directory.people[asked.suggested]
        joined = e.RosterEntry(person=asked.suggested, agency=facts.agency, capacities=facts.capacities)
        yield e.RosterJoined(period=found.number, entry=joined, instead_of=entry.person)


class GiveAgencyResponse(Command):
    text: Annotated[str, Ask("Our agency's response", "text", most=3000)]


def give_agency_response(at: AtPolicy, asked: GiveAgencyResponse) -> Iterator[Event]:
    found = period(at)
    agency = at.directory.people[at.who.person].agency
    if agency not in found.agencies:
        raise Refused(
            "Your agency is not on the roster of this feedback period. Ask the policy lead to include it."
        )
    yield e.AgencyResponseNamed(
        period=found.number, agency=agency, text=asked.text, late=_came_late(at, found)
    )


# The period ------------------------------------------------------------------------------------------


class ExtendFeedback(Command):
    closes_on: Annotated[date, Ask("Closes now at the end of", "date", initial=usual_closing)]
    reason: Annotated[str, Ask("Why, for everybody asked", "text", optional=True, most=1000)] = ""


def extend_feedback(at: AtPolicy, asked: ExtendFeedback) -> Iterator[Event]:
    found = period(at)
    closes_at = by_end_of(at, asked.closes_on, "closes_on")
    if found.closes_at and closes_at <= found.closes_at:
        raise Unanswered({"closes_on": "That is not later than now. To close earlier, use “Shorten”."})
    yield e.FeedbackClosingChanged(period=found.number, closes_at=closes_at, reason=asked.reason)


class ShortenFeedback(Command):
    closes_on: Annotated[date, Ask("Closes now at the end of", "date")]
    reason: Annotated[str, Ask("Why, for everybody asked", "text", most=1000)]


def shorten_feedback(at: AtPolicy, asked: ShortenFeedback) -> Iterator[Event]:
    found = period(at)
    closes_at = by_end_of(at, asked.closes_on, "closes_on")
    if found.closes_at and closes_at >= found.closes_at:
        raise Unanswered({"closes_on": "That is not earlier than now. To give more time, use “Extend”."})
    yield e.FeedbackClosingChanged(period=found.number, closes_at=closes_at, reason=asked.reason)


class CloseFeedback(Command):
    pass


def close_feedback(at: AtPolicy, asked: CloseFeedback) -> Iterator[Event]:
    yield e.FeedbackClosed(period=period(at).number, response_due=_response_due(at))


class CloseByClock(Command):
    pass


def close_by_clock(at: AtPolicy, asked: CloseByClock) -> Iterator[Event]:
    """The closing instant has come; recorded once, however late the clock is read."""
    found = period(at)
    if not found.closed and found.is_closed(at.now):
        yield e.FeedbackClosed(period=found.number, by_clock=True, response_due=_response_due(at))


def _response_due(at: AtPolicy) -> datetime | None:
    unanswered = development(at).unanswered
    return due(at, at.process.circulation.response_business_days) if unanswered else None


# Responses -------------------------------------------------------------------------------------------

RESPONSES = (
    Choice("accepted", "Accepted"),
    Choice("accepted in part", "Accepted in part"),
    Choice("not accepted", "Not accepted"),
    Choice("out of scope", "Out of scope"),
    Choice("for a later version", "For a later version"),
)


def the_comment(at: AtPolicy) -> tuple[str, ...]:
    return (at.about,) if at.about and development(at).comment(at.about) else ()


class RespondToComments(Command):
    comments: Annotated[
        tuple[str, ...],
        Ask(
            "To which comments",
            "choices",
            "One response may cover many",
            choices=comment_choices,
            initial=the_comment,
        ),
    ]
    response: Annotated[
        Literal["accepted", "accepted in part", "not accepted", "out of scope", "for a later version"],
        Ask("Response", "choice", choices=RESPONSES),
    ]
    reasons: Annotated[str, Ask("Reasons, for the authors", "text", most=3000)]


def respond_to_comments(at: AtPolicy, asked: RespondToComments) -> Iterator[Event]:
    yield e.CommentsAnswered(comments=asked.comments, response=asked.response, reasons=asked.reasons)


def has_comments(at: AtPolicy) -> str:
    return "" if comment_choices(at) else "No comment has come in that wants a response."


CONSIDERED = (Choice("yes", "Considered"), Choice("no", "Not considered"))


class ConsiderLate(Command):
    comments: Annotated[tuple[str, ...], Ask("Which late feedback", "choices", choices=late_comments)]
    considered: Annotated[Literal["yes", "no"], Ask("Is it considered?", "choice", choices=CONSIDERED)]


def consider_late(at: AtPolicy, asked: ConsiderLate) -> Iterator[Event]:
    yield e.LateFeedbackConsidered(comments=asked.comments, considered=asked.considered == "yes")


def has_late(at: AtPolicy) -> str:
    return "" if late_comments(at) else "No feedback came late."


def owed(policy: Policy) -> Iterator[Owed]:
    """Each representative: an answer; the clock: the closing; the lead: responses to comments."""
    found = policy.development
    if found is None or found.period is None or found.stage not in STAGES[1:]:
        return
    latest = found.period
    if not latest.closed:
        if latest.closes_at:
            yield Owed("clock", "close_by_clock", "the closing of the feedback period", latest.closes_at)
        for entry in latest.roster if found.stage != "release candidate" else ():
            if entry.person not in latest.answered and entry.person not in latest.wrong:
                what = f"your feedback on D{latest.draft}"
                yield Owed(
                    f"person:{entry.person}", "give_feedback", what, latest.closes_at, f"P{latest.number}"
                )
    elif found.stage != "release candidate" and found.unanswered:
        count = len(found.unanswered)
        what = f"responses to {count} comment{'s' if count > 1 else ''}"
        yield Owed("role:lead", "respond_to_comments", what, latest.response_due)
