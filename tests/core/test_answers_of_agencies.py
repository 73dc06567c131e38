"""Whose answer counts for which agency: two agencies, moved people."""

from __future__ import annotations

from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow import events as e
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, given, on_day

DSS, DOT = "representative:DSS", "representative:DOT"


def both_agencies(government: Government) -> None:
    """DSS's agency data officer is DOT's as well; DOT's own has left."""
    government.do("deactivate_person", "keeper", person="dot data")
    also = (d.AgencyPlace(agency="DOT", capacities=(g.DATA,)),)
    listed = d.PersonListed(person="dss data", agency="DSS", capacities=(g.DATA,), also=also)
    government.record(DIRECTORY, listed)


opened = on_day("open_feedback", LEAD, field="closes_on", days=9, capacities=[g.DATA])


def heard(government: Government) -> tuple[str, ...]:
    period = government.development.period
    assert period is not None
    return period.agencies_answered


def test_somebody_who_answers_for_two_agencies_is_asked_and_counted_for_each() -> None:
    government = given(*g.REVIEWED, both_agencies, opened)
    period = government.development.period
    assert period is not None
    assert [(entry.person, entry.agency) for entry in period.roster] == [
        ("dss data", "DSS"),
        ("dss data", "DOT"),
    ]
    assert period.agencies == ("DSS", "DOT")
    government.do("give_feedback", "dss data", kind="comment", text="For DOT", acting_as=DOT)
    assert heard(government) == ("DOT",)
    assert government.awaited("person:dss data") == [("person:dss data", "give_feedback")]
    (answer,) = government.do("no_comment", "dss data")
    assert isinstance(answer, e.FeedbackGiven)
    assert answer.agency == "DSS", "the agency that is still awaited"
    assert heard(government) == ("DSS", "DOT")
    assert government.tries("no_comment", "dss data") == (
        "You have answered already. To say more, add a comment."
    )


def test_the_form_asks_for_which_of_two_agencies_somebody_answers() -> None:
    government = given(*g.REVIEWED, both_agencies, opened)
    held = [
        capacity.label for capacity in government.standing("dss data") if capacity.kind == "representative"
    ]
    assert held == [
        "Department of Social Services' agency data officer",
        "Department of Transportation's agency data officer",
    ]


def test_somebody_who_answers_for_two_agencies_reports_for_each() -> None:
    government = given(*g.IN_FORCE, both_agencies)
    government.do("acknowledge", "dss data", acting_as="agency:DOT")
    government.do("acknowledge", "dss data", acting_as="agency:DSS")
    version = government.policy.version
    assert version is not None
    assert [(report.agency, report.by) for report in version.reports] == [
        ("DOT", "dss data"),
        ("DSS", "dss data"),
    ]


def test_whoever_answers_for_two_agencies_may_say_of_one_that_another_should_be_asked() -> None:
    government = given(*g.REVIEWED, both_agencies, opened)
    government.do("not_right_person", "dss data", suggested="dot customers", acting_as=DOT)
    assert government.awaited("person:dss data") == [("person:dss data", "give_feedback")]
    assert government.awaited("person:dot customers") == [("person:dot customers", "give_feedback")]


def test_a_person_moved_to_another_agency_does_not_answer_for_the_old_one() -> None:
    moved = acts("change_person", "keeper", person="dot data", agency="DSS", capacities=[g.SECURITY])
    government = given(*g.REVIEWED, opened, moved)
    refused = government.tries("no_comment", "dot data")
    assert isinstance(refused, str)
    assert "You are not on the roster" in refused or "belongs to" in refused
    heir = government.answerable("person:dot data")
    assert (heir.people, heir.passed_on) == (("dot customers", "dot deputy"), True)
    assert government.people(heir.party) == ["dot customers", "dot deputy"], "they are told"
    assert government.people("person:dot data") == ["dot data"], "what is told to the person alone stays so"
    (answer,) = government.do("no_comment", "dot customers")
    assert isinstance(answer, e.FeedbackGiven)
    assert (answer.agency, answer.instead_of) == ("DOT", "dot data")
    assert heard(government) == ("DOT",)


def test_somebody_who_gives_up_one_of_two_agencies_answers_for_the_other_alone() -> None:
    government = given(*g.REVIEWED, both_agencies, opened)
    government.do("change_person", "keeper", person="dss data", agency="DSS", capacities=[g.DATA])
    assert government.answerable("person:dss data").people == ("dss data",)
    heir = government.answerable("person:dss data@DOT")
    assert (heir.people, heir.passed_on) == (("dot customers", "dot deputy"), True)
    (answer,) = government.do("no_comment", "dot deputy")
    assert isinstance(answer, e.FeedbackGiven)
    assert (answer.agency, answer.instead_of) == ("DOT", "dss data@DOT")


def test_the_roster_keeper_lists_somebody_for_a_further_agency() -> None:
    government = given()
    asked = {"person": "dss data", "agency": "DSS", "capacities": [g.DATA], "also": ["DOT"]}
    government.do("change_person", "keeper", **asked)
    person = government.directory.people["dss data"]
    assert person.places == (("DSS", (g.DATA,)), ("DOT", (g.DATA,)))
    government.do("change_person", "keeper", person="dss data", agency="DSS", capacities=[g.DATA])
    assert government.directory.people["dss data"].former == ("DOT",)
