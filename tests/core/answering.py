"""Answers to any form, as people might give them: mostly fitting, sometimes not."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from govbot.core.cards.forms import asks_of, choices_of, is_document
from govbot.core.grammar import Acting, Action, Ask, Capacity, RuleContext
from govbot.core.table import acting_in, open_capacities
from tests.core.given import TEXT, Government, document

WORDS = ("Because it matters.", "Seen and weighed.", "A note on section II.")
BAD: tuple[Any, ...] = (
    "",
    "nonsense",
    "x" * 5000,
    "9999-12-31",
    "0001-01-01",
    "2026-13-45",
    ("a", "b"),
    None,
    "two\nlines",
    "\x00",
    "²",
)


def answers(
    government: Government,
    action: Action,
    person: str,
    rnd: Random,
    subject: str = "",
    about: str = "",
    good: float = 1.0,
) -> dict[str, Any]:
    """What a person fills into this form; each answer fits with the chance `good`."""
    at = government.at(action, Acting(person, Capacity("anyone", ""), government.today), about, subject)
    fitting = open_capacities(action, at, government.standing(person, at.subject))
    at = acting_in(at, fitting[0]) if fitting else at
    filled: dict[str, Any] = {"about": about}
    for name, ask in asks_of(action.command).items():
        if ask.when is not None and not ask.when(at):
            continue
        if rnd.random() > good:
            filled[name] = rnd.choice(BAD)
        elif not ask.optional or rnd.random() < 0.7:
            filled[name] = _answer(government, action, name, ask, at, rnd)
    return filled


def _answer(
    government: Government, action: Action, name: str, ask: Ask, context: RuleContext[Any], rnd: Random
) -> Any:
    if is_document(action.command, name):
        return document(TEXT + f"\nNote {rnd.randrange(1000)}.\n", header={"title": "Generative AI"})
    initial = ask.initial(context) if callable(ask.initial) else ask.initial
    if initial and rnd.random() < 0.6:
        return initial
    match ask.kind:
        case "choice" | "person" | "choices" | "people":
            values = [choice.value for choice in choices_of(ask, context)]
            if ask.kind in ("choice", "person"):
                return rnd.choice(values) if values else ""
            return tuple(rnd.sample(values, rnd.randint(1, min(len(values), 4)))) if values else ()
        case "date":
            return (government.today + timedelta(days=rnd.choice((0, 1, 5, 20, 60)))).isoformat()
        case "flag":
            return rnd.random() < 0.5
        case "policy":
            return rnd.choice([policy.id for policy in government.policies.values()] or [""])
        case _:
            return _words(name, context, rnd)


def _words(name: str, context: RuleContext[Any], rnd: Random) -> str:
    if name == "old_words":
        return rnd.choice([line for line in context.text.splitlines() if line] or ["nothing"])
    if name == "address":
        return "https://portal.ct.gov/policy"
    if name == "version":
        return f"{rnd.randint(1, 3)}.{rnd.randint(0, 2)}"
    return rnd.choice(WORDS)
