"""The weekly list in the steering group's channel, its buttons, and who reads it."""

from __future__ import annotations

from govbot.core.cards.vocabulary import Card, OpenForm
from tests.bot.chat_in_memory import buttons
from tests.bot.town import Town, town_at
from tests.core.cards.given import words
from tests.places import Place

HEADLINE = "The Steering Group's weekly list"


def lists(town: Town, conversation: str = "C-steering") -> list[Card]:
    return [card for card in town.chat.cards(conversation) if card.headline.startswith(HEADLINE)]


async def late(town: Town) -> None:
    """Reviews are asked for, and three weeks pass, day by day."""
    await town.draft()
    await town.advisor.does("advance ITP-1", due="2026-10-09")
    for _ in range(14):
        await town.days(1)


async def test_it_comes_on_the_first_business_day_of_each_week(place: Place) -> None:
    async with town_at("pursue", place) as town:
        await late(town)  # from Thursday, October 1, to the 15th; Monday the 12th is Columbus Day
        first, second = lists(town)
        assert words(first).startswith(f"{HEADLINE}: nothing to settle")
        assert f"{HEADLINE}: 6 to settle" in words(second)
        assert "OPM Legal Counsel: review of D1: legal guidelines, due since Fri, Oct 9, 2026" in words(
            second
        )


async def test_each_line_has_its_buttons_and_whoever_presses_is_answered(place: Place) -> None:
    async with town_at("pursue", place) as town:
        await late(town)
        card = lists(town)[-1]
        assert {"Remind", "Give until …", "No longer needed", "Open"} <= {
            button.label for button in buttons(card)
        }
        await town.cio.press("No longer needed", card)
        assert isinstance(town.cio.last, OpenForm)
        await town.cio.fill(reason="Only a date changes")
        assert (await town.entries())[-2:] == ["NoLongerNeeded", "DeviationRecorded"]
        await town.cio.command("weekly")
        assert town.cio.card.headline == f"{HEADLINE}: 5 to settle; 1 policy, 1 past a date"
        await town.cio.press("Remind")
        await town.cio.fill()
        await town.settle()
        assert "ReminderAsked" in await town.entries()
        assert any(card.headline.startswith("A reminder") for card in town.person("regulatory").inbox)


async def test_without_a_channel_the_senior_policy_advisor_gets_it(place: Place) -> None:
    async with town_at("pursue", place) as town:
        del town.chat.channels["steering"]
        await late(town)
        assert len(lists(town, "D-advisor")) == 2


async def test_it_is_the_steering_group_s_and_names_nobody(place: Place) -> None:
    async with town_at("pursue", place) as town:
        await late(town)
        await town.dss.command("weekly")
        assert town.dss.no.startswith("The weekly list is the Steering Group's.")
        await town.advisor.command("weekly")
        assert "LEGAL" not in words(town.advisor.card).replace("OPM Legal", "")


async def test_a_vacancy_is_told_on_the_day_it_arises(place: Place) -> None:
    async with town_at("pursue", place) as town:
        await town.keeper.does("left", person=await town.person_id("ciso"))
        await town.settle()
        headline = "Chief Information Security Officer is vacant"
        for user in ("advisor", "keeper"):
            assert [card.headline for card in town.person(user).inbox].count(headline) == 1
        await town.days(1)
        assert [card.headline for card in town.keeper.inbox].count(headline) == 1, "told once"
        await town.advisor.command("weekly")
        assert "Chief Information Security Officer: vacant" in words(town.advisor.card)
