"""Whose answer counts for which agency: two agencies, moved people."""

from __future__ import annotations

from govbot.core.decide import NeedsConfirmation, Recorded, decide
from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME
from govbot.core.workflow import events as e
from govbot.core.workflow.policy import Version, agencies_heard, differ, standing_answers
from govbot.core.workflow.steps.implementation import SETTLES
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, after, given, on_day
from tests.government import DATA, SECURITY

DSS, DCP = "representative:DSS", "representative:DCP"


def both_agencies(government: Government) -> None:
    """DSS's agency data officer is DCP's as well; DCP's own has left."""
    government.do("deactivate_person", "keeper", person="dcp")
    also = (d.AgencyPlace(agency="DCP", capacities=(DATA,)),)
    listed = d.PersonListed(person="dss", agency="DSS", capacities=(DATA,), also=also)
    government.record(DIRECTORY, listed)


opened = on_day("open_feedback", LEAD, field="closes_on", days=9, capacities=[DATA])


def heard(government: Government) -> tuple[str, ...]:
    period = government.development.period
    assert period is not None
    return period.agencies_answered


def test_somebody_who_answers_for_two_agencies_is_asked_and_counted_for_each() -> None:
    government = given(*g.REVIEWED, both_agencies, opened)
    period = government.development.period
    assert period is not None
    assert [(entry.person, entry.agency) for entry in period.roster] == [
        ("dss", "DSS"),
        ("dss", "DCP"),
        ("doc", "DOC"),
    ]
    assert period.agencies == ("DSS", "DCP", "DOC")
    government.do("give_feedback", "dss", kind="comment", text="For DCP", acting_as=DCP)
    assert heard(government) == ("DCP",)
    assert government.awaited("person:dss") == [("person:dss", "give_feedback")]
    (answer,) = government.do("no_comment", "dss")
    assert isinstance(answer, e.FeedbackGiven)
    assert answer.agency == "DSS", "the agency that is still awaited"
    assert heard(government) == ("DSS", "DCP")
    assert government.tries("no_comment", "dss") == ("You have answered already. To say more, add a comment.")


def test_the_form_asks_for_which_of_two_agencies_somebody_answers() -> None:
    government = given(*g.REVIEWED, both_agencies, opened)
    held = [capacity.label for capacity in government.standing("dss") if capacity.kind == "representative"]
    assert held == [
        "Department of Social Services' agency data officer",
        "Consumer Protection's agency data officer",
    ]


def test_somebody_who_answers_for_two_agencies_reports_for_each() -> None:
    government = given(*g.IN_FORCE, both_agencies)
    government.do("acknowledge", "dss", acting_as="agency:DCP")
    government.do("acknowledge", "dss", acting_as="agency:DSS")
    version = government.policy.version
    assert version is not None
    assert [(report.agency, report.by) for report in version.reports] == [
        ("DCP", "dss"),
        ("DSS", "dss"),
    ]


def test_whoever_answers_for_two_agencies_may_say_of_one_that_another_should_be_asked() -> None:
    government = given(*g.REVIEWED, both_agencies, opened)
    government.do("not_right_person", "dss", suggested="dcp_customers", acting_as=DCP)
    assert government.awaited("person:dss") == [("person:dss", "give_feedback")]
    assert government.awaited("person:dcp_customers") == [("person:dcp_customers", "give_feedback")]


def test_a_person_moved_to_another_agency_does_not_answer_for_the_old_one() -> None:
    moved = acts("change_person", "keeper", person="dcp", agency="DSS", capacities=[SECURITY])
    government = given(*g.REVIEWED, opened, moved)
    refused = government.tries("no_comment", "dcp")
    assert refused == "“No comment” belongs to: the representatives on the roster."
    heir = government.answerable("person:dcp")
    assert (heir.people, heir.passed_on) == (("dcp_customers", "dcp_deputy"), True)
    assert government.people(heir.party) == ["dcp_customers", "dcp_deputy"], "they are told"
    assert government.people("person:dcp") == ["dcp"], "what is told to the person alone stays so"
    (answer,) = government.do("no_comment", "dcp_customers")
    assert isinstance(answer, e.FeedbackGiven)
    assert (answer.agency, answer.instead_of) == ("DCP", "dcp")
    assert heard(government) == ("DCP",)


def test_somebody_who_gives_up_one_of_two_agencies_answers_for_the_other_alone() -> None:
    government = given(*g.REVIEWED, both_agencies, opened)
    government.do("change_person", "keeper", person="dss", agency="DSS", capacities=[DATA])
    assert government.answerable("person:dss").people == ("dss",)
    heir = government.answerable("person:dss@DCP")
    assert (heir.people, heir.passed_on) == (("dcp_customers", "dcp_deputy"), True)
    (answer,) = government.do("no_comment", "dcp_deputy")
    assert isinstance(answer, e.FeedbackGiven)
    assert (answer.agency, answer.instead_of) == ("DCP", "dss@DCP")


