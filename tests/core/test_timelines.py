"""Timelines: planned by a template, shown before they are set, said when they slip, forecast from earlier policies."""

from __future__ import annotations

from datetime import date, timedelta

from govbot.core.decide import NeedsConfirmation, decide
from govbot.core.grammar import Obligation
from govbot.core.process import Process
from govbot.core.table import BY_NAME
from govbot.core.workflow.agenda import agenda_lines
from govbot.core.workflow.course import Course, course_of
from govbot.core.workflow.forecasts import Forecast, forecast_words, forecasts
from govbot.core.workflow.obligations import obligations
from tests.core import given as g
from tests.core.given import LEAD, Government, given
from tests.government import PROCESS

# Days on which the government's offices are closed within these tests, written down by hand.
CLOSED = {
    date(2026, 11, 11), date(2026, 11, 26), date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 18), date(2027, 2, 12),
    date(2027, 2, 15), date(2027, 3, 26), date(2027, 5, 31), date(2027, 6, 18), date(2027, 7, 5),
}  # fmt: skip


def counted(day: date, steps: int) -> date:
    """So many business days on, or back where it is negative: counted on the calendar."""
    one = timedelta(days=1 if steps > 0 else -1)
    while day.weekday() > 4 or day in CLOSED:
        day += one
    for _ in range(abs(steps)):
        day += one
        while day.weekday() > 4 or day in CLOSED:
            day += one
    return day


def shown(government: Government, **answers: object) -> str:
    """What the lead reads before the timeline is set."""
    action = BY_NAME["set_timeline"]
    result = decide(government.asked(action, LEAD, answers), action, answers)
    assert isinstance(result, NeedsConfirmation)
    return "\n".join(part.text for part in result.parts if hasattr(part, "text"))


def test_a_template_plans_forward_from_today_in_business_days() -> None:
    government = given(*g.IN_DRAFTING)
    government.do("set_timeline", LEAD, template="standard")
    expected, day = {}, government.today
    for stage, step in (
        ("staff review", 30), ("agency feedback", 15), ("secretary's review", 25), ("release candidate", 10),
    ):  # fmt: skip
        day = expected[stage] = counted(day, step)
    assert government.development.targets == expected


def test_a_template_plans_backward_from_a_statutory_deadline() -> None:
    government = given(*g.IN_DRAFTING)
    law = date(2027, 6, 30)
    government.do("set_timeline", LEAD, template="small", statutory=law.isoformat(), citation="P.A. 26-1")
    expected, day = {}, law
    for stage, step in (
        ("release candidate", 5), ("secretary's review", 10), ("agency feedback", 15), ("staff review", 10),
    ):  # fmt: skip
        day = expected[stage] = counted(day, -step)
    assert government.development.targets == expected


def test_the_timeline_is_shown_with_its_business_days_before_it_is_set() -> None:
    government = given(*g.IN_DRAFTING)
    words = shown(government, staff_review="2026-12-15", agency_feedback="2026-12-18")
    assert "staff review: Tue, Dec 15, 2026, 10 business days after today." in words
    assert "agency feedback: Fri, Dec 18, 2026, 3 business days after the target before." in words
    assert "That leaves 3 business days for “staff review”; the process gives 10." in words
    assert not government.development.targets, "nothing is set before it is confirmed"


def test_a_target_that_passes_is_said_once_and_the_lead_is_asked_why() -> None:
    government = given(*g.SLIPPED)
    government.tick()
    (slip,) = government.development.slips
    assert (slip.stage, slip.asked) == ("staff review", ("role:lead",))
    assert [(each.party, each.about) for each in awaited(government)] == [(f"lead:{LEAD}", "S1")]
    told = [party for party, card in government.told if card == "slip"]
    assert told == ["channel:steering", "role:lead"]


def awaited(government: Government) -> list[Obligation]:
    return [each for each in obligations(government.policy) if each.action == "explain_slip"]


