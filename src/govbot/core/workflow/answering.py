"""An answer to a feedback request: for which place on the roster it is given, when it is late, and the event of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

from govbot.core.grammar import Ask, Choice, FieldErrors, Refusal
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, current_development, latest_period, today
from govbot.core.workflow.lateness import came_late
from govbot.core.workflow.policy import Comment, Period
from govbot.core.workflow.roster import is_held, places_of


def own_capacities(context: PolicyContext) -> list[Choice]:
    entry = acting_place(context, latest_period(context))
    return [Choice(name, name) for name in entry.capacities] if entry else []


def all_own_capacities(context: PolicyContext) -> tuple[str, ...]:
    return tuple(choice.value for choice in own_capacities(context))


# As what somebody answers who was asked in several capacities.
ANSWERING_AS = Ask(
    "Answering as",
    "choices",
    choices=own_capacities,
    initial=all_own_capacities,
    when=lambda context: len(own_capacities(context)) > 1,
    optional=True,
)


KINDS = (
    Choice("comment", "A comment"),
    Choice("implementation issue", "An implementation issue"),
    Choice("concern", "A concern"),
    Choice("no comment", "No comment"),
    Choice("not applicable", "Not applicable to my {agency}"),
)


Publish = Literal["", "yes", "no"]
PUBLISH = (
    Choice("yes", "Yes, with the name of my {agency}"),
    Choice("no", "No: it is withheld from what is published"),
)


def may_be_published(
    initial: Any = None,
    label: str = "May this be published?",
    when: Callable[[PolicyContext], bool] | None = None,
) -> Ask:
    """The question whether a comment may be published; nobody's silence is taken for consent."""
    return Ask(
        label,
        "choice",
        "Without an answer it is withheld",
        optional=True,
        choices=PUBLISH,
        initial=initial,
        when=when,
    )


SHORT = frozenset({"no comment", "not applicable"})


SAID_ALREADY = (
    "You have commented already, and that counts. To take it back, withdraw it with “/gov take-back”; or choose "
    "what kind of comment this is."
)


def check_is_no_second_answer(kind: str, said: list[Comment]) -> None:
    """Raises FieldErrors for “no comment” of somebody whose comment counts."""
    if kind in SHORT and any(answer.kind not in SHORT for answer in said):
        raise FieldErrors({"kind": SAID_ALREADY})


def own_answers(context: PolicyContext) -> list[Comment]:
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


def taken_back_first(said: list[Comment]) -> Iterator[e.WordTakenBack]:
    """“No comment” and a comment would be two answers of one person: the last one counts."""
    for answer in said:
        if answer.kind in SHORT:
            yield e.WordTakenBack(kind="comment", item=answer.id)


def is_on_no_roster(context: PolicyContext) -> bool:
    """Whether the person has no place in the last period: they read whose action it is."""
    period = context.state.development.period if context.state.development else None
    return period is None or acting_place(context, period) is None


def _made(context: PolicyContext) -> int:
    """How many comments were made; the parts of a split one are no further ones."""
    return sum(not comment.part_of for comment in current_development(context).comments)


def answer_given(
    context: PolicyContext,
    kind: Literal["no comment", "comment", "implementation issue", "concern", "not applicable", "answer"],
    section: str = "",
    text: str = "",
    answering_for: tuple[str, ...] = (),
    marks: tuple[str, ...] = (),
    before: int = 0,
    publish: Publish = "",
) -> e.FeedbackGiven:
    """The event of an answer; `before` is how many the same act gives before it."""
    period = latest_period(context)
    entry = own_place(context, period)
    return e.FeedbackGiven(
        comment=f"C{_made(context) + before + 1}",
        period=period.number,
        draft=period.draft,
        kind=kind,
        answering_for=answering_for or entry.capacities,
        agency=entry.agency,
        section=section,
        text=text,
        late=comes_late(context, period),
        marks=marks,
        instead_of=entry.key if entry.key != context.who.person else "",
        also_for=_asked_of_predecessors(context, period, entry),
        publish=publish,
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


def comes_late(context: PolicyContext, period: Period) -> bool:
    return came_late(context, period, context.who.happened_on if context.who.entered_by else None)
