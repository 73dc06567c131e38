"""The yearly report: asked for in chat, sent by itself in the new year; a reform is proposed from it as a need."""

from __future__ import annotations

from govbot.core.cards.vocabulary import OpenForm, ShowRefusal
from govbot.core.membership.directory import Directory
from govbot.core.membership.meetings import Meetings, SteeringDecision
from govbot.runtime.app import not_decided
from tests.bot.town import town_at
from tests.places import Place


async def test_it_is_drawn_on_demand_and_by_itself_each_year_and_a_reform_is_proposed(place: Place) -> None:
    async with town_at("pursue", place) as town:
        await town.cio.command("reform-report 2026")
        assert town.cio.card.headline == "The process in 2026: for its reform"
        await town.cio.press("Propose a reform")
        assert isinstance(town.cio.last, OpenForm)
        concerns = next(field for field in town.cio.last.form.fields if field.name == "concerns")
        assert concerns.initial == "process"
        await town.dss.command("reform-report")
        assert isinstance(town.dss.last, ShowRefusal)
        assert "drawn for the Steering Group" in town.dss.last.sentence
        sent = [card.headline for card in town.chat.cards("C-steering") if "for its reform" in card.headline]
        assert sent == [], "the first year only begins"
        for _ in range(3):
            await town.days(40)
        sent = [card.headline for card in town.chat.cards("C-steering") if "for its reform" in card.headline]
        assert sent == ["The process in 2026: for its reform"]


def test_a_changed_process_that_names_no_decision_on_record_is_told_at_start() -> None:
    decision = SteeringDecision("2026-1", None, "reform", "Shorter forms.", "reached")  # type: ignore[arg-type]
    directory = Directory(meetings=Meetings(decisions=(decision,)))
    assert not_decided("2026-1", directory) == ""
    assert not_decided("2026-9", directory).startswith("process.toml rests on the decision 2026-9")
    assert not_decided("", directory).startswith("process.toml has changed and names no decision")
