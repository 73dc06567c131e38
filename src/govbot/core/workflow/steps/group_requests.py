"""What a group is asked to do, with a date, and its answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import open_requests, requested
from govbot.core.workflow.context import PolicyContext, by_end_of, current_development

ASKS = (
    Choice("advise", "Advise on the need and its context"),
    Choice("draft", "Generate a draft"),
    Choice("review", "Review this draft or template"),
    Choice("strategy", "Recommend a strategy for dissemination and education"),
)


class AskGroup(Command):
    kind: Annotated[
        Literal["advise", "draft", "review", "strategy"], Ask("Ask the group to …", "choice", choices=ASKS)
    ]
    text: Annotated[str, Ask("In your words", "text", most=2000)]
    due: Annotated[date | None, Ask("By when", "date", optional=True)] = None


def ask_group(context: PolicyContext, command: AskGroup) -> Iterator[Event]:
    yield e.GroupAsked(
        request=f"Q{len(current_development(context).requests) + 1}",
        kind=command.kind,
        text=command.text,
        due=by_end_of(context, command.due, "due") if command.due else None,
        stage=current_development(context).stage,
        asked_on=context.who.happened_on,
    )


has_requests = Needs(
    "a request that the group has not answered",
    met=lambda context: bool(open_requests(context)),
    otherwise="The group has answered everything that it was asked.",
)


class AnswerRequest(Command):
    request: Annotated[str, Ask("Which request", "choice", choices=open_requests, initial=requested)]
    text: Annotated[str, Ask("Your answer", "text", most=3000)]
    complete: Annotated[bool, Ask("This is the group's whole answer", "flag", optional=True)] = False


def answer_request(context: PolicyContext, command: AnswerRequest) -> Iterator[Event]:
    whole = command.complete and context.who.capacity.kind in ("liaison", "lead")
    if command.complete and not whole:
        raise FieldErrors(
            {
                "complete": context.say(
                    "The {liaison} says when the group's answer is whole. Leave this unticked."
                )
            }
        )
    yield e.GroupAnswered(request=command.request, text=command.text, complete=command.complete)
