"""Proceeding in an emergency: one form over several steps, a *shall* too, and what is done afterwards.

Never passed over: the deciding office's approval, adoption and publication; their step is not among the choices.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.days import business_day_after, said
from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import MARKS, about_or_first, excerpt, mark_choices
from govbot.core.workflow.context import PolicyContext, by_end_of, today
from govbot.core.workflow.obligations import STEP_OF, as_asked
from govbot.core.workflow.policy import STAGES, FollowUp

# The values are the record's names of the steps.
STEPS = (
    Choice("Step 1", "{step_drafting}: {group}, drafting"),
    Choice("Step 2", "{step_review}: staff review"),
    Choice("Step 3", "{step_feedback}: circulation to {agencies}"),
    Choice("Step 6", "{step_implementation}: dissemination and implementation"),
    Choice("Step 7", "{step_upkeep}: regular reviews"),
)
MOST_AFTERWARDS = 10


def in_a_month(context: PolicyContext) -> str:
    return business_day_after(today(context), 20, context.process).isoformat()


class ProceedInEmergency(Command):
    steps: Annotated[
        tuple[str, ...],
        Ask(
            "Which steps are passed over",
            "choices",
            "Never the {secretary}'s approval, adoption and publication",
            choices=STEPS,
        ),
    ]
    exigency: Annotated[str, Ask("The exigency that warrants it", "text", "Internal", most=2000)]
    authority: Annotated[str, Ask("On whose authority", "line", most=300)]
    public_sentence: Annotated[str, Ask("A sentence for the public", "line", most=500)]
    afterwards: Annotated[
        str, Ask("What will be done afterwards", "text", "A line for each; awaited from then on", most=2000)
    ]
    by: Annotated[date, Ask("By when", "date", "Each can be given another date later", initial=in_a_month)]
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices)
    ] = ()


def proceed_in_emergency(context: PolicyContext, command: ProceedInEmergency) -> Iterator[Event]:
    afterwards = [line.strip() for line in command.afterwards.splitlines() if line.strip()]
    if len(afterwards) > MOST_AFTERWARDS:
        raise FieldErrors(
            {"afterwards": f"Give at most {MOST_AFTERWARDS} lines; join what belongs together."}
        )
    due = by_end_of(context, command.by, "by")
    emergency = f"E{1 + len({deviation.emergency for deviation in context.state.deviations} - {''})}"
    yield e.ProceededInEmergency(
        emergency=emergency,
        steps=command.steps,
        afterwards=tuple(
            e.ToDoAfterwards(item=f"{emergency}.{number}", text=text, due=due)
            for number, text in enumerate(afterwards, 1)
        ),
        ends=tuple(_ends(context, command.steps)),
    )
    for step in command.steps:
        yield e.DeviationRecorded(
            step=step,
            exigency=command.exigency,
            authority=command.authority,
            public_sentence=command.public_sentence,
            before_the_fact=True,
            marks=command.marks,
            emergency=emergency,
        )


def _ends(context: PolicyContext, steps: tuple[str, ...]) -> Iterator[e.AwaitedThing]:
    """What is awaited in these steps, which is awaited no more."""
    for obligation in as_asked(context.state):
        if STEP_OF.get(obligation.action) in steps:
            yield e.AwaitedThing(
                party=obligation.party, action=obligation.action, about=obligation.about, due=obligation.due
            )


def emergency_in_advance(context: PolicyContext, command: ProceedInEmergency) -> Iterator[str]:
    """What is awaited no more, and what is never passed over."""
    by_step = {choice.value: context.say(choice.label) for choice in STEPS}
    count = len(list(_ends(context, command.steps)))
    yield f"Passed over: {'; '.join(by_step[step] for step in command.steps)}."
    yield f"{count} thing{'s are' if count != 1 else ' is'} awaited no more."
    due = said(by_end_of(context, command.by, "by"), context.process)
    yield f"What will be done afterwards is awaited of the policy's lead by {due}."
    never = "The {secretary} still approves, and {publisher} adopts and publishes: that is never passed over."
    yield context.say(never)


def _is_under_way(context: PolicyContext) -> bool:
    development = context.state.development
    return context.state.version is not None or bool(development and development.stage in STAGES[1:])


under_way_or_in_force = Needs(
    "a development under way, or a version in force",
    met=_is_under_way,
    otherwise="Nothing is under way here that could be passed over.",
)


def left_to_do(context: PolicyContext) -> list[Choice]:
    return [
        Choice(follow_up.item, f"{follow_up.item}: {_words(context, follow_up)}")
        for follow_up in context.state.afterwards
        if not follow_up.done
    ]


def _words(context: PolicyContext, follow_up: FollowUp) -> str:
    """The beginning of its text; a marked one without a word of it."""
    marked = any(
        context.state.marks.get(f"deviation {deviation.id}")
        for deviation in context.state.deviations
        if follow_up.item.startswith(f"{deviation.emergency}.")
    )
    return "(marked)" if marked else excerpt(follow_up.text, 60)


def first_left(context: PolicyContext) -> str:
    return about_or_first(context, left_to_do(context))


something_left = Needs(
    "something to be done afterwards",
    met=lambda context: bool(left_to_do(context)),
    otherwise="Nothing is left to be done after an emergency.",
)


class DoneAfterwards(Command):
    item: Annotated[str, Ask("What is done", "choice", choices=left_to_do, initial=first_left)]
    text: Annotated[str, Ask("How", "text", optional=True, most=2000)] = ""


def done_afterwards(context: PolicyContext, command: DoneAfterwards) -> Iterator[Event]:
    yield e.AfterwardsDone(item=command.item, text=command.text)
