"""A record that is deleted, or replaced by an older copy, while govbot runs: nothing is acknowledged any more."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from govbot.adapter_api.settings import UnsafeSettings
from govbot.core.cards.vocabulary import ShowRefusal
from govbot.record import has_record
from govbot.record.copies import back_up
from govbot.record.presence import REPLACED
from govbot.runtime import record_watch
from govbot.runtime.record_watch import NONE, ONE, require_record
from tests.bot.town import Town, town_in
from tests.operations.test_health import ask, asking
from tests.places import Place, empty_on, sqlite_in
from tests.postgres import Server

pytestmark = pytest.mark.check("R27")
TAKEN = "The record's file was deleted or replaced"


@pytest.fixture
async def town(place: Place) -> AsyncIterator[Town]:
    async with town_in(place) as opened:
        yield opened


@pytest.fixture
async def on_a_file(tmp_path: Path) -> AsyncIterator[tuple[Town, Place]]:
    place = sqlite_in(tmp_path)
    async with town_in(place) as opened:
        yield opened, place


async def test_once_the_file_is_deleted_nothing_is_acknowledged_and_no_new_one_is_made(
    on_a_file: tuple[Town, Place],
) -> None:
    town, place = on_a_file
    await town.raise_need()
    async with asking(town) as session:
        await town.app.start()
        assert await ask(session, "/readyz") == (200, "ready\n")
        place.file.unlink()
        await town.dss.command("need")
        assert TAKEN in town.dss.no
        status, words = await ask(session, "/readyz")
        assert (status, TAKEN in words, str(place.file) in words) == (503, True, True)
    assert not place.file.exists()


async def test_once_an_older_copy_is_moved_over_it_nothing_is_acknowledged(
    on_a_file: tuple[Town, Place], tmp_path: Path
) -> None:
    town, place = on_a_file
    older = tmp_path / "older.db"
    back_up(place.url, older)
    copied = older.read_bytes()
    await town.dss.command("need")
    older.replace(place.file)
    await town.dss.fill(title="Backup of state data", text="Agencies lose data.", sources=["d"])
    assert TAKEN in town.dss.no
    assert place.file.read_bytes() == copied


async def test_an_older_copy_that_is_written_into_the_same_file_is_noticed_by_its_generation(
    on_a_file: tuple[Town, Place], tmp_path: Path
) -> None:
    """As `cp` does: the inode stays. What the write-ahead log still holds is read before the file."""
    town, place = on_a_file
    record = town.app.record
    assert await record.look_whether_it_is_there() == ""
    older = tmp_path / "older.db"
    back_up(place.url, older)
    await town.raise_need()
    assert await record.look_whether_it_is_there() == ""
    place.look("PRAGMA wal_checkpoint(TRUNCATE)")
    inode = place.file.stat().st_ino
    place.file.write_bytes(older.read_bytes())
    assert place.file.stat().st_ino == inode
    assert await record.look_whether_it_is_there() != ""
    before = place.file.read_bytes()
    await town.dss.command("need")
    assert isinstance(town.dss.last, ShowRefusal)
    assert place.file.read_bytes() == before


async def test_what_was_committed_to_a_file_that_went_away_meanwhile_is_not_acknowledged(
    on_a_file: tuple[Town, Place],
) -> None:
    town, place = on_a_file
    with pytest.raises(Exception, match=TAKEN):
        await town.app.record.write(lambda tx: place.file.unlink())


async def test_an_older_state_is_noticed_by_its_generation(town: Town, place: Place) -> None:
    record = town.app.record
    assert await record.look_whether_it_is_there() == ""
    (generation,) = place.look("SELECT value FROM counters WHERE name = 'generation'")[0]
    await town.raise_need()
    assert await record.look_whether_it_is_there() == ""
    place.tamper(f"UPDATE counters SET value = {generation} WHERE name = 'generation'")
    assert await record.look_whether_it_is_there() == REPLACED
    await town.dss.command("need")
    assert town.dss.no == REPLACED
    async with asking(town) as session:
        assert REPLACED in (await ask(session, "/readyz"))[1]


async def test_another_record_is_noticed_by_its_id(town: Town, place: Place) -> None:
    record = town.app.record
    assert await record.look_whether_it_is_there() == ""
    place.tamper("UPDATE notes SET value = 'another' WHERE name = 'record id'")
    assert await record.look_whether_it_is_there() == REPLACED


async def test_while_nothing_is_written_looking_writes_nothing(town: Town, place: Place) -> None:
    record = town.app.record
    for _ in range(3):
        assert await record.look_whether_it_is_there() == ""
    assert place.look("SELECT value FROM counters WHERE name = 'generation'") == [(1,)]


async def test_two_replicas_raise_one_generation_and_neither_takes_the_other_for_a_copy(place: Place) -> None:
    async with town_in(place) as first, town_in(place) as other:
        for town in (first, other, first, other, other, first):
            await town.app.record.write(lambda tx: tx.notes.set("something", "new"))
            assert await town.app.record.look_whether_it_is_there() == ""


async def test_a_running_govbot_notices_within_five_seconds_though_nobody_acts(
    town: Town, place: Place
) -> None:
    assert record_watch.SECONDS < 5
    await town.app.start()
    record = town.app.record
    while not place.look("SELECT value FROM counters WHERE name = 'generation'"):  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    place.tamper("UPDATE notes SET value = 'another' WHERE name = 'record id'")
    async with asyncio.timeout(5):
        while not record.fault:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert record.fault == REPLACED


def test_a_record_that_is_missing_at_start_is_made_only_where_the_operator_says_so(
    tmp_path: Path, postgres: Server
) -> None:
    for place in (sqlite_in(tmp_path), empty_on(postgres)):
        with pytest.raises(UnsafeSettings) as refused:
            require_record(place.url, new=False)
        assert str(refused.value) == NONE
        require_record(place.url, new=True)
        assert not place.file.is_file()
    (tmp_path / "govbot.db").touch()
    assert not has_record(sqlite_in(tmp_path).url)


def test_a_record_that_is_there_is_not_called_new(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "govbot.db")) as raw:
        raw.executescript(
            "CREATE TABLE alembic_version (version_num VARCHAR(32)); INSERT INTO alembic_version VALUES ('0005')"
        )
    url = sqlite_in(tmp_path).url
    require_record(url, new=False)
    with pytest.raises(UnsafeSettings) as refused:
        require_record(url, new=True)
    assert str(refused.value) == ONE
