"""Fills in a modal by the questions' labels, within the limits that Slack's client enforces."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from govbot_slack.standin import screen
from govbot_slack.standin.checks_inputs import option_problems
from govbot_slack.standin.checks_text import units
from govbot_slack.standin.world import View

Dict = dict[str, Any]
Suggest = Callable[[Dict, str], Awaitable[list[Dict]]]
Upload = Callable[[str, bytes], Dict]


class Unfillable(AssertionError):
    """Slack's client would not let a person do this."""


def question(view: View, label: str) -> Dict:
    """The input block with this label, or this name."""
    for block in screen.inputs(view.payload["blocks"]):
        if label in (screen.shown(block["label"]["text"]), block["block_id"]):
            return block
    raise Unfillable(f"{view.title!r} does not ask {label!r}; it asks {view.questions}")


async def enter(view: View, block: Dict, value: Any, suggest: Suggest, upload: Upload) -> None:
    """Enter one answer."""
    element = block["element"]
    state = view.values[block["block_id"]][element["action_id"]]
    match element["type"]:
        case "plain_text_input":
            if value and units(value) > element.get("max_length", 3000):
                raise Unfillable(
                    f"{screen.label_of(block)!r} takes {element.get('max_length', 3000)} characters"
                )
            state["value"] = value or None
        case "datepicker":
            state["selected_date"] = value or None
        case "file_input":
            state["files"] = [upload(*value)] if value else []
        case "static_select" | "external_select":
            state["selected_option"] = await _one(block, value, suggest) if value else None
        case _ if isinstance(value, bool):
            state["selected_options"] = element["options"] if value else []
        case _:
            wanted = [value] if isinstance(value, str) else list(value or ())
            state["selected_options"] = [await _one(block, label, suggest) for label in wanted]


def must_be_complete(view: View) -> None:
    """Slack's client does not hand in a form in which something required is missing."""
    for block in screen.inputs(view.payload["blocks"]):
        state = view.values[block["block_id"]][block["element"]["action_id"]]
        answer = [value for name, value in state.items() if name != "type"]
        if not block.get("optional") and not any(answer):
            raise Unfillable(
                f"Slack would not hand in {view.title!r}: {screen.label_of(block)!r} is required"
            )


async def _one(block: Dict, wanted: str, suggest: Suggest) -> Dict:
    options: Iterable[Dict] = block["element"].get("options", ())
    if "external" in block["element"]["type"]:
        options = await suggest(block, wanted)
    for option in options:
        if (
            wanted in (screen.label(option), option["value"])
            or screen.shown(option["text"]["text"]) == wanted
        ):
            return option
    offered = [screen.label(option) for option in options]
    raise Unfillable(f"{screen.label_of(block)!r} does not offer {wanted!r}; it offers {offered[:20]}")


def must_be_options(answer: Dict) -> list[Dict]:
    """The options of an answer to what was typed, checked as Slack does."""
    options: list[Dict] = answer.get("options", [])
    problems = list(option_problems(options))
    if len(options) > 100 or problems:
        raise Unfillable(f"Slack would not show these options: {len(options)}, {problems}")
    return options