def test_whoever_is_late_is_asked_and_the_reason_stands_in_their_words() -> None:
    government = given(*g.IN_REVIEW)
    government.do("set_timeline", LEAD, agency_feedback=government.day(15))
    for person, track in (
        (who, key) for key, who in g.REVIEWERS.items() if key not in ("legal", "data_plan")
    ):
        government.do("give_review", person, track=track, outcome="no concerns")
    government.later(days=17)
    government.tick()
    (slip,) = government.development.slips
    assert set(slip.asked) == {"office:OPM Legal Counsel", "seat:cdo"}
    assert government.tries("explain_slip", LEAD, which="S1", reason="x") == (
        "No target has passed here of which you were asked why."
    )
    government.do("explain_slip", "legal", which="S1", reason="Two cases at court.")
    assert government.development.slips[0].silent == ("seat:cdo",)
    lines = agenda_lines(
        government.policy, government.directory, PROCESS, government.now, government.now, None
    )
    assert [each.line.said for each in lines if "target" in each.line.what] == ["Two cases at court."]
    course = course_of(government.policy)
    assert course.why_late("staff review", government.today) == ("Two cases at court.",)


def test_a_reached_stage_no_longer_asks_and_a_new_target_answers_for_the_lead() -> None:
    moved = given(*g.SLIPPED)
    moved.do("set_timeline", LEAD, staff_review=moved.day(10), reason="The vendor is late.")
    assert not awaited(moved)
    assert [reason.text for reason in moved.development.slips[0].reasons] == ["The vendor is late."]
    moved.later(days=12)
    moved.tick()
    assert len(moved.development.slips) == 2, "the new target passes in its turn"
    reached = given(*g.WITH_DRAFT, *g.SLIPPED[-3:], g.advanced)
    assert len(reached.development.slips) == 1
    assert not awaited(reached)


def test_a_target_that_was_met_is_not_missed_by_going_back_and_a_new_one_counts() -> None:
    government = given(
        *g.IN_DRAFTING, g.on_day("set_timeline", LEAD, field="staff_review", days=20), *g.IN_REVIEW[2:]
    )
    government.do("send_back", "advisor", reasons="Shorter")
    government.later(days=40)
    assert government.tick() == []
    assert government.development.open_targets == {}
    assert course_of(government.policy).slipped(government.stage, government.today) == ()
    government.do("set_timeline", LEAD, staff_review=government.day(10))
    government.later(days=11)
    assert [type(event).__name__ for event in government.tick()] == ["TargetPassed"]


def test_a_statutory_deadline_that_passes_is_said_too() -> None:
    government = given(*g.IN_DRAFTING)
    government.do("set_timeline", LEAD, statutory=government.day(3), citation="P.A. 26-1")
    government.later(days=4)
    government.tick()
    assert [slip.stage for slip in government.development.slips] == ["statutory"]


def took(*days: int) -> list[Course]:
    """Earlier policies that were so many days in drafting, and twice as many until agency feedback."""
    start = date(2026, 1, 5)
    return [
        Course(
            stages=(
                ("need", start),
                ("drafting", start),
                ("staff review", start + timedelta(days=count)),
                ("agency feedback", start + timedelta(days=2 * count)),
            )
        )
        for count in days
    ]


def test_a_forecast_is_the_median_and_range_of_at_least_five_earlier_policies() -> None:
    since = date(2026, 12, 1)
    stages = (("need", since), ("drafting", since))
    drawn = forecasts(stages, took(10, 14, 21, 28, 70), since, PROCESS)
    assert drawn == [
        Forecast("staff review", date(2026, 12, 22), date(2026, 12, 11), date(2027, 2, 9), 5),
        Forecast("agency feedback", date(2027, 1, 12), date(2026, 12, 21), date(2027, 4, 20), 5),
    ]
    assert next(forecast_words(drawn, PROCESS)) == (
        "Forecast from 5 earlier policies: “staff review” would begin on Tue, Dec 22, 2026 "
        "(median; Fri, Dec 11, 2026 to Tue, Feb 9, 2027)."
    )


def test_there_is_no_forecast_from_fewer_or_from_those_that_were_faster_than_this_one_is() -> None:
    since = date(2026, 12, 1)
    stages = (("drafting", since),)
    assert forecasts(stages, took(10, 14, 21, 28), since, PROCESS) == []
    later = since + timedelta(days=15)
    staff_review = [each.policies for each in forecasts(stages, took(10, 14, 21, 28, 70), later, PROCESS)]
    assert staff_review == [5], "of the five only those until agency feedback took as long"


def test_a_government_without_templates_is_not_asked_for_one() -> None:
    bare: Process = PROCESS.model_copy(update={"timelines": ()})
    government = given(*g.IN_DRAFTING, process=bare)
    government.do("set_timeline", LEAD, staff_review=government.day(10))
    assert set(government.development.targets) == {"staff review"}
