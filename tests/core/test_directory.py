"""The directory: designees, seats, delegations, parties."""

from __future__ import annotations

import pytest

from govbot.core.grammar import Acting, Capacity, EventOn
from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.directory import Directory
from govbot.core.membership.standing import standing as standing_in_directory
from govbot.core.table import BY_NAME, TABLE
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.parties import parties_of, people_of
from govbot.core.workflow.standing import standing
from tests.core import given as g
from tests.core.given import LEAD, acts, given, on_day
from tests.government import SECURITY


def test_a_designee_stands_for_the_holder_until_the_last_day_and_names_the_authority() -> None:
    named = on_day("name_designee", "cdo", field="until", days=10, of="cdo", person="professor")
    government = given(*g.IN_REVIEW, named)
    government.do("give_review", "professor", track="data_plan", outcome="no concerns")
    assert government.entries[-1].authority == "as designee of the Chief Data Officer"
    government.later(days=11)
    assert government.directory.designee("cdo", government.today) is None
    assert isinstance(
        government.tries("give_review", "professor", track="data_plan", outcome="no concerns"), str
    )


def test_the_advisor_s_designee_directs() -> None:
    named = acts("name_designee", "advisor", of="advisor", person="professor")
    government = given(*g.WITH_DRAFT, named)
    (decided,) = government.do("record_decision", "professor", text="Yes", consensus="reached")
    assert type(decided).__name__ == "DecisionRecorded"
    assert government.entries[-1].capacity == "OPM Senior Policy Advisor for Information Technology"


def test_one_person_in_two_seats_is_one_person_and_chooses_for_which_they_act() -> None:
    two = acts("fill_seat", "keeper", seat="cdo", person=LEAD)
    government = given(*g.IN_NEED, two)
    assert government.people("steering").count(LEAD) == 1
    government.do("not_at_this_time", LEAD, reasons="Later", acting_as="steering:cio")
    assert government.entries[-1].capacity == "Chief Information Officer"


def test_who_is_deactivated_holds_nothing() -> None:
    government = given(*g.IN_NEED, acts("deactivate_person", "keeper", person="budget"))
    assert government.standing("budget") == ()
    assert (
        standing(government.policy, government.directory, government.process, "stranger", government.today)
        == ()
    )
    assert parties_of("budget", government.directory, government.process, government.today) == []
    assert "budget" not in government.people("steering")
    government.do("reactivate_person", "keeper", person="budget")
    assert "budget" in government.people("steering")


def test_listing_somebody_again_does_not_bring_them_back() -> None:
    government = given(acts("deactivate_person", "keeper", person="dss"))
    government.record(DIRECTORY, d.PersonListed(person="dss", agency="DSS", capacities=(SECURITY,)))
    assert not government.directory.is_active("dss")


def test_a_person_without_an_agency_cannot_speak_for_one() -> None:
    government = given(*g.IN_FORCE)
    at = government.at(BY_NAME["acknowledge"], Acting("professor", Capacity("agency", ""), government.today))
    with pytest.raises(Exception, match="not listed with an agency"):
        list(BY_NAME["acknowledge"].rule(at, BY_NAME["acknowledge"].command()))


def test_delegations_on_file_never_share_a_name() -> None:
    twice = (
        g.delegated,
        g.delegated,
        acts("end_delegation", "secretary", delegation="G1-delegate-2026-12-01"),
    )
    government = given(*twice, g.delegated)
    assert [delegation.id for delegation in government.directory.delegations] == [
        "G2-delegate-2026-12-01",
        "G3-delegate-2026-12-01",
    ]


def test_seats_without_a_holder_are_vacant_and_an_unknown_party_is_nobody() -> None:
    government = given()
    empty = Directory(people=government.directory.people)
    assert standing_in_directory(empty, government.process, "budget", government.today)[-1].kind == "anyone"
    assert people_of("seat:cio", None, empty, "advisor", government.today) == []
    for party in (
        "channel:steering",
        "room",
        "group",
        "roster",
        "raisers",
        "role:lead",
        "role:secretary_designee",
    ):
        assert people_of(party, None, empty, "advisor", government.today) == []


def test_every_party_of_news_means_somebody() -> None:
    government = given(*g.COMMENTED, g.delegated, g.with_designee)
    for party in (
        "raisers",
        "group",
        "roster",
        "role:lead",
        "role:contact",
        "role:delegates",
        "role:keeper",
        "role:secretary_designee",
        "role:secretary",
        "role:publisher",
        "role:advisor",
    ):
        assert government.people(party), party


def test_a_join_is_recorded_on_both_streams() -> None:
    government = given(g.need, g.need)
    at = government.at(BY_NAME["join_need"], Acting("budget", Capacity("steering", ""), government.today))
    _, received = list(
        BY_NAME["join_need"].rule(at, BY_NAME["join_need"].command.model_validate({"other": "ITP-2"}))
    )
    assert isinstance(received, EventOn)
    assert received.stream == "policy:ITP-2"


def test_nothing_is_owed_that_no_row_knows() -> None:
    for history in (
        g.WITH_DRAFT,
        g.IN_REVIEW,
        g.COMMENTED,
        g.BEFORE_SECRETARY,
        g.CANDIDATE,
        g.IN_FORCE,
        g.FOR_LATER,
    ):
        for obligation in obligations(given(*history).policy):
            assert obligation.action in {action.name for action in TABLE}
