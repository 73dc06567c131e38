"""Takes an action in one transaction: what `decide` needs is read, what it returns is recorded."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from govbot.bot import saved_comments
from govbot.bot.answered_before import note_of, recorded_at, refuse_other_answers
from govbot.bot.courses import courses
from govbot.bot.preparing import Prepared
from govbot.bot.recording import keep
from govbot.bot.request_context import RequestContext, text_read
from govbot.bot.tokens import SignedToken, request_key
from govbot.core.cards.answers import clean
from govbot.core.days import local_day
from govbot.core.decide import DecisionContext, NeedsConfirmation, decide, policy_fields
from govbot.core.grammar import Action, Document, RuleContext
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME
from govbot.core.workflow.policy import stream_of
from govbot.record import Tx
from govbot.record.errors import WriteConflict


@dataclass(frozen=True, slots=True)
class Done:
    """The action is recorded; `again` where the same request had been recorded before, at `recorded_at`.

    `told` are the parties that are told of it.
    """

    subject: str
    action: str
    again: bool = False
    recorded_at: datetime | None = None
    told: tuple[str, ...] = ()


def act(
    context: RequestContext,
    token: SignedToken,
    answers: Mapping[str, Any],
    redraw_after: timedelta,
    *,
    is_pressed: bool = False,
    prepared: Prepared | None = None,
) -> Done | NeedsConfirmation:
    """Take an action; the same request again answers as the first did.

    Raises what `decide` raises, Refusal where a form is handed in again with other answers than were recorded,
    and WriteConflict where another transaction was first. A pressed button brings no answers to compare.
    """
    tx, key = context.tx, request_key(context.person, token)
    action = BY_NAME[token.action]
    recorded_on = {token.subject, DIRECTORY} if action.on_directory else {token.subject}
    tx.lock(recorded_on - {"new"}, reading=[DIRECTORY])
    before = tx.answers.get(key)
    if before is not None:
        if not is_pressed:
            refuse_other_answers(context, token, before, answers)
        subject = json.loads(before)["subject"]
        return Done(subject, token.action, again=True, recorded_at=recorded_at(context, before))
    result = decide(decision_context(context, token, action, answers, prepared), action, answers)
    if isinstance(result, NeedsConfirmation):
        return result
    if action.stream == "new":
        _use_up_number(context, result.subject)
    told = keep(context, result, redraw_after)
    if action.reads_saved:
        saved_comments.forget_handed_in(context, token.subject, result)
    tx.answers.remember(key, note_of(context, token, result, answers), tx.now)
    return Done(result.subject, action.name, told=told)


def decision_context(
    context: RequestContext,
    token: SignedToken,
    action: Action,
    answers: Mapping[str, Any],
    prepared: Prepared | None = None,
) -> DecisionContext:
    """Read from the record what a decision about this action may look at."""
    return DecisionContext(
        asked=replace(
            _asked(context, token, action),
            reworded=prepared if isinstance(prepared, Document) else None,
            prepared=prepared,
        ),
        standing=lambda person: context.standing(token.subject, person),
        for_person=token.entered_for,
        is_entered_later=token.mode == "later",
        bound=token.bound,
        is_on_card=bool(token.card),
        confirmed=token.seen,
        new_subject=_next_policy(context) if action.stream == "new" else "",
        policies=_named_policies(context.tx, action, answers),
    )


def _asked(context: RequestContext, token: SignedToken, action: Action) -> RuleContext[Any]:
    """The rule's context, with the text, the closing days and the list that the action reads."""
    rule_context = context.rule_context(token.subject, token.about)
    if action.reads_closings:
        rule_context = replace(rule_context, closings=closings_elsewhere(context, token.subject))
    if action.reads_listed:
        rule_context = replace(rule_context, listed=courses(context.tx))
    if action.reads_saved:
        rule_context = replace(rule_context, saved=saved_comments.of_form(context, rule_context))
    if action.where_typed:
        rule_context = replace(rule_context, rooms=context.tx.rooms.known(token.subject))
    if action.reads_text:
        text = text_read(context.tx, rule_context.state, action.reads_text)
        rule_context = replace(rule_context, text=text)
    return rule_context


def closings_elsewhere(context: RequestContext, subject: str) -> dict[date, frozenset[str]]:
    """Who has another feedback request closing on which day."""
    days: dict[date, set[str]] = {}
    for party, due in context.tx.obligations.asked_elsewhere(subject, "give_feedback"):
        day = local_day(due, context.process)
        days.setdefault(day, set()).add(party.removeprefix("person:").partition("@")[0])
    return {day: frozenset(people) for day, people in days.items()}


def _named_policies(tx: Tx, action: Action, answers: Mapping[str, Any]) -> Collection[str]:
    """Those policies that the answers name and that exist."""
    named = (clean(answers.get(field)) for field in policy_fields(action))
    return {policy for policy in named if isinstance(policy, str) and tx.exists(stream_of(policy))}


def _next_policy(context: RequestContext) -> str:
    """The stream of the policy that would begin now; its number is used up only when it is recorded."""
    return _numbered(context, context.tx.counters.last("policy") + 1)


def _use_up_number(context: RequestContext, subject: str) -> None:
    """Count the new policy; raises WriteConflict where another transaction took its number meanwhile."""
    if subject != _numbered(context, context.tx.counters.next("policy")):
        raise WriteConflict(f"{subject} was begun by another transaction.")


def _numbered(context: RequestContext, number: int) -> str:
    return stream_of(f"{context.process.government.policy_prefix}-{number}")
