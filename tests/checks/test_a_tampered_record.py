"""A record that somebody with every right on the database has changed: `verify` says what is wrong.

Each tampering is done to a whole process, from its need to its scheduled review, which an earlier version recorded.
What cannot be found without seals outside the database is named, and held to be so, at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.exc import DBAPIError
from typer.testing import CliRunner

from govbot.bot.recording import VIEWS_VERSION, list_policy
from govbot.cli.main import app
from govbot.library.serving import DAMAGED, LibraryPages
from govbot.record import DamagedDocument, Record, Verified
from govbot.record.daily_counts import DailyCounts
from govbot.record.database import reading_engine, writing_engine
from govbot.record.migrate import upgrade, upgrade_on
from govbot.record.transfer import move
from govbot.record.verify import verify_on
from govbot.runtime.app import FOLDS
from govbot.runtime.clock import Clock
from tests.government import PROCESS
from tests.places import Place, empty_on
from tests.postgres import Server
from tests.record.test_an_earlier_database import AFTERWARDS, earlier

STREAM = "policy:ITP-1"


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A whole process on record, on this kind of database."""
    here = earlier(tmp_path)
    engine = writing_engine(here.url)
    upgrade(engine)
    with engine.begin() as conn:
        DailyCounts(conn, AFTERWARDS).note()
    engine.dispose()
    if request.param == "sqlite":
        yield here
        return
    server: Server = request.getfixturevalue("postgres")
    there = empty_on(server)
    move(here.url, there.url, watched=0.1)
    yield there
    server.drop(there.name)


def verified(place: Place) -> Verified:
    engine = reading_engine(place.url)
    try:
        with engine.connect() as conn:
            return verify_on(conn)
    finally:
        engine.dispose()


def told(place: Place) -> str:
    """All that `verify` finds wrong."""
    checked = verified(place)
    return "\n".join([checked.bad[2] if checked.bad else "", *checked.problems]).strip()


def hashes_of_the_version(place: Place) -> tuple[str, str]:
    """The hashes of the approved file and of its text."""
    ((body,),) = place.look("SELECT body FROM entries WHERE type = 'Approved'")
    file, text = (re.search(rf'"{name}":"([0-9a-f]{{64}})"', body) for name in ("sha256", "text_sha256"))
    assert file
    assert text
    return file[1], text[1]


