"""Slack's checks of messages and views: every limit of its Block Kit reference.

slack-sdk's models check most of them; what they leave out is checked here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from govbot_slack.standin.checks_inputs import input_problems
from govbot_slack.standin.checks_text import plain_problems, text_problems
from govbot_slack.standin.world import SlackSays

Dict = dict[str, Any]
IN_MESSAGES = {
    "actions",
    "context",
    "divider",
    "header",
    "rich_text",
    "section",
    "image",
    "markdown",
    "table",
}
IN_VIEWS = IN_MESSAGES - {"markdown", "table"} | {"input"}
CHARACTERS = 13_200
VIEW_BYTES = 250_000


def check_message(blocks: list[Dict]) -> None:
    """Raise what Slack answers for the blocks of a message."""
    problems = list(_blocks(blocks, 50, IN_MESSAGES))
    if problems:
        raise SlackSays("invalid_blocks", response_metadata={"messages": problems})
    if _characters(blocks) > CHARACTERS:
        raise SlackSays("msg_blocks_too_long")


def check_view(view: Dict) -> None:
    """Raise what Slack answers for a modal or a Home tab."""
    if len(json.dumps(view)) > VIEW_BYTES:
        raise SlackSays("view_too_large")
    problems = list(_blocks(view.get("blocks") or [], 100, IN_VIEWS))
    if len(view.get("private_metadata", "")) > 3000:
        problems.append("private_metadata: more than 3000 characters")
    if len(view.get("callback_id", "")) > 255:
        problems.append("callback_id: more than 255 characters")
    problems += _modal(view) if view.get("type") == "modal" else _home(view)
    if problems:
        raise SlackSays("invalid_arguments", response_metadata={"messages": problems})


def _modal(view: Dict) -> list[str]:
    problems = [
        problem for name in ("title", "submit", "close") for problem in plain_problems(view, name, 24)
    ]
    if "title" not in view:
        problems.append("title: missing")
    if any(block["type"] == "input" for block in view["blocks"]) and "submit" not in view:
        problems.append("submit: missing, though there are inputs")
    return problems


def _home(view: Dict) -> list[str]:
    problems = [] if view.get("type") == "home" else [f"type: {view.get('type')} is no view"]
    return problems + [f"{name}: not in a Home tab" for name in ("title", "submit", "close") if name in view]


def _blocks(blocks: list[Dict], most: int, allowed: set[str]) -> Iterator[str]:
    if not blocks:
        yield "blocks: missing"
        return
    if len(blocks) > most:
        yield f"blocks: {len(blocks)}, more than {most}"
    yield from _twice("block_id", [block["block_id"] for block in blocks if "block_id" in block])
    if sum(block.get("type") == "table" for block in blocks) > 1:
        yield "blocks: more than one table"
    elements = [element for block in blocks for element in _elements(block)]
    yield from _twice("action_id", [element["action_id"] for element in elements if "action_id" in element])
    for number, block in enumerate(blocks):
        for problem in _block(block, allowed):
            yield f"/blocks/{number} ({block.get('type')}): {problem}"


def _twice(what: str, ids: list[str]) -> Iterator[str]:
    for id in {id for id in ids if ids.count(id) > 1}:
        yield f"{what}: {id} is there twice"
    for id in ids:
        if not 0 < len(id) <= 255:
            yield f"{what}: has {len(id)} characters"


def _elements(block: Dict) -> list[Dict]:
    return [*(block.get("elements") or ()), *([block["element"]] if "element" in block else [])]


def _block(block: Dict, allowed: set[str]) -> Iterator[str]:
    kind = block.get("type")
    if kind not in allowed:
        yield "this type of block is not allowed here"
        return
    try:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.to_dict()
    except SlackObjectFormationError as error:
        yield str(error)
    match kind:
        case "header":
            yield from plain_problems(block, "text", 150)
        case "section":
            yield from _section(block)
        case "context":
            yield from _listed(block, 10)
            for element in block["elements"]:
                yield from text_problems(element, 2000)
        case "actions":
            yield from _listed(block, 25)
            for element in block["elements"]:
                yield from _button(element)
        case "rich_text":
            yield from _rich(block)
        case "input":
            yield from input_problems(block)
        case "table":
            yield from _table(block)
        case _:
            pass


def _listed(block: Dict, most: int) -> Iterator[str]:
    if not 1 <= len(block.get("elements") or ()) <= most:
        yield f"elements: not between 1 and {most}"


def _section(block: Dict) -> Iterator[str]:
    if "text" in block:
        yield from text_problems(block["text"], 3000)
    if len(block.get("fields", ())) > 10 or not ("text" in block or block.get("fields")):
        yield "fields: more than 10, or nothing at all"
    for field in block.get("fields", ()):
        yield from text_problems(field, 2000)


def _button(element: Dict) -> Iterator[str]:
    if element.get("type") != "button":
        yield f"{element.get('type')}: no button"
        return
    yield from plain_problems(element, "text", 75)
    if len(element.get("value", "")) > 2000:
        yield "value: more than 2000 characters"
    if "url" in element and not (re.match(r"https?://", element["url"]) and len(element["url"]) <= 3000):
        yield "url: no web address of at most 3000 characters"
    if element.get("style") not in (None, "primary", "danger"):
        yield "style: unknown"
    confirm = element.get("confirm") or {}
    for name, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        if confirm:
            yield from plain_problems(confirm, name, most)


def _table(block: Dict) -> Iterator[str]:
    """https://docs.slack.dev/reference/block-kit/blocks/table-block"""
    rows = block.get("rows") or []
    if not 1 <= len(rows) <= 100 or len(block.get("column_settings") or ()) > 20:
        yield "rows or column_settings: none, or too many"
    if len({len(row) for row in rows}) > 1 or any(not 1 <= len(row) <= 20 for row in rows):
        yield "rows: not all of one length between 1 and 20"
    for cell in [cell for row in rows for cell in row]:
        if cell["type"] == "rich_text":
            yield from _rich(cell)
        else:
            yield f"{cell['type']}: not used by govbot"


def _rich(block: Dict) -> Iterator[str]:
    if not block.get("elements"):
        yield "elements: none"
    for part in block["elements"]:
        rows = part["elements"] if part["type"] == "rich_text_list" else [part]
        for span in [span for row in rows for span in row["elements"]]:
            if span["type"] == "text" and not span.get("text"):
                yield "text: empty"
            if span["type"] == "link" and not re.match(r"(https?|mailto):", span.get("url", "")):
                yield "url: not a web address"
            if span["type"] not in ("text", "link", "emoji"):
                yield f"{span['type']}: not used by govbot"


def _characters(value: Any) -> int:
    """All that is to be read, however deep it lies."""
    if isinstance(value, dict):
        own = sum(len(value[name]) for name in ("text", "url") if isinstance(value.get(name), str))
        return own + sum(_characters(inner) for inner in value.values() if isinstance(inner, dict | list))
    return sum(map(_characters, value)) if isinstance(value, list) else 0
