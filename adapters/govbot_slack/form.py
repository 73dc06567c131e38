"""Draws a form as a modal: an input block for each question, under the question's own name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from govbot.core.cards.vocabulary import Field, Form, Text
from govbot.core.grammar import Choice
from govbot_slack import limits, read
from govbot_slack.card import YES, Block, blocks, headline
from govbot_slack.text import plain, prefix, size, units

CANCEL = "Cancel"
TOO_LONG_TO_SHOW = (
    "What stands there now has {size:,} characters, and Slack can show {most:,} in a form: "
    "so this box starts empty, and what you type here replaces it."
)
SENT_FILE = "The file that you sent me"
SentFile = tuple[str, str]  # the key by which it is found again, and its name
NONE: Mapping[str, SentFile] = {}
FORM = "gov:form"
FLAG = "yes"
_FALSE = {"", "false", "no", "0"}


def modal(form: Form, from_home: bool = False, sent: Mapping[str, SentFile] = NONE) -> dict[str, Any]:
    """The modal of a form. Its private metadata keep the token, and whether Home is to be drawn again.

    `sent` has the files that this person sent by themselves, by the question that offers to hand them in.
    """
    inputs = [block for field in form.fields for block in _field(field, sent.get(field.name))]
    intro = [headline(form.title)] if size(form.title) > limits.MODAL_TITLE else []
    room = limits.BLOCKS_IN_VIEW - len(inputs) - len(intro)
    small = [part for part in form.intro if form.fields and isinstance(part, Text) and part.style == "small"]
    intro += blocks(
        [p for p in form.intro if p not in small], "", room - len(small), limits.CHARACTERS_IN_VIEW
    )
    closing = blocks(small, "", len(small), limits.SECTION * max(len(small), 1)) if small else []
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": plain(form.title, limits.MODAL_TITLE),
        "submit": plain(form.submit, limits.MODAL_TITLE),
        "close": plain(CANCEL, limits.MODAL_TITLE),
        "notify_on_close": True,  # what was typed is kept for a day
        "private_metadata": json.dumps({"token": form.token, "home": from_home}),
        "blocks": [*intro, *inputs, *closing],
    }


def options(choices: Iterable[Choice]) -> list[dict[str, Any]]:
    """The options of a select; a label too long for one goes on in its second line."""
    once = {choice.value: choice for choice in choices}
    return [_option(choice) for choice in once.values()][: limits.OPTIONS]


def _field(field: Field, sent: SentFile | None = None) -> list[Block]:
    element = {"action_id": f"{field.kind}:{field.name}", **_element(field)}
    block: Block = {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.label, limits.LABEL),
        # An empty checkbox is an answer, which Slack would not take from a required one.
        "optional": field.optional or field.kind == "flag",
        "element": element,
    }
    if field.hint:
        block["hint"] = plain(field.hint, limits.HINT)
    if field.kind in ("line", "text") and isinstance(field.initial, str):
        length = units(field.initial)
        if length > limits.INPUT_TEXT or len(field.initial) > element["max_length"]:
            notice = Text(TOO_LONG_TO_SHOW.format(size=length, most=element["max_length"]), "warning")
            return [*blocks([notice], "", 1, limits.SECTION), block]
        if field.initial:
            element["initial_value"] = field.initial
            element["max_length"] = max(length, element["max_length"])  # an emoji counts twice or more here
    if field.kind == "file" and sent:
        return [_sent_file(field, sent), {**block, "optional": True}]
    return [block]


def _sent_file(field: Field, sent: SentFile) -> Block:
    """The file that was sent by itself, ticked: Slack lets no form be prefilled with a file."""
    box = _option(Choice(*sent))
    return {
        "type": "input",
        "block_id": f"{field.name}{read.SENT}",
        "label": plain(SENT_FILE, limits.LABEL),
        "optional": True,
        "element": {
            "action_id": f"sent:{field.name}",
            "type": "checkboxes",
            "options": [box],
            "initial_options": [box],
        },
    }


def _element(field: Field) -> dict[str, Any]:
    match field.kind:
        case "line" | "text":
            most = min(field.most or limits.INPUT_TEXT, limits.INPUT_TEXT)
            return {"type": "plain_text_input", "multiline": field.kind == "text", "max_length": most}
        case "choice" | "person" | "policy":
            return _select(field)
        case "choices" | "people":
            return _several(field)
        case "flag":
            return _flag(field)
        case "date":
            initial = (
                {"initial_date": field.initial} if isinstance(field.initial, str) and field.initial else {}
            )
            return {"type": "datepicker", **initial}
        case "file":
            return {"type": "file_input", "max_files": 1}


def _select(field: Field) -> dict[str, Any]:
    chosen = _chosen(field)
    initial = {"initial_option": chosen[0]} if chosen else {}
    if _is_listed(field):
        return {"type": "static_select", "options": options(field.choices or ()), **initial}
    return {"type": "external_select", "min_query_length": 0, **initial}


def _several(field: Field) -> dict[str, Any]:
    chosen = _chosen(field)
    initial = {"initial_options": chosen} if chosen else {}
    if not _is_listed(field):
        return {"type": "multi_external_select", "min_query_length": 0, **_at_most(field), **initial}
    listed = options(field.choices or ())
    if field.kind == "choices" and len(listed) <= limits.CHECKBOXES and not field.folded:
        return {"type": "checkboxes", "options": listed, **initial}
    return {"type": "multi_static_select", "options": listed, **_at_most(field), **initial}


def _at_most(field: Field) -> dict[str, Any]:
    return {"max_selected_items": field.most} if 0 < field.most < limits.INPUT_TEXT else {}


def _flag(field: Field) -> dict[str, Any]:
    box = _option(Choice(FLAG, YES))
    is_set = isinstance(field.initial, str) and field.initial.lower() not in _FALSE
    return {"type": "checkboxes", "options": [box], **({"initial_options": [box]} if is_set else {})}


def _is_listed(field: Field) -> bool:
    # An empty list can't be drawn; asked as the person types, it answers that there is nothing.
    return field.choices is not None and 0 < len(field.choices) <= limits.OPTIONS


def _chosen(field: Field) -> list[dict[str, Any]]:
    """The initial options; they must equal the listed ones, or Slack refuses the view."""
    values = (field.initial,) if isinstance(field.initial, str) else field.initial or ()
    labels = dict(zip(values, field.initial_labels, strict=False))
    if field.choices:
        labels = {choice.value: choice.label for choice in field.choices}
        values = tuple(value for value in values if value in labels)
    return [_option(Choice(value, labels.get(value, value))) for value in values if value][: limits.OPTIONS]


def _option(choice: Choice) -> dict[str, Any]:
    value = read.sent_value(choice.value)
    label = choice.label.strip() or choice.value
    if size(label) <= limits.OPTION_TEXT:
        return {"text": plain(label, limits.OPTION_TEXT), "value": value}
    first = plain(label, limits.OPTION_TEXT)
    rest = label[len(prefix(label, limits.OPTION_TEXT - 1)) :].lstrip()
    return {"text": first, "description": plain(rest, limits.OPTION_TEXT), "value": value}
