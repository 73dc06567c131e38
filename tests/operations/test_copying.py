"""`govbot backup`, `restore` and `copy`, as the operator types them: what was done is said, and so is what was not."""

from __future__ import annotations

from errno import EACCES
from pathlib import Path

import pytest
from typer.testing import CliRunner

from govbot.cli.main import app
from tests.places import sqlite_in
from tests.postgres import EMPTY, Server
from tests.record.given import Clock, record_in

SAMPLE = Path(__file__).parents[2] / "src" / "govbot" / "demo" / "sample"


def typed(*words: object) -> tuple[int, str]:
    ran = CliRunner().invoke(app, [str(word) for word in words])
    return ran.exit_code, ran.output


def test_a_record_is_copied_lost_put_back_and_moved(tmp_path: Path, postgres: Server) -> None:
    record, copy = tmp_path / "govbot.db", tmp_path / "copy.db"
    url = f"sqlite:///{record}"
    lists = [
        word for name in ("agencies", "roster", "offices") for word in (f"--{name}", SAMPLE / f"{name}.csv")
    ]
    assert typed("roster", "--new", *lists, "--database", url)[0] == 0
    whole = typed("verify", "--database", url)
    assert whole[0] == 0
    status, said = typed("backup", copy, "--database", url)
    assert (status, "its chain is intact" in said) == (0, True)
    status, said = typed("backup", copy, "--database", url)
    assert (status, "is there already" in said) == (1, True)
    status, said = typed("restore", copy, "--database", url)
    assert (status, "holds a record already" in said) == (1, True)
    record.unlink()
    status, said = typed("restore", copy, "--database", url)
    assert (status, "are in place" in said) == (0, True)
    assert typed("verify", "--database", url) == whole
    name = postgres.new(EMPTY)
    assert typed("copy", "--to", postgres.url(name), "--database", url)[0] == 0
    status, said = typed("verify", "--database", postgres.url(name))
    assert (status, [line for line in said.splitlines() if "data checksums" not in line]) == (
        0,
        whole[1].splitlines(),
    )
    status, said = typed("copy", "--to", postgres.url(name), "--database", url)
    assert (status, "holds a record already" in said) == (1, True)
    status, said = typed("backup", tmp_path / "no.db", "--database", postgres.url(name))
    assert (status, "pg_dump" in said) == (1, True)
    postgres.drop(name)


@pytest.mark.parametrize(
    "words",
    [
        "backup {folder}/copy.db --database {record}",
        "restore {record} --database sqlite:///{folder}/again.db",
        "library {folder} --database {record}",
        "manifest teams --out {folder}/p.zip --base-url https://govbot.example "
        "--app-id 11111111-2222-3333-4444-555555555555",
    ],
)
def test_a_folder_that_cannot_be_written_to_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    record, folder = tmp_path / "govbot.db", tmp_path / "theirs"
    folder.mkdir()
    made = record_in(sqlite_in(tmp_path), Clock())
    made.open_now()
    made.close_now()

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(EACCES, "Permission denied", str(path))

    for way in ("touch", "write_bytes", "write_text", "mkdir"):
        monkeypatch.setattr(Path, way, refuse)
    said = typed(*words.format(folder=folder, record=record).split())
    assert said == (1, f"{folder} can't be written to by this user: Permission denied.\n")


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    id_ = "11111111-2222-3333-4444-555555555555"
    out = tmp_path / "nodir" / "p.zip"
    status, said = typed(
        "manifest", "teams", "--out", out, "--base-url", "https://govbot.example", "--app-id", id_
    )
    assert (status, said) == (
        1,
        f"{out.parent} can't be written to by this user: No such file or directory.\n",
    )
