"""Every part of a card and every kind of field is drawn, and nothing that people wrote is read as markup."""

from __future__ import annotations

from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from govbot.core.cards.vocabulary import Card, Field, Form, Progress
from govbot.core.grammar import Choice, Kind
from govbot_web import instants
from govbot_web.draw import Draw, chosen, initials, widget
from tests.web import scripted_cards as cards
from tests.web.scripted_controls import ScriptedBackstage

VOID = {"br", "hr", "input", "img", "link", "meta"}


class Outline(HTMLParser):
    """The tags with their attributes, and the text; fails where tags don't close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text, self._open = "", list[str]()
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Noted."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """It closes the one opened last."""
        assert tag == self._open.pop()

    def handle_data(self, data: str) -> None:
        """Noted."""
        self.text += data

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        """Those of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]


def outline(card: Card) -> Outline:
    """A card, drawn and read."""
    return Outline(Draw(ScriptedBackstage()).card(card)["html"])


def drawn_form(*fields: Field) -> Outline:
    """A form of these fields, drawn and read."""
    return Outline(Draw(ScriptedBackstage()).form(Form("A form", "token", fields))["html"])


def test_every_part_of_a_card_is_drawn() -> None:
    read = outline(Card("All of it.", cards.FEEDBACK.parts + cards.APPROVAL.parts))
    for tag in ("h3", "p", "blockquote", "dl", "ul", "progress", "del", "ins", "hr", "button"):
        assert read.attributes(tag), tag
    assert "31 of 49 agencies have answered" in read.text
    assert {"answer", "approve", "withdraw"} <= {each.get("data-value") for each in read.attributes("button")}


def test_a_progress_of_nothing_is_drawn_as_empty() -> None:
    bar = outline(Card("Nobody asked.", (Progress(0, 0, "nobody was asked"),))).attributes("progress")[0]
    assert (bar["value"], bar["max"]) == ("0", "1")


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_field_is_asked_with_a_label_and_a_place_for_its_problem(kind: Kind) -> None:
    choices = None if kind in ("person", "people", "policy") else (Choice("a", "The first"),)
    read = drawn_form(Field("field", "What is it?", kind, hint="Say it.", choices=choices))
    assert "What is it?" in read.text
    assert "Say it." in read.text
    assert "f-field-error" in [each.get("id") for each in read.attributes("p")]
    described = [each["aria-describedby"] or "" for _, each in read.tags if "aria-describedby" in each]
    assert described
    assert all("f-field-hint" in each and "f-field-error" in each for each in described)
    labels = [each.get("for") for each in read.attributes("label")]
    assert ("f-field" in labels) is not bool(read.attributes("legend"))


def test_few_choices_stand_openly_and_many_are_searched() -> None:
    few, many = cards.SOURCES, cards.PERSPECTIVES
    assert widget(Field("f", "F", "choice", choices=few)) == "radios"
    assert widget(Field("f", "F", "choice", choices=many)) == "combobox"
    assert widget(Field("f", "F", "choices", choices=few)) == "boxes"
    assert widget(Field("f", "F", "people", choices=None)) == "chips"


def test_what_is_chosen_at_first_is_shown_by_its_label() -> None:
    field = Field("f", "F", "people", choices=None, initial=("p1", "p2"), initial_labels=("One", "Two"))
    assert (Choice("p1", "One"), Choice("p2", "Two")) == chosen(field)
    read = drawn_form(field)
    assert [each["data-value"] for each in read.attributes("li") if "data-value" in each] == ["p1", "p2"]


def test_a_text_that_begins_with_a_line_break_keeps_it() -> None:
    html = Draw(ScriptedBackstage()).form(Form("F", "t", (Field("f", "F", "text", initial="\nx"),)))["html"]
    assert ">\n\nx</textarea>" in html


@pytest.mark.check("S37")
@pytest.mark.check("S40")
def test_hostile_words_are_inert_everywhere_in_a_card() -> None:
    read = outline(cards.HOSTILE_CARD)
    names = {tag for tag, _ in read.tags}
    assert not names & {"script", "img", "a", "iframe"}
    assert not [each for _, attributes in read.tags for each in attributes if each.startswith("on")]
    assert read.text.count("<script>alert(1)</script>") >= 8
    assert read.attributes("button")[0]["data-value"] == '"><img src=x onerror=alert(1)>'


@pytest.mark.check("S37")
@pytest.mark.check("S40")
def test_hostile_words_are_inert_everywhere_in_a_form() -> None:
    bad = cards.HOSTILE
    choices = (Choice(bad, bad),)
    fields = [Field("f", bad, kind, hint=bad, choices=choices, initial=bad) for kind in get_args(Kind)]
    fields += [Field("g", bad, "people", choices=None, initial=(bad,), initial_labels=(bad,))]
    read = Outline(Draw(ScriptedBackstage()).form(Form(bad, bad, tuple(fields), submit=bad))["html"])
    assert not {tag for tag, _ in read.tags} & {"script", "img", "a", "iframe"}
    assert {each["data-token"] for each in read.attributes("form")} == {bad}


def test_instants_are_read_in_the_governments_zone_in_winter_and_in_summer() -> None:
    zone = ZoneInfo("America/New_York")
    assert instants.moment(datetime(2026, 12, 4, 22, tzinfo=UTC), zone) == "Fri, Dec 4, 2026, 5:00 PM ET"
    assert instants.moment(datetime(2026, 7, 4, 16, 30, tzinfo=UTC), zone) == "Sat, Jul 4, 2026, 12:30 PM ET"
    assert instants.moment(datetime(2026, 7, 4, tzinfo=UTC), UTC).endswith("12:00 AM UTC")


def test_a_picture_has_letters_for_any_name() -> None:
    assert [initials(name) for name in ("OPM Secretary", "Anna", "—", "élan ågot")] == ["OS", "A", "", "ÉÅ"]
