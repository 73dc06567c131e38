"""Comments that people save on a page and have not handed in: kept beside the record, never in it.

Each person's are in one note for each feedback period, with the day of their last change before them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from govbot.bot.request_context import RequestContext
from govbot.core.decide import Recorded
from govbot.core.grammar import Refusal, RuleContext
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow.context import NO_PERIOD
from govbot.core.workflow.events import FeedbackGiven
from govbot.core.workflow.policy import Policy
from govbot.core.workflow.saved_comments import MOST_SAVED, SavedComment, read, written
from govbot.record import Tx

NAME = "saved comments "
KEPT_FOR = timedelta(days=90)  # since their last change
TOO_MANY = f"{MOST_SAVED} comments are saved already. Hand some of them in first, or delete some."


def saved(context: RequestContext, subject: str) -> tuple[SavedComment, ...]:
    """What the person has saved in the policy's last feedback period, in the order of writing."""
    name = _name(context, subject)
    return read(_kept(context.tx, name)) if name else ()


def of_form(context: RequestContext, form: RuleContext[Any]) -> tuple[SavedComment, ...]:
    """The same as a form sees it: nobody hands in what somebody else has saved."""
    return saved(context, form.subject) if form.who.person == context.person else ()


def change(
    context: RequestContext, subject: str, changed: Callable[[Sequence[SavedComment]], Sequence[SavedComment]]
) -> tuple[SavedComment, ...]:
    """Change what is saved; raises Refusal where there is no feedback period, or too much is saved."""
    context.tx.lock({subject}, reading=[DIRECTORY])
    name = _name(context, subject)
    if not name:
        raise Refusal(NO_PERIOD)
    comments = tuple(changed(read(_kept(context.tx, name))))
    if len(comments) > MOST_SAVED:
        raise Refusal(TOO_MANY)
    context.tx.notes.set(name, f"{context.tx.now:%Y-%m-%d} {written(comments)}" if comments else "")
    return comments


def new_ids(context: RequestContext, count: int = 1) -> tuple[str, ...]:
    """Ids for comments that are saved now."""
    return tuple(context.signer.nonce() for _ in range(count))


def forget_handed_in(context: RequestContext, subject: str, result: Recorded) -> None:
    """Forget what was handed in: as many comments as were recorded, by their words and places."""
    given = [event for event in result.events.get(subject, ()) if isinstance(event, FeedbackGiven)]
    left = list(saved(context, subject))
    for event in given:
        handed_in = next((comment for comment in left if _is_of(event, comment)), None)
        if handed_in is not None:
            left.remove(handed_in)
    change(context, subject, lambda comments: left)


def forget_old(tx: Tx) -> None:
    """Forget what nobody has changed for a long time."""
    tx.notes.forget_older(NAME, f"{tx.now - KEPT_FOR:%Y-%m-%d}")


def _is_of(event: FeedbackGiven, comment: SavedComment) -> bool:
    return (event.section, event.passage, event.text, event.new_words) == (
        comment.section,
        comment.passage,
        comment.words,
        comment.new_words,
    )


def _name(context: RequestContext, subject: str) -> str:
    policy: Policy = context.policy(subject)
    period = policy.development.period if policy.development else None
    if policy.development is None or period is None:
        return ""
    return f"{NAME}{context.person} {subject} {policy.development.number}.{period.number}"


def _kept(tx: Tx, name: str) -> str:
    return (tx.notes.get(name) or "").partition(" ")[2]
