"""Undo for a minute; afterwards correcting and withdrawing: all stays on record, and only the last word counts."""

from __future__ import annotations

import pytest

from govbot.core.workflow import events as e
from govbot.core.workflow.taking_back import MINUTE_OVER, NOTHING
from tests.core import given as g
from tests.core.given import LEAD, Government, Step, acts, given

SAID: dict[str, tuple[tuple[Step, ...], str, str]] = {
    "comment C1": (g.COMMENTED, "dss", "comment"),
    "comment C1 of no comment": ((*g.IN_FEEDBACK, acts("no_comment", "dss")), "dss", "comment"),
    "position D1": (
        (*g.WITH_DRAFT, acts("state_position", "professor", position="support")),
        "professor",
        "position",
    ),
    "acknowledgment 1.0 DSS": ((*g.IN_FORCE, acts("acknowledge", "dss")), "dss", "acknowledgment"),
}


def counting(government: Government) -> tuple[int, int, int]:
    """How many answers, positions and acknowledgments count."""
    development = government.policy.development
    versions = government.policy.versions
    return (
        len(development.counted) if development else 0,
        len(development.positions) if development else 0,
        len(versions[-1].reports) if versions else 0,
    )


@pytest.mark.parametrize("about", SAID)
def test_a_word_is_undone_for_exactly_one_minute_by_the_clock_of_the_record(about: str) -> None:
    history, person, kind = SAID[about]
    about = about.partition(" of ")[0]
    government = given(*history).later(seconds=60)
    assert sum(counting(government)) == 1
    (undone,) = government.do("undo", person, about=about)
    assert undone == e.WordTakenBack(kind=kind, item=about.partition(" ")[2], undone=True)
    assert sum(counting(government)) == 0
    late = given(*history).later(seconds=60.001)
    assert late.tries("undo", person, about=about) == MINUTE_OVER
    (withdrawn,) = late.do("take_back", person, about=about, reason="Too early")
    assert withdrawn == e.WordTakenBack(kind=kind, item=about.partition(" ")[2], reason="Too early")
    assert sum(counting(late)) == 0
    assert late.tries("take_back", person, about=about) == NOTHING


def test_nobody_undoes_what_somebody_else_said() -> None:
    government = given(*g.COMMENTED)
    for person in ("dss_customers", "dcp", LEAD):
        assert government.tries("undo", person, about="comment C1") == NOTHING


def test_an_answer_with_a_response_is_neither_undone_nor_withdrawn() -> None:
    government = given(*g.COMMENTED, g.responded)
    assert government.tries("undo", "dss", about="comment C1") == NOTHING
    assert government.tries("take_back", "dss", word="comment C1") == NOTHING


def test_whoever_comments_after_no_comment_has_given_one_answer() -> None:
    government = given(*g.IN_FEEDBACK, acts("no_comment", "dss"))
    taken_back, given_again = government.do("give_feedback", "dss", kind="concern", text="Too wide")
    assert taken_back == e.WordTakenBack(kind="comment", item="C1")
    assert isinstance(given_again, e.FeedbackGiven)
    assert [answer.kind for answer in government.development.counted] == ["concern"]
    assert set(government.tries("give_feedback", "dss", kind="no comment")) == {"kind"}
    (further,) = government.do("give_feedback", "dss", kind="comment", text="And too long")
    assert isinstance(further, e.FeedbackGiven)
    assert set(government.tries("correct_comment", "dss", comment="C2", kind="no comment")) == {"kind"}


def test_a_position_is_corrected_by_stating_it_again_and_the_last_one_counts() -> None:
    stated = acts("state_position", "professor", position="support")
    again = acts("state_position", "professor", position="unresolved concern", text="Too wide")
    government = given(*g.WITH_DRAFT, stated, again)
    assert [position.position for position in government.development.positions] == ["unresolved concern"]
    assert ("member:professor", "state_position") not in government.awaited()
    government.do("take_back", "professor", word="position D1")
    assert ("member:professor", "state_position") in government.awaited()


def test_a_need_is_corrected_and_withdrawn_by_whoever_raised_it_until_it_is_decided() -> None:
    government = given(*g.IN_NEED)
    assert "Only whoever raised a need" in str(government.tries("withdraw_need", "professor"))
    government.do("correct_need", "dss", title="AI tools", text="In other words", sources=["d"])
    development = government.development
    assert (government.policy.title, development.text) == ("AI tools", "In other words")
    assert [source.key for source in development.sources] == ["d"]
    government.do("withdraw_need", "dss", reason="Solved")
    assert (government.stage, government.awaited()) == ("closed", [])
    assert "withdrawn" in str(government.tries("take_up_again", "budget"))
    assert "has decided" in str(given(*g.IN_DRAFTING).tries("withdraw_need", "dss"))
    assert "has decided" in str(given(*g.IN_DRAFTING).tries("correct_need", "dss"))


def test_a_need_that_others_have_raised_too_is_not_withdrawn_by_one_of_them() -> None:
    government = given(*g.IN_NEED, acts("raise_need", "professor", title="B", text="B", sources=["a"]))
    government.act("join_need", "budget", {"other": "ITP-1"}, "policy:ITP-2")
    assert "Others have raised" in str(government.tries("withdraw_need", "dss"))
