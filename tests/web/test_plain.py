"""Cards and forms survive the way into JSON and back."""

from __future__ import annotations

import json

import pytest

from govbot.core.cards.vocabulary import Card, Form
from govbot_web.plain import card_from, card_plain, form_from, form_plain
from tests.web import scripted_cards as cards


@pytest.mark.parametrize("card", [cards.FEEDBACK, cards.APPROVAL, cards.HOSTILE_CARD, Card("Nothing more.")])
def test_a_card_comes_back_as_it_was(card: Card) -> None:
    assert card == card_from(json.loads(json.dumps(card_plain(card))))


@pytest.mark.parametrize("form", [cards.NEED, cards.CONFIRM])
def test_a_form_comes_back_as_it_was(form: Form) -> None:
    assert form == form_from(json.loads(json.dumps(form_plain(form))))
