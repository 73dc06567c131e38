"""Reads an Adaptive Card as a person sees it on the screen: texts, buttons and inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Dict = dict[str, Any]
WARNING = "⚠ "


def everything(card: Mapping[str, Any]) -> Iterator[Dict]:
    """The elements of a card, from top to bottom, those in containers too."""
    for element in card.get("body") or ():
        yield from _inside(element)


def words(card: Mapping[str, Any]) -> str:
    """The visible text, a line for each element; struck text is written as ~text~."""
    lines = [_line(element) for element in everything(card)]
    return "\n".join(line for line in lines if line)


def title(card: Mapping[str, Any]) -> str:
    """The headline: the first words."""
    return next((_line(element) for element in everything(card) if element["type"] == "RichTextBlock"), "")


def actions(card: Mapping[str, Any]) -> Iterator[Dict]:
    """The buttons of a card; those that open under another one are not among them."""
    for element in everything(card):
        if element["type"] == "ActionSet":
            yield from element["actions"]
    yield from card.get("actions") or ()


def buttons(card: Mapping[str, Any]) -> list[str]:
    """The labels of the buttons."""
    return [action["title"] for action in actions(card)]


def inputs(card: Mapping[str, Any]) -> list[Dict]:
    """The elements that ask something."""
    return [element for element in everything(card) if element["type"].startswith("Input.")]


def asks(card: Mapping[str, Any]) -> bool:
    """Whether the card is a form: it has a button that takes what is entered in it."""
    return any(action.get("associatedInputs") == "auto" for action in actions(card))


def label(element: Mapping[str, Any]) -> str:
    """The label of a question."""
    return str(element.get("label") or element.get("title") or "")


def name(element: Mapping[str, Any]) -> str:
    """The name of a question, without its kind."""
    return str(element["id"]).partition(":")[2]


def problems(card: Mapping[str, Any]) -> dict[str, str]:
    """The sentences under the questions, by label; under "" those above all questions. A warning is none."""
    sentences: dict[str, str] = {}
    labels: dict[str, str] = {}
    asked = ""
    for element in everything(card):
        if element["type"].startswith("Input."):
            asked = labels.setdefault(name(element), label(element))
        elif element["type"] == "RichTextBlock" and _is_alarming(element):
            sentences[asked] = " ".join(filter(None, (sentences.get(asked), _line(element))))
    return sentences


def _is_alarming(element: Mapping[str, Any]) -> bool:
    is_red = all(run.get("color") == "Attention" for run in element["inlines"])
    return is_red and not _line(element).startswith(WARNING)


def _inside(element: Dict) -> Iterator[Dict]:
    if element["type"] == "Container":
        for inner in element["items"]:
            yield from _inside(inner)
    else:
        yield element


def _line(element: Mapping[str, Any]) -> str:
    match element["type"]:
        case "RichTextBlock":
            return "".join(_run(run) for run in element["inlines"])
        case "ActionSet":
            return " ".join(f"[{action['title']}]{_address(action)}" for action in element["actions"])
        case "Table":
            rows = [[_cell(cell) for cell in row["cells"]] for row in element["rows"]]
            return "\n".join(" | ".join(row) for row in rows)
        case "Image":
            return str(element["altText"])
        case kind if kind.startswith("Input."):
            hint = f" ({element['placeholder']})" if element.get("placeholder") else ""
            return f"{label(element)}{hint}: {element.get('value') or '____'}"
        case _:
            return ""


def _cell(cell: Mapping[str, Any]) -> str:
    return "\n".join(_line(element) for element in cell["items"])


def _address(action: Mapping[str, Any]) -> str:
    """The address that a button opens, as a browser shows it."""
    return f" {action['url']}" if "url" in action else ""


def _run(run: Mapping[str, Any]) -> str:
    return f"~{run['text']}~" if run.get("strikethrough") else str(run["text"])
