"""Takes an action in one transaction: what `decide` needs is read, what it returns is recorded."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from govbot.bot.recording import record
from govbot.bot.request_context import RequestContext, text_read
from govbot.bot.tokens import SignedToken, request_key
from govbot.core.cards.forms import clean
from govbot.core.days import local_day
from govbot.core.decide import DecisionContext, NeedsConfirmation, Recorded, decide, policy_fields
from govbot.core.grammar import Action, RuleContext
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME
from govbot.core.workflow.policy import stream_of
from govbot.record import Tx
from govbot.record.errors import WriteConflict

# The pressed card is replaced at once by its adapter; the courier comes after.
REDRAW_AFTER = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Done:
    """The action is recorded; `again` where the same request had been recorded before."""

    subject: str
    action: str
    again: bool = False


def act(
    tx: Tx,
    moments: RequestContext,
    person: str,
    token: SignedToken,
    answers: Mapping[str, Any],
    redraw_after: timedelta,
) -> Done | NeedsConfirmation:
    """Take an action; the same request again answers as the first did.

    Raises what `decide` raises, and WriteConflict where another transaction was first.
    """
    key = request_key(person, token)
    tx.lock({token.subject} - {"new"}, reading=[DIRECTORY])
    before = tx.answers.get(key)
    if before is not None:
        return Done(json.loads(before)["subject"], token.what, again=True)
    action = BY_NAME[token.what]
    result = decide(decision_context(tx, moments, person, token, action, answers), action, answers)
    if isinstance(result, NeedsConfirmation):
        return result
    if action.stream == "new" and tx.counters.next("policy") != _number(result.subject):
        raise WriteConflict(f"{result.subject} was raised by somebody else meanwhile.")
    keep(tx, moments, result, redraw_after)
    tx.answers.remember(key, json.dumps({"subject": result.subject}), tx.now)
    return Done(result.subject, action.name)


def keep(tx: Tx, moments: RequestContext, result: Recorded, redraw_after: timedelta) -> None:
    """Store the documents of a decision, and record its events stream by stream."""
    for document in result.documents:
        tx.documents.store(document)
    for stream, events in result.events.items():
        record(tx, moments, stream, result.who, events, redraw_after)


def decision_context(
    tx: Tx,
    moments: RequestContext,
    person: str,
    token: SignedToken,
    action: Action,
    answers: Mapping[str, Any],
) -> DecisionContext:
    """Read from the record what a decision about this action may look at."""
    return DecisionContext(
        asked=_asked(tx, moments, person, token, action),
        standing=lambda whose: moments.standing(tx, token.subject, whose),
        for_person=token.whose,
        is_entered_later=token.mode == "later",
        bound=token.bound,
        is_on_card=bool(token.on),
        confirmed=token.seen,
        new_subject=_next_policy(tx, moments) if action.stream == "new" else "",
        policies=_policies_named(tx, action, answers),
    )


def _asked(
    tx: Tx, moments: RequestContext, person: str, token: SignedToken, action: Action
) -> RuleContext[Any]:
    context = moments.at(tx, token.subject, moments.acting(tx, person), token.about)
    if action.reads_closings:
        context = replace(context, closings=closings_elsewhere(tx, moments, token.subject))
    if action.reads_text:
        context = replace(context, text=text_read(tx, context.state, action.reads_text))
    return context


def _next_policy(tx: Tx, moments: RequestContext) -> str:
    """The stream of the policy that would begin now; its number is used up only when it is recorded."""
    prefix = moments.process.government.policy_prefix
    return stream_of(f"{prefix}-{tx.counters.last('policy') + 1}")


def _number(subject: str) -> int:
    return int(subject.rpartition("-")[2])


def _policies_named(tx: Tx, action: Action, answers: Mapping[str, Any]) -> Collection[str]:
    """Those policies that the answers name and that exist."""
    named = (clean(answers.get(field)) for field in policy_fields(action))
    return {policy for policy in named if isinstance(policy, str) and tx.exists(stream_of(policy))}


def closings_elsewhere(tx: Tx, moments: RequestContext, subject: str) -> dict[date, frozenset[str]]:
    """Who has another feedback request closing on which day."""
    days: dict[date, set[str]] = {}
    for party, due in tx.obligations.asked_elsewhere(subject, "give_feedback"):
        days.setdefault(local_day(due, moments.process), set()).add(party.removeprefix("person:"))
    return {day: frozenset(people) for day, people in days.items()}
