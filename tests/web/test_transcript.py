"""What was said survives a restart; a damaged file is set aside, not lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from govbot_web import build
from govbot_web.chat import account_of
from govbot_web.transcript import Message, Room, Transcript
from tests.web.scripted_bot import ScriptedBot
from tests.web.scripted_cards import APPROVAL, APPROVED
from tests.web.scripted_controls import ScriptedBackstage

AT = datetime(2026, 11, 20, 15, tzinfo=UTC)


def talk(path: Path) -> Transcript:
    """A conversation with a bit of everything."""
    transcript = Transcript.open(path)
    card = transcript.add("dm:p1", AT, card=APPROVAL, key="k1")
    transcript.add("dm:p1", AT, author="p1", words="Grüße\n<b>", root=card.id)
    gone = transcript.add("dm:p1", AT, card=APPROVED, only_for="p1")
    transcript.redraw(card, APPROVED)
    transcript.drop(gone)
    transcript.keep_room(Room("room:1", "A room", "A topic", frozenset({"p1", "p2"})))
    transcript.mark_read("p1", "dm:p1", 1)
    return transcript


def test_everything_said_is_there_after_a_restart(tmp_path: Path) -> None:
    before = talk(tmp_path / "said.jsonl")
    after = Transcript.open(tmp_path / "said.jsonl")
    assert before.messages == after.messages
    assert (before.rooms, before.read, before.keys) == (after.rooms, after.read, after.keys)
    assert after.notice == ""


def test_a_message_after_a_restart_never_takes_the_name_of_an_old_one(tmp_path: Path) -> None:
    talk(tmp_path / "said.jsonl")
    after = Transcript.open(tmp_path / "said.jsonl")
    fresh: Message = after.add("dm:p1", AT, words="new", author="p1")
    assert fresh.id not in talk(tmp_path / "other.jsonl").messages


def test_a_line_cut_off_by_a_crash_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "said.jsonl"
    before = talk(path)
    with path.open("ab") as file:
        file.write(b'{"message": {"id"')
    after = Transcript.open(path)
    assert (before.messages, "") == (after.messages, after.notice)


@pytest.mark.parametrize(
    "damage",
    [b"not json\n", b"[]\n", b'{"message": {}}\n', b'{"x": 1}\n', b"\xff\xfe\n", b"[" * 9999 + b"\n"],
)
def test_a_damaged_file_is_kept_aside_and_the_conversations_start_empty(
    tmp_path: Path, damage: bytes
) -> None:
    path = tmp_path / "said.jsonl"
    talk(path)
    path.write_bytes(damage + path.read_bytes())
    after = Transcript.open(path)
    assert (after.messages, after.rooms) == ({}, {})
    assert "said.jsonl.damaged" in after.notice
    assert (tmp_path / "said.jsonl.damaged").read_bytes().startswith(damage)
    after.add("dm:p1", AT, words="again", author="p1")
    assert len(Transcript.open(path).messages) == 1


def test_a_missing_file_is_an_empty_conversation(tmp_path: Path) -> None:
    assert Transcript.open(tmp_path / "not" / "there.jsonl").notice == ""


def test_reading_far_never_becomes_reading_less_far() -> None:
    transcript = Transcript()
    transcript.mark_read("p1", "dm:p1", 5)
    transcript.mark_read("p1", "dm:p1", 3)
    assert transcript.read["p1", "dm:p1"] == 5


async def test_a_playground_started_again_shows_what_was_said_and_redraws_it(tmp_path: Path) -> None:
    path = tmp_path / "said.jsonl"
    before = build(ScriptedBot(), ScriptedBackstage(), path).chat
    sent = await before.send(account_of("p1"), "", APPROVAL, "key-1")
    room = await before.open_room("A room", "", [account_of("p1")])
    after = build(ScriptedBot(), ScriptedBackstage(), path).chat
    assert await after.find(sent.conversation, "key-1") == sent
    await after.redraw(sent, APPROVED)
    assert await after.post(room, APPROVED, "key-2") != sent
    assert await after.open_room("Another room", "", []) != room
    again = build(ScriptedBot(), ScriptedBackstage(), path).chat
    assert again.transcript.messages[sent.message].card == APPROVED
