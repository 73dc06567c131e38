"""A database that an earlier govbot made opens, verifies, is drawn and goes on, also after a move to PostgreSQL.

`tests/golden/record-0005.db.xz` was written by the version before the redesign, from the shipped sample: one policy
from its need to its scheduled review, through both chats. It is never written anew.
"""

from __future__ import annotations

import lzma
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from govbot.adapter_api.chat import Account
from govbot.core.cards.vocabulary import OpenForm, ShowCard
from govbot.record import verify
from govbot.record.database import writing_engine
from govbot.record.migrate import upgrade
from govbot.record.transfer import move
from govbot.runtime.app import App
from tests.bot.chat_in_memory import Chat, StoppedClock
from tests.core.cards.given import words
from tests.government import PROCESS, SECRET
from tests.places import Place, empty_on, sqlite_in
from tests.postgres import Server

GOLDEN = Path(__file__).parents[1] / "golden" / "record-0005.db.xz"
STREAM = "policy:ITP-1"
AFTERWARDS = datetime(2028, 1, 5, 15, 0, tzinfo=UTC)
LIAISON = Account("slack", "T0GOV", "U0000000F")
STREAMS = {"directory": 103, STREAM: 77}
PEOPLE = 40  # an upgrade takes them over, with an entry for each


def earlier(folder: Path) -> Place:
    """A copy of the earlier database."""
    place = sqlite_in(folder, "earlier.db")
    place.file.write_bytes(lzma.decompress(GOLDEN.read_bytes()))
    return place


@asynccontextmanager
async def opened(place: Place) -> AsyncIterator[App]:
    app = App(place.url, PROCESS, SECRET, StoppedClock(AFTERWARDS), timedelta())
    app.bot.meet(Chat("slack", people={LIAISON.user: "security.dcs@agencies.example"}))
    await app.open()
    try:
        yield app
    finally:
        await app.close()


async def check_that_it_goes_on(place: Place) -> None:
    """Verify the record, fold every stream, draw cards, and take an action."""
    async with opened(place) as app:
        verified = await app.record.read(verify)
        heads = await app.record.read(lambda tx: {stream: tx.state(stream)[1] for stream in tx.streams()})
        assert (verified.streams, verified.whole, verified.problems) == (2, True, ())
        assert heads[STREAM] == STREAMS[STREAM]
        assert heads["directory"] >= STREAMS["directory"]
        status = await app.bot.command(LIAISON, "status ITP-1")
        assert isinstance(status, ShowCard)
        assert "Acceptable Use of Generative AI" in words(status.card)
        form = await app.bot.command(LIAISON, "report-status ITP-1")
        assert isinstance(form, OpenForm), form
        initial = {field.name: field.initial for field in form.form.fields if field.initial is not None}
        answer = await app.bot.submit(
            LIAISON, form.form.token, {**initial, "status": "under way", "text": "Half way."}
        )
        assert isinstance(answer, ShowCard), answer
        (entry,) = await app.record.read(lambda tx: tx.entries(STREAM, after=STREAMS[STREAM]))
        assert entry.type == "StatusReported"
        assert (await app.record.read(verify)).bad is None


async def test_a_database_from_before_opens_verifies_and_goes_on(tmp_path: Path) -> None:
    await check_that_it_goes_on(earlier(tmp_path))


async def test_a_database_from_before_moves_to_postgresql_and_goes_on(
    tmp_path: Path, postgres: Server
) -> None:
    here, there = earlier(tmp_path), empty_on(postgres)
    engine = writing_engine(here.url)
    upgrade(engine)
    engine.dispose()
    verified = move(here.url, there.url, watched=0.2)
    assert (verified.entries, verified.streams, verified.whole) == (sum(STREAMS.values()) + PEOPLE, 2, True)
    await check_that_it_goes_on(there)
    postgres.drop(there.name)
