"""Tells whether a form that is handed in again has the answers that were recorded, and else says which were.

Only keyed digests of the answers are kept beside the request's key; the words themselves stand in the record alone.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken, request_key
from govbot.core.cards.answers import UNREADABLE, clean
from govbot.core.cards.forms import CAPACITY, ENVELOPE, asks_of, choices_of
from govbot.core.days import said, said_day
from govbot.core.decide import Recorded
from govbot.core.grammar import Ask, Document, DocumentRef, Entry, Event, Refusal
from govbot.core.table import BY_NAME

MOST_QUOTED = 200  # characters of a text
OTHER_ANSWERS = (
    "This form was handed in before, and recorded{when}: {answers}. You have now given other answers; they were "
    "not recorded. To correct or add something, open the form again from a current card (“/gov”)."
)
AS_FIRST = "“{label}” as it was answered first"


def note_of(context: RequestContext, token: SignedToken, result: Recorded, answers: Mapping[str, Any]) -> str:
    """What is kept with the request's key, as JSON: the subject, the entries, a digest of each answer."""
    entries = {}
    for stream, events in result.events.items():
        last = context.tx.head(stream)
        entries[stream] = [last - len(events) + 1, last]
    digests = _digests(context, token, answers)
    return json.dumps({"subject": result.subject, "entries": entries, "digests": digests})


def refuse_other_answers(
    context: RequestContext, token: SignedToken, note: str, answers: Mapping[str, Any]
) -> None:
    """Raises Refusal where these answers are not those that were recorded; it says which those are."""
    before = json.loads(note)
    if "digests" not in before:  # noted by an earlier govbot
        return
    first, second = before["digests"], _digests(context, token, answers)
    differing = [name for name in _asked(token) if first.get(name) != second.get(name)]
    if not differing:
        return
    entries = list(_entries(context, before))
    when = f" on {said(entries[0].recorded_at, context.process)}" if entries else ""
    events = [entry.event for entry in entries]
    recorded = "; ".join(_recorded(context, token, name, events) for name in differing)
    raise Refusal(OTHER_ANSWERS.format(when=when, answers=recorded))


def recorded_at(context: RequestContext, note: str) -> datetime | None:
    """When the request of this note was recorded; None where an earlier govbot did not note it."""
    return next((entry.recorded_at for entry in _entries(context, json.loads(note))), None)


def _entries(context: RequestContext, note: Mapping[str, Any]) -> Iterator[Entry]:
    for stream, (start, end) in note.get("entries", {}).items():
        yield from context.tx.entries(stream, start - 1, end - start + 1)


def _asked(token: SignedToken) -> dict[str, Ask]:
    """All questions that the form can have."""
    later = ENVELOPE if token.mode == "later" else {}
    return {**later, **asks_of(BY_NAME[token.action].command), CAPACITY: Ask("Acting as", "choice")}


def _digests(context: RequestContext, token: SignedToken, answers: Mapping[str, Any]) -> dict[str, str]:
    """A keyed digest of each answer that is not empty, by field."""
    key = request_key(context.person, token)
    digests = {}
    for name in _asked(token):
        answer = clean(answers.get(name))
        if answer in (None, "", (), False):
            continue
        plain = "\n".join(("answer", key, name, _canonical(answer)))
        digests[name] = hmac.digest(context.signer.secret, plain.encode("utf-8", "replace"), "sha256").hex()
    return digests


def _canonical(answer: Any) -> str:
    """The answer as text; the same choices in another order are the same answer."""
    match answer:
        case Document():
            return answer.paper.sha256
        case tuple():
            return json.dumps(sorted(answer))
        case _:
            return "unreadable" if answer is UNREADABLE else json.dumps(answer)


def _recorded(context: RequestContext, token: SignedToken, name: str, events: list[Event]) -> str:
    """A question with the answer that was recorded, as far as an event has it under the question's name."""
    ask = _asked(token)[name]
    label = context.process.say(ask.label)
    for event in events:
        for value in _values(event, name, ask):
            words = _words(context, token, ask, value)
            if words:
                return f"“{label}”: {words}"
    return AS_FIRST.format(label=label)


def _values(event: Event, name: str, ask: Ask) -> Iterator[Any]:
    if name in type(event).model_fields:
        yield getattr(event, name)
    if ask.kind == "file":
        yield from (value for _, value in event if isinstance(value, DocumentRef))


def _words(context: RequestContext, token: SignedToken, ask: Ask, value: Any) -> str:
    """An answer as people read it; "" where only its id is known."""
    match value:
        case DocumentRef():
            return f"the file “{value.name}”"
        case bool():
            return "yes" if value else "no"
        case datetime():
            return said(value, context.process)
        case date():
            return said_day(value)
        case str() if ask.kind in ("line", "text"):
            quoted = value if len(value) <= MOST_QUOTED else value[: MOST_QUOTED - 1] + "…"
            return f"“{quoted}”" if quoted else "nothing"
        case str() | tuple():
            return _chosen(context, token, ask, value if isinstance(value, tuple) else (value,))
        case _:
            return ""


def _chosen(context: RequestContext, token: SignedToken, ask: Ask, values: tuple[Any, ...]) -> str:
    """The labels of chosen values; "" where the list has lost one of them since."""
    if not any(values):
        return "nothing"
    labels = {
        choice.value: choice.label
        for choice in choices_of(ask, context.rule_context(token.subject, token.about))
    }
    if not all(value in labels for value in values):
        return ""
    return ", ".join(labels[value] for value in values)
