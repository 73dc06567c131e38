"""Reads a submitted card or dialog: the answers by question name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from govbot.adapter_api.answers import Answer

SEARCHED = ("choice", "choices", "person", "people", "policy")


def input_id(kind: str, name: str) -> str:
    """The id of a question's input, which says its kind too."""
    return f"{kind}:{name}"


def kind_and_name(input_id: str) -> tuple[str, str]:
    """The kind and the name of a question, from its input's id; two empty words for what is none of ours."""
    kind, colon, name = input_id.partition(":")
    return (kind, name) if colon else ("", "")


def sent_value(value: str) -> str:
    """A value as Teams keeps it among several: they are parted by commas, so it may hold none."""
    return value.replace("%", "%25").replace(",", "%2C")


def listed(sent: Any) -> list[str]:
    """The list of values that Teams sends as one text."""
    return [unquote(value) for value in str(sent or "").split(",") if value]


def answers(data: Mapping[str, Any]) -> dict[str, Answer]:
    """The answers by name: a text, a list of values, a yes or no, or None; files are apart."""
    given: dict[str, Answer] = {}
    for key, value in data.items():
        kind, name = kind_and_name(key)
        if kind and kind not in ("file", "typed"):
            given[name] = _answer(kind, value)
    return given


def typed(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """What was typed beside a list instead of choosing from it, a line each, by name of the question."""
    lines_by_name = {}
    for key, value in data.items():
        kind, name = kind_and_name(key)
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        if kind == "typed" and lines:
            lines_by_name[name] = lines
    return lines_by_name


def files(data: Mapping[str, Any]) -> dict[str, str]:
    """The questions to which a file that was sent is to be attached, with its key, or "true" for the newest."""
    return {
        name: str(value)
        for key, value in data.items()
        for kind, name in [kind_and_name(key)]
        if kind == "file" and str(value or "false").casefold() != "false"
    }


def entered(data: Mapping[str, Any]) -> dict[str, Any]:
    """All that was entered, by input: to be shown again."""
    return {key: value for key, value in data.items() if all(kind_and_name(key))}


def attached(data: Mapping[str, Any]) -> dict[str, Any] | None:
    """The questions to which a file was attached, to be shown so again; None where there are none."""
    return {input_id("file", name): key for name, key in files(data).items()} or None


def takes_several(data: Mapping[str, Any], name: str) -> bool:
    """Whether the question of this name takes a list."""
    return any(input_id(kind, name) in data for kind in ("choices", "people"))


def _answer(kind: str, value: Any) -> Answer:
    match kind:
        case "flag":
            return _yes(value)
        case "choices" | "people":
            return listed(value) or None
        case _:
            text = str(value) if value is not None else ""
            return text if text.strip() else None


def _yes(value: Any) -> bool:
    return str(value).casefold() == "true"
