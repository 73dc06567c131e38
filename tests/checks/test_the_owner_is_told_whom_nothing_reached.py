"""Who asked is told whom a message did not reach; the day's message as people meet it in a chat."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.bot.chat_in_memory import buttons
from tests.bot.town import Town, town_at
from tests.core.cards.given import words
from tests.government import DATA
from tests.places import Place

pytestmark = pytest.mark.check("R12")


async def test_whoever_asked_reads_who_could_not_be_reached_and_the_others_are_unaffected(
    place: Place,
) -> None:
    async with town_at("reviewed", place) as town:
        town.chat.deactivated.add("dcp")
        town.chat.channels["operator"] = "C-operator"
        await town.cio.does("feedback ITP-1", capacities=[DATA], closes_on="2026-10-23")
        await town.settle()
        assert "Your agency's feedback is asked for" in town.dss.reads()
        notice = next(
            card for card in town.cio.inbox if card.headline.startswith("Not delivered: 1 on ITP-1")
        )
        assert "This account is deactivated." in words(notice)
        (noticed,) = town.chat.cards("C-operator")
        assert words(noticed) == words(notice), "the operator reads the same, once for all of a policy"
        town.chat.deactivated.clear()
        await town.cio.press("Send them again", notice)
        await town.cio.fill()
        await town.settle()
        assert any("feedback is asked for" in card.headline for card in town.dcp.inbox)
        assert any(card.headline.startswith("All is delivered") for card in town.cio.inbox)
        (noticed,) = town.chat.cards("C-operator")
        assert noticed.headline.startswith("All is delivered")


def digests(town: Town, user: str) -> list[str]:
    return [card.headline for card in town.person(user).inbox if card.headline.startswith("Awaiting")]


async def test_a_representative_gets_one_message_that_day_and_can_be_reminded_later(place: Place) -> None:
    async with town_at("circulate", place) as town:
        while not digests(town, "dss"):
            await town.days(1)
        card = next(card for card in town.dss.inbox if card.headline.startswith("Awaiting"))
        assert {"Comment", "Remind me later", "Where it stands"} <= {button.label for button in buttons(card)}
        later = (town.clock.at + timedelta(days=1)).date().isoformat()
        await town.dss.press("Remind me later", card)
        await town.dss.fill(until="2026-10-24")
        assert "It is due on Fri, Oct 23, 2026" in town.dss.problems["until"]
        await town.dss.command("snooze ITP-1")
        await town.dss.fill(until=later)
        before = len(digests(town, "dss"))
        await town.days(1)
        assert len(digests(town, "dss")) == before + 1
        assert "Snoozed" in await town.entries()


async def test_nobody_without_a_part_reads_whom_a_policy_reached(place: Place) -> None:
    async with town_at("circulate", place) as town:
        await town.dss.command("outreach ITP-1")
        assert town.dss.no.startswith("Whom a policy reached is shown to its lead")


async def test_in_quiet_hours_only_what_is_urgent_is_delivered(place: Place) -> None:
    async with town_at("reviewed", place) as town:
        evening = town.clock.at.replace(hour=23)
        morning = evening + timedelta(hours=13)
        means = town.app.courier._context
        object.__setattr__(means, "opens", lambda now: max(now, morning))
        town.clock.at = evening
        await town.cio.does("feedback ITP-1", capacities=[DATA], closes_on="2026-10-23")
        await town.settle()
        assert not any("feedback is asked for" in card.headline for card in town.dss.inbox)
        town.clock.at = evening + timedelta(hours=13, minutes=1)
        await town.settle()
        assert any("feedback is asked for" in card.headline for card in town.dss.inbox)
