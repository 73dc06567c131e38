"""What is late is settled: a reminder, more time, or no longer needed; and what nobody wants any more is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from govbot.core.grammar import Obligation, Strength
from govbot.core.table import BY_NAME
from govbot.core.workflow import events as e
from govbot.core.workflow.keys import key_of
from govbot.core.workflow.obligations import obligations, strength_of
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, given, on_day
from tests.government import DATA

DATA_PLAN = "seat:cdo/give_review/data_plan"
LEGAL = "office:OPM Legal Counsel/give_review/legal"
more_time = on_day("give_until", LEAD, field="until", days=40, which=DATA_PLAN)
not_needed = acts("pass_over", LEAD, which=LEGAL, reason="Only a date changes")


def awaited(government: Government, key: str) -> Obligation | None:
    return next((each for each in obligations(government.policy) if key_of(each) == key), None)


def due_day(government: Government, key: str) -> str:
    obligation = awaited(government, key)
    assert obligation is not None
    assert obligation.due is not None
    return obligation.due.date().isoformat()


HISTORIES = {name: value for name, value in vars(g).items() if name.isupper() and isinstance(value, tuple)}
# What is a decision, whatever row records it; and a review, whose strength is its track's.
DECISIONS: dict[str, Strength] = {"close_development": "shall", "rescind": "shall"}


@pytest.mark.parametrize(
    "history", [name for name in HISTORIES if name in (
        "IN_NEED", "WITH_GROUP", "WITH_DRAFT", "IN_REVIEW", "IN_FEEDBACK", "AFTER_FEEDBACK", "BEFORE_SECRETARY",
        "CANDIDATE", "IN_FORCE", "REVISION",
    )],
)  # fmt: skip
def test_the_strength_of_what_is_awaited_is_that_of_the_table_s_row(history: str) -> None:
    for obligation in obligations(given(*HISTORIES[history]).policy):
        if obligation.party == "clock" or obligation.action == "give_review":
            continue
        row = BY_NAME[obligation.action].strength
        assert obligation.strength == DECISIONS.get(obligation.action, row), obligation


def test_the_chief_data_officer_shall_review_and_the_others_will() -> None:
    policy = given(*g.IN_REVIEW).policy
    strengths = {
        each.about: strength_of(policy, each) for each in obligations(policy) if each.action == "give_review"
    }
    assert strengths["data_plan"] == "shall"
    assert set(strengths.values()) <= {"shall", "will", "may"}
    assert strengths["legal"] == "will"


def test_more_time_holds_until_it_is_asked_for_anew() -> None:
    government = given(*g.IN_REVIEW, more_time)
    assert due_day(government, DATA_PLAN) == government.day(40)
    assert government.told[-1] == ("seat:cdo", "time_given")
    on_day("advance", "advisor", field="due", days=20, tracks=["data_plan"], representative=LEAD)(government)
    assert due_day(government, DATA_PLAN) == government.day(20)


def test_more_time_can_be_given_again() -> None:
    again = on_day("give_until", LEAD, field="until", days=50, which=DATA_PLAN)
    government = given(*g.IN_REVIEW, more_time, again)
    assert due_day(government, DATA_PLAN) == government.day(50)


def test_what_is_no_longer_needed_is_recorded_as_a_deviation_of_that_part_alone() -> None:
    government = given(*g.IN_REVIEW, not_needed)
    assert awaited(government, LEGAL) is None
    (deviation,) = government.policy.deviations
    assert (deviation.step, deviation.exigency, deviation.of) == ("Step 2", "Only a date changes", LEGAL)
    assert deviation.public_sentence == "Step 2: a staff review was no longer needed."
    refused = government.tries("open_feedback", LEAD, people=["professor"])
    assert isinstance(refused, dict), "the other reviews are not passed over with it"
    assert "passing_over" in refused


def test_the_step_is_done_once_the_other_reviews_are_in() -> None:
    government = given(*g.IN_REVIEW, not_needed)
    for track, person in g.REVIEWERS.items():
        if track != "legal":
            government.do("give_review", person, track=track, outcome="no concerns")
    g.circulated(government)
    assert government.stage == "agency feedback"
    assert len(government.policy.deviations) == 1


def test_what_is_no_longer_needed_is_awaited_again_once_it_is_asked_for_again() -> None:
    government = given(*g.IN_REVIEW, not_needed)
    on_day("advance", "advisor", field="due", days=20, tracks=["legal"], representative=LEAD)(government)
    assert awaited(government, LEGAL) is not None


def test_a_shall_ends_only_by_being_done() -> None:
    government = given(*g.IN_REVIEW)
    assert government.tries("pass_over", LEAD, which=DATA_PLAN, reason="Urgent") == {
        "which": "This is not in the list. Choose from it; it may have changed since the form was opened."
    }
    candidate = given(*g.CANDIDATE)
    assert "shall" in str(
        candidate.tries("pass_over", LEAD, which="role:publisher/adopt/D1", reason="Urgent")
    )


def test_not_doing_what_is_only_offered_is_no_deviation() -> None:
    consulted = on_day("consult", LEAD, field="due", days=5, consultation="hr", question="Fine?")
    government = given(*g.IN_REVIEW, consulted)
    happened = government.do(
        "pass_over", LEAD, which="office:Human Resources/give_advice/hr", reason="Settled"
    )
    assert [type(event) for event in happened] == [e.NoLongerNeeded]


def test_a_reminder_goes_to_whom_it_is_awaited_from_and_for_the_secretary_to_the_office() -> None:
    government = given(*g.IN_REVIEW, acts("remind", LEAD, which=DATA_PLAN))
    assert government.told[-1] == ("seat:cdo", "reminder")
    asked = given(*g.BEFORE_SECRETARY, acts("remind", LEAD, which="role:secretary/approve/D1"))
    assert asked.told[-1] == ("role:contact", "reminder")


def test_nobody_but_the_lead_and_the_advisor_gives_time() -> None:
    government = given(*g.IN_REVIEW)
    assert government.refusal("give_until", "legal") is not None
    assert government.refusal("give_until", "advisor") is None


# What is no longer wanted -----------------------------------------------------------------------------


ask = acts("ask_group", LEAD, kind="advise", text="What is needed?")
recommended = acts(
    "report_back", LEAD, kind="recommendation", recommends="this draft", text="Good", consensus="reached"
)


def test_the_group_s_answer_is_not_awaited_after_its_recommendation() -> None:
    government = given(*g.WITH_DRAFT, ask)
    assert awaited(government, "group/answer_request/Q1") is not None
    recommended(government)
    assert awaited(government, "group/answer_request/Q1") is None
    ask(government)
    assert awaited(government, "group/answer_request/Q2") is not None, "what is asked afterwards is wanted"


def test_an_interim_report_leaves_what_the_group_was_asked() -> None:
    interim = acts("report_back", LEAD, kind="interim", text="Half way")
    assert awaited(given(*g.WITH_DRAFT, ask, interim), "group/answer_request/Q1") is not None


def test_the_group_s_answer_is_not_awaited_once_its_stage_is_left() -> None:
    government = given(*g.WITH_DRAFT, ask, g.advanced)
    assert awaited(government, "group/answer_request/Q1") is None
    ask(government)
    assert awaited(government, "group/answer_request/Q2") is not None


def test_nobody_has_to_look_in_after_drafting() -> None:
    government = given(*g.WITH_DRAFT)
    assert ("member:professor", "look_in") in government.awaited()
    g.advanced(government)
    assert "look_in" not in [action for _, action in government.awaited()]


def test_a_successor_who_was_asked_too_answers_once() -> None:
    both = acts("change_person", "keeper", person="dcp_customers", agency="DCP", capacities=[DATA])
    left = acts("deactivate_person", "keeper", person="dcp")
    government = given(*g.REVIEWED, both, g.circulated, left)
    assert government.answerable("person:dcp").people == ("dcp_customers",)
    (answer,) = government.do("no_comment", "dcp_customers")
    assert isinstance(answer, e.FeedbackGiven)
    assert answer.also_for == ("dcp",)
    assert government.awaited("person:dcp") == []
    assert government.awaited("person:dcp_customers") == []


def test_the_date_given_is_the_one_that_reminders_count_from() -> None:
    government = given(*g.IN_REVIEW, more_time)
    obligation = awaited(government, DATA_PLAN)
    assert obligation is not None
    assert obligation.due is not None
    assert obligation.due - government.now > timedelta(days=39)
