"""Slack's checks of an input block: its element's limits, its options and its initial values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from govbot_slack.standin.checks_text import plain_problems, units

Dict = dict[str, Any]
LISTS = {"static_select": 100, "multi_static_select": 100, "checkboxes": 10, "radio_buttons": 10}
OTHERS = {"plain_text_input", "datepicker", "file_input", "external_select", "multi_external_select"}


def input_problems(block: Dict) -> Iterator[str]:
    """Problems of one input block."""
    yield from plain_problems(block, "label", 2000)
    yield from plain_problems(block, "hint", 2000)
    if "label" not in block:
        yield "label: missing"
    element = block.get("element") or {}
    kind = element.get("type")
    if kind in LISTS:
        yield from _options(element, LISTS[kind])
    elif kind not in OTHERS:
        yield f"element: {kind} is unknown"
    if kind == "plain_text_input":
        yield from _text(element)
    if kind == "datepicker" and not re.fullmatch(
        r"\d{4}-\d\d-\d\d", element.get("initial_date", "2026-01-01")
    ):
        yield "initial_date: not YYYY-MM-DD"
    if kind == "file_input" and not 1 <= element.get("max_files", 10) <= 10:
        yield "max_files: not between 1 and 10"
    if element.get("max_selected_items", 1) < 1:
        yield "max_selected_items: less than 1"
    yield from plain_problems(element, "placeholder", 150)


def _text(element: Dict) -> Iterator[str]:
    most = element.get("max_length", 3000)
    if not 1 <= most <= 3000:
        yield "max_length: not between 1 and 3000"
    if units(element.get("initial_value", "")) > most:
        yield "initial_value: longer than max_length"


def _options(element: Dict, most: int) -> Iterator[str]:
    options = element.get("options") or []
    if not 1 <= len(options) <= most:
        yield f"options: {len(options)}, not between 1 and {most}"
    yield from option_problems(options)
    chosen = element.get("initial_options") or (
        [element["initial_option"]] if "initial_option" in element else []
    )
    for option in chosen:
        if option not in options:
            yield "initial option: not among the options"


def option_problems(options: list[Dict]) -> Iterator[str]:
    """Problems of the options of a select."""
    values = [option.get("value", "") for option in options]
    if len(set(values)) < len(values):
        yield "options: a value is there twice"
    for option in options:
        yield from plain_problems(option, "text", 75)
        yield from plain_problems(option, "description", 75)
        if not 0 < len(option.get("value", "")) <= 150:
            yield "options: a value has not between 1 and 150 characters"
