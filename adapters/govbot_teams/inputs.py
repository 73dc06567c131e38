"""Draws a question as an input of an Adaptive Card, named by the question's kind and name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govbot.core.cards.vocabulary import Field
from govbot.core.grammar import Choice
from govbot_teams import limits, read
from govbot_teams.rich import Element, block, run
from govbot_teams.text import cut, plain

ANSWER = "Please answer this."
TYPE_TO_SEARCH = "Type to search"
OR_TYPE = "{label}: or type it here"
ONE_A_LINE = "{label}: or type them here, one on each line"
ATTACH = "Attach the file that I sent to you"
ATTACH_NAMED = "Attach “{name}”, which I sent to you"
SEND_ME = (
    "{label}: send the file to me in our personal chat, as a message of its own. Then tick the box, and "
    "submit this form: it takes the newest file that you have sent within the hour."
)
BY_LINK = (
    "{label}: files can't be sent here. Open the page for uploads: this form is there, too. "
    "Answer it there, attach the file and submit it there."
)
NO_PAGE = (
    "{label}: files can't be sent here, and this govbot has no page for uploads. "
    "Whoever runs it can switch one on (GOVBOT_BASE_URL)."
)
OR_ON_A_PAGE = "Or answer the whole form on the page for uploads, attach the file and submit it there."
UPLOAD = "Open the page for uploads"
TOO_LONG_TO_SHOW = (
    "What stands there now has {size:,} characters, and Teams can't show that in a form: "
    "so this box starts empty, and what you type here replaces it."
)
FOLDED = "folded:"
_FALSE = {"", "false", "no", "0"}
_FILTERED_FROM = 8  # choices; from here on typing helps to find one


def drawn(
    field: Field,
    token: str,
    values: Mapping[str, Any],
    problem: str = "",
    *,
    searched: bool = False,
    emptied: bool = False,
    link: str = "",
    takes_files: bool = True,
    sent: tuple[str, str] | None = None,
) -> list[Element]:
    """The input, and under it what was wrong with the answer. `values` are what was entered before, by input.

    `searched`: the choices are looked up as one types; `emptied`: what stood there is too long to be shown. `sent` is
    the key and the name of the file that was sent for it.
    """
    if field.kind == "file":
        name = read.input_id(field.kind, field.name)
        elements = _file(field, name, values.get(name), link, takes_files, sent)
    else:
        elements = _input(field, token, values, searched=searched, emptied=emptied)
    if field.folded and not problem and not values.get(read.input_id(field.kind, field.name)):
        return _folded(field, elements)
    if problem:
        told = block(run(cut(problem, limits.HINT), color="Attention", weight="Bolder"), spacing="Small")
        at = len(elements) - 1 if field.hint and field.kind != "file" else len(elements)
        elements.insert(at, told)  # close under the input, before its hint
    return elements


def _folded(field: Field, elements: list[Element]) -> list[Element]:
    """What is seldom answered, behind a button that shows it.

    https://adaptivecards.io/explorer/Action.ToggleVisibility.html
    """
    name = f"{FOLDED}{field.name}"
    shows = {
        "type": "Action.ToggleVisibility",
        "title": cut(plain(field.label), 60) + " …",
        "targetElements": [name],
    }
    return [
        {"type": "ActionSet", "actions": [shows]},
        {"type": "Container", "id": name, "isVisible": False, "items": elements},
    ]


def is_searched(field: Field) -> bool:
    """Whether there are too many choices to draw."""
    return field.kind in ("choice", "choices", "person", "people", "policy") and field.choices is None


def _input(
    field: Field,
    token: str,
    values: Mapping[str, Any],
    *,
    searched: bool,
    emptied: bool,
) -> list[Element]:
    name = read.input_id(field.kind, field.name)
    given = values.get(name)
    top = {"id": name, "label": cut(plain(field.label), limits.LABEL)}
    needed = {} if field.optional else {"isRequired": True, "errorMessage": ANSWER}
    match field.kind:
        case "line" | "text":
            return _typed(field, {**top, **needed}, given, emptied)
        case "date":
            value = given if isinstance(given, str) else field.initial
            return [
                {"type": "Input.Date", **top, **needed, **({"value": value} if value else {})},
                *_hint(field),
            ]
        case "flag":
            is_set = str(given if given is not None else field.initial or "").casefold() not in _FALSE
            return [_toggle(name, field.label, is_set), *_hint(field)]
        case "file":
            return []  # drawn apart
        case "choice" | "person" | "policy" | "choices" | "people":
            if searched or is_searched(field):
                return [*_search(field, token, top, values), *_hint(field)]
            return [{**_choices(field, field.choices or (), given), **top, **needed}, *_hint(field)]


def _typed(field: Field, top: Element, given: Any, emptied: bool) -> list[Element]:
    box = {"type": "Input.Text", **top, "isMultiline": field.kind == "text"}
    if field.most:
        box["maxLength"] = field.most
    value = given if isinstance(given, str) else field.initial
    if not isinstance(value, str) or not value:
        return [box, *_hint(field)]
    if emptied:
        return [block(run(TOO_LONG_TO_SHOW.format(size=len(value)), weight="Bolder")), box, *_hint(field)]
    return [{**box, "value": value}, *_hint(field)]


def _choices(field: Field, choices: Sequence[Choice], given: Any) -> Element:
    many = field.kind in ("choices", "people")
    once = {choice.value: choice for choice in choices}  # a heading may stand in a draft twice
    listed = [
        {"title": cut(plain(choice.label), limits.CHOICE_TITLE), "value": _value(choice.value, many)}
        for choice in once.values()
    ]
    chosen = str(given) if given is not None else ",".join(_value(value, many) for value in _initial(field))
    return {
        "type": "Input.ChoiceSet",
        "style": "filtered" if len(listed) >= _FILTERED_FROM and not many else "compact",
        "isMultiSelect": many,
        "choices": listed,
        **({"value": chosen} if chosen else {}),
    }


def _search(field: Field, token: str, top: Element, values: Mapping[str, Any]) -> list[Element]:
    """Choices found as one types, and a box to type them in where a client can't search."""
    many = field.kind in ("choices", "people")
    given = values.get(top["id"])
    chosen = _choices(field, _shown(field, given, many), given)
    query = {"type": "Data.Query", "dataset": f"{read.input_id(field.kind, field.name)} {token}"}
    box = {**chosen, **top, "style": "filtered", "choices.data": query}
    if not many:
        box["placeholder"] = TYPE_TO_SEARCH
    typed = read.input_id("typed", field.name)
    label = (ONE_A_LINE if many else OR_TYPE).format(label=plain(field.label))
    line = {"type": "Input.Text", "id": typed, "label": cut(label, limits.LABEL), "isMultiline": many}
    before = values.get(typed)
    return [box, {**line, **({"value": before} if isinstance(before, str) and before else {})}]


