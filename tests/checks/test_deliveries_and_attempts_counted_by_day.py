"""Deliveries and refused attempts are counted once a day is over; what ends or is put back later changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from govbot.record import verify
from tests.bot.town import Town, town_in
from tests.places import Place

pytestmark = pytest.mark.check("S60")

COUNTS = "SELECT day, deliveries, attempts FROM daily_counts ORDER BY day"


async def problems(town: Town) -> tuple[str, ...]:
    return (await town.app.record.read(verify)).problems


async def day_with_a_refusal_and_a_message(town: Town) -> None:
    await town.raise_need()
    await town.dss.command("pursue ITP-1")
    await town.settle()


async def counted(town: Town) -> list[tuple[Any, ...]]:
    await town.days(1)
    return await town.rows(COUNTS)


async def test_the_scheduler_counts_a_day_once_it_is_over_and_none_twice(place: Place) -> None:
    async with town_in(place) as town:
        await day_with_a_refusal_and_a_message(town)
        today = town.clock.at.date().isoformat()
        assert today not in {day for day, _, _ in await town.rows(COUNTS)}
        ((ended,),) = await town.rows("SELECT count(*) FROM deliveries WHERE ended_at IS NOT NULL")
        (refused,) = await town.attempts()
        assert ended > 0
        assert (await counted(town))[-1] == (today, ended, 1 + refused.more)
        before = await town.rows(COUNTS)
        await town.settle()
        assert await town.rows(COUNTS) == before
        assert await problems(town) == ()


async def test_days_without_anything_and_days_of_downtime_are_counted_too(place: Place) -> None:
    async with town_in(place) as town:
        await day_with_a_refusal_and_a_message(town)
        before = await counted(town)
        await town.days(5)
        assert len(await town.rows(COUNTS)) == len(before) + 5
        assert await problems(town) == ()


async def test_a_claim_that_is_put_back_is_not_missed_and_a_late_end_only_adds(place: Place) -> None:
    async with town_in(place) as town:
        await day_with_a_refusal_and_a_message(town)
        now = town.clock.at
        await town.app.record.write(
            lambda tx: tx.conn.exec_driver_sql(
                "INSERT INTO deliveries (posting, fence, started_at, outcome, error) "
                f"VALUES (901, 1, '{now:%Y-%m-%d}T20:00:00.000000Z', '', ''), "
                f"(902, 1, '{now:%Y-%m-%d}T20:00:01.000000Z', '', '')"
            )
        )
        await counted(town)
        await town.app.record.write(
            lambda tx: tx.conn.exec_driver_sql("DELETE FROM deliveries WHERE posting = 901")
        )
        await town.app.record.write(
            lambda tx: tx.conn.exec_driver_sql(
                "UPDATE deliveries SET ended_at = started_at WHERE posting = 902"
            )
        )
        assert await problems(town) == ()


async def test_a_delivery_or_an_attempt_that_is_removed_afterwards_is_told(place: Place) -> None:
    async with town_in(place) as town:
        await day_with_a_refusal_and_a_message(town)
        await counted(town)
        place.tamper(
            "DELETE FROM attempts; DELETE FROM deliveries; DELETE FROM messages; UPDATE outbox SET tries = 0"
        )
        told = " ".join(await problems(town))
        assert "deliveries were counted, and 0 are there: some were removed." in told
        assert "1 refused attempts were counted, and 0 are there: some were removed." in told
