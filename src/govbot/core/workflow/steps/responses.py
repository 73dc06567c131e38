"""Comments get responses; late feedback is considered or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Document, Event, FieldErrors, Needs, Obligation
from govbot.core.workflow import events as e
from govbot.core.workflow.board import with_joined
from govbot.core.workflow.choices import RESPONSES, comment_choices, excerpt, late_comments
from govbot.core.workflow.context import PolicyContext, current_development
from govbot.core.workflow.filled_table import FilledRow, FilledTable, differing, from_csv
from govbot.core.workflow.policy import STAGES, Comment, Policy

MOST_SHOWN = 20  # responses that are listed to be confirmed


def the_comment(context: PolicyContext) -> tuple[str, ...]:
    """The comments that the pressed button names."""
    development = current_development(context)
    return tuple(word for word in context.about.split() if development.comment(word))


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
    """The comments joined with the chosen ones have the same response."""
    comments = with_joined(current_development(context), command.comments)
    yield e.CommentsAnswered(comments=comments, response=command.response, reasons=command.reasons)


has_comments = Needs(
    "a comment that wants a response",
    met=lambda context: bool(context.state.development and context.state.development.to_resolve),
    otherwise="No comment has come in that wants a response.",
)


class TakeInResponses(Command):
    file: Annotated[
        Document,
        Ask(
            "The filled-in table",
            "file",
            "The comment-response table as it was exported, CSV or Word, with responses and reasons filled in",
            as_is=True,
        ),
    ]


UNKNOWN_COMMENT = "The table answers {comments}, which no comment here has as its number. Correct the table."
UNKNOWN_RESPONSE = "The response to {comment} reads “{response}”. Write one of: {known}."
NO_REASONS = "The response to {comment} has no reasons. Its author is told them: write a sentence."
NO_DIFFERENCE = "The table says what is recorded already: there is nothing to take in."


def _filled_in(context: PolicyContext, command: TakeInResponses) -> list[FilledRow]:
    """The responses that the table adds or changes. Raises FieldErrors."""
    prepared = context.prepared
    table = prepared if isinstance(prepared, FilledTable) else from_csv(command.file.data)
    comments = {c.id: c for c in current_development(context).comments if c.wants_response}
    rows = differing(table, tuple(comments.values()))
    problem = table.problem or (_problem(rows, comments) if rows else NO_DIFFERENCE)
    if problem:
        raise FieldErrors({"file": problem})
    return rows


def _problem(rows: list[FilledRow], comments: Mapping[str, Comment]) -> str:
    """Why the table cannot be taken in, as a sentence; "" where it can."""
    if unknown := [row.comment for row in rows if row.comment not in comments]:
        return UNKNOWN_COMMENT.format(comments=", ".join(unknown[:5]))
    known = [choice.value for choice in RESPONSES]
    for row in rows:
        if row.response not in known:
            return UNKNOWN_RESPONSE.format(
                comment=row.comment, response=excerpt(row.response), known=", ".join(known)
            )
        if not row.reasons:
            return NO_REASONS.format(comment=row.comment)
    return ""


def take_in_responses(context: PolicyContext, command: TakeInResponses) -> Iterator[Event]:
    """One response for all comments that the table answers alike."""
    alike: dict[tuple[str, str], list[str]] = {}
    for row in _filled_in(context, command):
        alike.setdefault((row.response, row.reasons[:3000]), []).append(row.comment)
    for (response, reasons), comments in alike.items():
        yield e.CommentsAnswered.model_validate(
            {"comments": comments, "response": response, "reasons": reasons}
        )


def taken_in_advance(context: PolicyContext, command: TakeInResponses) -> Iterator[str]:
    """What the table adds or changes, to be confirmed."""
    rows = _filled_in(context, command)
    for row in rows[:MOST_SHOWN]:
        yield f"{row.comment}: {row.response}. {excerpt(row.reasons, 120)}"
    if len(rows) > MOST_SHOWN:
        yield f"… and {len(rows) - MOST_SHOWN} more."


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
