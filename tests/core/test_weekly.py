"""The weekly list, by PROCESS.md: what shall or will be done and is late, slipped, undecided or to assign."""

from __future__ import annotations

from datetime import timedelta

from govbot.core.workflow.weekly import Line, lines_of, vacancies
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, given, on_day

WEEKS = timedelta(weeks=3)


def lines(government: Government) -> list[Line]:
    changed_at = max(entry.recorded_at for entry in government.entries if entry.stream == government.subject)
    return lines_of(government.policy, government.directory, government.process, government.now, changed_at)


def told(government: Government) -> list[str]:
    return [f"{line.office}: {government.process.say_kept(line.what)}" for line in lines(government)]


def left(person: str) -> g.Step:
    return acts("deactivate_person", "keeper", person=person)


def test_what_is_in_time_is_not_on_the_list() -> None:
    assert told(given(*g.IN_REVIEW)) == []


def test_what_shall_or_will_be_done_stands_there_from_its_date_until_it_is_done() -> None:
    government = given(*g.IN_REVIEW, g.after(days=15))
    late = lines(government)
    offices = [line.office for line in late]
    assert offices == [
        "OPM Legal Counsel",
        "OPM Regulatory Affairs",
        "OPM Budget and Financial Management Division Designee",
        "OPM Policy Planning",
        "Chief Data Officer",
        "Chief Information Officer",
    ]
    by_office = {line.office: line.actions for line in late}
    assert by_office["OPM Legal Counsel"] == ("remind", "give_until", "pass_over")
    assert by_office["Chief Data Officer"] == ("remind", "give_until"), (
        "what shall be done is not passed over"
    )
    for track, person in g.REVIEWERS.items():
        government.do("give_review", person, track=track, outcome="no concerns")
    assert lines(government) == []


def test_who_is_given_time_is_off_the_list_until_then() -> None:
    key = "seat:cdo/give_review/data_plan"
    government = given(*g.IN_REVIEW, g.after(days=15))
    on_day("give_until", LEAD, field="until", days=10, which=key)(government)
    assert "Chief Data Officer" not in [line.office for line in lines(government)]
    government.later(days=11)
    assert "Chief Data Officer" in [line.office for line in lines(government)]


def test_members_are_counted_by_office_and_nobody_is_named() -> None:
    asked = on_day("ask_final_positions", LEAD, field="due", days=5)
    government = given(*g.WITH_DRAFT, asked, g.after(days=6))
    (line,) = lines(government)
    assert (line.office, line.many) == ("ad hoc group", 2)
    assert "professor" not in line.what


def test_a_need_that_is_not_decided_in_time() -> None:
    government = given(*g.IN_NEED, g.after(days=30))
    (line,) = lines(government)
    assert line.office == "Steering Group"
    assert line.actions == ("recommend_pursuing", "not_at_this_time", "join_need")


def test_a_target_that_slipped() -> None:
    timeline = on_day("set_timeline", LEAD, field="staff_review", days=5)
    government = given(*g.IN_DRAFTING, timeline, g.after(days=6))
    assert told(government) == ["policy lead: the target for “staff review”, Sun, Dec 6, 2026, has passed"]
    government = given(*g.WITH_DRAFT, timeline, g.advanced, g.after(days=6))
    assert told(government) == [], "a stage that is reached has not slipped"


def test_nothing_recorded_for_ten_business_days() -> None:
    government = given(*g.WITH_DRAFT, g.after(days=13))
    assert told(government) == []
    government.later(days=2)
    assert told(government) == ["policy lead: nothing has been recorded since Tue, Dec 1, 2026"]


def test_whoever_has_to_be_named() -> None:
    government = given(*g.IN_REVIEW, left(LEAD), left("legal"))
    assert [(line.what, line.actions) for line in lines(government)] == [
        ("a {lead} has to be named", ("change_lead",)),
        ("a {liaison} has to be named", ("change_liaisons",)),
        ("a reviewer for legal guidelines has to be named", ("name_reviewer",)),
        ("a reviewer for the IT Strategic Plan has to be named", ("name_reviewer",)),
    ]


def test_the_regular_review_that_is_due() -> None:
    government = given(*g.IN_FORCE, g.after(days=2000))
    late = [line for line in told(government) if "regular review" in line]
    assert len(late) == 1
    assert late[0].startswith("policy lead: the regular review of version 1.0, due since ")


def test_a_development_that_is_closed_waits_for_nobody() -> None:
    government = given(*g.IN_NEED, acts("not_at_this_time", "budget", reasons="Later"), g.after(days=60))
    assert lines(government) == []


def test_the_secretary_s_decision_that_is_late_is_the_secretary_s() -> None:
    government = given(*g.BEFORE_SECRETARY, g.after(days=60))
    offices = {line.office for line in lines(government)}
    assert "OPM Secretary" in offices


def test_seats_and_offices_without_anybody_are_vacant() -> None:
    government = given()
    assert vacancies(government.directory, government.process, government.today) == []
    for person in ("cdo", "legal", "publisher"):
        left(person)(government)
    vacant = vacancies(government.directory, government.process, government.today)
    assert vacant == ["Chief Data Officer", "OPM Legal Counsel", "OPM Publications"]
