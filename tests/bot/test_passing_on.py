"""When somebody leaves, whoever answers now finds it in the own list, and is told once; so is the one above."""

from __future__ import annotations

import pytest

from tests.bot.chat_in_memory import buttons
from tests.bot.town import Town, town_at
from tests.core.cards.given import words
from tests.places import Place

pytestmark = pytest.mark.check("R30")
HEADLINE = "Somebody else answers now"


async def leaves(town: Town, user: str) -> None:
    await town.keeper.does("left", person=await town.person_id(user))
    await town.settle()


def told(town: Town, user: str) -> list[str]:
    inbox = town.person(user).inbox
    return [words(card) for card in inbox if card.headline.startswith(HEADLINE)]


async def test_a_lead_who_leaves_leaves_it_to_the_senior_policy_advisor_who_names_another(
    place: Place,
) -> None:
    async with town_at("pursue", place) as town:
        await leaves(town, "cio")
        (card,) = told(town, "advisor")
        assert "Chief Information Officer has left." in card
        assert "a group, or to proceed without one" in card
        await town.advisor.command("home")
        assert "Change the policy lead" in {button.label for button in buttons(town.advisor.card)}
        await town.days(0)
        assert len(told(town, "advisor")) == 1, "told once"
        await town.advisor.does("lead ITP-1", lead=await town.person_id("budget"))
        await town.settle()
        await town.budget.command("home")
        assert "a group, or to proceed without one" in words(town.budget.card)
        await town.advisor.command("home")
        assert "a group, or to proceed without one" not in words(town.advisor.card)


async def test_a_reviewer_who_leaves_leaves_it_to_the_lead_who_names_one(place: Place) -> None:
    async with town_at("pursue", place) as town:
        await town.draft()
        await town.advisor.does("advance ITP-1", due="2026-10-20")
        await town.settle()
        await leaves(town, "legal")
        (card,) = told(town, "cio")
        assert "Please name somebody" in card
        await town.cio.press("Name a reviewer")
        await town.cio.fill(person=await town.person_id("ciso"))
        await town.settle()
        assert "Your office's review of" in town.ciso.reads()
        await town.ciso.does("review ITP-1", outcome="no concerns")
        assert "ReviewGiven" in await town.entries()


async def test_a_representative_who_leaves_leaves_it_to_the_agency_and_the_lead_is_told(place: Place) -> None:
    async with town_at("circulate", place) as town:
        await leaves(town, "dcp")
        assert len(told(town, "dcp_customers")) == 1
        (card,) = told(town, "cio")
        assert "It is awaited of DCP CUSTOMERS now." in card
        await town.person("dcp_customers").command("home")
        await town.person("dcp_customers").does("comment ITP-1", kind="no comment")
        assert "FeedbackGiven" in await town.entries()


async def test_a_retired_agency_is_awaited_no_more_and_the_lead_is_told(place: Place) -> None:
    async with town_at("circulate", place) as town:
        await town.keeper.does("retire-agency", agency="DOC")
        await town.settle()
        assert (await town.entries())[-1] == "AgencyPartEnded"
        assert any(card.headline.startswith("An agency is off the list") for card in town.cio.inbox)
        await town.person("doc").command("home")
        assert "your feedback" not in words(town.person("doc").card)
