"""Forward past a *will* step, and back: what is passed over is recorded, and one may always go back."""

from __future__ import annotations

from govbot.core.process import Process
from govbot.core.workflow import events as e
from tests.core import given as g
from tests.core.given import LEAD, acts, given, on_day
from tests.government import DATA, PROCESS


def test_a_step_that_is_not_done_is_passed_over_in_one_line_recorded_as_a_deviation() -> None:
    government = given(*g.IN_REVIEW)
    problem = government.tries("open_feedback", LEAD, capacities=[DATA])
    assert problem == {
        "passing_over": "Step 2 (the staff review) is not complete. Say in one line why it is passed over; "
        "it is recorded as a deviation."
    }
    deviation, _ = government.do("open_feedback", LEAD, capacities=[DATA], passing_over="An attack")
    assert isinstance(deviation, e.DeviationRecorded)
    assert (deviation.step, deviation.exigency) == ("Step 2", "An attack")
    assert "attack" not in deviation.public_sentence


def test_a_deviation_recorded_beforehand_is_not_asked_for_again() -> None:
    deviation = acts(
        "record_deviation",
        "advisor",
        step="Step 2",
        exigency="Attack",
        authority="Secretary",
        public_sentence="Urgent.",
        before="yes",
    )
    government = given(*g.IN_REVIEW, deviation)
    (opened,) = government.do("open_feedback", LEAD, capacities=[DATA])
    assert isinstance(opened, e.FeedbackOpened)


def test_the_staff_review_is_complete_only_with_all_its_tracks() -> None:
    some = on_day("advance", "advisor", field="due", days=5, tracks=["data_plan"], representative=LEAD)
    given_one = acts("give_review", "cdo", track="data_plan", outcome="no concerns")
    government = given(*g.WITH_DRAFT, some, given_one)
    assert isinstance(government.tries("open_feedback", LEAD, capacities=[DATA]), dict)


def test_two_steps_are_passed_over_as_two_deviations() -> None:
    cdo = acts("give_review", "cdo", track="data_plan", outcome="changes needed", text="Align")
    government = given(*g.IN_REVIEW, cdo)
    happened = government.do("request_review", LEAD, presenters=[LEAD], passing_over="An attack")
    assert [type(event).__name__ for event in happened] == [
        "DeviationRecorded",
        "DeviationRecorded",
        "SecretaryReviewRequested",
    ]


def test_the_chief_data_officer_shall_review_before_the_secretary_is_asked() -> None:
    government = given(*g.WITH_DRAFT)
    refused = government.tries("request_review", LEAD, presenters=[LEAD], passing_over="An attack")
    assert refused == (
        "The Chief Data Officer shall review for consistency with the State Data Plan first. "
        "Ask for that review with “/gov advance”."
    )


def test_one_may_go_back_at_any_time_before_the_approval() -> None:
    for history in (g.IN_REVIEW, g.IN_FEEDBACK, g.BEFORE_SECRETARY):
        government = given(*history)
        government.do("send_back", "advisor", reasons="Shorter")
        assert government.stage == "drafting"
        assert ("lead:cio", "submit_draft") in government.awaited()
    government = given(*g.BEFORE_SECRETARY)
    government.do("open_feedback", LEAD, capacities=[DATA])
    assert (government.stage, government.development.request) == ("agency feedback", None)


def test_only_the_secretary_takes_back_an_approval() -> None:
    government = given(*g.CANDIDATE)
    assert isinstance(government.tries("send_back", "advisor", reasons="No"), str)
    government.do("withdraw_approval", "secretary")
    assert (government.stage, government.development.approval) == ("drafting", None)
    assert ("lead:cio", "submit_draft") in government.awaited()


def test_a_house_rule_asks_for_responses_first_where_it_is_switched_on() -> None:
    rules = PROCESS.house_rules.model_copy(update={"respond_before_secretary": True})
    strict: Process = PROCESS.model_copy(update={"house_rules": rules})
    refused = given(*g.AFTER_FEEDBACK, process=strict).tries("request_review", LEAD, presenters=[LEAD])
    assert isinstance(refused, str)
    assert refused.startswith("A house rule asks")
    assert given(*g.AFTER_FEEDBACK).tries("request_review", LEAD, presenters=[LEAD]) != refused
