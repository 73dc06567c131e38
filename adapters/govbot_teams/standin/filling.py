"""Fills in a card by the questions' labels, within the limits that Teams' client enforces."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from govbot_teams.standin import screen

Dict = dict[str, Any]
Search = Callable[[Dict, str], Awaitable[list[Dict]]]


class Unfillable(AssertionError):
    """Teams' client would not let a person do this."""


def initial(card: Dict) -> Dict:
    """The initial values of the inputs."""
    return {element["id"]: element.get("value", "") for element in screen.inputs(card)}


def question(card: Dict, label: str) -> Dict:
    """The input with this label, or this name."""
    for element in screen.inputs(card):
        if label in (screen.label(element), screen.name(element)):
            return element
    raise Unfillable(f"“{screen.title(card)}” does not ask {label!r}; it asks {labels(card)}")


def labels(card: Dict) -> list[str]:
    """The labels of the questions."""
    return [screen.label(element) for element in screen.inputs(card)]


async def entered(element: Dict, value: Any, search: Search) -> str:
    """The value that the client sends for an answer."""
    match element["type"]:
        case "Input.Toggle":
            return "true" if value else "false"
        case "Input.Text":
            most = element.get("maxLength")
            if value and most and len(value) > most:
                raise Unfillable(f"{screen.label(element)!r} takes {most} characters")
            return str(value or "")
        case "Input.ChoiceSet" if element.get("isMultiSelect"):
            wanted = [value] if isinstance(value, str) else list(value or ())
            return ",".join([await _choice(element, label, search) for label in wanted])
        case "Input.ChoiceSet":
            return await _choice(element, value, search) if value else ""
        case _:
            return str(value or "")


def must_be_complete(card: Dict, values: Dict) -> None:
    """Teams' client does not hand in a form in which something required is missing."""
    for element in screen.inputs(card):
        if element.get("isRequired") and not str(values.get(element["id"], "")).strip():
            raise Unfillable(
                f"Teams would not hand in “{screen.title(card)}”: {screen.label(element)!r} is required"
            )


async def _choice(element: Dict, wanted: str, search: Search) -> str:
    offered = list(element["choices"])
    if "choices.data" in element:
        offered += await search(element, wanted)
    for choice in offered:
        if wanted in (choice["title"], choice["value"]):
            return str(choice["value"])
    titles = [choice["title"] for choice in offered]
    raise Unfillable(f"{screen.label(element)!r} does not offer {wanted!r}; it offers {titles[:20]}")
