"""A guest, a deactivated or an unknown person acts; refused, told what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from govbot.adapter_api.chat import RetryLater
from govbot.bot.identity import GONE, GUEST, NO_ADDRESS
from govbot.core.cards.vocabulary import ShowCard, ShowRefusal
from tests.bot.chat_in_memory import Person
from tests.bot.town import Town, town_at, town_in
from tests.core.cards.given import words

pytestmark = pytest.mark.check("S45")

UNKNOWN = "stranger@ct.example is not in the directory. Ask the roster keeper"


async def every_way(town: Town, person: Person) -> list[str]:
    """All that a person can do, and what they are told."""
    now = town.clock.at
    value = town.dss.value("No comment")
    form = (await town.dss.press("Comment", *town.dss.inbox)).form
    told = []
    for way in (
        person.command("status ITP-1"), person.command(""), person.says("We object."), person.presses(value),
        person.submits(form.token, {"kind": "comment", "text": "Hello"}),
    ):  # fmt: skip
        told.append((await way).no)
    told.append(words(await town.bot.home(person.account)).splitlines()[1])
    reply = await town.bot.record_as_feedback(person.account, town.dss.account, now, "They said so.")
    told.append(reply.sentence if isinstance(reply, ShowRefusal) else "")
    assert await town.bot.lookup(person.account, form.token, "kind", "") == []
    return told


async def test_a_guest_is_refused_everywhere(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        town.chat.people["visitor"], before = "dss@ct.example", await town.entries()
        town.chat.guests.add("visitor")
        assert set(await every_way(town, town.person("visitor"))) == {GUEST}
        assert await town.entries() == before


async def test_somebody_unknown_is_told_whom_to_ask(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        town.chat.people["stranger"] = "stranger@ct.example"
        assert all(told.startswith(UNKNOWN) for told in await every_way(town, town.person("stranger")))
        assert "keeper@ct.example" in town.person("stranger").no
        assert {attempt.person for attempt in await town.attempts()} == {""}
        assert (await town.attempts())[0].account == "chat:stranger"


async def test_an_account_without_an_address_is_told_so(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        assert set(await every_way(town, town.person("nobody"))) == {NO_ADDRESS}


async def test_a_deactivated_person_is_refused_at_once_though_they_were_known(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.dcp.command("status ITP-1")
        assert isinstance(town.dcp.last, ShowCard)
        await town.keeper.does("left", person=await town.person_id("dcp"))
        assert set(await every_way(town, town.dcp)) == {GONE}


async def test_an_account_that_the_platform_closed_is_asked_about_anew(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.dcp.command("")
        town.chat.deactivated.add("dcp")
        await town.bot.gone(town.dcp.account)
        assert set(await every_way(town, town.dcp)) == {GONE}
        town.chat.deactivated.clear()
        await town.dcp.command("")
        assert isinstance(town.dcp.last, ShowCard)


async def test_a_chat_that_does_not_say_who_it_is_leaves_nothing_recorded(tmp_path: Path) -> None:
    async with town_in(tmp_path) as town:
        town.chat.fault = RetryLater("Too many requests.", 30)
        await town.dss.command("need")
        assert (
            town.dss.no
            == "The chat did not say who you are, so nothing was recorded. Please try again in a moment."
        )


@pytest.mark.parametrize("times", [60])
async def test_refusals_are_kept_apart_and_never_swell_the_record(tmp_path: Path, times: int) -> None:
    async with town_at("circulate", tmp_path) as town:
        value, before = town.cio.value("Close now"), await town.rows("select count(*) from entries")
        await town.dcp.command("")
        linked = await town.rows("select count(*) from entries")
        for _ in range(times):
            await town.dcp.presses(value)
            assert "belongs to: the policy lead" in town.dcp.no
        kept = await town.attempts()
        assert len(kept) == 20
        assert kept[0].more == times - 20
        assert await town.rows("select count(*) from entries") == linked
        assert linked[0][0] - before[0][0] <= 1
