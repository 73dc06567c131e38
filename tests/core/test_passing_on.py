"""Nothing falls silent: what is awaited of somebody who leaves is awaited of the next, by PROCESS.md's own list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govbot.core.decide import decide_due
from govbot.core.grammar import Acting, Capacity, Event
from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME
from govbot.core.workflow import events as e
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.parties import desk_of
from govbot.core.workflow.passing_on import answerable
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, given
from tests.government import SEATS, SECURITY

pytestmark = pytest.mark.check("R30")


def left(person: str) -> g.Step:
    return acts("deactivate_person", "keeper", person=person)


def on_the_desk_of(government: Government, party: str) -> tuple[str, ...]:
    """Who answers for what is awaited of a party; something is awaited of it."""
    assert party in {obligation.party for obligation in obligations(government.policy)}
    answers = government.answerable(party)
    assert answers.passed_on
    return answers.people


def test_what_is_awaited_of_a_lead_who_left_is_the_senior_policy_advisor_s_who_names_another() -> None:
    government = given(*g.IN_DRAFTING, left(LEAD))
    assert on_the_desk_of(government, f"lead:{LEAD}") == ("advisor",)
    government.do("change_lead", "advisor", lead="budget")
    assert government.awaited("lead:budget") == [("lead:budget", "assemble_group")]
    assert government.answerable("lead:budget").people == ("budget",)


def test_what_is_awaited_of_a_liaison_who_left_is_the_other_liaison_s_else_the_lead_s() -> None:
    asked = acts("ask_group", LEAD, kind="advise", text="What is needed?")
    two = acts("change_liaisons", LEAD, liaisons=["budget", "cdo"])
    government = given(*g.WITH_GROUP, two, asked, left("budget"))
    assert on_the_desk_of(government, "member:budget") == ("cdo",)
    left("cdo")(government)
    assert on_the_desk_of(government, "member:budget") == (LEAD,)


def test_what_is_awaited_of_a_member_who_left_is_the_liaison_s_who_removes_them() -> None:
    government = given(*g.WITH_DRAFT, left("professor"))
    assert on_the_desk_of(government, "member:professor") == (LEAD,)
    government.do("remove_member", LEAD, person="professor")
    assert government.awaited("member:professor") == []


def test_a_review_stays_with_the_office_s_other_people() -> None:
    second = d.OfficeGiven(role="reviewer", office="OPM Legal Counsel", person="designee")
    government = given(*g.IN_REVIEW)
    government.record(DIRECTORY, second)
    left("legal")(government)
    answers = government.answerable("office:OPM Legal Counsel")
    assert (answers.people, answers.passed_on) == (("designee",), False)


def test_the_lead_names_a_reviewer_where_the_office_has_nobody() -> None:
    government = given(*g.IN_REVIEW, left("legal"))
    assert on_the_desk_of(government, "office:OPM Legal Counsel") == (LEAD,)
    assert government.refusal("give_review", "professor") is not None
    government.do("name_reviewer", LEAD, track="legal", person="professor")
    assert government.told[-1] == ("person:professor", "review_asked")
    assert government.awaited("named:professor") == [("named:professor", "give_review")]
    (given_review,) = government.do("give_review", "professor", track="legal", outcome="no concerns")
    assert isinstance(given_review, e.ReviewGiven)
    assert government.entries[-1].capacity == "OPM Legal Counsel"
    assert government.entries[-1].authority == "named by the policy lead, since nobody is there"
    assert government.development.review("legal").complete  # type: ignore[union-attr]


def test_the_review_of_a_vacant_seat_is_the_lead_s_to_have_named() -> None:
    government = given(*g.IN_REVIEW, left("cdo"))
    assert on_the_desk_of(government, "seat:cdo") == (LEAD,)


def test_a_named_reviewer_who_leaves_leaves_it_with_the_lead() -> None:
    named = acts("name_reviewer", LEAD, track="legal", person="professor")
    government = given(*g.IN_REVIEW, left("legal"), named, left("professor"))
    assert on_the_desk_of(government, "named:professor") == (LEAD,)
    government.do("name_reviewer", LEAD, track="legal", person="designee")
    assert government.awaited("named:designee") == [("named:designee", "give_review")]


def test_an_answer_is_awaited_of_others_of_that_agency_in_that_capacity_else_of_that_agency() -> None:
    government = given(*g.IN_FEEDBACK, left("dcp_customers"))
    assert on_the_desk_of(government, "person:dcp_customers") == ("dcp", "dcp_deputy")
    same = acts("change_person", "keeper", person="dcp_deputy", agency="DCP", capacities=[SECURITY])
    same(government)
    assert on_the_desk_of(government, "person:dcp_customers") == ("dcp_deputy",)
    (answer,) = government.do("no_comment", "dcp_deputy")
    assert isinstance(answer, e.FeedbackGiven)
    assert answer.instead_of == "dcp_customers"


def test_an_agency_s_last_representative_leaves_it_with_the_lead() -> None:
    government = given(*g.IN_FEEDBACK, left("dss"), left("dss_customers"), left("dss_security"))
    assert on_the_desk_of(government, "person:dss") == (LEAD,)
    reporting = given(*g.IN_FORCE, left("dss"), left("dss_customers"), left("dss_security"))
    assert on_the_desk_of(reporting, "agency:DSS") == (LEAD,)


def test_a_retired_agency_s_part_ends_with_a_word_to_the_lead() -> None:
    for history, party in ((g.IN_FEEDBACK, "person:dcp"), (g.IN_FORCE, "agency:DCP")):
        government = given(*history, acts("retire_agency", "keeper", agency="DCP"))
        ended = end_part(government, "DCP")
        assert ended == [e.AgencyPartEnded(agency="DCP")]
        assert government.told[-1] == ("role:lead", "agency_retired")
        assert government.awaited(party) == []
        assert government.awaited(party.replace("dcp", "dss").replace("DCP", "DSS")) != []
        assert end_part(government, "DCP") == [], "it is recorded once"


def test_an_agency_that_is_on_the_list_keeps_its_part() -> None:
    assert end_part(given(*g.IN_FORCE), "DCP") == []


def end_part(government: Government, agency: str) -> list[Event]:
    """As the clock does it, once the directory has changed."""
    action = BY_NAME["end_agency_part"]
    who = Acting("clock", Capacity("clock", "the clock"), government.today)
    result = decide_due(government.at(action, who, agency), action)
    return [event for _, event in government.keep(result)]


def test_with_nobody_above_it_goes_on_up_to_whoever_is_left() -> None:
    government = given(*g.IN_DRAFTING, *(left(person) for person in SEATS.values()))
    assert on_the_desk_of(government, f"lead:{LEAD}") == ("contact",)
    for person in ("contact", "secretary"):
        left(person)(government)
    assert on_the_desk_of(government, f"lead:{LEAD}") == ("keeper",)
    government.directory = replace(government.directory, offices=())
    assert government.answerable(f"lead:{LEAD}").people == ()


def test_whoever_comes_back_has_it_back() -> None:
    government = given(*g.IN_DRAFTING, left(LEAD), acts("reactivate_person", "keeper", person=LEAD))
    assert government.answerable(f"lead:{LEAD}").people == (LEAD,)
    assert not government.answerable(f"lead:{LEAD}").passed_on


def test_the_desk_of_somebody_who_left_is_empty() -> None:
    government = given(*g.IN_DRAFTING, left(LEAD))
    desk = desk_of(LEAD, government.directory, government.process, government.today)
    assert not desk.answers(government.policy, f"lead:{LEAD}")


def test_a_party_that_nobody_knows_has_nobody() -> None:
    government = given()
    assert answerable("nobody", None, government.directory, "advisor", government.today).people == ()
