"""Throughout the process: timelines, statutory deadlines, marks."""

from __future__ import annotations

from datetime import date

from govbot.core.days import is_business_day
from govbot.core.workflow.policy import STAGES
from govbot.core.workflow.standing import may_read
from tests.core import given as g
from tests.core.given import LEAD, acts, document, given, on_day


def test_a_timeline_keeps_what_was_set_before_even_once_it_has_passed() -> None:
    law = on_day(
        "set_timeline", LEAD, field="statutory", days=200, citation="P.A. 26-1", staff_review="2026-12-10"
    )
    government = given(*g.IN_DRAFTING, law).later(days=30)
    deadline = government.development.statutory
    government.do("set_timeline", LEAD, staff_review="2026-12-10", agency_feedback=government.day(9))
    assert government.development.statutory == deadline
    assert set(government.development.targets) == {"staff review", "agency feedback"}
    assert isinstance(government.tries("set_timeline", LEAD, staff_review="2026-12-11"), dict)


def test_a_statutory_deadline_is_planned_backward_as_long_as_there_is_time() -> None:
    government = given(*g.IN_DRAFTING)
    law = {"citation": "P.A. 26-1", "backward": True}
    problem = government.tries("set_timeline", LEAD, agency_feedback=government.day(9), **law)
    assert problem == {"statutory": "Give the statutory deadline to plan backward from."}
    own = government.day(150)
    government.do("set_timeline", LEAD, statutory=government.day(200), secretarys_review=own, **law)
    development = government.policy.development
    assert development is not None
    days = [development.targets[stage] for stage in STAGES[2:]]
    assert days[2].isoformat() == own, "what is given counts, and the rest is planned"
    assert days[0] < days[1] < days[3] < date.fromisoformat(government.day(200))
    assert all(is_business_day(days[at], government.process) for at in (0, 1, 3))
    late = government.tries("set_timeline", LEAD, statutory=government.day(20), **law)
    assert isinstance(late, dict)
    assert late["statutory"].startswith("Planned backward, “staff review” would have begun on")


def test_a_mark_is_set_and_lifted_and_its_readers_respected() -> None:
    government = given(*g.COMMENTED, acts("set_mark", LEAD, item="comment C1", marks=["security"]))

    def reads(person: str) -> bool:
        held = government.standing(person)
        return may_read(government.policy, government.process, "comment C1", person, held)

    assert (reads("dss"), reads("dcp"), reads("legal"), reads("secretary")) == (
        True,
        False,
        True,
        True,
    )
    government.do("lift_mark", "ciso", which="comment C1/security", reason="Counsel says so")
    assert reads("dcp")


def test_a_mark_that_the_process_no_longer_names_still_protects() -> None:
    government = given(*g.WITH_DRAFT, acts("set_mark", LEAD, item="draft D1", marks=["security"]))
    process = government.process.model_copy(update={"marks": ()})
    held = government.standing("dcp")
    assert not may_read(government.policy, process, "draft D1", "dcp", held)


def test_a_designee_of_the_secretary_reads_what_the_secretary_reads() -> None:
    government = given(
        *g.WITH_DRAFT, acts("set_mark", LEAD, item="draft D1", marks=["security"]), g.with_designee
    )
    held = government.standing("designee")
    assert may_read(government.policy, government.process, "draft D1", "designee", held)


def test_a_revision_s_first_draft_does_not_inherit_the_marks_of_the_last_one() -> None:
    marked = acts("set_mark", LEAD, item="draft D1", marks=["security"])
    deviation = acts(
        "record_deviation",
        "advisor",
        step="Step 1",
        exigency="x",
        authority="y",
        public_sentence="z",
        before="no",
        marks=["security"],
    )
    history = (*g.WITH_DRAFT, deviation, *g.CANDIDATE[4:], g.adopted, marked, g.revised)
    government = given(*history, acts("submit_draft", LEAD, file=document("# New\n")))
    assert government.policy.marks == {
        "draft D1 of development 1": ("security",),
        "deviation V1": ("security",),
    }
    closed_again = (acts("close_development", "advisor", reasons="x"), g.revised)
    for step in closed_again:
        step(government)
    assert "draft D1 of development 1" in government.policy.authors
    assert "draft D1 of development 2" in government.policy.authors
