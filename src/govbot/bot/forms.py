"""Forms, opened: what an action asks at this moment, with its sentence of the policy and what is prefilled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from govbot.bot.moment import Moments, current_text
from govbot.bot.sealing import Sealed
from govbot.cards.forms import ENVELOPE, asks_of, capacity_field, choices_of, draw_field, fields
from govbot.cards.vocabulary import Field, Form, Part, Text
from govbot.grammar import Action, Ask, At, Capacity, Choice, Refused
from govbot.membership.choices import everybody
from govbot.record import Tx
from govbot.table import BY_NAME, acting_in, open_capacities, plain_label, refusal

STRENGTH = {"shall": "Required", "will": "Asked for", "may": "Offered"}


def open_form(
    tx: Tx,
    moments: Moments,
    person: str,
    sealed: Sealed,
    prefill: Mapping[str, Any] | None = None,
    shown: tuple[Part, ...] = (),
) -> Form:
    """The form of an action; refused where the person may not take it, or where it is not open now."""
    action = BY_NAME[sealed.what]
    at, fitting = standing_at(tx, moments, person, sealed)
    drawn = list(fields(action, at))
    if len(fitting) > 1:
        drawn.append(capacity_field(fitting))
    if sealed.mode == "later":
        asks = {**ENVELOPE, "entered_for": replace(ENVELOPE["entered_for"], choices=everybody)}
        drawn += [draw_field(name, ask, at) for name, ask in asks.items()]
    sentence = f"{STRENGTH[action.strength]}: “{action.source.sentence}” ({action.source.where})"
    policy = moments.policy(tx, sealed.subject)
    about = (Text(f"{policy.id} “{policy.title}”", "strong"),) if policy.id else ()
    return Form(
        title=plain_label(action),
        token=moments.seal.close(replace(sealed, on="")),
        fields=tuple(_prefilled(field, prefill or {}) for field in drawn),
        intro=(*about, *shown, Text(sentence, "small")),
        submit="Confirm" if shown else "Submit",
    )


def standing_at(
    tx: Tx, moments: Moments, person: str, sealed: Sealed
) -> tuple[At[Any], tuple[Capacity, ...]]:
    """The moment, and in which capacities the action is open; a clerk may open any form to enter it for somebody."""
    action = BY_NAME[sealed.what]
    at = moments.at(tx, sealed.subject, moments.acting(tx, person), sealed.about)
    held = moments.standing(tx, sealed.subject, person)
    why_not = refusal(action, at, held)
    if why_not and sealed.mode != "later":
        raise Refused(why_not)
    fitting = open_capacities(action, at, held)
    if fitting:
        at = acting_in(at, fitting[0])
    if action.reads_text:
        at = replace(at, text=current_text(tx, at.state))
    return at, fitting


def needs_form(tx: Tx, moments: Moments, person: str, sealed: Sealed) -> bool:
    """Whether anything has to be asked before the action can be taken."""
    action = BY_NAME[sealed.what]
    if sealed.mode == "later" or action.command.model_fields or action.preview:
        return True
    held = moments.standing(tx, sealed.subject, person)
    at = moments.at(tx, sealed.subject, moments.acting(tx, person), sealed.about)
    return len(open_capacities(action, at, held)) > 1


def _prefilled(field: Field, prefill: Mapping[str, Any]) -> Field:
    if field.name not in prefill:
        return field
    value = prefill[field.name]
    labels = {choice.value: choice.label for choice in field.choices or ()}
    listed = (value,) if isinstance(value, str) else tuple(value)
    return replace(field, initial=value, initial_labels=tuple(labels.get(one, one) for one in listed))


def find_choices(
    tx: Tx, moments: Moments, person: str, sealed: Sealed, name: str, typed: str, most: int
) -> list[Choice]:
    """The choices of a long list that match what has been typed: every word of it, anywhere."""
    at, _ = standing_at(tx, moments, person, sealed)
    ask = ask_of(BY_NAME[sealed.what], name)
    if ask.kind == "policy":
        return [Choice(one.id, f"{one.id} “{one.title}”") for one in tx.policies(typed, most)]
    words = typed.casefold().split()
    everything = everybody(at) if name == "entered_for" else choices_of(ask, at)
    return [one for one in everything if all(word in one.label.casefold() for word in words)][:most]


def ask_of(action: Action, name: str) -> Ask:
    found = asks_of(action.command).get(name) or ENVELOPE.get(name)
    if found is None:
        raise Refused("This form has changed. Open it again with “/gov”.")
    return found
