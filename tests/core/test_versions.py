"""Versions: in force or later, revised, corrected, rescinded, reviewed."""

from __future__ import annotations

import pytest

from govbot.core.grammar import Acting, Capacity
from govbot.core.table import BY_NAME
from tests.core import given as g
from tests.core.given import LEAD, acts, document, given


def test_a_past_effective_date_is_fine_and_in_force_at_once() -> None:
    government = given(*g.CANDIDATE)
    government.do("adopt", "publisher", **g.header(government, effective_on="2026-07-25"))
    assert government.policy.version is not None
    assert government.stage == "in force"


def test_a_version_adopted_for_later_comes_into_force_on_its_day() -> None:
    government = given(*g.FOR_LATER)
    assert (government.stage, government.tick()) == ("adopted", [])
    government.later(days=31).tick()
    assert government.stage == "in force"
    assert ("agency:DSS", "agency_asked") in government.told


def test_a_revision_proceeds_while_the_version_stays_in_force() -> None:
    government = given(*g.REVISION)
    assert government.policy.version is not None
    assert (government.policy.version.number, government.stage) == ("1.0", "drafting")
    for step in (*g.IN_FEEDBACK[2:], acts("close_feedback", LEAD), g.requested, g.approved, g.adopted):
        step(government)
    assert [version.status for version in government.policy.versions] == ["superseded", "in force"]
    assert government.policy.version.number == "2.0"


def test_no_review_begins_while_a_version_waits_to_come_into_force() -> None:
    later = (*g.IN_FEEDBACK[2:], acts("close_feedback", LEAD), g.requested, g.approved, g.adopted_for_later)
    government = given(*g.REVISION, *later)
    assert [version.status for version in government.policy.versions] == ["in force", "adopted"]
    assert government.refusal("complete_review", LEAD) == "Version 2.0 is adopted and comes into force first."
    government.later(days=31).tick()
    assert [version.status for version in government.policy.versions] == ["superseded", "in force"]


def test_a_version_number_stands_once() -> None:
    later = (*g.IN_FEEDBACK[2:], acts("close_feedback", LEAD), g.requested, g.approved)
    government = given(*g.REVISION, *later)
    problem = government.tries("adopt", "publisher", **g.header(government, version="1.0"))
    assert problem == {"version": "Version 1.0 exists already. Give the next number."}


def test_a_technical_correction_makes_the_next_number_and_needs_no_development() -> None:
    government = given(*g.IN_FORCE)
    for words in ("The agencies", "All agencies"):
        old = "Agencies" if words == "The agencies" else "The agencies"
        government.do("correct_technically", "publisher", old_words=old, new_words=words, reason="A typo")
        government.do("confirm_correction", "contact")
    assert [version.number for version in government.policy.versions] == ["1.0", "1.1", "1.2"]
    assert government.policy.version is not None
    assert government.policy.development is None
    assert ("role:contact", "corrected") in government.told


def test_a_correction_never_takes_a_number_that_is_taken() -> None:
    later = (*g.IN_FEEDBACK[2:], acts("close_feedback", LEAD), g.requested, g.approved)
    government = given(*g.REVISION, *later)
    government.do("adopt", "publisher", **g.header(government, version="1.1", effective_on=government.day(9)))
    government.do(
        "correct_technically", "publisher", old_words="Agencies", new_words="The agencies", reason="x"
    )
    government.do("confirm_correction", "contact")
    assert [version.number for version in government.policy.versions] == ["1.0", "1.1", "1.2"]


def test_a_correction_is_never_made_in_the_text_of_a_revision_s_draft() -> None:
    government = given(*g.REVISION, acts("submit_draft", LEAD, file=document("# Another text\n")))
    government.do(
        "correct_technically", "publisher", old_words="Agencies", new_words="The agencies", reason="x"
    )
    government.do("confirm_correction", "contact")
    action = BY_NAME["correct_technically"]
    at = government.at(action, Acting("publisher", Capacity("publisher", ""), government.today))
    wrong_text = type(at)(
        at.state, at.directory, at.process, at.now, at.who, at.subject, "", "# Another text\n"
    )
    command = action.command.model_validate({"old_words": "Another", "reason": "x"})
    with pytest.raises(Exception, match="not that of version"):
        list(action.rule(wrong_text, command))


def test_a_rescinded_policy_awaits_nothing() -> None:
    government = given(*g.IN_FORCE, acts("rescind", "secretary", reasons="Obsolete"))
    assert (government.stage, government.awaited()) == ("rescinded", [])


def test_a_version_adopted_for_later_can_be_rescinded_before_it_is_in_force() -> None:
    government = given(*g.FOR_LATER, acts("rescind", "secretary"))
    assert (government.stage, government.later(days=40).tick()) == ("rescinded", [])


def test_a_recommended_rescission_awaits_the_secretary_who_may_keep_it() -> None:
    recommended = acts("complete_review", "budget", recommends="rescind", reasons="Obsolete")
    government = given(*g.IN_FORCE, recommended)
    assert government.awaited("role:secretary") == [("role:secretary", "rescind")]
    assert (
        government.refusal("complete_review", LEAD)
        == "The OPM Secretary's decision on rescinding it is awaited."
    )
    government.do("keep_in_force", "secretary")
    assert government.awaited("lead:cio") == [("lead:cio", "complete_review")]


def test_only_a_policy_in_force_is_reviewed() -> None:
    assert (
        given(*g.FOR_LATER).refusal("complete_review", LEAD) == "No version of this policy is in force now."
    )
