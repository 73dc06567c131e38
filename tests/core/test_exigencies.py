"""Exigencies (Part IV): one form over several steps; never passed over: approval, adoption, publication."""

from __future__ import annotations

from datetime import timedelta

from govbot.core.workflow import events as e
from govbot.core.workflow.obligations import obligations
from tests.core import given as g
from tests.core.given import LEAD, acts, given, on_day
from tests.core.invariants import check


def test_an_emergency_passes_over_several_steps_at_once_each_a_deviation() -> None:
    government = given(*g.IN_REVIEW, g.emergency)
    assert [deviation.step for deviation in government.policy.deviations] == ["Step 2", "Step 3"]
    assert {deviation.authority for deviation in government.policy.deviations} == {"The OPM Secretary"}
    assert [card for _, card in government.told[-3:]] == ["emergency"] * 3
    assert {to for to, _ in government.told[-3:]} == {"channel:steering", "role:lead", "role:contact"}


def test_what_shall_be_done_is_no_longer_awaited_either() -> None:
    government = given(*g.IN_REVIEW)
    assert "give_review" in {action for _, action in government.awaited()}
    g.emergency(government)
    assert "give_review" not in {action for _, action in government.awaited()}


def test_the_secretary_is_asked_without_the_reviews() -> None:
    government = given(*g.WITH_DRAFT)
    refused = str(government.tries("request_review", LEAD, presenters=[LEAD], passing_over="Urgent"))
    assert refused.startswith("The Chief Data Officer shall review")
    g.emergency(government)
    government.do("request_review", LEAD, presenters=[LEAD])
    assert government.stage == "secretary's review"


def test_the_approval_adoption_and_publication_are_never_passed_over() -> None:
    government = given(*g.WITH_DRAFT)
    problems = government.tries(
        "proceed_in_emergency",
        "advisor",
        steps=["Step 4"],
        exigency="An attack",
        authority="The OPM Secretary",
        public_sentence="An emergency.",
        afterwards="All of it",
        by=government.day(30),
    )
    assert isinstance(problems, dict)
    assert "steps" in problems
    g.emergency(government)
    assert "stage" in str(government.tries("adopt", "publisher", **g.header(government)))
    pending = given(*g.BEFORE_SECRETARY, g.emergency)
    assert pending.awaited("role:secretary") == [("role:secretary", "approve")]
    candidate = given(*g.CANDIDATE, g.emergency)
    assert candidate.awaited("role:publisher") == [("role:publisher", "adopt")]


def test_what_will_be_done_afterwards_is_awaited_by_its_date_even_after_the_adoption() -> None:
    government = given(*g.WITH_DRAFT, g.emergency, g.requested, g.approved, g.adopted)
    afterwards = [each for each in obligations(government.policy) if each.action == "done_afterwards"]
    assert [(each.about, each.strength) for each in afterwards] == [("E1.1", "shall"), ("E1.2", "shall")]
    assert {each.due - government.now > timedelta(days=59) for each in afterwards if each.due} == {True}
    government.do("done_afterwards", LEAD, item="E1.1", text="All reviewed")
    assert [action for _, action in government.awaited() if action == "done_afterwards"] == [
        "done_afterwards"
    ]


def test_what_will_be_done_afterwards_can_be_given_time_and_not_dropped() -> None:
    key = "role:lead/done_afterwards/E1.1"
    government = given(*g.WITH_DRAFT, g.emergency)
    on_day("give_until", LEAD, field="until", days=90, which=key)(government)
    assert isinstance(government.tries("pass_over", LEAD, which=key, reason="Enough"), dict)


def test_a_step_begun_anew_after_an_emergency_is_awaited_as_ever() -> None:
    government = given(*g.IN_REVIEW, g.emergency)
    on_day("advance", "advisor", field="due", days=20, tracks=["data_plan"], representative=LEAD)(government)
    assert ("seat:cdo", "give_review") in government.awaited()


def test_only_the_senior_policy_advisor_proceeds_in_an_emergency() -> None:
    government = given(*g.IN_REVIEW)
    assert government.refusal("proceed_in_emergency", LEAD) is not None
    assert government.refusal("proceed_in_emergency", "secretary") is not None
    assert government.refusal("proceed_in_emergency", "advisor") is None


# Before a version takes effect -----------------------------------------------------------------------


def test_the_secretary_withdraws_an_adoption_before_its_day() -> None:
    government = given(*g.FOR_LATER, acts("withdraw_adoption", "secretary", reasons="Not yet"))
    assert government.stage == "release candidate"
    assert government.policy.versions == ()
    assert government.awaited() == [("role:publisher", "adopt")]
    government.later(days=40)
    assert government.tick() == [], "it does not come into force"
    check(government)
    g.adopted(government)
    assert government.policy.version is not None


def test_the_version_in_force_stays_and_is_reviewed_when_a_new_one_s_adoption_is_withdrawn() -> None:
    again = acts("submit_draft", LEAD, file=g.document(g.TEXT + "\nRevised.\n"))
    passing = acts("request_review", LEAD, presenters=[LEAD])
    government = given(*g.REVISION, again, g.emergency, passing, g.approved, g.adopted_for_later)
    assert government.policy.adopted is not None
    government.do("withdraw_adoption", "secretary")
    assert government.policy.version is not None
    assert government.policy.version.number == "1.0"
    assert government.policy.review_due is not None
    check(government)


def test_the_publisher_moves_the_effective_date_before_it_comes_and_the_contact_is_told() -> None:
    moved = on_day("move_effective_date", "publisher", field="effective_on", days=60, reason="Training")
    government = given(*g.FOR_LATER, moved)
    assert ("role:contact", "date_moved") in government.told
    version = government.policy.adopted
    assert version is not None
    assert version.effective_on.isoformat() == government.day(60)
    assert {asked.due > version.in_force_from for asked in version.asked} == {True}
    assert government.later(days=31).tick() == []
    (came,) = government.later(days=30).tick()
    assert came == e.CameIntoForce(version="1.0")
    late = government.tries("move_effective_date", "publisher", effective_on=government.day(9), reason="Late")
    assert "adopted for a later date" in str(late)


def test_moved_to_today_it_comes_into_force_at_once() -> None:
    government = given(*g.FOR_LATER)
    happened = government.do("move_effective_date", "publisher", effective_on=government.day(0), reason="Now")
    assert [type(event) for event in happened] == [e.EffectiveDateMoved, e.CameIntoForce]
    assert government.stage == "in force"


def test_the_review_of_the_version_in_force_is_awaited_again_when_a_revision_ends_without_a_policy() -> None:
    government = given(*g.REVISION, acts("close_development", "advisor", reasons="Not now"))
    assert [action for _, action in government.awaited() if action == "complete_review"] == [
        "complete_review"
    ]
