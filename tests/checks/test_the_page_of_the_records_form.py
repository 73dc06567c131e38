"""A verifier that was copied from docs/format.md, and shares nothing with govbot, agrees on every entry."""

from __future__ import annotations

import json
import random
import re
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from govbot.core.grammar import Acting, Capacity
from govbot.record import Tx, verify
from tests.places import Place
from tests.record.given import CIO, Clock, Noted, record_in
from tests.record.test_an_earlier_database import earlier

PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text()
(PROGRAM,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
pytestmark = pytest.mark.check("R24")
STRANGE = 'aZ0 “ö” \u2028 \x7f/<&>\t\n\r\x08\x0c\x01\x1f"\\ 😀 e\u0301 \ufeff'


def the_page() -> dict[str, Any]:
    """The functions that the page prints."""
    names: dict[str, Any] = {}
    exec(PROGRAM, names)
    return names


def rows_of(place: Place) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of entries and of streams, read without govbot."""
    if place.server is None:
        raw = sqlite3.connect(place.file)
        raw.row_factory = sqlite3.Row
        entries = [dict(row) for row in raw.execute("SELECT * FROM entries ORDER BY stream, seq")]
        heads = [dict(row) for row in raw.execute("SELECT * FROM streams")]
        raw.close()
        return entries, heads
    listed: list[list[dict[str, Any]]] = []
    with place.server.connect(place.name) as conn:
        for words in ("SELECT * FROM entries ORDER BY stream, seq", "SELECT * FROM streams"):
            cursor = conn.execute(words.encode())
            names = [column.name for column in cursor.description or ()]
            listed.append([dict(zip(names, row, strict=True)) for row in cursor])
    return listed[0], listed[1]


def appending(stream: str, acting: Acting, events: list[Noted]) -> Callable[[Tx], object]:
    return lambda tx: tx.append(stream, acting, events)


def words_of(chance: random.Random) -> str:
    return "".join(chance.choice(STRANGE) for _ in range(chance.randrange(12)))


async def test_the_verifier_of_the_page_agrees_on_a_thousand_entries(place: Place) -> None:
    chance = random.Random(8)
    record = record_in(place, Clock())
    await record.open()
    for _ in range(20):
        acting = Acting(
            f"p{chance.randrange(9)}",
            Capacity("seat", words_of(chance), words_of(chance), words_of(chance)),
            CIO.happened_on,
            entered_by=chance.choice([None, "", "p2"]),
            evidence=chance.choice(["", words_of(chance)]),
        )
        events = [Noted(words=words_of(chance)) for _ in range(50)]
        stream = f"policy:ITP-{chance.randrange(5)}"
        await record.write(appending(stream, acting, events), within=30)
    assert (await record.read(verify)).bad is None
    await record.close()
    entries, heads = rows_of(place)
    assert len(entries) == 1000
    assert the_page()["first_bad"](entries, heads) is None


def test_the_verifier_of_the_page_finds_what_was_changed(tmp_path: Path) -> None:
    first_bad = the_page()["first_bad"]
    entries, heads = rows_of(earlier(tmp_path))
    assert first_bad(entries, heads) is None
    assert first_bad(entries[:-1], heads) == ("policy:ITP-1", 77)
    assert first_bad([entries[0], *entries[2:]], heads) == ("directory", 2)
    for column in ("type", "actor", "body", "evidence", "entered_by", "prev", "digest"):
        changed = [{**row, column: f"{row[column]}x"} if row["seq"] == 5 else row for row in entries]
        assert first_bad(changed, heads)[1] == 5, column


def test_the_example_of_the_page_is_what_it_says() -> None:
    (array,) = re.findall(r"```json\n(.*?)\n```", PAGE, re.DOTALL)
    (digest,) = re.findall(r"`digest` is `([0-9a-f]{64})`", PAGE)
    assert sha256(array.encode()).hexdigest() == digest
    assert json.loads(array)[10] is None
    assert digest in (Path(__file__).parents[1] / "record" / "test_chain.py").read_text()
