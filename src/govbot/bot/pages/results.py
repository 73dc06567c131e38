"""What a page answers: a first page, a form to fill in, the card afterwards, or a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from govbot.adapter_api.answers import Answer
from govbot.core.cards.vocabulary import Card, Form
from govbot.core.grammar import Choice


@dataclass(frozen=True, slots=True)
class Landing:
    """The first page of a link, for whoever opens it: for whom it was made, and no more.

    `again`: it was opened before.
    """

    name: str
    title: str
    policy: str
    until: str
    again: bool


@dataclass(frozen=True, slots=True)
class Filling:
    """A form to fill in. `choices` are those of the lists that a chat looks up as one types.

    `problems` are sentences by field; `sentence` is one that belongs to none. `answers` is what was entered.
    """

    name: str
    title: str
    form: Form
    choices: Mapping[str, tuple[Choice, ...]]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """The form is recorded: the card that says so, and what happens next."""

    name: str
    title: str
    card: Card


@dataclass(frozen=True, slots=True)
class Closed:
    """A refusal, as a sentence. `again`: a new link may be asked for."""

    sentence: str
    again: bool = False
    kind: Literal["no", "over", "fault", "told"] = "no"
