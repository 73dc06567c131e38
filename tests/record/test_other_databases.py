"""A database that is somebody else's, a newer govbot's or nobody's yet: each is told so, and left as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from govbot.cli.main import app
from govbot.record import StorageFault, migrate
from govbot.record.database import NO_ADDRESS
from govbot.record.transfer import move
from tests.places import Place, either, empty_on, sqlite_in
from tests.postgres import Server
from tests.record.given import Clock, record_in

ASKING = ("verify", "status", "undelivered", "outreach ITP-1", "library {folder}/pages")
NEWER = (
    "This database was made by a newer govbot (0099): use that one, or restore the copy that was made before."
)
MARK = "This is not govbot's database: name another one."


@pytest.fixture(params=["sqlite", "postgresql"])
def nothing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A database without a table."""
    yield from either(request, tmp_path, empty_on)


def typed(words: str, place: Place, folder: Path) -> str:
    """What a refused command says."""
    ran = CliRunner().invoke(app, [*words.format(folder=folder).split(), "--database", place.url])
    assert ran.exit_code == 1, ran.output
    return ran.output.strip()


def made(place: Place) -> None:
    record = record_in(place, Clock())
    record.open_now()
    record.close_now()


def tables(place: Place) -> list[str]:
    words = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    tables = place.look(words if place.server else "SELECT name FROM sqlite_master WHERE type = 'table'")
    return [name for (name,) in tables]


def test_a_database_that_is_not_govbots_is_refused_and_left_as_it_is(nothing: Place, tmp_path: Path) -> None:
    nothing.tamper("CREATE TABLE customers (name TEXT)")
    before = nothing.kept()
    for migrating in (True, False):
        with pytest.raises(StorageFault, match=MARK):
            record_in(nothing, Clock()).open_now(migrating=migrating)
    assert (tables(nothing), nothing.kept()) == (["customers"], before)


@pytest.mark.parametrize("words", ASKING)
def test_whoever_asks_is_told_and_makes_no_table(nothing: Place, tmp_path: Path, words: str) -> None:
    nothing.tamper("")
    if nothing.server is None:
        nothing.file.touch()
    assert typed(words, nothing, tmp_path) == migrate.NOTHING
    assert tables(nothing) == []
    nothing.tamper("CREATE TABLE customers (name TEXT)")
    assert typed(words, nothing, tmp_path) == MARK
    assert tables(nothing) == ["customers"]


def test_a_newer_govbots_database_is_told_so_everywhere(nothing: Place, tmp_path: Path) -> None:
    made(nothing)
    nothing.tamper("UPDATE alembic_version SET version_num = '0099'")
    for migrating in (True, False):
        with pytest.raises(StorageFault) as told:
            record_in(nothing, Clock()).open_now(migrating=migrating)
        assert str(told.value) == NEWER
    with pytest.raises(StorageFault) as told:
        move(nothing.url, sqlite_in(tmp_path, "to.db").url)
    assert str(told.value) == NEWER


@pytest.mark.parametrize("words", ASKING)
def test_whoever_asks_a_newer_govbots_database_is_told_so(tmp_path: Path, words: str) -> None:
    place = sqlite_in(tmp_path)
    made(place)
    place.tamper("UPDATE alembic_version SET version_num = '0099'")
    assert typed(words, place, tmp_path) == NEWER


def test_nothing_is_copied_into_somebody_elses_database(nothing: Place, tmp_path: Path) -> None:
    source = sqlite_in(tmp_path, "from.db")
    made(source)
    nothing.tamper("CREATE TABLE customers (name TEXT)")
    with pytest.raises(StorageFault, match=MARK):
        move(source.url, nothing.url)
    assert tables(nothing) == ["customers"]


def test_nothing_takes_the_place_of_somebody_elses_database(tmp_path: Path) -> None:
    source, other = sqlite_in(tmp_path, "from.db"), sqlite_in(tmp_path, "other.db")
    made(source)
    other.tamper("CREATE TABLE customers (name TEXT)")
    assert typed(f"restore {source.file} --force", other, tmp_path) == MARK
    assert tables(other) == ["customers"]


@pytest.mark.parametrize(
    "words",
    [
        "verify --database mysql://me:s3cret@host/db",
        "status --database postgresql+asyncpg://host/db",
        "backup {folder}/c.db --database postgresql://host:port/db",
        "restore {folder}/from.db --database {folder}/z.db",
        "copy --to {folder}/c.db --database {folder}/from.db",
    ],
)
def test_an_address_that_is_none_is_told_how_to_write_one(tmp_path: Path, words: str) -> None:
    made(sqlite_in(tmp_path, "from.db"))
    ran = CliRunner().invoke(app, words.format(folder=tmp_path).split())
    assert (ran.exit_code, ran.output.strip()) == (1, NO_ADDRESS)


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    place = sqlite_in(tmp_path)
    record = record_in(place, Clock())
    record.open_now()
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    record.close_now()
    assert modes == dict.fromkeys(("govbot.db", "govbot.db-shm", "govbot.db-wal"), 0o600)


NOWHERE = "postgresql://me:s3cret@127.0.0.1:1/db"


@pytest.mark.parametrize(
    ("words", "check"),
    [
        (f"verify --database {NOWHERE}", "GOVBOT_DATABASE"),
        (f"status --database {NOWHERE}", "GOVBOT_DATABASE"),
        (f"copy --to sqlite:///{{folder}}/c.db --database {NOWHERE}", "GOVBOT_DATABASE"),
        (f"copy --to {NOWHERE} --database {{folder}}/from.db", "--to"),
    ],
)
def test_a_database_that_cannot_be_reached_is_named_with_the_cause(
    tmp_path: Path, words: str, check: str
) -> None:
    made(sqlite_in(tmp_path, "from.db"))
    ran = CliRunner().invoke(app, words.format(folder=tmp_path).split())
    assert (ran.exit_code, ran.output.strip()) == (
        1,
        f"The database at 127.0.0.1:1 can't be reached: Connection refused. Check {check}.",
    )


def test_a_user_whom_the_server_does_not_know_is_told_so(postgres: Server) -> None:
    url = f"postgresql://nobody:s3cret@/none?host={postgres.host}"
    ran = CliRunner().invoke(app, ["verify", "--database", url])
    assert "does not exist. Check GOVBOT_DATABASE." in ran.output
    assert "s3cret" not in ran.output


def test_a_file_that_cannot_be_made_is_named_with_the_cause(tmp_path: Path) -> None:
    with pytest.raises(StorageFault) as told:
        record_in(sqlite_in(tmp_path / "nowhere"), Clock()).open_now()
    where = tmp_path / "nowhere" / "govbot.db"
    assert str(told.value) == (
        f"The database at {where} can't be reached: unable to open database file. Check GOVBOT_DATABASE."
    )
