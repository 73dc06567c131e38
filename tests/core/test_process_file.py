"""process.toml: the default is valid, and what cannot be read is named with its file and line."""

from __future__ import annotations

from datetime import time
from importlib.resources import files

import pytest

from govbot.core.config_errors import in_words, place
from govbot.core.process_file import ProcessErrors, line_of, read_process

DEFAULT = files("govbot.runtime").joinpath("process.toml").read_text("utf-8")
TEXTS = files("govbot.runtime").joinpath("texts.toml").read_text("utf-8")


def line(words: str, nth: int = 1) -> int:
    """The line, from 1, on which these words stand for the nth time."""
    return [number for number, text in enumerate(DEFAULT.splitlines(), 1) if words in text][nth - 1]


def test_the_default_is_connecticut_s_process() -> None:
    process = read_process(DEFAULT, TEXTS)
    assert process.director.key == "advisor"
    assert [seat.key for seat in process.seats] == ["advisor", "cdo", "cio", "ciso", "budget"]
    assert [track.key for track in process.tracks if track.strength == "shall"] == ["data_plan"]
    assert process.review_months("high", "high") == 6
    assert process.house_rules.respond_before_secretary is False
    assert process.mark("security") is not None
    assert process.mark("secret") is None
    assert {track.party for track in process.tracks} >= {"seat:cdo", "office:OPM Legal Counsel"}


@pytest.mark.parametrize(
    ("old", "new", "where", "why"),
    [
        ('zone = "America/New_York"', 'zone = "Mars/Base"', line("zone ="), "“Mars/Base” is no time zone"),
        ('zone = "America/New_York"', "zone = 5", line("zone ="), "Write it in quotation marks"),
        ('holidays = "US-CT"', 'holidays = "XX"', line("holidays ="), "“XX” has no holidays"),
        (
            'close_of_business = "17:00"',
            'close_of_business = "late"',
            line("close_of_business"),
            "Write an hour as in “17:00”.",
        ),
        (
            'close_of_business = "17:00"',
            "close_of_business = 5",
            line("close_of_business"),
            "hour as in “17:00”",
        ),
        (
            'policy_prefix = "ITP"',
            'policy_prefix = "it policy"',
            line("policy_prefix"),
            "one to eight capital letters",
        ),
        (
            "closures = []",
            'closures = ["2026-13-01"]',
            line("closures"),
            "closures, no. 1: Write a day as in",
        ),
        ("closures = []", "closure = []", line("closures"), "There is no such setting"),
        ('key = "cdo"\n', 'key = "cio"\n', line('key = "cio"'), "stands twice among the seats"),
        ("directs = true\n", "", line("[[seats]]"), "Exactly one of the seats"),
        ('after = "18:00"', 'after = "07:00"', line('after = "18:00"'), "later on the day than they end"),
        ('seat = "budget"', 'seat = "treasurer"', line('seat = "budget"'), "There is no seat “treasurer”"),
        (
            'legal_exposure_mark = "attorney-client"',
            'legal_exposure_mark = "privileged"',
            line("legal_exposure_mark"),
            "There is no mark “privileged”. Name the key of one that is listed under [[marks]].",
        ),
        (
            'seat = "budget"',
            'seat = "budget"\noffice = "Both"',
            line("[[tracks]]", 3),
            "either an office or a seat",
        ),
        (
            'strength = "shall"',
            'strength = "must"',
            line('strength = "shall"'),
            "tracks, no. 5, strength: Write 'shall', 'will' or 'may'.",
        ),
        ('asks = "attest"', 'asks = "swear"', line('asks = "attest"'), "'attest'"),
        (", low = 36 }", " }", line("months ="), "Give the months"),
        ("low = 36 }", "low = 0 }", line("months ="), "Write 1 or more."),
        (
            "reminders_before = [3, 1, 0]",
            "reminders_before = [99]",
            line("reminders_before"),
            "Write 30 or less.",
        ),
        (
            "[house_rules]",
            "[house_rules]\ntwo_persons = true",
            line("[house_rules]") + 1,
            "There is no such setting",
        ),
        ("[deadlines]", "[dead]", 1, "deadlines: This is needed"),
        ('name = "State of Connecticut"', "name = State", line('name = "State of'), "this is not TOML"),
        (
            "respond_before_secretary = false",
            "respond_before_secretary = ",
            line("respond_before_secretary"),
            "TOML",
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_file_and_line(old: str, new: str, where: int, why: str) -> None:
    assert old in DEFAULT
    with pytest.raises(ProcessErrors) as bad:
        read_process(DEFAULT.replace(old, new, 1), TEXTS, "our.toml")
    assert any(
        problem.startswith(f"our.toml, line {where}") and why in problem for problem in bad.value.problems
    ), bad.value


def test_every_problem_is_told_at_once() -> None:
    text = DEFAULT.replace('"US-CT"', '"XX"').replace('"America/New_York"', '"Mars"')
    with pytest.raises(ProcessErrors) as bad:
        read_process(text, TEXTS)
    assert len(bad.value.problems) == 2


def test_a_file_that_ends_too_early_names_its_end() -> None:
    with pytest.raises(ProcessErrors, match="not TOML"):
        read_process("[government", TEXTS)


def test_a_place_that_stands_nowhere_has_the_nearest_line() -> None:
    assert line_of("[a]\nb = 1\n", ()) == 1
    assert line_of("[a]\nb = 1\n", ("z",)) == 1
    assert line_of("[[a]]\nb = 1\n[[a]]\n", ("a", 7)) == 3
    assert line_of("[a]\nb = 1", ("a", "c")) == 1
    assert line_of("[a]\nb = 1\n[b]\n", ("a", "c")) == 1
    assert line_of('[a]\n"b c" = 1\n[a.d]\ne = 1\n', ("a", "b c")) == 2
    assert line_of("[a]\n[a.d]\ne = 1\n", ("a", "d", "e")) == 3


def test_the_words_of_the_library_are_left_only_where_we_have_none_of_our_own() -> None:
    assert in_words({"type": "time_delta", "msg": "Something new"}) == "Something new."
    assert in_words({"type": "string_pattern_mismatch", "ctx": {"pattern": "x+"}}) == "Write it as x+ has it."
    assert place(()) == "the whole file"


def test_close_of_business_may_be_a_local_time_of_toml() -> None:
    written = DEFAULT.replace('close_of_business = "17:00"', "close_of_business = 16:30:00")
    assert read_process(written, TEXTS).government.close_of_business == time(16, 30)
