"""The overview: where each policy stands, since when, what comes next, of whom it is awaited; late ones first."""

from __future__ import annotations

from datetime import date, timedelta

from govbot.core.workflow.course import Course, course_from, course_of, course_text
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.overview import Listed, Open, Row, matches, overview
from govbot.core.workflow.weekly import LISTED_WHEN_LATE, lines_of
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, given
from tests.core.rows import CASES

TARGETS = acts(
    "set_timeline",
    LEAD,
    staff_review="2026-12-07",
    agency_feedback="2027-01-08",
    statutory="2027-06-01",
    citation="P.A. 26-1",
)


def rows(*governments: Government) -> list[Row]:
    """The overview of one policy each, numbered in this order."""
    listed, awaited = [], {}
    for number, government in enumerate(governments, start=1):
        policy, name = government.policy, f"ITP-{number}"
        listed.append(
            Listed(name, policy.title, policy.stage, policy.lead, government.now, course_of(policy))
        )
        awaited[name] = [
            Open(each.party, each.action, each.what, each.due, is_required=each.action in LISTED_WHEN_LATE)
            for each in obligations(policy)
        ]
    last = governments[-1]
    return overview(listed, awaited, last.directory, last.process, last.now)


def test_the_days_of_its_stages_are_kept_and_survive_the_list() -> None:
    course = course_of(given(*g.IN_REVIEW).policy)
    assert [stage for stage, _ in course.stages] == ["need", "drafting", "staff review"]
    assert course_from(course_text(course)) == course
    assert course_from("") == Course()


def test_an_adopted_policy_s_course_ends_on_the_day_of_its_adoption() -> None:
    government = given(*g.IN_FORCE)
    course = course_of(government.policy)
    assert government.policy.version is not None
    assert course.ended == course.since == government.policy.version.adopted_on
    assert course.review_on == government.policy.next_review_on


def test_what_is_required_and_late_stands_first_with_the_day_since_which_it_is() -> None:
    in_time = given(*g.IN_DRAFTING)
    late = given(*g.IN_REVIEW, g.after(days=15))
    in_time.now = late.now
    first, second = rows(in_time, late)
    assert (first.listed.id, second.listed.id) == ("ITP-2", "ITP-1")
    assert first.late is not None
    assert first.late < late.today
    assert "OPM Legal Counsel" in [office for office, _ in first.offices]


def test_a_slipped_target_and_the_next_date_are_named() -> None:
    government = given(*g.IN_DRAFTING, TARGETS)
    (before,) = rows(government)
    assert before.late is None
    assert before.following == (date(2026, 12, 7), "target for “staff review”")
    government.later(days=14)
    (after,) = rows(government)
    assert (after.late, after.reasons) == (date(2026, 12, 7), ("the target for “staff review”",))
    assert after.following == (date(2027, 1, 8), "target for “agency feedback”")


def test_a_missed_statutory_deadline_is_late() -> None:
    government = given(*g.IN_DRAFTING, TARGETS, g.after(days=300))
    (row,) = rows(government)
    assert "the statutory deadline" in row.reasons


def test_every_policy_with_something_late_on_the_weekly_list_is_late_here() -> None:
    for case in CASES.values():
        government = given(*case.history)
        if government.policy.id == "policy:" or not government.policy.raisers:
            continue
        government.now += timedelta(days=60)
        changed_at = government.now  # not at rest
        lines = lines_of(
            government.policy, government.directory, government.process, government.now, changed_at
        )
        dated = [line for line in lines if "due since" in line.what or "has passed" in line.what]
        shown = rows(government)
        assert bool(dated) == any(row.late for row in shown), [line.what for line in dated]


def test_what_is_required_of_somebody_is_what_the_policy_says_shall_or_will_be_done() -> None:
    for case in CASES.values():
        for obligation in (
            each for policy in given(*case.history).policies.values() for each in obligations(policy)
        ):
            if obligation.strength != "may":
                assert obligation.action in LISTED_WHEN_LATE


def test_words_find_a_policy_by_step_lead_office_and_title() -> None:
    government = given(*g.IN_REVIEW)
    (row,) = rows(government)
    for words in ("generative", "staff review", "cio", "legal counsel review", "itp-1"):
        assert matches(row, words, government.directory, government.process), words
    assert not matches(row, "rescinded", government.directory, government.process)


def test_agencies_whose_feedback_is_awaited_are_found_by_their_name() -> None:
    government = given(*g.IN_FEEDBACK)
    (row,) = rows(government)
    assert {"DSS", "DCP"} <= row.agencies
    assert matches(row, "social services", government.directory, government.process)


def test_what_is_over_is_not_on_it() -> None:
    assert rows(given(*g.IN_DRAFTING, acts("close_development", "advisor", reasons="Done elsewhere"))) == []


def test_a_decision_on_a_need_that_is_late_is_late() -> None:
    (row,) = rows(given(*g.IN_NEED, g.after(days=60)))
    assert row.late is not None
