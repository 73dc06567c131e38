"""Records of the earlier schemas open, verify, fold to the same state, and go on with the present version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from govbot.core.cards.vocabulary import OpenForm, ShowCard
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.record import verify
from govbot.record.copies import back_up, restore
from govbot.record.migrate import HEAD
from govbot.runtime.app import App
from tests.bot.chat_in_memory import Chat, StoppedClock
from tests.golden.earlier_schemas import EARLIER, rows, write
from tests.government import PROCESS, SEATS, SECRET
from tests.places import Place, either, empty_on, sqlite_in

pytestmark = pytest.mark.check("R21")

STAGES = {"policy:ITP-1": "rescinded", "policy:ITP-2": "joined", "policy:ITP-3": "closed"}
AFTERWARDS = datetime(2027, 6, 1, 14, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def nothing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A database without a table."""
    yield from either(request, tmp_path, empty_on)


@pytest.mark.parametrize("revision", EARLIER)
async def test_a_record_of_an_earlier_schema_opens_verifies_and_goes_on(
    nothing: Place, revision: str
) -> None:
    write(nothing, revision)
    before = list(rows(nothing))
    app = App(nothing.url, PROCESS, SECRET, StoppedClock(AFTERWARDS), timedelta())
    chat = Chat("slack", people={"U9": "secretary@ct.example"})
    app.bot.meet(chat)
    await app.open()
    try:
        assert nothing.look("SELECT version_num FROM alembic_version") == [(HEAD,)]
        verified = await app.record.read(verify)
        assert (verified.whole, verified.problems) == (True, ())
        for stream, stage in STAGES.items():
            assert await app.record.read(lambda tx, stream=stream: tx.state(stream)[0].stage) == stage  # type: ignore[misc]
        directory = await app.record.read(lambda tx: tx.state(DIRECTORY)[0])
        assert tuple(directory.seats) == tuple(SEATS)
        for user, linked in (("U1", "budget"), ("U9", "secretary")):  # one before the upgrade, one after it
            form = await app.bot.command(chat.account(user), "need")
            assert isinstance(form, OpenForm), form
            answers = {"title": f"A need of {linked}", "text": "It is needed.", "sources": ["d"]}
            assert isinstance(await app.bot.submit(chat.account(user), form.form.token, answers), ShowCard)
        await app.settle()
        verified = await app.record.read(verify)
        assert (verified.whole, verified.problems) == (True, ())
        assert list(rows(nothing))[: len(before)] == before
    finally:
        await app.close()


@pytest.mark.parametrize("revision", EARLIER)
def test_a_copy_of_an_earlier_schema_is_made_checked_and_put_back(tmp_path: Path, revision: str) -> None:
    place, copy, again = (
        sqlite_in(tmp_path, "earlier.db"),
        tmp_path / "copy.db",
        sqlite_in(tmp_path, "again.db"),
    )
    write(place, revision)
    assert back_up(place.url, copy).verified.whole
    assert restore(again.url, copy).verified.whole
    assert again.look("SELECT version_num FROM alembic_version") == [(revision,)]
