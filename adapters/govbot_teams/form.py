"""Draws a form as a card to answer in, or as a dialog: the same questions, with another button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govbot.core.cards.vocabulary import Field, Form, Text
from govbot_teams import inputs, limits, own_way
from govbot_teams.card import MARK, action, elements, heading, rows, whole
from govbot_teams.fit import fitted
from govbot_teams.rich import Element, block, run
from govbot_teams.text import cut, plain, weight

AS_DIALOG = "Answer in a window instead"
BACK = "Back"
# The questions come first: what is told before them has at least this much room.
LEAST_INTRO = 2000


@dataclass(frozen=True, slots=True)
class Filled:
    """What was entered so far, by input, and the problems by name of the question.

    `others` are problems that name no question; `link` opens the page for uploads ("" for none). `sent` has the key and
    the name of the file that was sent for each question for one.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    takes_files: bool = True
    sent: Mapping[str, tuple[str, str]] = field(default_factory=dict)


NOTHING = Filled()


def card(form: Form, filled: Filled = NOTHING, back: bool = False) -> Element:
    """The form as a card. `back` adds a button that shows again what was there before."""
    opens = {
        "type": "Action.Submit",
        "title": AS_DIALOG,
        "data": {"msteams": {"type": "task/fetch"}, MARK: {"verb": "open", "token": form.token}},
        "associatedInputs": "none",
    }
    more = [opens, action(BACK, "back", {})] if back else [opens]
    return _drawn(form, filled, [_submit(form, dialog=False), *more], headed=True)


def dialog(form: Form, filled: Filled = NOTHING) -> Element:
    """The form as what a dialog shows; its title stands above it."""
    return _drawn(form, filled, [_submit(form, dialog=True)], headed=len(form.title) > limits.DIALOG_TITLE)


def title(form: Form) -> str:
    """The title of the dialog."""
    return cut(plain(form.title), limits.DIALOG_TITLE)


def _submit(form: Form, dialog: bool) -> Element:
    return action(form.submit, "submit", {"token": form.token}, dialog=dialog, style="primary")


def _drawn(form: Form, filled: Filled, buttons: Sequence[Element], headed: bool) -> Element:
    form = own_way.form(form)
    top = [heading(form.title)] if headed else []
    top += [
        _problem(own_way.words(sentence))
        for name, sentence in filled.problems.items()
        if name not in _names(form)
    ]
    closing = list(rows(buttons))
    questions = _questions(form, filled, limits.CARD_BYTES - weight([top, closing]) - LEAST_INTRO)
    # The question first: what is in small print, such as the policy's sentence, stands below.
    small = [part for part in form.intro if form.fields and isinstance(part, Text) and part.style == "small"]
    before = [part for part in form.intro if part not in small]
    below = elements(small) if weight([top, closing, questions, elements(small)]) < limits.CARD_BYTES else []
    intro = fitted(elements(before), "", None, limits.CARD_BYTES - weight([top, closing, questions, below]))
    return whole(form.title, [*top, *intro, *questions, *below, *closing])


def _questions(form: Form, filled: Filled, room: int) -> list[Element]:
    """The inputs; too large together, the longest lists are looked up and the longest texts not shown."""
    searched: set[str] = set()
    emptied: set[str] = set()
    while True:
        drawn = {
            question.name: _question(form, question, filled, searched, emptied) for question in form.fields
        }
        flat = [element for some in drawn.values() for element in some]
        heavy = [
            question
            for question in form.fields
            if question.name not in searched | emptied and _can_shrink(question, filled)
        ]
        if weight(flat) <= room or not heavy:
            return flat
        largest = max(heavy, key=lambda question: weight(drawn[question.name]))
        (emptied if largest.kind in ("line", "text") else searched).add(largest.name)


def _question(
    form: Form, question: Field, filled: Filled, searched: set[str], emptied: set[str]
) -> list[Element]:
    return inputs.drawn(
        question,
        form.token,
        filled.values,
        own_way.words(filled.problems.get(question.name, "")),
        searched=question.name in searched,
        emptied=question.name in emptied,
        link=filled.link if question.name == _first_file(form) else "",
        takes_files=filled.takes_files,
        sent=filled.sent.get(question.name),
    )


def _first_file(form: Form) -> str:
    """The first question for a file: the page for uploads is offered there, for all of them."""
    return next((question.name for question in form.fields if question.kind == "file"), "")


def _can_shrink(question: Field, filled: Filled) -> bool:
    if question.kind in ("line", "text"):
        return bool(question.initial) or any(name.endswith(f":{question.name}") for name in filled.values)
    return question.choices is not None and len(question.choices) > limits.SEARCH_RESULTS


def _names(form: Form) -> set[str]:
    return {question.name for question in form.fields}


def _problem(sentence: str) -> Element:
    return block(run(cut(sentence, limits.HINT), color="Attention", weight="Bolder"))
