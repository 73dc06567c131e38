"""Copies: made while the record is written to, checked before they get their name, and put back only over nothing."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from pathlib import Path

import pytest

from govbot.core.grammar import Document, DocumentRef, Notification
from govbot.record import Record, Tx, copies
from govbot.record.copies import CopyRefused, back_up, restore
from tests.places import Place, sqlite_in, tamper_with
from tests.record.given import CIO, MORNING, Clock, Noted, record_in

DATA, TEXT = b"PK bytes", "# Text"
PAPER = DocumentRef(
    name="d.docx",
    media="application/msword",
    size=len(DATA),
    sha256=sha256(DATA).hexdigest(),
    text_sha256=sha256(TEXT.encode()).hexdigest(),
)


def begin(tx: Tx) -> None:
    tx.append("policy:ITP-1", CIO, [Noted(words="one")])
    tx.documents.store(Document(PAPER, DATA, TEXT))
    tx.outbox.tell("policy:ITP-1", 1, [Notification("steering", "need")], MORNING)


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return sqlite_in(tmp_path)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def recorded(place: Place) -> Record:
    record = record_in(place, Clock())
    await record.open()
    await record.write(begin)
    return record


async def test_a_copy_is_one_file_with_everything_in_it_for_its_owner_alone(
    here: Place, tmp_path: Path
) -> None:
    record = await recorded(here)
    made = back_up(here.url, tmp_path / "copy.db")
    await record.write(lambda tx: tx.append("policy:ITP-1", CIO, [Noted(words="after the copy")]))
    await record.close()
    assert (made.verified.entries, made.waiting) == (1, 1)
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert names_in(tmp_path) == ["copy.db", "govbot.db"]
    restore(f"sqlite:///{tmp_path / 'again.db'}", tmp_path / "copy.db")
    again = record_in(sqlite_in(tmp_path, "again.db"), Clock())
    await again.open()
    assert await again.read(lambda tx: (tx.state("policy:ITP-1")[0], tx.documents.data(PAPER.sha256))) == (
        ("one",),
        DATA,
    )
    await again.close()


async def test_neither_a_file_nor_a_record_is_overwritten_unless_forced(here: Place, tmp_path: Path) -> None:
    await (await recorded(here)).close()
    copy = tmp_path / "copy.db"
    copy.write_bytes(b"something else")
    with pytest.raises(CopyRefused, match="is there already"):
        back_up(here.url, copy)
    assert copy.read_bytes() == b"something else"
    back_up(here.url, copy, force=True)
    with pytest.raises(CopyRefused, match="holds a record already"):
        restore(here.url, copy)
    before = here.file.read_bytes()
    put = restore(here.url, copy, force=True)
    assert put.aside is not None
    assert put.aside.read_bytes() == before


async def test_a_record_in_use_is_never_replaced(here: Place, tmp_path: Path) -> None:
    record = await recorded(here)
    back_up(here.url, tmp_path / "copy.db")
    for force in (False, True):
        with pytest.raises(CopyRefused, match="is in use: stop govbot first"):
            restore(here.url, tmp_path / "copy.db", force=force)
    assert len(await record.read(lambda tx: tx.entries("policy:ITP-1"))) == 1
    await record.close()


DAMAGES = {
    "an entry": ("UPDATE entries SET body = 'x'", "What entry 1 of policy:ITP-1 says was changed."),
    "a document": ("UPDATE documents SET data = x'00'", "The document .* was changed."),
    "a newer schema": ("UPDATE alembic_version SET version_num = '9999'", "was made by a newer govbot"),
    "no record at all": ("DROP TABLE alembic_version", "This is not govbot's database"),
}


@pytest.mark.parametrize(("sql", "why"), DAMAGES.values(), ids=DAMAGES)
async def test_a_copy_that_is_not_whole_is_never_put_in_place(
    here: Place, tmp_path: Path, sql: str, why: str
) -> None:
    await (await recorded(here)).close()
    back_up(here.url, tmp_path / "copy.db")
    tamper_with(tmp_path / "copy.db", sql)
    before = here.look("SELECT stream, seq, digest FROM entries")
    with pytest.raises(CopyRefused, match=why):
        restore(here.url, tmp_path / "copy.db", force=True)
    with pytest.raises(CopyRefused, match=why):
        back_up(f"sqlite:///{tmp_path / 'copy.db'}", tmp_path / "third.db")
    assert here.look("SELECT stream, seq, digest FROM entries") == before
    assert names_in(tmp_path) == ["copy.db", "govbot.db"]


async def test_what_was_waiting_can_be_held_at_a_restore(here: Place, tmp_path: Path) -> None:
    await (await recorded(here)).close()
    back_up(here.url, tmp_path / "copy.db")
    restore(here.url, tmp_path / "copy.db", force=True, hold=True)
    assert here.look("SELECT state, last_error FROM outbox") == [("parked", copies.HELD)]


@pytest.mark.parametrize("bad", ["not a database", ""])
async def test_what_is_no_record_is_told_so(here: Place, tmp_path: Path, bad: str) -> None:
    (tmp_path / "bad.db").write_text(bad * 100)
    with pytest.raises(CopyRefused):
        restore(here.url, tmp_path / "bad.db")
    assert not here.file.exists()


def test_postgresql_is_copied_by_its_own_tools(tmp_path: Path) -> None:
    with pytest.raises(CopyRefused, match="pg_dump"):
        back_up("postgresql://somewhere/govbot", tmp_path / "copy.db")


async def test_a_copy_that_is_cut_off_leaves_nothing_behind(
    here: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = await recorded(here)

    def stops(*_: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(copies, "_settle", stops)
    with pytest.raises(OSError, match="no"):
        await asyncio.to_thread(back_up, here.url, tmp_path / "copy.db")
    assert [name for name in names_in(tmp_path) if not name.startswith("govbot.db")] == []
    await record.close()
