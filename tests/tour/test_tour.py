"""The whole process, start to finish, through each chat: on the real input where it is lent, else on the sample."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.places import tamper_with

FIELDS = {
    "policy", "stage", "version", "sha256", "events", "streams", "people", "agencies", "responses", "messages_sent",
    "verified",
}  # fmt: skip
Ran = subprocess.CompletedProcess[str]


def govbot(*words: str | Path, **environment: str) -> Ran:
    """Type a command, as an operator does."""
    command = [sys.executable, "-m", "govbot", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=240, check=False, env={**os.environ, **environment}
    )


def files_in(folder: Path) -> list[str | Path]:
    real = folder / "governance-process.docx"
    draft = real if real.exists() else folder / "policy.docx"
    lists = ((f"--{name}", folder / f"{name}.csv") for name in ("agencies", "roster", "offices"))
    return ["--draft", draft, *(word for pair in lists for word in pair)]


def ended(ran: Ran) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return summary


# Both chats at once are toured in test_both.py, each alone in the thorough runs.
ALONE = [pytest.param(chat, marks=pytest.mark.thorough) for chat in ("slack", "teams")]


@pytest.fixture(scope="module", params=["web", *ALONE])
def toured(
    request: pytest.FixtureRequest, real_input: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Ran, Path]:
    database = tmp_path_factory.mktemp(request.param) / "tour.db"
    words = ["--through", request.param, "--database", f"sqlite:///{database}", "--json"]
    return govbot("tour", *files_in(real_input), *words), database


# What a command says of the record that a tour left does not depend on the chat.
on_one_chat = pytest.mark.parametrize("toured", ["web"], indirect=True)


def test_the_policy_ends_in_force_and_the_record_is_whole(toured: tuple[Ran, Path], real_input: Path) -> None:
    ran, _ = toured
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    assert "not delivered" not in ran.stdout + ran.stderr
    end = ended(ran)
    draft = next(Path(word) for word in files_in(real_input) if str(word).endswith(".docx"))
    agencies = (real_input / "agencies.csv").read_text().strip().count("\n")
    representatives = (real_input / "roster.csv").read_text().strip().count("\n")
    assert set(end) == FIELDS
    assert (end["stage"], end["version"], end["verified"]) == ("in force", "1.0", True)
    assert end["sha256"] == sha256(draft.read_bytes()).hexdigest()
    assert (end["agencies"], end["people"], end["responses"]) == (
        agencies,
        representatives + 16,
        representatives,
    )
    assert end["streams"] == 2
    assert end["messages_sent"] > representatives


def test_the_transcript_shows_who_did_what(toured: tuple[Ran, Path]) -> None:
    ran, _ = toured
    for words in (
        "types  /gov group", "OPM Secretary", "presses [Approve draft D2]", "presses [Return]", "By telephone",
        "late", "A deviation", "Record a deviation", "Name my designee",
        "Somebody left", "weekly list", "Somebody else answers now", "Remind", "Write the version as in",
    ):  # fmt: skip
        assert words.casefold() in ran.stdout.casefold(), words


def test_the_record_of_the_tour_has_what_the_process_asks_for(toured: tuple[Ran, Path]) -> None:
    import asyncio

    from govbot.core.workflow.policy import Policy
    from govbot.record import Record
    from govbot.runtime.app import FOLDS
    from govbot.runtime.clock import Clock

    _, database = toured

    async def look() -> tuple[Policy, list[Any]]:
        record = Record(f"sqlite:///{database}", FOLDS, Clock().now)
        await record.open()
        try:
            return await record.read(
                lambda tx: (tx.state("policy:ITP-1")[0], tx.entries("policy:ITP-1", 0, 9999))
            )
        finally:
            await record.close()

    policy, entries = asyncio.run(look())
    (development,) = policy.past
    kinds = [comment.kind for comment in development.comments]
    assert sum(kind in ("comment", "implementation issue", "concern") for kind in kinds) >= 10
    assert {"comment", "implementation issue", "concern", "no comment", "not applicable"} <= set(kinds)
    assert kinds.count("concern") == 1
    assert sum(comment.late for comment in development.comments) == 1
    assert sum(comment.entered_by is not None for comment in development.comments) == 1
    assert [draft.number for draft in development.drafts] == [1, 2]
    assert len(development.returned) == 1
    assert len(policy.deviations) == 1
    assert any(entry.authority.startswith("as designee of") for entry in entries)
    assert all(not comment.wants_response or comment.response for comment in development.comments)


@on_one_chat
def test_verify_says_that_the_record_is_intact(toured: tuple[Ran, Path]) -> None:
    _, database = toured
    ran = govbot("verify", "--database", f"sqlite:///{database}")
    assert ran.returncode == 0, ran.stderr
    assert "The record is intact." in ran.stdout
    assert "2 streams" in ran.stdout


@on_one_chat
def test_verify_names_the_first_bad_entry(toured: tuple[Ran, Path], tmp_path: Path) -> None:
    import shutil

    _, database = toured
    copy = tmp_path / "changed.db"
    shutil.copy(database, copy)
    tamper_with(
        copy, "UPDATE entries SET body = replace(body, 'high', 'low') WHERE type = 'PursuitRecommended'"
    )
    ran = govbot("verify", "--database", f"sqlite:///{copy}")
    assert ran.returncode == 1
    assert "The first bad entry is number 2 of policy:ITP-1" in ran.stdout


def test_verify_makes_no_database_where_there_is_none(tmp_path: Path) -> None:
    ran = govbot("verify", "--database", tmp_path / "typo.db")
    assert ran.returncode == 1
    assert "There is no database at" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "typo.db").exists()


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("These are notes, and no database at all.\n" * 40)
    for words in (("verify",), ("library", tmp_path / "library")):
        ran = govbot(*words, "--database", f"sqlite:///{tmp_path / 'notes.db'}")
        assert ran.returncode == 1
        assert "file is not a database" in ran.stderr
        assert "Traceback" not in ran.stderr


@on_one_chat
def test_verify_takes_a_plain_path(toured: tuple[Ran, Path]) -> None:
    _, database = toured
    ran = govbot("verify", "--database", database)
    assert ran.returncode == 0, ran.stderr


@on_one_chat
def test_a_second_tour_needs_an_empty_database(toured: tuple[Ran, Path], real_input: Path) -> None:
    _, database = toured
    ran = govbot("tour", *files_in(real_input), "--database", f"sqlite:///{database}")
    assert ran.returncode == 1
    assert "holds policies already" in ran.stderr
    assert "Traceback" not in ran.stderr


@on_one_chat
def test_the_library_is_written_for_any_web_server(toured: tuple[Ran, Path], tmp_path: Path) -> None:
    _, database = toured
    ran = govbot("library", tmp_path / "library", "--database", f"sqlite:///{database}")
    assert ran.returncode == 0, ran.stderr
    page = (tmp_path / "library" / "ITP-1" / "index.html").read_text()
    assert "Effective Date" in page
    assert "1.0" in page


def test_a_word_file_that_is_none_is_refused_in_a_sentence(real_input: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.docx"
    wrong.write_bytes(b"not a Word file")
    words = files_in(real_input)
    words[1] = wrong
    ran = govbot("tour", *words)
    assert ran.returncode == 1
    assert "wrong.docx" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "Unclosed" not in ran.stderr


def test_a_bad_roster_is_told_by_line(real_input: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "roster.csv"
    wrong.write_text("email,name,agency,capacity,chat\nnobody,Nobody,XYZ,security liaison,slack\n")
    words = files_in(real_input)
    words[words.index("--roster") + 1] = wrong
    ran = govbot("tour", *words)
    assert ran.returncode == 1
    assert "line 2" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_bad_process_names_its_line(real_input: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "process.toml"
    text = (Path(__file__).parents[2] / "src/govbot/runtime/process.toml").read_text()
    wrong.write_text(text.replace('zone = "America/New_York"', 'zone = "America/Nowhere"'))
    ran = govbot("tour", *files_in(real_input), GOVBOT_PROCESS=str(wrong))
    assert ran.returncode == 1
    assert "process.toml, line 7" in ran.stderr
    assert "Traceback" not in ran.stderr