def test_the_roster_keeper_lists_somebody_for_a_further_agency() -> None:
    government = given()
    asked = {"person": "dss", "agency": "DSS", "capacities": [DATA], "also": ["DCP"]}
    government.do("change_person", "keeper", **asked)
    person = government.directory.people["dss"]
    assert person.places == (("DSS", (DATA,)), ("DCP", (DATA,)))
    government.do("change_person", "keeper", person="dss", agency="DSS", capacities=[DATA])
    assert government.directory.people["dss"].former == ("DCP",)


def test_the_roster_keeper_confirms_that_somebody_no_longer_answers_for_an_agency() -> None:
    government = given(both_agencies)
    answers = {"person": "dss", "agency": "DSS", "capacities": [DATA]}
    asked = government.asked(BY_NAME["change_person"], "keeper", answers, "")
    shown = decide(asked, BY_NAME["change_person"], answers)
    assert isinstance(shown, NeedsConfirmation)
    assert "no longer answers for Consumer Protection" in str(shown.parts)
    kept = decide(asked, BY_NAME["change_person"], {**answers, "also": ["DCP"]})
    assert isinstance(kept, Recorded)


# Two answers that differ


def reported(government: Government, person: str, status: str, **more: bool) -> None:
    government.do("report_status", person, status=status, **more)


def test_a_second_answer_of_an_agency_that_differs_is_not_counted_as_a_yes() -> None:
    government = given(*g.IN_FORCE)
    reported(government, "dss", "implemented")
    assert agencies_heard(current(government), SETTLES["status"]) == {"DSS"}
    reported(government, "dss_customers", "not started")
    assert agencies_heard(current(government), SETTLES["status"]) == frozenset()
    assert differ(standing_answers(current(government), "DSS", SETTLES["status"]))
    reported(government, "dss_customers", "implemented")
    assert agencies_heard(current(government), SETTLES["status"]) == {"DSS"}, "they agree now"


def current(government: Government) -> Version:
    version = government.policy.version
    assert version is not None
    return version


def test_an_answer_may_take_the_place_of_a_colleague_s() -> None:
    government = given(*g.IN_FORCE)
    reported(government, "dss", "under way")
    reported(government, "dss_customers", "implemented", takes_place=True)
    assert agencies_heard(current(government), SETTLES["status"]) == {"DSS"}
    (answer,) = standing_answers(current(government), "DSS", SETTLES["status"])
    assert (answer.kind, answer.by) == ("implemented", "dss_customers")


def test_the_answer_of_whoever_has_left_gives_way_to_the_successor_s() -> None:
    government = given(*g.IN_FORCE)
    reported(government, "dss", "under way")
    government.do("deactivate_person", "keeper", person="dss")
    reported(government, "dss_customers", "implemented")
    assert agencies_heard(current(government), SETTLES["status"]) == {"DSS"}


def test_attestations_of_one_agency_that_differ_keep_it_awaited() -> None:
    government = given(*g.CANDIDATE, asks_to_attest)
    awaited = ("agency:DSS", "attest")
    assert awaited in government.awaited()
    government.do("attest", "dss", text="we follow it")
    assert awaited not in government.awaited()
    government.do("attest", "dss_customers", text="we follow all but section II")
    assert awaited in government.awaited()


def asks_to_attest(government: Government) -> None:
    government.do("adopt", "publisher", **g.header(government, mechanisms=["attestation"]))


def test_two_responses_of_an_agency_that_differ_stand_beside_each_other() -> None:
    government = given(*g.IN_FEEDBACK, g.dss_voice)
    government.do("give_agency_response", "dss", text="We agree")
    government.do("name_voice", "keeper", agency="DSS", person="dss_customers")
    government.do("give_agency_response", "dss_customers", text="We do not agree")
    period = government.development.period
    assert period is not None
    assert [response.text for response in period.agency_responses] == ["We agree", "We do not agree"]
    assert period.agencies_that_differ == ("DSS",)
    government.do("give_agency_response", "dss_customers", text="We agree")
    period = government.development.period
    assert period is not None
    assert period.agencies_that_differ == ()


# Each names the other


def test_two_who_each_name_the_other_are_brought_to_the_lead() -> None:
    government = given(*g.IN_FEEDBACK)
    (first,) = government.do("not_right_person", "dss", suggested="dss_customers")
    assert isinstance(first, e.NotTheRightPerson)
    assert not first.declined
    (second,) = government.do("not_right_person", "dss_customers", suggested="dss")
    assert isinstance(second, e.NotTheRightPerson)
    assert second.declined
    assert government.told[-1] == ("role:lead", "wrong_person")


# Late, and in time after all


def test_an_extension_makes_late_answers_timely() -> None:
    government = given(*g.IN_FEEDBACK, after(days=30))
    government.tick()
    government.do("give_feedback", "dss", kind="concern", text="Too late?")
    government.do("consider_late", LEAD, comments=["C1"], considered="no")
    comment = government.development.comment("C1")
    assert comment is not None
    assert (comment.late, comment.wants_response) == (True, False)
    government.do("extend_feedback", LEAD, closes_on=government.day(10))
    comment = government.development.comment("C1")
    assert comment is not None
    assert (comment.late, comment.considered, comment.wants_response) == (False, None, True)