NOISE = "(SELECT salt FROM entries WHERE position = 1)"  # some bytes, written alike on both databases
TAMPERINGS = {
    "the approved file changed": (f"UPDATE documents SET data = {NOISE} WHERE sha256 = '%file'",
                                  "The document %file, which entry .* names, was changed."),
    "the approved file deleted": ("DELETE FROM documents WHERE sha256 = '%file'",
                                  "The document %file, which entry .* names, is missing."),
    "the approved text changed": (f"UPDATE documents SET data = {NOISE} WHERE sha256 = '%text'",
                                  "The document %text, which entry .* names, was changed."),
    "the approved text deleted": ("DELETE FROM documents WHERE sha256 = '%text'",
                                  "The document %text, which entry .* names, is missing."),
    "what an entry says changed": ("UPDATE entries SET body = replace(body, 'high', 'low') "
                                   "WHERE type = 'PursuitRecommended'",
                                   f"What entry 2 of {STREAM} says was changed."),
    "an entry given to another": ("UPDATE entries SET actor = 'p9' WHERE type = 'Approved'",
                                  f"Entry .* of {STREAM} was changed."),
    "an entry deleted": (f"DELETE FROM entries WHERE stream = '{STREAM}' AND seq = 5",
                         f"Entry 5 of {STREAM} is missing."),
    "two entries swapped": (f"UPDATE entries SET seq = seq - 1000 WHERE stream = '{STREAM}' AND seq IN (5, 6);"
                            "UPDATE entries SET seq = 11 - seq - 1000 WHERE seq < 0",
                            f"Entry 5 of {STREAM}"),
    "the tail cut off": (f"DELETE FROM entries WHERE stream = '{STREAM}' AND seq > 70",
                         f"Entry 71 of {STREAM}, and all after it, were cut off."),
    "a stream's head changed": (f"UPDATE streams SET digest = 'x' WHERE id = '{STREAM}'",
                                f"Entry 77 of {STREAM} is not the one that its stream ended with."),
    "an account moved to the Secretary": (
        "UPDATE accounts SET person = (SELECT max(person) FROM accounts) "
        "WHERE person = (SELECT min(person) FROM accounts)",
        "An account on .* acts for p.*, and the record says that it was linked to p"),
    "an account that nobody linked": (
        "INSERT INTO accounts (platform, tenant, \"user\", person, refused) "
        "SELECT platform, tenant, 'U666', person, refused FROM accounts WHERE person IS NOT NULL LIMIT 1",
        "An account on .* acts for p.*, and the record says that it was linked to nobody"),
    "an account unlinked": (
        "UPDATE accounts SET person = NULL WHERE person = (SELECT min(person) FROM accounts)",
        "An account on .* acts for nobody, and the record says that it was linked to p"),
    "an account of a person changed to another": (
        "UPDATE accounts SET \"user\" = 'U666' WHERE person = (SELECT min(person) FROM accounts)",
        "An account on .* that was linked to p.* is missing"),
    "a name changed": ("UPDATE people SET name = 'x' WHERE id = 'p1'",
                       "The name or the address of p1 is not as it was recorded."),
    "an address changed": ("UPDATE people SET email = 'x@ct.example', email_folded = 'x@ct.example' WHERE id = 'p1'",
                           "The name or the address of p1 is not as it was recorded."),
    "the address by which somebody is found changed": (
        "UPDATE people SET email_folded = 'x@ct.example' WHERE id = 'p1'",
        "The name or the address of p1 is not as it was recorded."),
    "a salt taken away": ("UPDATE people SET salt = NULL WHERE id = 'p1'",
                          "The name or the address of p1 is not as it was recorded."),
    "a person added by hand": (
        "INSERT INTO people SELECT 'p999', name, 'x@ct.example', 'x@ct.example', agency, active, added_at, salt "
        "FROM people WHERE id = 'p1'",
        "The table of people has p999, and no entry says so."),
    "a person taken out": ("DELETE FROM people WHERE id = 'p1'",
                           "p1, whom an entry names, is missing from the table of people."),
    "an account taken out": ("DELETE FROM accounts WHERE person = (SELECT min(person) FROM accounts)",
                             "An account on .* is missing from the table of accounts."),
    "a policy removed, its stream too": (
        f"DELETE FROM entries WHERE stream = '{STREAM}'; DELETE FROM streams WHERE id = '{STREAM}'",
        "1 policies were begun, and the record holds 0: some were removed."),
    "a policy removed, and counted out": (
        f"DELETE FROM entries WHERE stream = '{STREAM}'; DELETE FROM streams WHERE id = '{STREAM}';"
        "DELETE FROM counters WHERE name = 'policy'; DELETE FROM policies; DELETE FROM obligations",
        f"{STREAM} was removed: the table outbox still names it."),
    "deliveries wiped": ("DELETE FROM deliveries", "of which no delivery is kept: the deliveries were removed."),
    "the deliveries of a day wiped, and what else names them": (
        "DELETE FROM deliveries WHERE started_at LIKE '2026-11-28%'; DELETE FROM messages; UPDATE outbox SET tries = 0",
        "On 2026-11-28, [0-9]+ deliveries were counted, and 0 are there: some were removed."),
    "refused attempts wiped": ("DELETE FROM attempts",
                               "On 2026-11-28, 2 refused attempts were counted, and 0 are there"),
    "a refused attempt wiped": ("DELETE FROM attempts WHERE id = (SELECT max(id) FROM attempts)",
                                "On 2026-12-21, 1 refused attempts were counted, and 0 are there"),
    "a refused attempt wiped, and counted out": (
        "DELETE FROM attempts WHERE at LIKE '2026-12-21%'; "
        "UPDATE daily_counts SET attempts = 0 WHERE day = '2026-12-21'",
        "The count of 2026-12-21 was changed."),
    "the count of a day taken out": ("DELETE FROM daily_counts WHERE day = '2026-12-21'",
                                     "The count of 2026-12-22 does not follow the count of the day before it."),
    "the last counts taken out": ("DELETE FROM daily_counts WHERE day > '2027-01-01'",
                                  "[0-9]+ days were counted, and the counts of [0-9]+ are there"),
}  # fmt: skip

