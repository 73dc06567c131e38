"""Teams' checks of a card: its size, its version, its elements.

The official JSON schema 1.5 is a development dependency: tests hand it in as `World.schema`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from govbot_teams.standin import screen
from govbot_teams.standin.world import Schema, TeamsSays
from govbot_teams.text import weight

BYTES = 28 * 1024
ELEMENTS = {
    "RichTextBlock", "Image", "TextBlock", "Container", "ActionSet", "FactSet", "Table",
    "Input.Text", "Input.Date", "Input.ChoiceSet", "Input.Toggle",
}  # fmt: skip
ACTIONS = {"Action.Execute", "Action.Submit", "Action.ShowCard", "Action.OpenUrl", "Action.ToggleVisibility"}
IN_DIALOGS = ACTIONS - {"Action.Execute"}


def check_size(size: int) -> None:
    """Raise TeamsSays if Teams would refuse a message of so many bytes."""
    if size > BYTES:
        raise TeamsSays(413, "MessageSizeTooBig", f"{size} bytes")


def check_card(card: Mapping[str, Any], schema: Schema | None = None, dialog: bool = False) -> None:
    """Raise TeamsSays if Teams would refuse the card."""
    check_size(weight(card))
    problems = [*_problems(card, dialog), *(schema(card) if schema is not None else ())]
    if problems:
        raise TeamsSays(400, "BadArgument", "; ".join(problems[:5]))


def _problems(card: Mapping[str, Any], dialog: bool) -> Iterator[str]:
    if card.get("type") != "AdaptiveCard" or card.get("version") not in ("1.4", "1.5"):
        yield "this is no Adaptive Card of version 1.4 or 1.5"
    if not card.get("body"):
        yield "the card is empty"
    ids = [field["id"] for field in screen.inputs(card)]
    if len(ids) != len(set(ids)):
        yield f"two inputs have one id: {ids}"
    if len((card.get("refresh") or {}).get("userIds") or ()) > 60:
        yield "refresh names more than 60 people"
    for element in screen.everything(card):
        yield from _element(element)
    for action in screen.actions(card):
        yield from _action(action, dialog)


def _element(element: Mapping[str, Any]) -> Iterator[str]:
    kind = element["type"]
    if kind not in ELEMENTS:
        yield f"{kind} is not shown by Teams"
    if kind == "ActionSet" and len(element["actions"]) > 6:
        yield f"{len(element['actions'])} actions are in a row"
    if kind == "Image" and not str(element["url"]).startswith(("https://", "data:image/png;base64,")):
        yield "a picture has neither a secure address nor its bytes"
    if kind == "Image" and not element.get("altText"):
        yield "a picture has no words for a screen reader"
    if kind == "Table" and any(len(row["cells"]) != len(element["columns"]) for row in element["rows"]):
        yield "a table's rows have another number of cells than it has columns"
    if kind == "Input.ChoiceSet":
        values = [choice["value"] for choice in element["choices"]]
        if len(values) != len(set(values)):
            yield f"{element['id']} offers a value twice"
        if element.get("isMultiSelect") and any("," in value for value in values):
            yield f"{element['id']}: a value among several holds a comma"
    if kind.startswith("Input.") and not screen.label(element):
        yield f"{element['id']} has no label"
    if element.get("isRequired") and not element.get("errorMessage"):
        yield f"{element['id']} is required, and has no errorMessage"


def _action(action: Mapping[str, Any], dialog: bool) -> Iterator[str]:
    kind = action["type"]
    if kind not in (IN_DIALOGS if dialog else ACTIONS):
        yield f"{kind} does not work here"
    if kind == "Action.OpenUrl" and not str(action.get("url") or "").startswith(("https://", "http://")):
        yield "an Action.OpenUrl has no web address"
    if not action.get("title"):
        yield "a button has no title"
    if kind == "Action.Execute" and not action.get("verb"):
        yield "an Action.Execute has no verb"
    if kind == "Action.ShowCard":
        for inner in screen.actions(action["card"]):
            yield from _action(inner, dialog)
