"""A representative answers the questions of a feedback period one by one, each in a field of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Command, Event, FieldErrors, Needs
from govbot.core.workflow import events as e
from govbot.core.workflow.answering import (
    ANSWERING_AS,
    Publish,
    answer_given,
    is_on_no_roster,
    may_be_published,
    own_answers,
    taken_back_first,
)
from govbot.core.workflow.choices import MARKS, excerpt, mark_choices
from govbot.core.workflow.context import PolicyContext
from govbot.core.workflow.policy import Comment
from govbot.core.workflow.question_rows import MOST_QUESTIONS

LONGEST_LABEL = (
    300  # characters of a question above its field; the whole of a longer one stands on the request
)
NOTHING_NEW = "That is what you answered before. Change an answer, or write one where there is none yet."
NO_QUESTIONS = "No question was asked in particular. Say what you think of the draft with “/gov comment”."


def numbered(context: PolicyContext) -> tuple[str, ...]:
    """The questions of the latest period, in order; what is beyond the last field is not asked."""
    period = context.state.development.period if context.state.development else None
    return period.numbered[:MOST_QUESTIONS] if period else ()


def given_before(context: PolicyContext) -> dict[int, Comment]:
    """The person's answers that count, by the number of their question."""
    return {answer.question: answer for answer in own_answers(context) if answer.question}


def _field(number: int) -> Ask:
    """The field for the answer to one question; it is asked where there are as many questions."""

    def label(context: PolicyContext) -> str:
        return f"{number}. {excerpt(numbered(context)[number - 1], LONGEST_LABEL)}"

    def before(context: PolicyContext) -> str:
        answer = _before(context).get(number)
        return answer.text if answer else ""

    return Ask(
        f"Question {number}",
        "text",
        optional=True,
        most=2000,
        initial=before,
        when=_asks(number),
        label_of=label,
    )


def _asks(number: int) -> Callable[[PolicyContext], bool]:
    return lambda context: len(numbered(context)) >= number


def _before(context: PolicyContext) -> dict[int, Comment]:
    return {} if is_on_no_roster(context) else given_before(context)


def _publish_before(context: PolicyContext) -> str:
    return next((answer.publish for answer in _before(context).values()), "")


class GiveAnswers(Command):
    answer_1: Annotated[str, _field(1)] = ""
    answer_2: Annotated[str, _field(2)] = ""
    answer_3: Annotated[str, _field(3)] = ""
    answer_4: Annotated[str, _field(4)] = ""
    answer_5: Annotated[str, _field(5)] = ""
    answer_6: Annotated[str, _field(6)] = ""
    answer_7: Annotated[str, _field(7)] = ""
    answer_8: Annotated[str, _field(8)] = ""
    answer_9: Annotated[str, _field(9)] = ""
    answer_10: Annotated[str, _field(10)] = ""
    publish: Annotated[Publish, may_be_published(_publish_before)] = ""
    answering_for: Annotated[tuple[str, ...], ANSWERING_AS] = ()
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices, folded=True)
    ] = ()

    def text(self, number: int) -> str:
        return str(getattr(self, f"answer_{number}"))


def give_answers(context: PolicyContext, command: GiveAnswers) -> Iterator[Event]:
    """An answer that is changed takes the place of the former one; one that is emptied is withdrawn."""
    before = given_before(context)
    numbers = range(1, len(numbered(context)) + 1)
    changed = [number for number in numbers if _differs(command, number, before.get(number))]
    if not changed:
        raise FieldErrors({"answer_1": NOTHING_NEW})
    yield from taken_back_first(own_answers(context))
    for number in changed:
        if answer := before.get(number):
            yield e.WordTakenBack(kind="comment", item=answer.id)
    written = [number for number in changed if command.text(number)]
    for count, number in enumerate(written):
        yield _answer(context, command, number, before.get(number), count)


def _differs(command: GiveAnswers, number: int, before: Comment | None) -> bool:
    text = command.text(number)
    if before is None:
        return bool(text)
    return (text, command.publish) != (before.text, before.publish)


def _answer(
    context: PolicyContext, command: GiveAnswers, number: int, before: Comment | None, count: int
) -> e.FeedbackGiven:
    """The event of one answer; it keeps the marks of the one whose place it takes."""
    kept = context.state.marks.get(f"comment {before.id}", ()) if before else ()
    marks = tuple(dict.fromkeys((*command.marks, *kept)))
    given = answer_given(
        context,
        "answer",
        "",
        command.text(number),
        command.answering_for,
        marks,
        before=count,
        publish=command.publish,
    )
    return given.model_copy(update={"question": number})


has_questions = Needs(
    "questions asked in particular",
    met=lambda context: is_on_no_roster(context) or bool(numbered(context)),
    otherwise=NO_QUESTIONS,
)
