"""`govbot backup`, `restore` and `copy`, as the operator types them: what was done is said, and so is what was not."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from govbot.__main__ import app
from tests.postgres import EMPTY, Server

SAMPLE = Path(__file__).parents[2] / "src" / "govbot" / "sample"


def typed(*words: object) -> tuple[int, str]:
    ran = CliRunner().invoke(app, [str(word) for word in words])
    return ran.exit_code, ran.output


def test_a_record_is_copied_lost_put_back_and_moved(tmp_path: Path, postgres: Server) -> None:
    record, copy = tmp_path / "govbot.db", tmp_path / "copy.db"
    url = f"sqlite:///{record}"
    lists = [
        word for name in ("agencies", "roster", "offices") for word in (f"--{name}", SAMPLE / f"{name}.csv")
    ]
    assert typed("roster", *lists, "--database", url)[0] == 0
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
    assert typed("verify", "--database", postgres.url(name)) == whole
    status, said = typed("copy", "--to", postgres.url(name), "--database", url)
    assert (status, "holds a record already" in said) == (1, True)
    status, said = typed("backup", tmp_path / "no.db", "--database", postgres.url(name))
    assert (status, "pg_dump" in said) == (1, True)
    postgres.drop(name)
