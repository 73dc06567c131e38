"""Offices in chat: the list of them, a change that a second person confirms, and what awaits whoever gets standing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.bot.town import town_at
from tests.core.cards.given import words


async def test_everybody_can_ask_who_holds_which_office(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.dss.command("who")
        assert town.dss.card.headline == "Who holds which office"
        assert "Senior Policy Advisor" in words(town.dss.card)


async def test_a_change_of_office_is_told_to_all_concerned_with_what_now_awaits_them(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        professor = await town.person_id("dcp")
        await town.keeper.does("seat", seat="advisor", person=professor)
        await town.settle()
        (asked,) = [card for card in town.chat.cards("D-contact") if "A change of an office" in card.headline]
        assert "not in effect: it waits for a second person of another office" in words(asked)
        await town.contact.command("who")
        assert "O1:" in words(town.contact.card)

        await town.contact.does("confirm-office", outcome="confirm")
        await town.settle()

        for person in ("dcp", "advisor", "contact"):
            cards = [card for card in town.chat.cards(f"D-{person}") if "change" in card.headline]
            assert cards, person
        assert any(
            "in effect" in words(card) and "DCP becomes" in words(card) for card in town.chat.cards("D-dcp")
        )


async def test_an_alternate_gets_at_once_what_is_awaited_of_whoever_is_out(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        until = (town.clock.at + timedelta(days=10)).date().isoformat()
        await town.dss.does("out", until=until, alternate=await town.person_id("dcp"))
        await town.settle()

        headlines = [card.headline for card in town.chat.cards("D-dcp")]
        assert "People and offices: a change" in headlines
        assert any(line.startswith("Something awaits you now on ITP-1") for line in headlines)


async def test_a_seat_that_changes_hands_is_handed_over_to_both_and_accepted_by_the_new_holder(
    tmp_path: Path,
) -> None:
    async with town_at("circulate", tmp_path) as town:
        dcp = await town.person_id("dcp")
        await town.keeper.does("seat", seat="cdo", person=dcp)
        await town.settle()
        for user in ("dcp", "cdo"):
            (handed,) = [
                card for card in town.chat.cards(f"D-{user}") if card.headline == "An office changes hands"
            ]
            assert "From: Chief Data Officer" in words(handed)
            assert "To: DCP" in words(handed)
        await town.dcp.does("accept", places=["seat:cdo"], answer="accept")
        await town.dss.command("who")
        assert "DCP, accepted on" in words(town.dss.card)
        await town.settle()
        assert any(
            "DCP has accepted: Chief Data Officer." in words(card) for card in town.chat.cards("D-advisor")
        )
        await town.dcp.command("accept")
        assert town.dcp.no.startswith("You hold nothing that you have not accepted.")
