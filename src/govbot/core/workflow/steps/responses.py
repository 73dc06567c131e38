"""Comments get responses; late feedback is considered or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, Needs, Obligation
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import comment_choices, late_comments
from govbot.core.workflow.context import PolicyContext, current_development
from govbot.core.workflow.policy import STAGES, Policy

RESPONSES = (
    Choice("accepted", "Accepted"),
    Choice("accepted in part", "Accepted in part"),
    Choice("not accepted", "Not accepted"),
    Choice("out of scope", "Out of scope"),
    Choice("for a later version", "For a later version"),
)


def the_comment(context: PolicyContext) -> tuple[str, ...]:
    return (context.about,) if context.about and current_development(context).comment(context.about) else ()


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


def respond_to_comments(context: PolicyContext, command: RespondToComments) -> Iterator[Event]:
    yield e.CommentsAnswered(comments=command.comments, response=command.response, reasons=command.reasons)


has_comments = Needs(
    "a comment that wants a response",
    met=lambda context: bool(comment_choices(context)),
    otherwise="No comment has come in that wants a response.",
)


CONSIDERED = (Choice("yes", "Considered"), Choice("no", "Not considered"))


class ConsiderLate(Command):
    comments: Annotated[tuple[str, ...], Ask("Which late feedback", "choices", choices=late_comments)]
    considered: Annotated[Literal["yes", "no"], Ask("Is it considered?", "choice", choices=CONSIDERED)]


def consider_late(context: PolicyContext, command: ConsiderLate) -> Iterator[Event]:
    yield e.LateFeedbackConsidered(comments=command.comments, considered=command.considered == "yes")


has_late = Needs(
    "late feedback", met=lambda context: bool(late_comments(context)), otherwise="No feedback came late."
)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """The lead: responses to the comments of a closed period."""
    development = policy.development
    if development is None or development.period is None or development.stage not in STAGES[1:5]:
        return
    if development.period.closed and development.unanswered:
        count = len(development.unanswered)
        what = f"responses to {count} comment{'s' if count > 1 else ''}"
        due = development.period.response_due
        yield Obligation("role:lead", "respond_to_comments", what, due, strength="will")
