"""Reads a submitted modal: the answers by question name, and the files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govbot.adapter_api.answers import Answer
from govbot.core.grammar import Choice
from govbot_slack import limits
from govbot_slack.text import size

Values = Mapping[str, Mapping[str, Mapping[str, Any]]]

SENT = ".sent"  # ends the block id of the box that ticks a file sent by itself
_DIGEST = re.compile(r"#[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A modal's private metadata: its form's token, and whether it was opened from the Home tab."""

    token: str = ""
    from_home: bool = False


def kept(view: Mapping[str, Any]) -> Kept:
    """The view's private metadata; empty if they are not govbot's."""
    try:
        metadata = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return Kept()
    if not isinstance(metadata, dict):
        return Kept()
    return Kept(str(metadata.get("token", "")), bool(metadata.get("home")))


def answers(view: Mapping[str, Any]) -> dict[str, Answer]:
    """The answers by name: a text, a list of values, a yes or no; None where nothing was entered."""
    entered: dict[str, Answer] = {}
    for kind, name, state in _states(view):
        if kind not in ("file", "sent"):
            entered[name] = _answer(kind, state)
    return entered


def typed(view: Mapping[str, Any]) -> dict[str, Answer]:
    """The answers that differ from those with which the modal was opened."""
    before = {
        block["block_id"]: block["element"].get("initial_value")
        for block in view.get("blocks") or ()
        if block.get("type") == "input"
    }
    return {name: answer for name, answer in answers(view).items() if answer != before.get(name)}


def files(view: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Slack's descriptions of the uploaded files, by name of the question."""
    return {
        name: state["files"][0]
        for kind, name, state in _states(view)
        if kind == "file" and state.get("files")
    }


def sent_files(view: Mapping[str, Any]) -> dict[str, str]:
    """The questions for which a file that the person sent by itself is ticked, with its key."""
    return {
        name: str(state["selected_options"][0].get("value"))
        for kind, name, state in _states(view)
        if kind == "sent" and state.get("selected_options")
    }


def sent_value(value: str) -> str:
    """The value as Slack keeps it: itself, or a digest that stands for it where it is too long."""
    if size(value) <= limits.OPTION_VALUE:
        return value
    return "#" + hashlib.sha256(value.encode()).hexdigest()


def stand_ins(answers: Mapping[str, Answer]) -> set[str]:
    """The questions among whose answers there are digests, which stand for longer values."""
    return {name for name, answer in answers.items() if any(map(_DIGEST.fullmatch, _values(answer)))}


def whole(answer: Answer, choices: Iterable[Choice]) -> Answer:
    """The answer with the digests undone, as far as these choices tell; another one stays, to be refused."""
    values = {sent_value(choice.value): choice.value for choice in choices}
    if isinstance(answer, str):
        return values.get(answer, answer)
    return [values.get(value, value) for value in _values(answer)]


def _values(answer: Answer) -> Sequence[str]:
    if isinstance(answer, str):
        return (answer,)
    return () if answer is None or isinstance(answer, bool) else answer


def kind_and_name(action_id: str) -> tuple[str, str]:
    """The kind and the name of a question, from its input's action id."""
    kind, _, name = action_id.partition(":")
    return kind, name


def _states(view: Mapping[str, Any]) -> list[tuple[str, str, Mapping[str, Any]]]:
    values: Values = (view.get("state") or {}).get("values") or {}
    return [(*kind_and_name(action), state) for block in values.values() for action, state in block.items()]


def _answer(kind: str, state: Mapping[str, Any]) -> Answer:
    match kind:
        case "flag":
            return bool(state.get("selected_options"))
        case "choices" | "people":
            return [option["value"] for option in state.get("selected_options") or ()] or None
        case "choice" | "person" | "policy":
            option = state.get("selected_option")
            return str(option["value"]) if option else None
        case "date":
            return state.get("selected_date") or None
        case _:
            text = state.get("value")
            return text if text and text.strip() else None