def _shown(field: Field, given: Any, many: bool) -> list[Choice]:
    """The choices that must be listed for what is chosen already to be seen."""
    labels = {choice.value: choice.label for choice in field.choices or ()}
    labels |= dict(zip(_initial(field), field.initial_labels, strict=False))
    sent = read.listed(given) if many else [str(given)] if given else []
    wanted = [*_initial(field), *(value for value in sent if value in labels)]
    return [Choice(value, labels.get(value, value)) for value in dict.fromkeys(wanted)]


def _file(
    field: Field, name: str, given: Any, link: str, takes_files: bool, sent: tuple[str, str] | None
) -> list[Element]:
    """How a file comes: sent in the personal chat, or with the same form on its page."""
    how = SEND_ME if takes_files else BY_LINK if link else NO_PAGE
    elements = [block(run(how.format(label=plain(field.label)))), *_hint(field)]
    if takes_files:
        key, title = (sent[0], ATTACH_NAMED.format(name=sent[1])) if sent else ("true", ATTACH)
        elements.append(_toggle(name, title, str(given or "").casefold() not in _FALSE, key))
    if takes_files and link:
        elements.append(block(run(OR_ON_A_PAGE, size="Small", isSubtle=True)))
    if link:
        opens = {"type": "Action.OpenUrl", "title": UPLOAD, "url": link}
        elements.append({"type": "ActionSet", "actions": [opens]})
    return elements


def _toggle(name: str, title: str, is_set: bool, on: str = "true") -> Element:
    return {
        "type": "Input.Toggle",
        "id": name,
        "title": cut(plain(title), limits.LABEL),
        "value": on if is_set else "false",
        **({"valueOn": on} if on != "true" else {}),
        "wrap": True,
    }


def _hint(field: Field) -> list[Element]:
    """The hint, close below its own input: above, it would stand under the question before."""
    if not field.hint:
        return []
    return [block(run(cut(field.hint, limits.HINT - 100), size="Small", isSubtle=True), spacing="None")]


def _initial(field: Field) -> tuple[str, ...]:
    values = (field.initial,) if isinstance(field.initial, str) else field.initial or ()
    return tuple(value for value in values if value)


def _value(value: str, many: bool) -> str:
    return read.sent_value(value) if many else value
