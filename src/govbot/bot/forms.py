"""Forms, opened: what an action asks now, with its sentence of the policy and what is prefilled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from govbot.bot import on_behalf
from govbot.bot.request_context import RequestContext, text_read
from govbot.bot.tokens import SignedToken
from govbot.core.cards.forms import (
    ENTERED_FOR,
    ENVELOPE,
    asks_of,
    capacity_field,
    choices_of,
    draw_field,
    fields,
)
from govbot.core.cards.vocabulary import Field, Form, Part, Text
from govbot.core.grammar import Action, Ask, Capacity, Choice, Refusal, RuleContext
from govbot.core.process import Process
from govbot.core.table import BY_NAME, acting_in, open_capacities, plain_label, refusal
from govbot.record import Tx

STRENGTH = {"shall": "Required", "will": "Asked for", "may": "Offered"}
# Emptied on purpose: what the form began with does not come back.
EMPTY: tuple[object, ...] = (None, "", (), [])
SURE = "Nothing is recorded yet. If that is meant, confirm it; else correct it."
AGAIN = "Attach it once more, please, to confirm."


def open_form(
    tx: Tx,
    moments: RequestContext,
    person: str,
    sealed: SignedToken,
    prefill: Mapping[str, Any] | None = None,
    shown: tuple[Part, ...] = (),
) -> Form:
    """The form of an action; refused where the person may not take it, or where it is not open now.

    `shown` is what will happen, to be confirmed. Entered later, the first form asks whose act it is.
    """
    sealed = on_behalf.settled(tx, moments, person, sealed)
    if sealed.mode == "later" and not sealed.whose:
        return on_behalf.whose_form(tx, moments, person, sealed)
    action = BY_NAME[sealed.what]
    at, fitting = standing_at(tx, moments, person, sealed)
    drawn = list(fields(action, at))
    if len(fitting) > 1:
        drawn.append(capacity_field(fitting))
    if sealed.mode == "later":
        drawn = [field for name, ask in ENVELOPE.items() if (field := draw_field(name, ask, at))] + drawn
    if shown:
        drawn = [replace(field, hint=AGAIN) if field.kind == "file" else field for field in drawn]
    label = plain_label(action, moments.process)
    return Form(
        title=f"Later: {label}" if sealed.mode == "later" else label,
        token=moments.seal.close(replace(sealed, on="")),
        fields=tuple(_prefilled(action, field, prefill or {}, at) for field in drawn),
        intro=(
            *_intro(tx, moments, person, sealed, at, bool(shown)),
            *_asks_to_confirm(shown),
            _rests_on(action, moments.process),
        ),
        submit="Confirm" if shown else "Submit",
    )


def _intro(
    tx: Tx, moments: RequestContext, person: str, sealed: SignedToken, context: RuleContext[Any], shown: bool
) -> Iterator[Part]:
    policy = moments.policy(tx, sealed.subject)
    if policy.id:
        yield Text(f"{policy.id} “{policy.title}”", "strong")
    if (reading := BY_NAME[sealed.what].reading) and not shown:
        yield from (Text(one, "quote") for one in reading(context))
    if sealed.whose and sealed.whose != person:
        yield Text(
            f"Entered by you for {moments.directory(tx).named(sealed.whose)}. The record names you both."
        )


def _asks_to_confirm(shown: tuple[Part, ...]) -> tuple[Part, ...]:
    """What will happen, under what may be a slip; where there is only that, it is asked whether it is meant."""
    if not shown:
        return ()
    warned = tuple(one for one in shown if isinstance(one, Text) and one.style == "warning")
    told = tuple(one for one in shown if one not in warned)
    asks = Text("Nothing is recorded yet. This is what will happen:" if told else SURE, "strong")
    return (*warned, asks, *told)


def _rests_on(action: Action, process: Process) -> Text:
    source = process.source(action.source)
    return Text(f"{STRENGTH[action.strength]}: “{source.sentence}” ({source.where})", "small")


def standing_at(
    tx: Tx, moments: RequestContext, person: str, sealed: SignedToken
) -> tuple[RuleContext[Any], tuple[Capacity, ...]]:
    """The moment as whoever acts sees it, and in which capacities the action is open to them."""
    action = BY_NAME[sealed.what]
    who = on_behalf.actor(tx, moments, person, sealed)
    at = moments.at(tx, sealed.subject, who, sealed.about)
    held = moments.standing(tx, sealed.subject, who.person)
    why_not = refusal(action, at, held)
    if why_not:
        raise Refusal(why_not)
    fitting = open_capacities(action, at, held)
    at = acting_in(at, fitting[0])
    if action.reads_text:
        at = replace(at, text=text_read(tx, at.state, action.reads_text))
    return at, fitting


def always_asks(sealed: SignedToken) -> bool:
    """Whether the action has a form whoever takes it."""
    action = BY_NAME[sealed.what]
    return sealed.mode == "later" or bool(action.command.model_fields) or action.preview is not None


def needs_form(tx: Tx, moments: RequestContext, person: str, sealed: SignedToken) -> bool:
    """Whether anything has to be asked before the action can be taken."""
    if always_asks(sealed):
        return True
    action = BY_NAME[sealed.what]
    held = moments.standing(tx, sealed.subject, person)
    at = moments.at(tx, sealed.subject, moments.acting(tx, person), sealed.about)
    return len(open_capacities(action, at, held)) > 1


def _prefilled(action: Action, field: Field, prefill: Mapping[str, Any], context: RuleContext[Any]) -> Field:
    """The field with what is to stand in it, as far as it fits there."""
    value = prefill.get(field.name)
    if field.kind == "flag" and isinstance(value, bool):
        value = "true" if value else None
    if field.kind != "file" and field.name in prefill and value in EMPTY:
        return replace(field, initial=None, initial_labels=())
    if not isinstance(value, (str, tuple, list)) or field.kind == "file":
        return field
    if field.kind in ("line", "text") and isinstance(value, str):
        words = " ".join(value.split()) if field.kind == "line" else value
        return replace(field, initial=words[: field.most])
    listed = (value,) if isinstance(value, str) else tuple(value)
    labels = _labels(action, field, context)
    if labels is None:
        return replace(field, initial=value if isinstance(value, str) else listed, initial_labels=listed)
    if not all(one in labels for one in listed):
        return field
    initial = value if isinstance(value, str) else listed
    return replace(field, initial=initial, initial_labels=tuple(labels[one] for one in listed))


def _labels(action: Action, field: Field, context: RuleContext[Any]) -> dict[str, str] | None:
    """How people read the choices of this field, drawn or looked up; None where any value will do."""
    choices: Iterable[Choice] = field.choices or ()
    ask = asks_of(action.command).get(field.name)
    if field.choices is None and ask and ask.choices:
        choices = choices_of(ask, context)
    return {choice.value: choice.label for choice in choices} or None


def find_choices(
    tx: Tx, moments: RequestContext, person: str, sealed: SignedToken, name: str, typed: str, most: int
) -> list[Choice]:
    """The choices of a long list that match what has been typed: every word of it, anywhere."""
    if name == ENTERED_FOR and sealed.mode == "later":
        return matching(on_behalf.whose_choices(tx, moments, person, sealed), typed, most)
    at, _ = standing_at(tx, moments, person, sealed)
    ask = ask_of(BY_NAME[sealed.what], name)
    if ask.kind == "policy":
        own = at.state.id
        listed = (one for one in tx.policies.matching(typed, most + 1) if one.id != own)
        return [Choice(one.id, f"{one.id} “{one.title}”") for one in islice(listed, most)]
    return matching(choices_of(ask, at), typed, most)


def matching(choices: list[Choice], typed: str, most: int) -> list[Choice]:
    words = typed.casefold().split()
    return [one for one in choices if all(word in one.label.casefold() for word in words)][:most]


def ask_of(action: Action, name: str) -> Ask:
    found = asks_of(action.command).get(name)
    if found is None:
        raise Refusal("This form has changed. Open it again with “/gov”.")
    return found
