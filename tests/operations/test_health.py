"""Whether govbot is alive and ready, and its measures: red when nothing can be recorded, and of nobody in person."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from sqlalchemy import event

from govbot.record import Record, StorageFault, Tx
from govbot.runtime import health
from govbot.runtime.health import Health
from govbot.runtime.scheduler import SECONDS
from tests.bot.town import Town, town_at
from tests.checks.test_a_full_disk import fill
from tests.places import Place


@asynccontextmanager
async def asking(town: Town) -> AsyncIterator[ClientSession]:
    web_app = web.Application()
    Health(town.app).mount(web_app)
    async with TestServer(web_app) as server, ClientSession(server.make_url("/")) as session:
        yield session


async def ask(session: ClientSession, path: str) -> tuple[int, str]:
    async with session.get(path) as answer:
        return answer.status, await answer.text()


async def test_it_is_ready_once_it_delivers_and_ticks(town: Town) -> None:
    async with asking(town) as session:
        assert await ask(session, "/healthz") == (200, "alive\n")
        assert await ask(session, "/readyz") == (503, "The courier does not run: nothing is delivered.\n")
        await town.app.start()
        assert await ask(session, "/readyz") == (200, "ready\n")
        town.app.scheduler.ticked -= 7 * SECONDS
        status, why = await ask(session, "/readyz")
        assert (status, "The clock does not tick" in why) == (503, True)
        await town.app.scheduler.tick()
        assert await ask(session, "/readyz") == (200, "ready\n")


async def test_a_missing_permission_is_named_and_all_else_goes_on(town: Town) -> None:
    why = "Grant the scope users:read.email."
    async with asking(town) as session:
        await town.app.start()
        noted = [
            await town.app.record.write(lambda tx: tx.refusals.note_lacking(why, tx.now)) for _ in range(2)
        ]
        assert noted == [True, False]
        assert await ask(session, "/readyz") == (200, f"ready\n{why}\n")
        town.clock.at += timedelta(days=2)
        assert why not in (await ask(session, "/readyz"))[1]


@pytest.mark.check("R08")
async def test_it_is_red_while_the_disk_is_full_and_green_again_without_a_restart(
    town: Town, place: Place
) -> None:
    record = town.app.record

    def much(tx: Tx) -> None:
        tx.notes.set("much", "x" * 200_000)

    async with asking(town) as session:
        await town.app.start()
        assert await ask(session, "/readyz") == (200, "ready\n")
        await fill(record, place)
        with full(record, place):
            with pytest.raises(StorageFault, match="full"):
                await record.write(much)
            for _ in range(2):
                status, why = await ask(session, "/readyz")
                assert (status, "disk that holds the record is full" in why) == (503, True)
        # A connection that was made while it was full keeps its limit until it has failed once more.
        answers = [await ask(session, "/readyz") for _ in range(3)]
        assert answers[-1] == (200, "ready\n")


@contextmanager
def full(record: Record, place: Place) -> Iterator[None]:
    """The disk stays full, for each new connection too, until the end."""
    assert record._writer is not None
    engine = record._writer._engine
    pages = 0 if place.server else place.look("PRAGMA page_count")[0][0]

    def limit(raw: Any, _record: Any) -> None:
        raw.execute(f"PRAGMA max_page_count={pages}")

    if place.server is None:
        event.listen(engine, "connect", limit)
    yield
    if place.server is None:
        event.remove(engine, "connect", limit)
    else:
        place.tamper("DROP TRIGGER full_disk ON notes")


async def test_that_it_cannot_write_is_noticed_though_nobody_acts(
    town: Town, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PROVEN_FOR", 0.0)
    async with asking(town) as session:
        await town.app.start()
        with place.locked():
            assert (await ask(session, "/readyz"))[0] == 503
        assert await ask(session, "/readyz") == (200, "ready\n")


async def test_however_often_it_is_asked_it_writes_once_in_five_seconds(town: Town) -> None:
    async with asking(town) as session:
        proofs = []
        prove = town.app.record.prove

        async def counted() -> str:
            proofs.append(1)
            return await prove()

        town.app.record.prove = counted  # type: ignore[method-assign]
        for _ in range(20):
            await ask(session, "/readyz")
    assert len(proofs) == 1


async def test_the_measures_say_whether_this_govbot_sends(town: Town) -> None:
    async with asking(town) as session:
        assert "govbot_sends 0.0" in (await ask(session, "/metrics"))[1]
        await town.app.courier.drain()
        assert "govbot_sends 1.0" in (await ask(session, "/metrics"))[1]


async def test_the_measures_count_and_name_nobody(place: Place) -> None:
    async with town_at("circulate", place) as town, asking(town) as session:
        await town.app.scheduler.tick()
        await town.app.record.write(
            lambda tx: tx.conn.exec_driver_sql("UPDATE outbox SET state = 'parked' WHERE id = 3").rowcount
        )
        status, text = await ask(session, "/metrics")
        assert status == 200
        measures = set(re.findall(r"^(govbot_\w+)", text, re.MULTILINE))
        assert {"govbot_writable", "govbot_overdue", "govbot_ticked_seconds", "govbot_messages"} <= measures
        assert "process_resident_memory_bytes" in text
        people = await town.app.record.read(
            lambda tx: [(person.id, person.name, person.email) for person in tx.people.everybody()]
        )
        policy = (await town.rows("SELECT title FROM policies"))[0][0]
        for word in (*(word for person in people for word in person[1:]), policy, "ITP-"):
            assert word not in text
        assert set(re.findall(r'(\w+)="', text)) <= {"platform", "state"}
