"""The card that tells of a message that did not arrive can be drawn for each kind of card."""

from __future__ import annotations

import pytest

from govbot.bot.for_delivery import ROOMS, draw_card
from govbot.core.cards.kinds import KINDS
from govbot.core.cards.vocabulary import Card
from govbot.record import Tx
from tests.bot.town import town_at
from tests.places import Place, sqlite_in


@pytest.fixture
def database(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return sqlite_in(tmp_path_factory.mktemp("undelivered"))


async def test_the_card_of_what_did_not_arrive_names_every_kind_of_card(database: Place) -> None:
    async with town_at("circulate", database) as town:

        def drawn(tx: Tx) -> list[Card]:
            context = town.app.bot.context(tx)
            return [
                draw_card(context, "undelivered", "policy:ITP-1", "", {"card": kind, "why": "Blocked."})[0]
                for kind in (*KINDS, *ROOMS)
            ]

        cards = await town.app.record.read(drawn, within=60)
    assert [str(card) for card in cards if "{" in repr(card.headline) + repr(card.parts[0])] == []
    assert len(cards) == len(KINDS) + len(ROOMS)
