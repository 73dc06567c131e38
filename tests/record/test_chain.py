"""The chain: every change made behind the record's back is noticed, and the first bad entry named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from govbot.core.grammar import Capacity, Document, DocumentRef
from govbot.record import Record, Tx, Verified, verify
from govbot.record.chain import canonical
from govbot.record.errors import DamagedDocument
from tests.places import Place
from tests.record.given import CIO, Noted

FIRST, SECOND = "policy:ITP-1", "policy:ITP-2"


@pytest.fixture
async def recorded(record: Record) -> Record:
    def work(tx: Tx) -> None:
        for number in range(1, 5):
            tx.append(FIRST, CIO, [Noted(words=f"entry {number}")])
        by_telephone = replace(CIO, entered_by="p2", evidence="by telephone")
        tx.append(SECOND, by_telephone, [Noted(words="one"), Noted(words="two")])

    await record.write(work)
    return record


async def test_an_untouched_record_holds(recorded: Record) -> None:
    checked = await recorded.read(verify)
    assert replace(checked, remarks=()) == Verified(entries=6, streams=2, bad=None)


TAMPERINGS = {
    "edited": ("UPDATE entries SET body = replace(body, 'entry 2', 'entry X') WHERE position = 2", FIRST, 2),
    "its body taken out": ("UPDATE entries SET body = NULL, salt = NULL WHERE position = 2", FIRST, 2),
    "given to another": ("UPDATE entries SET actor = 'p9' WHERE position = 3", FIRST, 3),
    "dated back": ("UPDATE entries SET happened_on = '2020-01-01' WHERE position = 3", FIRST, 3),
    "its capacity changed": ("UPDATE entries SET capacity_key = 'seat:cfo' WHERE position = 3", FIRST, 3),
    "its evidence changed": ("UPDATE entries SET evidence = 'x' WHERE position = 5", SECOND, 1),
    "its evidence taken out": ("UPDATE entries SET evidence = NULL WHERE position = 5", SECOND, 1),
    "deleted": ("DELETE FROM entries WHERE position = 2", FIRST, 2),
    "swapped": ("UPDATE entries SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE position IN (2, 3);"
                "UPDATE entries SET seq = -seq WHERE seq < 0", FIRST, 2),
    "the first deleted": ("DELETE FROM entries WHERE position = 1", FIRST, 1),
    "the tail cut off": ("DELETE FROM entries WHERE position IN (3, 4)", FIRST, 3),
    "the tail of the last stream cut off": ("DELETE FROM entries WHERE position = 6", SECOND, 2),
    "a whole stream cut off": ("DELETE FROM entries WHERE stream = 'policy:ITP-2'", SECOND, 1),
    "a head taken out": ("DELETE FROM streams WHERE id = 'policy:ITP-1'", FIRST, 1),
    "the head's digest changed": ("UPDATE streams SET digest = 'x' WHERE id = 'policy:ITP-1'", FIRST, 4),
}  # fmt: skip


@pytest.mark.parametrize(("sql", "stream", "seq"), TAMPERINGS.values(), ids=TAMPERINGS)
@pytest.mark.check("R24")
async def test_what_was_changed_by_hand_is_named(
    recorded: Record, place: Place, sql: str, stream: str, seq: int
) -> None:
    place.tamper(sql)
    bad = (await recorded.read(verify)).bad
    assert bad is not None
    assert (stream, seq) == bad[:2]
    assert bad[2].endswith(".")


async def test_each_entry_has_a_salt_of_its_own(recorded: Record, place: Place) -> None:
    rows = place.look("SELECT salt, body, body_digest FROM entries")
    assert len({salt for salt, _, _ in rows}) == 6
    assert all(sha256(salt + body.encode()).hexdigest() == digest for salt, body, digest in rows)


async def test_the_form_of_an_entry_is_fixed(place: Place, record: Record) -> None:
    """A golden digest: a change of this value would break every record that there is."""
    record._randomness = bytes
    await record.write(lambda tx: tx.append("policy:ITP-1", CIO, [Noted(words="Größe “1”")]))
    ((body, digest),) = place.look("SELECT body, digest FROM entries")
    assert body == '{"later":"","words":"Größe “1”"}'
    assert digest == "628fac66e83814fe5ee264a09f9c1512a008f86417d37be1b4dab67d550f885d"


async def test_the_form_of_the_signs_in_an_entry_is_fixed(place: Place, record: Record) -> None:
    """The example of docs/format.md: quotes, a backslash, a tabulator, and signs beyond ASCII and U+FFFF."""
    record._randomness = bytes
    acting = replace(CIO, capacity=replace(CIO.capacity, label='Größe "1" \\ \t\U0001d11e'))
    await record.write(lambda tx: tx.append("policy:ITP-1", acting, [Noted(words="Größe “1”")]))
    ((digest,),) = place.look("SELECT digest FROM entries")
    assert digest == "20616656ad62ca2f8d8e9be16d3d22f49f0156b855388e6057b71b5ffbf590f2"


async def test_the_evidence_and_who_entered_it_are_kept(record: Record) -> None:
    paper = DocumentRef(name="memo.pdf", media="application/pdf", size=3, sha256="aa", text_sha256="bb")
    capacity = Capacity("designee", "OPM Secretary", authority="as designee of the OPM Secretary")
    acting = replace(
        CIO, capacity=capacity, happened_on=date(2026, 11, 2), evidence="signed memo", evidence_paper=paper
    )
    (entry,) = await record.write(lambda tx: tx.append(FIRST, acting, [Noted(words="approved")]))
    assert (entry,) == tuple(await record.read(lambda tx: tx.entries(FIRST)))
    assert ("signed memo", "as designee of the OPM Secretary", date(2026, 11, 2)) == (
        entry.evidence,
        entry.authority,
        entry.happened_on,
    )
    assert await record.read(lambda tx: tx.evidence_paper(FIRST, 1)) == paper


async def test_entries_can_be_paged(recorded: Record) -> None:
    first = await recorded.read(lambda tx: tx.numbered_entries(limit=4))
    rest = await recorded.read(lambda tx: tx.numbered_entries(after=first[-1][0], limit=4))
    assert [entry.seq for _, entry in first + rest] == [1, 2, 3, 4, 1, 2]
    assert [entry.seq for entry in await recorded.read(lambda tx: tx.entries(FIRST, after=2, limit=1))] == [3]


async def test_a_document_is_kept_once_under_its_hash(record: Record) -> None:
    data, text = b"PK bytes", "# Text"
    paper = DocumentRef(
        name="d.docx",
        media="application/msword",
        size=len(data),
        sha256=sha256(data).hexdigest(),
        text_sha256=sha256(text.encode()).hexdigest(),
    )
    for _ in range(2):
        await record.write(lambda tx: tx.documents.store(Document(paper, data, text)))
    assert await record.read(lambda tx: tx.documents.data(paper.sha256)) == data
    assert await record.read(lambda tx: tx.documents.text(paper.text_sha256)) == text
    with pytest.raises(ValueError, match="hash"):
        await record.write(lambda tx: tx.documents.store(Document(paper, b"other", text)))
    with pytest.raises(DamagedDocument):
        await record.read(lambda tx: tx.documents.data("00"))


def test_json_is_written_in_one_way() -> None:
    assert canonical({"b": [1, "ü"], "a": None}) == '{"a":null,"b":[1,"ü"]}'
