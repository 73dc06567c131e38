"""Who is out until a day names an alternate: what that person may do, and what is awaited of them too."""

from __future__ import annotations

from govbot.core.membership.standing import AS_ALTERNATE
from govbot.core.table import BY_NAME
from govbot.core.workflow.parties import parties_of
from tests.core import given as g
from tests.core.given import LEAD, Government, Step, document, given, on_day

SIGNED = document("signed " * 20, "memo.pdf")


def out(person: str, alternate: str = "", days: int = 10) -> Step:
    return on_day("announce_absence", person, field="until", days=days, alternate=alternate)


def approval_entered_by(clerk: str, government: Government) -> str:
    """The refusal of an approval that this clerk enters for the Secretary; "" where it is recorded."""
    outcome = government.tries("approve", clerk, entered_for="secretary", evidence_file=SIGNED)
    return "" if isinstance(outcome, list) else str(outcome)


def kinds(government: Government, person: str) -> set[str]:
    return {capacity.kind for capacity in government.standing(person)}


def test_the_publishers_alternate_adopts_in_their_own_name_and_as_alternate() -> None:
    government = given(*g.CANDIDATE, out("publisher", "records"))

    government.do("adopt", "records", **g.header(government))

    entry = government.entries[-1]
    assert (entry.actor, entry.capacity, entry.authority) == ("records", "OPM Publications", AS_ALTERNATE)
    assert entry.entered_by is None


def test_an_alternate_stands_in_to_the_last_day_and_no_longer() -> None:
    government = given(*g.CANDIDATE, out("publisher", "records", days=1))

    assert "publisher" in kinds(government, "records")
    assert "publisher" in kinds(government, "publisher")
    assert "publisher" in kinds(government.later(days=1), "records")
    assert "publisher" not in kinds(government.later(days=1), "records")


def test_who_comes_back_early_has_no_alternate_any_more() -> None:
    government = given(*g.CANDIDATE, out("publisher", "records"), g.acts("end_absence", "publisher"))

    assert "publisher" not in kinds(government, "records")
    assert government.refusal("end_absence", "publisher") == "You are not out. To say so, use “/gov out”."


def test_the_secretarys_alternate_decides_nothing() -> None:
    government = given(*g.BEFORE_SECRETARY, out("secretary", "professor"))

    assert not {"secretary", "delegate"} & kinds(government, "professor")
    assert "belongs to:" in str(government.refusal("approve", "professor"))


def test_a_delegates_alternate_has_no_delegation() -> None:
    government = given(*g.BEFORE_SECRETARY, g.delegated, out("delegate", "professor"))

    assert "belongs to:" in str(government.refusal("approve", "professor"))


def test_alternates_of_alternates_do_not_count() -> None:
    government = given(*g.CANDIDATE, out("records", "professor"), out("publisher", "designee"))
    government.do("announce_absence", "designee", until=government.day(5), alternate="professor")

    assert "publisher" not in kinds(government, "professor")
    assert "publisher" not in kinds(government, "designee"), "an alternate who is out stands in for nobody"


def test_nobody_names_an_alternate_who_is_out_as_well() -> None:
    government = given(out("records", "professor"))

    outcome = government.tries("announce_absence", "publisher", until=government.day(3), alternate="records")

    assert outcome == {
        "alternate": "RECORDS is out as well, until Fri, Dec 11, 2026. Choose somebody who is there."
    }


def test_what_is_awaited_of_somebody_who_is_out_is_awaited_of_the_alternate_too() -> None:
    government = given(*g.IN_REVIEW, out("legal", "designee"), out(LEAD, "budget"))

    assert government.people("office:OPM Legal Counsel") == ["legal", "designee"]
    assert government.people(f"lead:{LEAD}") == [LEAD, "budget"]
    assert government.refusal("give_review", "designee") is None
    parties = parties_of("designee", government.directory, government.process, government.today)
    assert "office:OPM Legal Counsel" in parties
    assert "member:legal" not in parties, "a member's position is the member's own"


def test_a_representatives_alternate_answers_in_that_place_on_the_roster() -> None:
    government = given(*g.IN_FEEDBACK, out("dcp", "dcp_deputy"))

    government.do("no_comment", "dcp_deputy")

    comment = government.development.comments[-1]
    assert (comment.person, comment.place) == ("dcp_deputy", "dcp")
    assert "dcp" in government.development.period.answered  # type: ignore[union-attr]


def test_an_agencys_voice_does_not_pass_on() -> None:
    government = given(*g.IN_FEEDBACK, g.dss_voice, out("dss", "dss_customers"))

    assert "belongs to:" in str(government.refusal("give_agency_response", "dss_customers"))


def test_the_contacts_alternate_may_enter_for_the_secretary() -> None:
    government = given(*g.BEFORE_SECRETARY, out("contact", "designee"))

    assert "and only by" in approval_entered_by("records", government)
    assert approval_entered_by("designee", government) == ""


def test_where_the_contact_is_out_without_an_alternate_the_publisher_may_and_the_contact_is_told() -> None:
    government = given(*g.BEFORE_SECRETARY)
    assert "and only by" in approval_entered_by("publisher", government)

    out("contact")(government)

    assert "and only by" in approval_entered_by("designee", government)
    assert approval_entered_by("publisher", government) == ""
    assert ("role:contact", "entered_for_office") in government.told


def test_an_alternate_who_wrote_the_draft_does_not_enter_its_approval() -> None:
    government = given(*g.BEFORE_SECRETARY, out("contact", LEAD))

    assert "You wrote D1, or present it" in approval_entered_by(LEAD, government)


def test_everybody_may_say_that_they_are_out() -> None:
    assert BY_NAME["announce_absence"].by == ("anyone",)
    assert BY_NAME["announce_absence"].entering is None
