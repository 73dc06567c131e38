"""Step 3: what representatives and agencies answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Refusal
from govbot.core.membership.choices import as_choices
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import MARKS, excerpt, mark_choices, section_choices
from govbot.core.workflow.context import PolicyContext, current_development, latest_period, today
from govbot.core.workflow.events.feedback import further_place
from govbot.core.workflow.lateness import came_late
from govbot.core.workflow.policy import Comment, Period
from govbot.core.workflow.roster import is_held, places_of
from govbot.core.workflow.taking_back import own_words


def own_capacities(context: PolicyContext) -> list[Choice]:
    entry = acting_place(context, latest_period(context))
    return [Choice(name, name) for name in entry.capacities] if entry else []


def all_own_capacities(context: PolicyContext) -> tuple[str, ...]:
    return tuple(choice.value for choice in own_capacities(context))


KINDS = (
    Choice("comment", "A comment"),
    Choice("implementation issue", "An implementation issue"),
    Choice("concern", "A concern"),
    Choice("no comment", "No comment"),
    Choice("not applicable", "Not applicable to my {agency}"),
)


SHORT = frozenset({"no comment", "not applicable"})
SAID_ALREADY = (
    "You have commented already, and that counts. To take it back, withdraw it with “/gov take-back”; or choose "
    "what kind of comment this is."
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
            when=lambda context: bool(section_choices(context)),
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
            when=lambda context: len(own_capacities(context)) > 1,
            optional=True,
        ),
    ] = ()
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices)
    ] = ()


def give_feedback(context: PolicyContext, command: GiveFeedback) -> Iterator[Event]:
    if command.kind in ("comment", "implementation issue", "concern") and not command.text:
        raise FieldErrors({"text": "Write a sentence, or choose “No comment” above."})
    said = _own_answers(context)
    _check_is_no_second_answer(command.kind, said)
    # “No comment” and a comment would be two answers of one person: the last one counts.
    for answer in said:
        if answer.kind in SHORT:
            yield e.WordTakenBack(kind="comment", item=answer.id)
    yield _given(context, command.kind, command.section, command.text, command.answering_for, command.marks)


def _check_is_no_second_answer(kind: str, said: list[Comment]) -> None:
    """Raises FieldErrors for “no comment” of somebody whose comment counts."""
    if kind in SHORT and any(answer.kind not in SHORT for answer in said):
        raise FieldErrors({"kind": SAID_ALREADY})


def _own_answers(context: PolicyContext) -> list[Comment]:
    """What the person said in this period, for the place on the roster for which they answer now, and that counts."""
    period = latest_period(context)
    place = acting_place(context, period)
    return [
        comment
        for comment in current_development(context).counted
        if (comment.period, comment.person) == (period.number, context.who.person)
        and bool(comment.entered) == bool(context.who.entered_by)
        and (place is None or comment.place == place.key)
    ]


def _given(
    context: PolicyContext,
    kind: Literal["no comment", "comment", "implementation issue", "concern", "not applicable"],
    section: str = "",
    text: str = "",
    answering_for: tuple[str, ...] = (),
    marks: tuple[str, ...] = (),
) -> e.FeedbackGiven:
    period = latest_period(context)
    entry = own_place(context, period)
    return e.FeedbackGiven(
        comment=f"C{len(current_development(context).comments) + 1}",
        period=period.number,
        draft=period.draft,
        kind=kind,
        answering_for=answering_for or entry.capacities,
        agency=entry.agency,
        section=section,
        text=text,
        late=_came_late(context, period),
        marks=marks,
        instead_of=entry.key if entry.key != context.who.person else "",
        also_for=_asked_of_predecessors(context, period, entry),
    )


def _asked_of_predecessors(context: PolicyContext, period: Period, entry: e.RosterEntry) -> tuple[str, ...]:
    """Who has left of the same capacity in the same agency: nobody is asked twice for the same office."""
    return tuple(
        other.key
        for other in period.roster.in_agency(entry.agency)
        if other.key != entry.key
        and other.key not in period.answered
        and set(other.capacities) & set(entry.capacities)
        and not is_held(other, context.directory)
    )


def acting_place(context: PolicyContext, period: Period) -> e.RosterEntry | None:
    """The place on the roster for which the person answers: of several, that of the agency for which they act."""
    places = places_of(context.who.person, period, context.directory, today(context))
    capacity = context.who.capacity
    acting = [place for place in places if capacity.kind == "representative" and place.agency == capacity.of]
    return next(iter((*acting, *places)), None)


def own_place(context: PolicyContext, period: Period) -> e.RosterEntry:
    """The same; else a refusal."""
    entry = acting_place(context, period)
    if entry is None:
        raise Refusal(
            context.say("You are not on the roster of this feedback period. Ask the {lead} to include you.")
        )
    return entry


def _came_late(context: PolicyContext, period: Period) -> bool:
    return came_late(context, period, context.who.happened_on if context.who.entered_by else None)


def own_comments(context: PolicyContext) -> list[Choice]:
    """The own comments of the last period that have no response yet, the one of the button first."""
    words = [word for word in own_words(context) if word.kind == "comment"]
    words.sort(key=lambda word: word.about != context.about)
    said = {comment.id: comment for comment in current_development(context).comments}
    return [Choice(word.item, f"{word.item}: {excerpt(said[word.item].text, 60)}") for word in words]


def _corrected(context: PolicyContext) -> Comment | None:
    first = next(iter(own_comments(context)), None)
    comments = current_development(context).comments
    return next((comment for comment in comments if first and comment.id == first.value), None)


def _kind_before(context: PolicyContext) -> str:
    comment = _corrected(context)
    return comment.kind if comment else "comment"


def _text_before(context: PolicyContext) -> str:
    comment = _corrected(context)
    return comment.text if comment else ""


class CorrectComment(Command):
    comment: Annotated[
        str,
        Ask(
            "Which one?",
            "choice",
            choices=own_comments,
            initial=lambda context: next((choice.value for choice in own_comments(context)), ""),
        ),
    ]
    kind: Annotated[
        Literal["comment", "implementation issue", "concern", "no comment", "not applicable"],
        Ask("Your answer", "choice", choices=KINDS, initial=_kind_before),
    ]
    text: Annotated[
        str,
        Ask(
            "In your words",
            "text",
            "It takes the place of what you wrote",
            optional=True,
            most=3000,
            initial=_text_before,
        ),
    ] = ""


def correct_comment(context: PolicyContext, command: CorrectComment) -> Iterator[Event]:
    """The former answer is taken back and stays on record; the new one, on the same section, counts."""
    if command.kind in ("comment", "implementation issue", "concern") and not command.text:
        raise FieldErrors({"text": "Write a sentence, or choose “No comment” above."})
    before = next(c for c in current_development(context).comments if c.id == command.comment)
    _check_is_no_second_answer(
        command.kind, [answer for answer in _own_answers(context) if answer.id != before.id]
    )
    marks = context.state.marks.get(f"comment {before.id}", ())
    yield e.WordTakenBack(kind="comment", item=before.id)
    yield _given(context, command.kind, before.section, command.text, before.answering_for, tuple(marks))


def _has_no_place(context: PolicyContext) -> bool:
    """Whether the person is on no roster: they read whose action it is."""
    period = context.state.development.period if context.state.development else None
    return period is None or acting_place(context, period) is None


has_own_comment = Needs(
    "a comment of one's own without a response",
    met=lambda context: _has_no_place(context) or bool(own_comments(context)),
    otherwise="You have no comment here that could be corrected. One that has its response stays: add another.",
)


class NoComment(Command):
    pass


def no_comment(context: PolicyContext, command: NoComment) -> Iterator[Event]:
    yield _given(context, "no comment")


class NotApplicable(Command):
    pass


def not_applicable(context: PolicyContext, command: NotApplicable) -> Iterator[Event]:
    yield _given(context, "not applicable")


def _has_not_answered(context: PolicyContext) -> bool:
    period = context.state.development.period if context.state.development else None
    entry = acting_place(context, period) if period else None
    if period is None or entry is None or entry.key not in period.answered:
        return True
    return context.who.entered_by is None and _only_entered(context, period, entry)


def _only_entered(context: PolicyContext, period: Period, place: e.RosterEntry) -> bool:
    """Whether all answers of this place on the roster were entered: one's own word then stands beside them."""
    answers = (
        comment
        for comment in reversed(current_development(context).comments)
        if comment.period == period.number and comment.place == place.key and not comment.set_aside
    )
    responses = [
        response
        for response in period.agency_responses
        if (response.person, response.agency) == (place.person, place.agency)
    ]
    latest = next(answers, None)
    if latest is None or not latest.entered:
        return False
    return all(answer.entered for answer in answers) and all(response.entered for response in responses)


