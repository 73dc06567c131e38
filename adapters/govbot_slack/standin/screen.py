"""Reads blocks as a person sees them on the screen: texts, labels and buttons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Dict = dict[str, Any]


def shown(text: str) -> str:
    """A text as Slack shows it: entities undone."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def words(blocks: Iterable[Dict]) -> str:
    """The visible text, a line for each block; struck text is written as ~text~."""
    return "\n".join(line for line in map(_block, blocks) if line)


def buttons(blocks: Iterable[Dict]) -> Iterator[Dict]:
    """The buttons, from top to bottom, each with its block's id."""
    for number, block in enumerate(blocks):
        for element in block.get("elements", ()) if block["type"] == "actions" else ():
            if element["type"] == "button":
                yield {**element, "block_id": block.get("block_id", f"b{number}")}


def inputs(blocks: Iterable[Dict]) -> Iterator[Dict]:
    """The blocks that ask something."""
    return (block for block in blocks if block["type"] == "input")


def label(element: Dict) -> str:
    """The label of a button or an option; an option's second line continues the first."""
    text = shown(element["text"]["text"])
    if "description" in element:
        return text.removesuffix("…") + " " + shown(element["description"]["text"])
    return text


def label_of(block: Dict) -> str:
    """The label of a question."""
    return shown(block["label"]["text"])


def _block(block: Dict) -> str:
    match block["type"]:
        case "header" | "section":
            fields = [shown(field["text"]) for field in block.get("fields", ())]
            return "\n".join([*([shown(block["text"]["text"])] if "text" in block else []), *fields])
        case "context":
            return " ".join(shown(element["text"]) for element in block["elements"])
        case "rich_text":
            return "\n".join(map(_rich, block["elements"]))
        case "table":
            return "\n".join(" | ".join(map(_cell, row)) for row in block["rows"])
        case "actions":
            return " ".join(f"[{label(element)}]{_address(element)}" for element in block["elements"])
        case "input":
            hint = f" ({shown(block['hint']['text'])})" if "hint" in block else ""
            return f"{shown(block['label']['text'])}{hint}: ____"
        case _:
            return ""


def _cell(cell: Dict) -> str:
    return "\n".join(map(_rich, cell["elements"]))


def _address(element: Dict) -> str:
    """The address that a button opens, as a browser shows it."""
    return f" {element['url']}" if "url" in element else ""


def _rich(element: Dict) -> str:
    match element["type"]:
        case "rich_text_list":
            return "\n".join(f"• {_rich(row)}" for row in element["elements"])
        case "rich_text_quote":
            return "> " + "".join(map(_span, element["elements"]))
        case _:
            return "".join(map(_span, element["elements"]))


def _span(element: Dict) -> str:
    if element["type"] == "emoji":
        return f":{element['name']}:"
    # Rich text is literal: an entity in it is shown as it stands.
    text = element["url"] if element["type"] == "link" else element["text"]
    return f"~{text}~" if (element.get("style") or {}).get("strike") else text
