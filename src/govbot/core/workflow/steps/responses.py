"""Step 3: comments get responses; late feedback is considered or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, Obligation
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import comment_choices, late_comments
from govbot.core.workflow.context import PolicyContext, development
from govbot.core.workflow.policy import STAGES, Policy

RESPONSES = (
    Choice("accepted", "Accepted"),
    Choice("accepted in part", "Accepted in part"),
    Choice("not accepted", "Not accepted"),
    Choice("out of scope", "Out of scope"),
    Choice("for a later version", "For a later version"),
)


def the_comment(context: PolicyContext) -> tuple[str, ...]:
    return (context.about,) if context.about and development(context).comment(context.about) else ()


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


def respond_to_comments(context: PolicyContext, asked: RespondToComments) -> Iterator[Event]:
    yield e.CommentsAnswered(comments=asked.comments, response=asked.response, reasons=asked.reasons)


def has_comments(context: PolicyContext) -> str:
    return "" if comment_choices(context) else "No comment has come in that wants a response."


CONSIDERED = (Choice("yes", "Considered"), Choice("no", "Not considered"))


class ConsiderLate(Command):
    comments: Annotated[tuple[str, ...], Ask("Which late feedback", "choices", choices=late_comments)]
    considered: Annotated[Literal["yes", "no"], Ask("Is it considered?", "choice", choices=CONSIDERED)]


def consider_late(context: PolicyContext, asked: ConsiderLate) -> Iterator[Event]:
    yield e.LateFeedbackConsidered(comments=asked.comments, considered=asked.considered == "yes")


def has_late(context: PolicyContext) -> str:
    return "" if late_comments(context) else "No feedback came late."


def owed(policy: Policy) -> Iterator[Obligation]:
    """The lead: responses to the comments of a closed period."""
    found = policy.development
    if found is None or found.period is None or found.stage not in STAGES[1:5]:
        return
    if found.period.closed and found.unanswered:
        count = len(found.unanswered)
        what = f"responses to {count} comment{'s' if count > 1 else ''}"
        yield Obligation("role:lead", "respond_to_comments", what, found.period.response_due)
