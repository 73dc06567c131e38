"""A backup under load, then restored: the chain and the rows' invariants hold."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from govbot.core.grammar import Notification, Obligation
from govbot.record import Record, Tx, verify
from govbot.record.copies import back_up, restore
from tests.places import Place, empty_on, sqlite_in
from tests.postgres import Server
from tests.record.given import CIO, MORNING, Clock, Noted, record_in

pytestmark = pytest.mark.check("R17")

COPIES = 20 if os.environ.get("GOVBOT_THOROUGH") else 3
STREAMS = 5
Restore = Callable[[str, Path], Place]


def act(tx: Tx, number: int) -> None:
    """What an action does: an entry, its answer, what is awaited next, and a message, in one transaction."""
    stream = f"policy:ITP-{number % STREAMS}"
    tx.lock([stream])
    entry = tx.append(stream, CIO, [Noted(words=str(number))])[-1]
    tx.put_obligations(
        stream, [Obligation("steering", "look", f"to look at {entry.seq}", MORNING, str(entry.seq))]
    )
    tx.outbox.tell(stream, entry.seq, [Notification("steering", "need", str(number))], tx.now)
    tx.answers.remember(f"{stream} {entry.seq}", str(number), tx.now)


INVARIANTS = {
    "each stream's row is at its last entry": """
        SELECT id FROM streams WHERE seq <> (SELECT max(seq) FROM entries WHERE stream = streams.id)""",
    "each entry has its answer": """
        SELECT stream, seq FROM entries
        WHERE NOT EXISTS (SELECT 1 FROM answers WHERE key = stream || ' ' || seq)""",
    "each answer has its entry": """
        SELECT key FROM answers
        WHERE NOT EXISTS (SELECT 1 FROM entries WHERE key = stream || ' ' || seq)""",
    "each entry has its message": """
        SELECT stream, seq FROM entries AS e
        WHERE 1 <> (SELECT count(*) FROM outbox AS o WHERE o.stream = e.stream AND o.seq = e.seq)""",
    "what is awaited follows from the last entry": """
        SELECT id FROM streams WHERE 1 <> (
            SELECT count(*) FROM obligations AS o
            WHERE o.stream = streams.id AND settled_at IS NULL AND about = CAST(streams.seq AS text))""",
}


@pytest.fixture
def copying(place: Place, tmp_path: Path, postgres: Server) -> tuple[Callable[[Path], None], Restore]:
    """How a record is copied and put elsewhere: govbot's own way, and PostgreSQL's, as docs/operating.md has it."""
    if place.server is None:
        return lambda file: void(back_up(place.url, file)), restore_sqlite

    def dump(file: Path) -> None:
        tool("pg_dump", postgres, "--format=custom", f"--file={file}", place.name)

    def restored(name: str, file: Path) -> Place:
        there = empty_on(postgres)
        tool("pg_restore", postgres, "--exit-on-error", "--no-owner", f"--dbname={there.name}", str(file))
        return there

    return dump, restored


def void(_: object) -> None: ...


def restore_sqlite(name: str, file: Path) -> Place:
    there = sqlite_in(file.parent, name)
    restore(there.url, file)
    return there


def tool(name: str, server: Server, *words: str) -> None:
    place = [f"--host={server.host}", "--username=postgres"]
    subprocess.run([server.binaries / name, *place, *words], check=True, capture_output=True, timeout=60)


async def test_a_copy_made_under_load_is_one_moment_of_the_record(
    place: Place, tmp_path: Path, copying: tuple[Callable[[Path], None], Restore]
) -> None:
    copy, put_back = copying
    record = record_in(place, Clock())
    await record.open()
    loading = asyncio.create_task(load(record))
    for number in range(COPIES):
        await asyncio.sleep(0.1)
        before = await entries(record)
        file = tmp_path / f"copy-{number}"
        await asyncio.to_thread(copy, file)
        after = await entries(record)
        assert after > before, "people went on acting while the copy was made"
        there = await asyncio.to_thread(put_back, f"again-{number}.db", file)
        assert {name: rows for name, words in INVARIANTS.items() if (rows := there.look(words))} == {}
        again = record_in(there, Clock())
        await again.open()
        verified = await again.read(verify)
        assert verified.bad is None
        assert before <= verified.entries <= after
        await again.write(lambda tx: act(tx, 0))
        await again.close()
        if there.server:
            there.server.drop(there.name)
    loading.cancel()
    await asyncio.gather(loading, return_exceptions=True)
    await record.close()


async def load(record: Record) -> None:
    number = 0
    while True:
        number += 4
        await asyncio.gather(*(record.write(partial(act, number=number + each)) for each in range(4)))


async def entries(record: Record) -> int:
    return await record.read(lambda tx: len(tx.entries(limit=2**62)))