not_answered_yet = Needs(
    "a representative who has not answered yet",
    met=_has_not_answered,
    otherwise="You have answered already. To say more, add a comment.",
)


def colleagues(context: PolicyContext) -> list[Choice]:
    """Everybody of the same agency, who may be the right person."""
    own = context.directory.people.get(context.who.person)
    acting = context.who.capacity.of if context.who.capacity.kind == "representative" else ""
    agency = acting or (own.agency if own else "")
    people = context.directory.agency_people(agency) if agency else context.directory.active_people()
    return as_choices(context.directory, [person for person in people if person != context.who.person])


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


def not_right_person(context: PolicyContext, command: NotRightPerson) -> Iterator[Event]:
    period = latest_period(context)
    entry = own_place(context, period)
    yield e.NotTheRightPerson(
        period=period.number,
        person=entry.key,
        suggested=command.suggested,
        text=command.text,
        declined=any(place.key in period.wrong for place in period.entries(command.suggested)),
    )
    if command.suggested and (joined := _joining(context, period, entry, command.suggested)):
        yield e.RosterJoined(period=period.number, entry=joined, instead_of=entry.key)


def _joining(
    context: PolicyContext, period: Period, instead_of: e.RosterEntry, person: str
) -> e.RosterEntry | None:
    """The new place of somebody who is to be asked instead, for the same agency where they answer for it; None
    where they are asked for it already."""
    listed = context.directory.people[person]
    agency = instead_of.agency if instead_of.agency in listed.agencies else listed.agency
    there = period.entries(person)
    if any(entry.agency == agency for entry in there):
        return None
    capacities = dict(listed.places).get(agency, listed.capacities)
    place = further_place(person, agency) if there else ""
    return e.RosterEntry(person=person, agency=agency, capacities=capacities, place=place)


SEE_LETTER = "See the letter."


class GiveAgencyResponse(Command):
    text: Annotated[
        str,
        Ask(
            "Our {agency}'s response",
            "text",
            "As it is written; empty: see the letter",
            most=3000,
            optional=True,
        ),
    ] = ""


def give_agency_response(context: PolicyContext, command: GiveAgencyResponse) -> Iterator[Event]:
    period = latest_period(context)
    if not command.text and not context.who.evidence_paper:
        raise FieldErrors({"text": "Write your response, or attach the letter that says it."})
    capacity = context.who.capacity
    agency = capacity.of if capacity.kind == "voice" else context.directory.people[context.who.person].agency
    if agency not in period.agencies:
        raise Refusal(
            context.say(
                "Your {agency} is not on the roster of this feedback period. Ask the {lead} to include it."
            )
        )
    yield e.AgencyResponseNamed(
        period=period.number,
        agency=agency,
        text=command.text or SEE_LETTER,
        late=_came_late(context, period),
        beside=period.has_other_response(agency, command.text or SEE_LETTER, person=context.who.person),
    )