# SQLite puts a value of any kind into any column.
OF_ANOTHER_KIND = {
    "a file as a text": ("UPDATE documents SET data = CAST(data AS TEXT) WHERE rowid = 1",
                         "The document .* was changed."),
    "a body as bytes": ("UPDATE entries SET body = CAST(body AS BLOB) WHERE position = 5", "was changed."),
    "a salt as a text": ("UPDATE entries SET salt = 'salt' WHERE position = 5", "was changed."),
    "an actor as bytes": ("UPDATE entries SET actor = CAST(actor AS BLOB) WHERE position = 5", "was changed."),
    "a number as a text": ("UPDATE entries SET seq = 'x' WHERE position = 5", "Entry .* of .* is missing."),
}  # fmt: skip

# Found by nothing within the database: a copy, or a seal outside it, would show them.
NOT_FOUND = {
    "a note changed": "UPDATE notes SET value = 'x'",
}


@pytest.mark.check("R24", "S60")
@pytest.mark.parametrize(("sql", "sentence"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_what_was_tampered_with_is_told(kept: Place, sql: str, sentence: str) -> None:
    file, text = hashes_of_the_version(kept)
    assert told(kept) == ""
    kept.tamper(sql.replace("%file", file).replace("%text", text))
    assert re.search(sentence.replace("%file", file).replace("%text", text), told(kept))


@pytest.mark.check("R24", "S60")
@pytest.mark.parametrize(("sql", "sentence"), OF_ANOTHER_KIND.values(), ids=OF_ANOTHER_KIND)
def test_a_value_of_another_kind_is_told_where_the_database_takes_it(
    tmp_path: Path, sql: str, sentence: str
) -> None:
    place = earlier(tmp_path)
    engine = writing_engine(place.url)
    upgrade(engine)
    engine.dispose()
    place.tamper(sql)
    assert re.search(sentence, told(place))


@pytest.mark.parametrize("sql", NOT_FOUND.values(), ids=NOT_FOUND)
def test_what_cannot_be_found_yet_is_named_and_public_records_says_so(kept: Place, sql: str) -> None:
    kept.tamper(sql)
    assert told(kept) == ""
    page = " ".join((Path(__file__).parents[2] / "docs" / "public-records.md").read_text().split())
    assert "Refused attempts, deliveries and notes lie beside the chain" in page


@pytest.mark.check("R24")
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entries SET actor = 'p9'",
        "DELETE FROM entries WHERE position = 1",
        "UPDATE documents SET stored_at = stored_at",
        "DELETE FROM documents",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry_or_a_document(kept: Place, sql: str) -> None:
    before = told(kept)
    engine = writing_engine(kept.url)
    with pytest.raises(DBAPIError, match="are never changed or deleted"), engine.begin() as conn:
        conn.exec_driver_sql(sql)
    engine.dispose()
    assert (before, told(kept)) == ("", "")


@pytest.mark.check("R24")
@pytest.mark.parametrize("table", ["entries", "documents"])
def test_neither_replacing_nor_emptying_is_a_way_round(kept: Place, table: str) -> None:
    key = "position" if table == "entries" else "sha256"
    ways = {
        "sqlite": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} ORDER BY {key} LIMIT 1",
        "postgresql": f"SET LOCAL session_replication_role = replica; TRUNCATE {table}",
    }
    engine = writing_engine(kept.url)
    with pytest.raises(DBAPIError, match="are never changed or deleted"), engine.begin() as conn:
        conn.exec_driver_sql(ways[engine.dialect.name])
    engine.dispose()
    assert told(kept) == ""


@pytest.mark.check("R24")
def test_a_dropped_trigger_is_told_and_the_next_migration_makes_it_anew(kept: Place) -> None:
    drop = "DROP TRIGGER entries_forever ON entries" if kept.server else "DROP TRIGGER entries_never_deleted"
    engine = writing_engine(kept.url)
    with engine.begin() as conn:
        conn.exec_driver_sql(drop)
    assert "does not forbid to change or delete entries" in told(kept)
    with engine.begin() as conn:
        upgrade_on(conn)
    engine.dispose()
    assert told(kept) == ""


@pytest.mark.check("S60")
@pytest.mark.parametrize(
    "table", ["outbox", "snoozes", "ix_digests_stream"]
)  # no other check reads the last two
def test_a_damaged_page_of_the_file_is_told(tmp_path: Path, table: str) -> None:
    place = earlier(tmp_path)
    engine = writing_engine(place.url)
    upgrade(engine)
    engine.dispose()
    ((root,),) = place.look(f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")
    ((size,),) = place.look("PRAGMA page_size")
    with place.file.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * 64)
    checked = verified(place)
    assert not checked.whole
    assert "is damaged" in checked.first


@pytest.mark.check("S60")
def test_the_operator_reads_whether_postgresql_checks_its_pages(kept: Place) -> None:
    remarks = " ".join(verified(kept).remarks)
    assert ("PostgreSQL's data checksums are" in remarks) == (kept.server is not None)


@pytest.mark.check("S60")
async def test_a_served_page_whose_document_fails_says_so_and_all_others_go_on(kept: Place) -> None:
    _, text = hashes_of_the_version(kept)
    record = Record(kept.url, FOLDS, Clock().now)
    await record.open()
    await record.rebuild_views(list_policy, VIEWS_VERSION)
    site = web.Application()
    LibraryPages(record, PROCESS).mount(site)

    async def read(path: str) -> tuple[int, str]:
        async with client.get(f"/library/{path}") as answer:
            return answer.status, await answer.text(errors="replace")

    async with TestClient(TestServer(site)) as client:
        word = re.search(r'ITP-1-version[^"]+', (await read("ITP-1/v1.0/index.html"))[1])
        paths = ["ITP-1/v1.0/text.md", *([f"ITP-1/v1.0/{word[0]}"] if word else [])]
        assert [(await read(path))[0] for path in paths] == [200, 200]
        ((_, copy),) = await record.read(lambda tx: tx.clean_copies.all())
        kept.tamper(f"UPDATE documents SET data = {NOISE} WHERE sha256 IN ('{text}', '{copy}')")
        assert [await read(path) for path in paths] == [(503, DAMAGED), (503, DAMAGED)]
        assert "is not as it was approved" in (await read("ITP-1/"))[1]
        assert "Acceptable Use" in (await read(""))[1]
    with pytest.raises(DamagedDocument, match="tell the operator"):
        await record.read(lambda tx: tx.documents.text(text))
    await record.close()


@pytest.mark.check("S60")
def test_the_library_is_written_without_the_text_that_is_damaged(kept: Place, tmp_path: Path) -> None:
    file, text = hashes_of_the_version(kept)
    kept.tamper(
        f"UPDATE documents SET data = {NOISE} WHERE sha256 = '{text}'; DELETE FROM documents WHERE sha256 = '{file}'"
    )
    ran = CliRunner().invoke(app, ["library", str(tmp_path / "library"), "--database", kept.url])
    assert ran.exit_code == 1, ran.output
    assert "The text of ITP-1, version 1.0, is missing" in ran.output
    assert "The Word file of ITP-1, version 1.0, is missing" in ran.output
    page = (tmp_path / "library" / "ITP-1" / "index.html").read_text()
    assert "The text of this version is missing from the record, or is not as it was approved." in page
    assert {path.name for path in (tmp_path / "library" / "ITP-1" / "v1.0").iterdir()} == {"index.html"}
