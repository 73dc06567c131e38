"""A request that was captured and is sent again, by whomever, has no second effect."""

from __future__ import annotations

from pathlib import Path

import pytest

from govbot.core.cards.vocabulary import ShowCard, ShowRefusal
from govbot.core.workflow.events import FeedbackGiven
from tests.bot.town import town_at

pytestmark = pytest.mark.check("S34")


async def test_a_press_sent_again_shows_the_same_card_and_records_nothing(tmp_path: Path) -> None:
    async with town_at("request", tmp_path) as town:
        value = town.secretary.value("Approve draft D1")
        await town.secretary.presses(value)
        first, before = town.secretary.card, await town.entries()
        for _ in range(3):
            await town.secretary.presses(value)
            assert town.secretary.card.headline == first.headline
        await town.advisor.presses(value)
        assert isinstance(town.advisor.last, ShowRefusal)
        assert await town.entries() == before


async def test_it_has_no_effect_either_once_the_first_was_undone(tmp_path: Path) -> None:
    async with town_at("request", tmp_path) as town:
        value = town.secretary.value("Approve draft D1")
        await town.secretary.presses(value)
        await town.secretary.does("withdraw ITP-1")
        await town.cio.does("secretary ITP-1")
        before = await town.entries()
        await town.secretary.presses(value)
        assert isinstance(town.secretary.last, ShowCard)
        assert await town.entries() == before


async def test_a_form_sent_again_files_nothing_twice_even_with_other_answers(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        form = (await town.dss.press("Comment")).form
        await town.dss.submits(form.token, {"kind": "comment", "text": "Once."})
        await town.dss.submits(form.token, {"kind": "comment", "text": "Twice."})
        await town.dcp.submits(form.token, {"kind": "comment", "text": "Somebody else's."})
        entries = await town.app.record.read(lambda tx: tx.entries("policy:ITP-1"))
        given = [entry.event.text for entry in entries if isinstance(entry.event, FeedbackGiven)]
        assert given == ["Once.", "Somebody else's."]
