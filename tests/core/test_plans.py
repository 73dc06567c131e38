"""Plans: editions with goals, the policies that serve them, which still stand, and bodies that are reported to."""

from __future__ import annotations

from govbot.core.membership import plan_events as p
from govbot.core.membership.planning import obligations as planned
from govbot.core.workflow.goals import goal_rows
from govbot.core.workflow.notifications import directory_notifications
from govbot.core.workflow.overview import matches, overview
from tests.core import given as g
from tests.core.given import LEAD, Government, given
from tests.core.rows.planning import ANEW, GOALS, NAMED, PLANNED

NEED = {"text": "Why", "sources": ["a"]}


def served(government: Government) -> dict[str, list[str]]:
    """Each goal's number with the policies that serve it."""
    rows = goal_rows(government.listed, government.directory, government.process)
    return {row.number: [id for id, _ in row.policies] for row in rows}


def test_needs_reviews_and_policies_name_goals_and_the_matrix_shows_the_gaps() -> None:
    government = given(PLANNED)
    assert served(government) == {"1.1": [], "1.2": []}
    government.do("raise_need", "dss", title="Sharing", goals=["data_plan/2026/1.1"], **NEED)
    assert served(government) == {"1.1": ["ITP-1"], "1.2": []}
    reviewed = given(PLANNED, *g.IN_REVIEW)
    reviewed.do("give_review", "cdo", track="data_plan", outcome="no concerns", goals=["data_plan/2026/1.2"])
    assert served(reviewed) == {"1.1": [], "1.2": ["ITP-1"]}
    reviewed.do("name_goals", LEAD, goals=["data_plan/2026/1.1"])
    assert served(reviewed) == {"1.1": ["ITP-1"], "1.2": []}
    government.do("not_at_this_time", "budget", reasons="Later")
    assert served(government) == {"1.1": [], "1.2": []}, "a need put aside serves no goal"


def test_the_overview_is_filtered_by_a_goal() -> None:
    government = given(*g.IN_DRAFTING, PLANNED, NAMED)
    (row,) = overview(government.listed, {}, government.directory, government.process, government.now)
    found = [
        words
        for words in ("state data plan", "2026, 1.2", "data is safe", "data is shared")
        if matches(row, words, government.directory, government.process)
    ]
    assert found == ["state data plan", "2026, 1.2", "data is safe"]


def test_a_new_edition_asks_the_plans_seat_which_policies_in_force_still_stand() -> None:
    government = given(*g.IN_FORCE, PLANNED, NAMED)
    assert not list(planned(government.directory.planning)), "nothing served the plan before"
    ANEW(government)
    (asked,) = planned(government.directory.planning)
    assert (asked.party, asked.action, asked.about) == ("seat:cdo", "confirm_standing", "data_plan ITP-1")
    government.do("confirm_standing", "cdo", which="data_plan ITP-1", outcome="stands")
    assert not list(planned(government.directory.planning))


def test_goals_of_an_edition_are_corrected_in_their_place_and_ask_nothing_anew() -> None:
    government = given(*g.IN_FORCE, PLANNED, NAMED, ANEW)
    government.do("confirm_standing", "cdo", which="data_plan ITP-1", outcome="stands")
    government.do("set_plan", "cdo", plan="data_plan", edition="2028", goals="1: Data is open to all")
    edition = government.directory.planning.current("data_plan")
    assert edition is not None
    assert ([goal.text for goal in edition.goals], edition.unconfirmed) == (["Data is open to all"], ())


def test_plans_are_entered_by_the_seats_whose_they_are() -> None:
    government = given()
    refused = government.tries("set_plan", "budget", plan="data_plan", edition="1", goals=GOALS)
    assert (
        refused
        == "These plans are entered by their own seats: Chief Data Officer, Chief Information Officer."
    )
    wrong = government.tries("set_plan", "cio", plan="data_plan", edition="1", goals=GOALS)
    assert isinstance(wrong, dict)


def test_the_list_of_policies_in_force_goes_to_the_seat_of_the_plan_that_must_accord() -> None:
    government = given(*g.IN_FORCE)
    government.subject = "policy:ITP-2"
    government.do("raise_need", "dss", title="Other", **NEED)
    (begun,) = government.do("begin_plan", "advisor", plan="it_plan")
    assert begun == p.PlanDraftBegun(plan="it_plan", seat="cio", policies=("ITP-1",))
    (told,) = directory_notifications(government.directory, government.entries[-1])
    assert (told.to, told.card, told.about) == ("seat:cio", "accord", "it_plan ITP-1")


def test_a_bodys_outcome_is_added_to_what_was_put_before_it() -> None:
    government = given()
    day = government.day(0)
    said = {"body": "executive", "convened_on": day, "text": "The policy on backups"}
    government.do("report_to_body", "advisor", **said)
    government.do("report_to_body", "advisor", report="B1", outcome="Taken note of", **said)
    government.do("report_to_body", "advisor", **said)
    reports = [(each.id, each.outcome) for each in government.directory.planning.reports]
    assert reports == [("B1", "Taken note of"), ("B2", "")]
