"""The disk is full at a commit: nothing is said to be done, and it goes on without a restart.

That health is red meanwhile is tested beside health itself.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from govbot.core.cards.vocabulary import ShowCard
from govbot.record import Record, StorageFault, Tx
from govbot.record.errors import FULL
from tests.bot.town import town_at
from tests.checks.test_a_locked_database_at_a_click import answered, click
from tests.places import Place
from tests.record.given import Clock, record_in

pytestmark = pytest.mark.check("R08")


@pytest.fixture
async def record(place: Place) -> AsyncIterator[Record]:
    opened = record_in(place, Clock())
    await opened.open()
    yield opened
    await opened.close()


async def test_a_full_disk_is_not_success_and_recovers_without_restart(record: Record, place: Place) -> None:
    await fill(record, place)

    def much(tx: Tx) -> None:
        click(tx)
        tx.notes.set("much", "x" * 100_000)

    with pytest.raises(StorageFault, match="full"):
        await record.write(much)
    assert await answered(record) == ((), None)
    assert await record.write(click) == "done"


async def test_the_person_is_told_that_nothing_was_recorded_and_sends_the_same_form_again(
    place: Place,
) -> None:
    async with town_at("circulate", place) as town:
        form = (await town.dss.press("Comment")).form
        answer = {"kind": "comment", "text": "It is too long. " * 180}
        before = await town.entries()
        await no_room(town.app.record, place)
        await town.dss.submits(form.token, answer)
        assert town.dss.no == FULL
        assert await town.entries() == before
        await room_again(town.app.record, place)
        await town.dss.submits(form.token, answer)
        assert isinstance(town.dss.last, ShowCard)
        assert (await town.entries()).count("FeedbackGiven") == 1


async def no_room(record: Record, place: Place) -> None:
    """No page more in SQLite's file; in PostgreSQL none for an entry."""
    await fill(record, place)
    if place.server:
        place.tamper(
            "CREATE TRIGGER full_disk BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION no_room()"
        )


async def room_again(record: Record, place: Place) -> None:
    if place.server:
        place.tamper("DROP TRIGGER full_disk ON entries")
        return
    await record.write(lambda tx: tx.conn.exec_driver_sql("PRAGMA max_page_count=1073741823").scalar())


async def fill(record: Record, place: Place) -> None:
    """No room for much: SQLite's own limit of pages; what PostgreSQL says of a full disk, by its code."""
    if place.server is None:
        pages = await record.write(lambda tx: tx.conn.exec_driver_sql("PRAGMA page_count").scalar())
        await record.write(lambda tx: tx.conn.exec_driver_sql(f"PRAGMA max_page_count={pages}").scalar())
        return
    place.tamper("""
        CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
        CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION no_room()
    """)
