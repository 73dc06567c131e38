"""One policy with people on Slack and on Teams at once: one record, a room on each, the same cards in both."""

from __future__ import annotations

import csv
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from tests.tour.test_tour import FIELDS, Ran, ended, files_in, govbot


@pytest.fixture(scope="module")
def toured(real_input: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    database = tmp_path_factory.mktemp("both") / "tour.db"
    words = ["--through", "both", "--database", f"sqlite:///{database}", "--json"]
    return govbot("tour", *files_in(real_input), *words), database


def rows(database: Path, sql: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(database) as opened:
        return [tuple(map(str, row)) for row in opened.execute(sql)]


def people_by_chat(folder: Path) -> Counter[str]:
    chats: dict[str, str] = {}
    for name in ("roster.csv", "offices.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            chats |= {row["email"]: row["chat"] for row in csv.DictReader(file)}
    return Counter(chats.values())


def test_the_policy_ends_in_force_and_the_record_is_whole(toured: tuple[Ran, Path]) -> None:
    ran, database = toured
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    end = ended(ran)
    assert set(end) == FIELDS
    assert (end["stage"], end["version"], end["verified"]) == ("in force", "1.0", True)
    assert "not delivered" not in ran.stdout + ran.stderr
    verified = govbot("verify", "--database", f"sqlite:///{database}")
    assert "The record is intact." in verified.stdout, verified.stderr


def test_each_person_is_served_where_the_lists_say_and_nowhere_else(
    toured: tuple[Ran, Path], real_input: Path
) -> None:
    ran, database = toured
    where = people_by_chat(real_input)
    assert f"through Slack and Teams: {where['slack']} on Slack, {where['teams']} on Teams." in ran.stdout
    accounts = (
        "SELECT platform, count(DISTINCT person) FROM accounts WHERE person IS NOT NULL GROUP BY platform"
    )
    linked = {platform: int(count) for platform, count in rows(database, accounts)}
    assert set(linked) == {"slack", "teams"}
    assert all(linked[platform] <= where[platform] for platform in linked)
    twice = (
        "SELECT person FROM messages WHERE person != '' GROUP BY person HAVING count(DISTINCT platform) > 1"
    )
    assert rows(database, twice) == []
    assert {platform for (platform,) in rows(database, "SELECT DISTINCT platform FROM messages")} == set(
        linked
    )


def test_the_group_has_a_room_on_each_chat_with_the_same_cards(toured: tuple[Ran, Path]) -> None:
    ran, database = toured
    assert sorted(rows(database, "SELECT platform, state FROM rooms")) == [
        ("slack", "open"),
        ("teams", "open"),
    ]
    cards = (
        "SELECT platform, group_concat(card) FROM (SELECT m.platform, m.card FROM messages m JOIN rooms r "
        "ON m.conversation = r.conversation AND m.platform = r.platform ORDER BY m.id) GROUP BY platform"
    )
    slack, teams = (cards for _, cards in sorted(rows(database, cards)))
    assert slack == teams != ""
    assert "stands in the room on Slack and in the room on Teams" in ran.stdout


def test_a_card_answered_on_one_chat_changes_on_the_other(toured: tuple[Ran, Path]) -> None:
    ran, _ = toured
    assert "and says “The group has given its whole answer”" in ran.stdout
    assert "on Slack the card of Office of the OPM Secretary has changed" in ran.stdout


def test_the_transcript_says_who_is_where(toured: tuple[Ran, Path]) -> None:
    ran, _ = toured
    told = [line for line in ran.stdout.splitlines() if "types  /gov" in line]
    assert told
    assert all(line[34:41].strip() in ("Slack", "Teams") for line in told)
    assert {line[34:41].strip() for line in told} == {"Slack", "Teams"}
