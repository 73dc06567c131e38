"""Answers as a person gives them: choices by their labels, days and words as they are, documents as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from govbot.adapter_api.answers import Answer, Upload
from govbot.bot.uploads import read_documents
from govbot.core.cards.forms import asks_of, choices_of, fields
from govbot.core.cards.vocabulary import Field
from govbot.core.grammar import Acting, Action, Ask, Capacity, Document, RuleContext
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import acting_in, open_capacities
from tests.core.given import Government


@dataclass
class Given:
    """What somebody enters, and the same as the core reads it (what stays prefilled included)."""

    entered: dict[str, Answer] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
    read: dict[str, Any] = field(default_factory=dict)


def moment(government: Government, action: Action, person: str) -> RuleContext[Any]:
    """The moment as a form sees it that this person opens."""
    who = Acting(person, Capacity("anyone", ""), government.today)
    at = government.at(action, who)
    held = government.standing(person, DIRECTORY if action.stream == "directory" else at.subject)
    return acting_in(at, open_capacities(action, at, held)[0])


async def given(government: Government, action: Action, person: str, answers: Mapping[str, Any]) -> Given:
    """These answers to the form that this person has before them."""
    at = moment(government, action, person)
    asked = {field.name: field for field in fields(action, at)}
    entered = Given(read={name: field.initial for name, field in asked.items() if field.initial is not None})
    for name, value in answers.items():
        entered.read[name] = value
        if isinstance(value, Document) and asked[name].kind == "file":
            entered.files[name] = Upload(value.paper.name, value.paper.media, value.data)
        elif isinstance(value, Document):
            entered.entered[name] = value.text
        else:
            entered.entered[name] = said(asks_of(action.command)[name], value, at)
    entered.read |= await read_documents(action, entered.read | _texts(entered.read), entered.files)
    return entered


def _texts(read: Mapping[str, Any]) -> dict[str, str]:
    """Documents that are typed, not attached."""
    return {name: value.text for name, value in read.items() if isinstance(value, Document)}


def said(ask: Ask, value: Any, context: RuleContext[Any]) -> Answer:
    """A value as the label that stands before the person."""
    labels = {choice.value: choice.label for choice in choices_of(ask, context)}
    if isinstance(value, (list, tuple)):
        return [labels.get(str(item), str(item)) for item in value]
    answer: Answer = labels.get(value, value) if isinstance(value, str) else value
    return answer


def enterable(government: Government, action: Action, person: str, answers: Mapping[str, Any]) -> bool:
    """Whether a client lets a person enter this: nothing that it does not offer, nothing needed left out."""
    at = moment(government, action, person)
    asked: dict[str, Field] = {field.name: field for field in fields(action, at)}
    for name, value in answers.items():
        ask = asks_of(action.command)[name]
        offered = {choice.value for choice in choices_of(ask, at)}
        values = value if isinstance(value, (list, tuple)) else [value]
        listed = ask.kind in ("choice", "choices", "person", "people", "policy")
        if name not in asked or (listed and not offered.issuperset(values)):
            return False
        if not asked[name].optional and (value is None or not str(value or "").strip()):
            return False
        if ask.kind == "date" and (value == "soon" or value[:4] > "2199"):
            return False
        if ask.kind == "line" and "\n" in str(value):
            return False
    return True
