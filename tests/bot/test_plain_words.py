"""Words are read as a colleague would: measured on a corpus that was written before the rules."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from govbot.bot.commands import SUGGESTED, SYNONYMS, near
from govbot.bot.days_in_words import day_in
from govbot.bot.plain_words.reading import Reading, read
from govbot.bot.plain_words.tasks import OFFERED
from govbot.core.table import BY_NAME, BY_WORD

UTTERANCES = Path(__file__).parent / "utterances"
TITLES = {
    "ITP-1": "Artificial Intelligence Responsible Use",
    "ITP-2": "Multi-Factor Authentication",
    "ITP-3": "Data Classification",
}
SAME = {"chat": {"none"}, "open": {"agenda"}}
GRAVE = {
    "approve",
    "approve_with_change",
    "return_draft",
    "rescind",
    "adopt",
    "withdraw_approval",
    "close_group",
}


def readings(words: str) -> Reading:
    return read(words, "ITP", TITLES, ("agencies", "agency"))


@pytest.mark.parametrize("corpus", ["known", "apart"])
def test_ninety_five_of_a_hundred_are_read_rightly(corpus: str) -> None:
    rows = [json.loads(line) for line in (UTTERANCES / f"{corpus}.jsonl").read_text("utf-8").splitlines()]
    wrong = []
    for row in rows:
        reading = readings(row["say"])
        is_right = bool({reading.kind, *SAME.get(reading.kind, ())} & set(row["right"]))
        if not is_right or row["policy"] not in ("", reading.policy):
            wrong.append((row["say"], reading))
    assert len(wrong) <= len(rows) * 0.05, wrong


def test_nothing_grave_is_ever_offered_for_plain_words() -> None:
    assert set(BY_NAME) >= OFFERED
    assert not OFFERED & GRAVE
    for words in ("approve ITP-1", "rescind ITP-3", "withdraw the approval of ITP-1", "adopt version 1.0"):
        assert readings(words).action == ""
    suggested = {BY_WORD[word].name for word in (*SUGGESTED, *SYNONYMS.values()) if word in BY_WORD}
    assert suggested <= OFFERED | {"take_back"}
    for mistyped in ("aprove", "rescindd", "adoptt", "withdrawl", "retur"):
        assert not any(
            f"“/gov {word}”" in near(mistyped) for word in ("approve", "rescind", "adopt", "withdraw")
        )


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("redline", "changes"),
        ("export", "outreach"),
        ("retract", "take-back"),
        ("lookup", "find"),
    ],
)
def test_other_names_are_known(word: str, meant: str) -> None:
    assert near(word) == f" Did you mean “/gov {meant}”?"


def test_thanks_before_a_comment_hide_no_comment() -> None:
    assert readings("Thanks, but section 3 is too strict.").kind == "answer"
    assert readings("good morning, what is open for me?").kind == "open"


def test_days_are_read() -> None:
    saturday = date(2026, 11, 28)
    read_as = {
        "remind me Monday": date(2026, 11, 30),
        "tomorrow": date(2026, 11, 29),
        "next week": date(2026, 11, 30),
        "in 3 days": date(2026, 12, 1),
        "by a week": date(2026, 12, 5),
        "to Dec 18": date(2026, 12, 18),
        "on January 5": date(2027, 1, 5),
        "2026-12-04": date(2026, 12, 4),
    }
    assert {words: day_in(words, saturday) for words in read_as} == read_as
    assert day_in("later", saturday) is None
    assert day_in("Feb 31", saturday) is None
