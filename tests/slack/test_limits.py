"""The longest content that there is fits into Slack's limits, and nothing is left out without saying so."""

from __future__ import annotations

import json
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from govbot.core.cards.vocabulary import (
    Card,
    Facts,
    Field,
    Form,
    Items,
    Part,
    Text,
)
from govbot.core.grammar import Change, Choice
from govbot_slack import card as draw
from govbot_slack import form, limits
from govbot_slack.fit import CUT_SHORT
from govbot_slack.standin import screen
from govbot_slack.standin.checks import check_message, check_view
from govbot_slack.text import cut, pieces, prefix, size
from tests.core.cards.longest import AGENCIES, ARABIC, CLOSING, EMOJI, LONG, PARTS, TITLE


def labels(blocks: list[dict[str, Any]]) -> list[str]:
    return [screen.label(button) for button in screen.buttons(blocks)]


@pytest.mark.parametrize("parts", PARTS.values(), ids=PARTS.keys())
@pytest.mark.parametrize("headline", ["A headline", TITLE])
@pytest.mark.check("R22")
def test_every_card_fits_a_message_home_and_a_modal(parts: tuple[Part, ...], headline: str) -> None:
    card = Card(headline, parts, "ITP-1")
    message = draw.message(card)
    check_message(message["blocks"])
    assert len(message["text"]) <= 3000
    check_view(draw.home(card))
    check_view(draw.window(card))
    for block in message["blocks"]:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.validate_json()
    if CLOSING in parts:
        assert labels(message["blocks"])[-1] == "Return"


@pytest.mark.parametrize("name", ["a long text", "500 agencies", "500 facts", "a redline", "200 small parts"])
def test_what_is_left_out_is_said(name: str) -> None:
    words = screen.words(draw.message(Card("A headline", PARTS[name], "policy:ITP-1"))["blocks"])
    assert CUT_SHORT.format(subject="ITP-1") in words
    assert len(words) > (400 if name == "200 small parts" else 8_000)


def test_what_fits_is_shown_whole() -> None:
    text = LONG[:9_000].strip()
    card = Card("A headline", (Text(text), Items(("one", "two")), Facts((("Due", "Friday"), ("By", "IT")))))
    words = screen.words(draw.message(card)["blocks"])
    assert "".join(text.split()) in "".join(words.split())
    assert words.endswith("• one\n• two\nDue: Friday\nBy: IT")


def test_a_long_redline_keeps_what_is_removed_and_added_apart() -> None:
    blocks = draw.message(Card("A", (Change("one ", "old" * 1200, "new" * 1200, " end"),)))["blocks"]
    spans = [span for block in blocks[1:] for part in block["elements"] for span in part["elements"]]
    struck = "".join(span["text"] for span in spans if span.get("style") == {"strike": True})
    added = "".join(span["text"] for span in spans if span.get("style") == {"bold": True})
    assert (struck, added) == ("old" * 1200, "new" * 1200)


def choices(number: int) -> tuple[Choice, ...]:
    return tuple(Choice(f"c{n}", f"{n} {TITLE}") for n in range(number))


LARGE = Form(
    TITLE,
    "t" * 1500,
    (
        Field("line", TITLE, "line", hint=LONG, most=200, initial="x" * 200),
        Field("text", TITLE, "text", initial=LONG),
        Field("emoji", "Emoji", "text", initial="🏛️" * 1000, most=0),
        Field("one", TITLE, "choice", choices=choices(100), initial="c99"),
        Field("many", TITLE, "choice", choices=choices(500), initial="c7"),
        Field("none", TITLE, "choice", choices=()),
        Field("boxes", TITLE, "choices", choices=choices(10), initial=("c1", "gone")),
        Field("list", TITLE, "choices", choices=choices(11), initial=("c1", "c10")),
        Field("people", TITLE, "people", choices=None, initial=("p1",), initial_labels=("Ada",), most=5),
        Field("person", TITLE, "person", choices=choices(30)),
        Field("policy", TITLE, "policy", choices=None, initial="ITP-1"),
        Field("flag", TITLE * 10, "flag", initial="yes"),
        Field("date", TITLE, "date", initial="2026-12-04"),
        Field("file", TITLE, "file"),
    ),
    intro=(Text(LONG), Items(AGENCIES)),
    submit="Submit this very long form now",
)


@pytest.mark.check("R22")
def test_the_largest_form_fits_a_modal() -> None:
    view = form.modal(LARGE)
    check_view(view)
    assert view["blocks"][0]["type"] != "input"
    kinds = {block["block_id"]: block["element"]["type"] for block in screen.inputs(view["blocks"])}
    assert kinds == {
        "line": "plain_text_input",
        "text": "plain_text_input",
        "emoji": "plain_text_input",
        "one": "static_select",
        "many": "external_select",
        "none": "external_select",
        "boxes": "checkboxes",
        "list": "multi_static_select",
        "people": "multi_external_select",
        "person": "static_select",
        "policy": "external_select",
        "flag": "checkboxes",
        "date": "datepicker",
        "file": "file_input",
    }


def test_a_text_too_long_for_a_form_is_not_cut_but_left_out_saying_so() -> None:
    view = form.modal(LARGE)
    (element,) = [block["element"] for block in screen.inputs(view["blocks"]) if block["block_id"] == "text"]
    assert "initial_value" not in element
    assert "has 20,000 characters" in screen.words(view["blocks"])


def test_a_long_label_goes_on_in_the_options_second_line() -> None:
    (option,) = form.options([Choice("c", "word " * 25)])
    assert screen.label(option).split() == ["word"] * 25


def test_a_heading_that_is_there_twice_is_offered_once() -> None:
    assert len(form.options([Choice("Scope", "Scope"), Choice("Scope", "Scope")])) == 1


@pytest.mark.parametrize("text", [LONG, ARABIC, EMOJI, "<&>" * 2000, "x" * 5000])
def test_texts_are_measured_cut_and_broken_within_their_size(text: str) -> None:
    assert size(cut(text, 150)) <= 150
    assert text.startswith(prefix(text, 999))
    broken = pieces(text, 999)
    assert max(map(size, broken)) <= 999
    assert "".join("".join(broken).split()) == "".join(text.split())


def test_a_drawn_card_is_plain_json() -> None:
    assert json.loads(json.dumps(draw.message(Card("A", PARTS["everything"])))) is not None
    assert limits.BLOCKS_IN_MESSAGE == 50


def test_a_text_of_emoji_is_shown_where_slack_counts_more_than_the_form_does() -> None:
    typed = "🏛️" * 100
    view = form.modal(Form("A form", "t", (Field("line", "Line", "line", most=200, initial=typed),)))
    check_view(view)
    (element,) = [block["element"] for block in screen.inputs(view["blocks"])]
    assert (element["initial_value"], element["max_length"]) == (typed, 300)
