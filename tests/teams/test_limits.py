"""The longest content that there is fits into Teams' limits and its schema; what is left out is said."""

from __future__ import annotations

from typing import Any

import pytest

from govbot.core.cards.vocabulary import (
    Button,
    Buttons,
    Card,
    Facts,
    Field,
    Form,
    Items,
    Part,
    Picture,
    Progress,
    Text,
)
from govbot.core.grammar import Change, Choice
from govbot_teams import card as draw
from govbot_teams import form, limits, messages
from govbot_teams.fit import CUT_SHORT
from govbot_teams.standin import screen
from govbot_teams.standin.checks import check_card
from govbot_teams.text import weight
from tests.core.cards.longest import AGENCIES, ARABIC, CLOSING, LONG, MANY, PARTS, TITLE
from tests.teams import schema

MEMBERS = tuple(f"29:{'m' * 90}{n}" for n in range(80))


@pytest.mark.parametrize("parts", PARTS.values(), ids=PARTS.keys())
@pytest.mark.parametrize("headline", ["A headline", TITLE])
@pytest.mark.check("R22")
def test_every_card_fits_a_message_and_a_window(parts: tuple[Part, ...], headline: str) -> None:
    card = Card(headline, parts, "ITP-1")
    message = messages.of_card(card, MEMBERS)
    assert weight(message) < limits.MESSAGE_BYTES
    check_card(message["attachments"][0]["content"], schema.problems)
    check_card(draw.adaptive(card, dialog=True), schema.problems, dialog=True)
    if CLOSING in parts and len(parts) < 100 and parts is not PARTS[MANY]:
        assert "Return" in screen.buttons(message["attachments"][0]["content"])


@pytest.mark.parametrize("name", ["a long text", "500 agencies", "500 facts", "a redline", "lines"])
def test_what_is_left_out_is_said(name: str) -> None:
    words = screen.words(draw.adaptive(Card("A headline", PARTS[name], "policy:ITP-1")))
    assert CUT_SHORT.format(subject="ITP-1") in words
    assert len(words) > 1500


def test_what_fits_is_shown_whole() -> None:
    text = LONG[:12_000].strip()
    card = Card("A headline", (Text(text), Items(("one", "two")), Facts((("Due", "Friday"), ("By", "IT")))))
    words = screen.words(draw.adaptive(card))
    assert "".join(text.split()) in "".join(words.split())
    assert words.endswith("• one\n• two\nDue: Friday\nBy: IT")


def choices(number: int) -> tuple[Choice, ...]:
    return tuple(Choice(f"c{n}, {n}", f"{n} {TITLE}") for n in range(number))


LARGE = Form(
    TITLE,
    "t" * 1500,
    (
        Field("line", TITLE, "line", hint=LONG, most=200, initial="x" * 200),
        Field("text", TITLE, "text", initial=LONG, most=20_000),
        Field("right", TITLE, "text", initial=ARABIC, most=20_000),
        Field("hundred", TITLE, "choice", choices=choices(100), initial="c99, 99"),
        Field("many", TITLE, "choices", choices=choices(100), initial=("c1, 1", "c2, 2")),
        Field("people", TITLE, "people", choices=None, initial=("p1",), initial_labels=("Ada",)),
        Field("person", TITLE, "person", choices=choices(5), optional=True),
        Field("none", TITLE, "choice", choices=()),
        Field("policy", TITLE, "policy", choices=None, optional=True),
        Field("when", TITLE, "date", initial="2026-12-04"),
        Field("flag", TITLE, "flag", initial="true"),
        Field("file", TITLE, "file", hint=LONG),
    ),
    (Text(LONG), Facts(tuple((agency, "x") for agency in AGENCIES))),
)


@pytest.mark.check("R22")
def test_every_form_fits_a_card_and_a_window() -> None:
    problems = {question.name: "This is wrong. " * 30 for question in LARGE.fields} | {
        "elsewhere": "And this."
    }
    filled = form.Filled({"text:text": LONG}, problems, "https://govbot.example/upload/" + "x" * 500)
    for state in (form.NOTHING, filled):
        card = form.card(LARGE, state, back=True)
        assert weight(messages.around(card, LARGE.title)) < limits.MESSAGE_BYTES
        check_card(card, schema.problems)
        check_card(form.dialog(LARGE, state), schema.problems, dialog=True)
    assert len(form.title(LARGE)) <= limits.DIALOG_TITLE


def test_a_form_of_ordinary_size_shows_its_lists_and_texts() -> None:
    short = tuple(Choice(f"c{n}", f"Department number {n}") for n in range(100))
    asked = Form("A form", "t" * 300, (Field("one", "One", "choice", choices=short), Field("t", "T", "text")))
    box = screen.inputs(form.card(asked))[0]
    assert len(box["choices"]) == 100
    assert "choices.data" not in box


HOSTILE = "<!channel> <@U1> [x](javascript:alert(1)) <at>all</at> **bold** `code` # head"


@pytest.mark.check("S37")
def test_what_people_write_is_inert() -> None:
    parts = (
        Text(HOSTILE),
        Text(HOSTILE, "quote"),
        Facts(((HOSTILE, HOSTILE),)),
        Items((HOSTILE,)),
        Progress(1, 2, HOSTILE),
        Change(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        Buttons((Button(HOSTILE, "v", confirm=HOSTILE),)),
    )
    asked = Form(HOSTILE, "t", (Field("a", HOSTILE, "choice", choices=(Choice("v", HOSTILE),)),), parts)
    for card in (draw.adaptive(Card(HOSTILE, parts)), form.card(asked), form.dialog(asked)):
        for text in _with_markdown(card):
            assert "](" not in text


def _with_markdown(thing: Any) -> list[str]:
    """Every text that some client may read Markdown in: all but runs, and what is only said or sent back."""
    if isinstance(thing, list):
        return [text for inner in thing for text in _with_markdown(inner)]
    if not isinstance(thing, dict):
        return []
    if thing.get("type") == "TextRun":
        return []
    assert thing.get("type") != "TextBlock"
    plain = {"speak", "fallbackText", "data", "value"}
    own = [value for name, value in thing.items() if isinstance(value, str) and name not in plain]
    return own + [
        text for name, value in thing.items() if name not in plain for text in _with_markdown(value)
    ]


def test_a_heading_that_is_there_twice_is_offered_once() -> None:
    twice = (Choice("Scope", "Scope"), Choice("Scope", "Scope"))
    (box,) = screen.inputs(
        form.card(Form("A form", "t", (Field("section", "Section", "choice", choices=twice),)))
    )
    assert [choice["value"] for choice in box["choices"]] == ["Scope"]


def test_a_picture_is_inside_the_message_and_gives_way_to_lines_where_both_do_not_fit() -> None:
    picture = Picture("<svg/>", "Timeline of 2 developments", "A" * 12_000)
    shown = draw.adaptive(Card("A headline", (picture, Text("Lines"))))
    check_card(shown, schema.problems)
    (image,) = (each for each in screen.everything(shown) if each["type"] == "Image")
    assert image["altText"] == "Timeline of 2 developments"
    full = draw.adaptive(Card("A headline", (picture, Text(LONG[:12_000]))))
    assert "Timeline of 2 developments" in screen.words(full)
    assert not any(each["type"] == "Image" for each in screen.everything(full))
