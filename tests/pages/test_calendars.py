"""Calendars: what they hold, how they follow changes, and what their secret addresses open, and no longer open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from govbot.bot.ics import calendar_text, uid_of
from govbot.core.calendar import CalendarEntry, GivenOut
from govbot.core.cards.calendar import ACTIONS
from govbot.core.workflow.obligations import as_asked
from govbot_pages import calendars
from tests.bot.chat_in_memory import Person
from tests.core.test_nothing_is_forgotten import golden_states
from tests.pages.given import Browser, link_on, place_at

CLOSES = datetime(2026, 10, 23, 21, 0, tzinfo=UTC)  # 5 PM in Connecticut


async def address(person: Person, word: str = "calendar") -> str:
    await person.command(word)
    return link_on(person.card)


async def events(browser: Browser, at: str) -> dict[str, Any]:
    """The events of a calendar by their summaries, read again with icalendar."""
    return {str(event["summary"]): event for event in (await read(browser, at)).walk("VEVENT")}


async def read(browser: Browser, at: str) -> Any:
    seen = await browser.get(at)
    assert seen.status == 200, seen.text
    assert seen.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(seen.text)


def stored_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


async def test_ones_own_calendar_says_number_action_and_date_in_the_governments_zone(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        at = await address(place.town.dss)
        calendar = await read(place.browser(), at)
        assert (str(calendar["method"]), str(calendar["version"])) == ("PUBLISH", "2.0")
        (event,) = calendar.walk("VEVENT")
        assert str(event["summary"]) == "ITP-1: feedback"
        assert event["dtend"].dt.astimezone(UTC) == CLOSES
        assert event["dtend"].params["TZID"] == "America/New_York"
        assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["America/New_York"]
        assert (int(event["sequence"]), str(event["status"])) == (0, "CONFIRMED")
        seen = await place.browser().get(at)
        assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n" in seen.text
        assert "Backup" not in seen.text
        assert "dss" not in seen.text.casefold()
        assert len(seen.text.encode()) < 2500
        assert {"no-store", "no-referrer"} <= set(seen.headers.values())


async def test_a_changed_deadline_has_the_next_sequence_and_what_is_over_is_cancelled(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        town, browser = place.town, place.browser()
        at = await address(town.dss)
        first = (await events(browser, at))["ITP-1: feedback"]
        await town.cio.does("extend ITP-1", closes_on="2026-11-06")
        for _ in range(2):
            moved = (await events(browser, at))["ITP-1: feedback"]
            assert moved["uid"] == first["uid"]
            assert (int(moved["sequence"]), moved["dtend"].dt.date()) == (1, date(2026, 11, 6))
        await town.settle()
        await town.dss.press("No comment")
        over = (await events(browser, at))["ITP-1: feedback"]
        assert (int(over["sequence"]), str(over["status"])) == (2, "CANCELLED")
        await town.dss.does("take-back ITP-1")
        again = (await events(browser, at))["ITP-1: feedback"]
        assert (int(again["sequence"]), str(again["status"])) == (3, "CONFIRMED")
        await town.dss.does("comment ITP-1", text="Yes.")
        await events(browser, at)
        town.clock.at += timedelta(days=31)
        assert await events(browser, at) == {}


async def test_one_date_is_put_into_a_calendar_and_cancelled_once_it_is_over(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        town, browser = place.town, place.browser()
        await town.cio.does("extend ITP-1", closes_on="2026-11-06")
        await town.settle()
        await town.dss.press("More")
        value = town.dss.value("Add to my calendar")
        await town.dss.presses(value)
        at = link_on(town.dss.card)
        seen = await browser.get(at)
        assert seen.headers["Content-Disposition"] == 'attachment; filename="date.ics"'
        single = await read(browser, at)
        (event,) = single.walk("VEVENT")
        assert (str(single["method"]), int(event["sequence"])) == ("PUBLISH", 0)
        assert event["uid"] == (await events(browser, await address(town.dss)))["ITP-1: feedback"]["uid"]
        await town.dss.does("comment ITP-1", text="Yes.")
        cancelled = await read(browser, at)
        assert (str(cancelled["method"]), int(cancelled.walk("VEVENT")[0]["sequence"])) == ("CANCEL", 1)
        await town.dss.presses(value)
        assert "Nothing with a date is awaited" in town.dss.no
        town.clock.at += timedelta(hours=1)
        assert (await browser.get(at)).status == 404


@pytest.mark.check("S44")
@pytest.mark.check("S51")
async def test_a_new_address_is_made_once_for_two_presses_and_the_former_opens_nothing(
    tmp_path: Path,
) -> None:
    async with place_at("circulate", tmp_path) as place:
        town, browser = place.town, place.browser()
        former = await address(town.dss)
        assert await address(town.dss) == former
        value = town.dss.value("New address")
        await town.dss.presses(value)
        new = link_on(town.dss.card)
        await town.dss.presses(value)
        assert link_on(town.dss.card) == new != former
        assert (await browser.get(former)).status == 404
        assert (await browser.get(new)).status == 200
        assert await address(town.dss) == new
        assert await address(town.dcp) != new
        changed = new[:-6] + ("A" if new[-6] != "A" else "B") + new[-5:]
        assert (await browser.get(changed)).status == 404
        assert new.rpartition("/")[2].encode() not in stored_in(tmp_path)


async def test_whoever_has_left_has_no_calendar_any_more(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        town, browser = place.town, place.browser()
        at = await address(town.dss)
        assert (await browser.get(at)).status == 200
        await town.keeper.does("left", person=await town.person_id("dss"), reason="Left")
        assert (await browser.get(at)).status == 404


async def test_a_policys_calendar_tells_each_what_they_are_shown_of_it(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        town, browser = place.town, place.browser()
        theirs = await events(browser, await address(town.cio, "calendar ITP-1"))
        assert theirs["ITP-1: feedback closes"]["dtend"].dt.astimezone(UTC) == CLOSES
        others = await events(browser, await address(town.keeper, "calendar ITP-1"))
        assert set(others) == {"ITP-1: feedback closes"}
        await town.cio.does("close-feedback ITP-1")
        await town.cio.does("secretary ITP-1")
        await town.settle()
        await town.contact.does("meeting ITP-1", meeting_on="2026-10-12")
        theirs = await events(browser, await address(town.cio, "calendar ITP-1"))
        assert theirs["ITP-1: meeting with the OPM Secretary"]["dtstart"].dt == date(2026, 10, 12)
        assert str(theirs["ITP-1: the OPM Secretary's decision"]["status"]) == "CONFIRMED"
        assert str(theirs["ITP-1: feedback closes"]["status"]) == "CANCELLED"


async def test_the_review_of_a_version_in_force_is_a_whole_day(tmp_path: Path) -> None:
    async with place_at("request", tmp_path) as place:
        town = place.town
        await town.secretary.press("Approve draft D1")
        await town.settle()
        await town.publisher.does("adopt ITP-1", laws="C.G.S. § 4-66", effective_on="2026-10-01")
        await town.settle()
        review = (await events(place.browser(), await address(town.cio)))["ITP-1: regular review"]
        assert type(review["dtstart"].dt) is date
        assert review["dtend"].dt - review["dtstart"].dt == timedelta(days=1)


async def test_an_address_that_is_asked_for_too_often_waits(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        browser, at = place.browser(), await address(place.town.dss)
        answers = [(await browser.get(at)).status for _ in range(calendars.MOST_ASKED + 1)]
        assert answers == [200] * calendars.MOST_ASKED + [429]
        assert (await browser.get(await address(place.town.dcp))).status == 200


def test_each_address_is_counted_for_itself_and_anew_after_a_minute() -> None:
    now = [0.0]
    limit = calendars.Limit(lambda: now[0])
    assert [limit.is_over("a") for _ in range(calendars.MOST_ASKED + 1)][-1]
    assert not limit.is_over("b")
    now[0] = calendars.WITHIN
    assert not limit.is_over("a")


def test_words_are_escaped_and_long_lines_folded_and_read_again_as_they_were() -> None:
    summary = "ITP-1; a, b\\c: " + "wörter " * 20 + "\nend"
    when = datetime(2027, 3, 14, 21, 0, tzinfo=UTC)  # the day on which clocks go forward
    given = GivenOut(CalendarEntry("k", summary, when), 4)
    data = calendar_text([given], "https://bot.example:8443", "America/New_York", when)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    again: Any = Calendar.from_ical(data)
    (event,) = again.walk("VEVENT")
    assert (str(event["summary"]), int(event["sequence"])) == (summary, 4)
    assert event["dtend"].dt.astimezone(UTC) == when
    assert str(event["uid"]) == uid_of("k", "https://bot.example:8443")
    assert str(event["uid"]).endswith("@bot.example")


def test_everything_that_is_awaited_has_words_for_calendars() -> None:
    awaited = {
        obligation.action
        for _, policy in golden_states()
        for obligation in as_asked(policy)
        if obligation.party != "clock"
    }
    assert awaited - set(ACTIONS) == set()


async def test_a_meeting_stands_in_the_calendars_of_the_steering_group_alone_and_moves_with_it(
    tmp_path: Path,
) -> None:
    async with place_at("circulate", tmp_path) as place:
        town, browser = place.town, place.browser()
        await town.advisor.does("call-meeting", on="2026-11-10", at="10 am", place="Room 1")
        at = await address(town.cdo)
        called = (await events(browser, at))["Steering Group: meeting"]
        assert called["dtstart"].dt.astimezone(UTC) == datetime(2026, 11, 10, 15, 0, tzinfo=UTC)
        await town.advisor.does("move-meeting", meeting="M1", on="2026-11-12", at="10 am", place="Room 1")
        moved = (await events(browser, at))["Steering Group: meeting"]
        assert (moved["uid"], int(moved["sequence"])) == (called["uid"], 1)
        await town.advisor.does("cancel-meeting", meeting="M1", reason="Nothing is open")
        assert str((await events(browser, at))["Steering Group: meeting"]["status"]) == "CANCELLED"
        assert "Steering Group: meeting" not in await events(browser, await address(town.dss))


async def test_the_agenda_goes_out_by_itself_to_the_steering_group(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        town = place.town
        await town.advisor.does("call-meeting", on="2026-11-10", at="10 am", place="Room 1")
        town.clock.at = datetime(2026, 11, 5, 15, 0, tzinfo=UTC)
        await town.settle()
        agenda = "Agenda of the Steering Group, Tue, Nov 10, 2026, 10:00 AM ET"
        assert [card.headline for card in town.cdo.inbox].count(agenda) == 1
        assert agenda not in [card.headline for card in town.dss.inbox]
