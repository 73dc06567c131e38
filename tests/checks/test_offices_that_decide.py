"""Offices that decide change hands by two persons of different offices; a keeper or a clerk alone does not do it."""

from __future__ import annotations

import pytest

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Facts, Text
from govbot.core.cards.who import NOTHING, PENDING, who_card
from govbot.core.grammar import Notification
from govbot.core.membership.directory import Directory
from govbot.core.membership.office_changes import obligations
from govbot.core.workflow.notifications import directory_notifications
from govbot.core.workflow.policy import blank
from tests.core import given as g
from tests.core.given import Government, acts, document, given
from tests.government import PROCESS

LETTER = document("signed " * 20, "letter.pdf")
DECIDING = {
    "office:approver/OPM Secretary": "secretary",
    "office:secretary's contact/Office of the OPM Secretary": "contact",
    "office:publisher/OPM Publications": "publisher",
    "office:records officer/Public Records Officer": "records",
    "office:roster keeper/Roster Keeper": "keeper",
}
KINDS = {
    "office:approver/OPM Secretary": "secretary",
    "office:secretary's contact/Office of the OPM Secretary": "contact",
    "office:publisher/OPM Publications": "publisher",
    "office:records officer/Public Records Officer": "records",
    "office:roster keeper/Roster Keeper": "keeper",
}


def kinds(government: Government, person: str) -> set[str]:
    return {capacity.kind for capacity in government.standing(person)}


def told(government: Government) -> set[str]:
    """To whom the last entry of the directory is told."""
    messages: tuple[Notification, ...] = directory_notifications(government.directory, government.entries[-1])
    return {message.to for message in messages if message.card == "office_change"}


def view(government: Government, viewer: str = "auditor") -> View:
    return View(
        policy=blank("policy:"),
        directory=government.directory,
        process=government.process,
        now=government.now,
        sign=lambda *value: " ".join(value),
        viewer=viewer,
        held=government.standing(viewer),
    )


def rows(government: Government) -> dict[str, str]:
    cards = (who_card(view(government), page) for page in range(3))
    parts = [part for card in cards for part in card.parts]
    return dict(row for part in parts if isinstance(part, Facts) for row in part.rows)


@pytest.mark.check("S56")
@pytest.mark.parametrize("office", DECIDING)
def test_a_keeper_alone_gives_nobody_an_office_that_decides(office: str) -> None:
    government = given(acts("give_office", "keeper", office=office, person="professor"))

    assert KINDS[office] not in kinds(government, "professor")
    for person in ("keeper", "operator", "professor"):
        assert isinstance(
            government.tries("confirm_office_change", person, change="O1", outcome="confirm"), str
        )
    second = government.directory.changes[0].confirm_by[0]
    (confirms, *_) = government.people(second)
    government.do("confirm_office_change", confirms, change="O1", outcome="confirm")
    assert KINDS[office] in kinds(government, "professor")


@pytest.mark.check("S56")
@pytest.mark.parametrize("office", DECIDING)
def test_a_keeper_alone_takes_an_office_that_decides_from_nobody(office: str) -> None:
    holder = DECIDING[office]
    government = given(acts("end_office", "keeper", which=f"{office}/{holder}"))

    assert KINDS[office] in kinds(government, holder)


@pytest.mark.check("S56")
def test_the_seat_that_directs_waits_for_a_second_person_and_other_seats_do_not() -> None:
    government = given(acts("fill_seat", "keeper", seat="advisor", person="professor"))
    assert government.directory.seats["advisor"] == "advisor"

    government.do("confirm_office_change", "contact", change="O1", outcome="confirm")
    government.do("fill_seat", "keeper", seat="ciso", person="designee")

    assert (government.directory.seats["advisor"], government.directory.seats["ciso"]) == (
        "professor",
        "designee",
    )


@pytest.mark.check("S56")
def test_with_the_signed_letter_it_takes_effect_at_once_and_shows_what_is_pending() -> None:
    office = "office:publisher/OPM Publications"
    government = given(
        acts(
            "give_office",
            "keeper",
            office=office,
            person="professor",
            instead_of=f"{office}/publisher",
            paper=LETTER,
        )
    )

    assert "publisher" in kinds(government, "professor")
    assert "publisher" not in kinds(government, "publisher")
    assert rows(government)["OPM Publications"] == f"PROFESSOR; {PENDING}"
    assert [obligation.party for obligation in obligations(government.directory)] == [
        "role:secretary's contact"
    ]

    government.do("confirm_office_change", "contact", change="O1", outcome="confirm")

    assert rows(government)["OPM Publications"] == "PROFESSOR"
    assert list(obligations(government.directory)) == []


@pytest.mark.check("S56")
def test_who_had_it_who_gets_it_the_advisor_and_the_operator_are_told() -> None:
    government = given(acts("fill_seat", "keeper", seat="advisor", person="professor"))
    assert {"person:professor", "person:advisor", "person:keeper", "role:advisor", "role:operator"} <= told(
        government
    )
    assert "role:secretary's contact" in told(government)


@pytest.mark.check("S56")
def test_first_start_and_offices_already_recorded_stay_as_they_are() -> None:
    government = given()

    assert government.directory.changes == ()
    assert rows(government)["OPM Secretary"] == "SECRETARY"


@pytest.mark.check("S56")
def test_a_change_that_is_not_confirmed_does_not_come_about() -> None:
    government = given(acts("fill_seat", "keeper", seat="advisor", person="professor"))

    government.do("confirm_office_change", "contact", change="O1", outcome="refuse", reason="Not him")

    assert government.directory.seats["advisor"] == "advisor"
    assert isinstance(
        government.tries("confirm_office_change", "records", change="O1", outcome="confirm"), str
    )


@pytest.mark.check("S56")
def test_a_change_on_a_letter_that_is_not_confirmed_is_undone_and_whoever_had_it_has_it_again() -> None:
    government = given()
    office = "office:approver/OPM Secretary"
    answers = {"office": office, "person": "designee", "instead_of": f"{office}/secretary", "paper": LETTER}
    government.do("give_office", "keeper", **answers)
    assert ("secretary" in kinds(government, "designee"), "secretary" in kinds(government, "secretary")) == (
        True,
        False,
    )
    government.do(
        "confirm_office_change", "contact", change="O1", outcome="refuse", reason="It is not signed."
    )
    assert ("secretary" in kinds(government, "designee"), "secretary" in kinds(government, "secretary")) == (
        False,
        True,
    )
    (change,) = government.directory.changes
    assert (change.verdict, change.in_effect, change.reason) == ("refused", False, "It is not signed")


def test_a_seat_and_a_delegation_on_a_letter_that_is_not_confirmed_are_undone() -> None:
    government = given(acts("fill_seat", "keeper", seat="advisor", person="designee", paper=LETTER))
    government.do("confirm_office_change", "contact", change="O1", outcome="refuse", reason="Forged")
    assert government.directory.seats["advisor"] == "advisor"
    filed = {"person": "designee", "power": "approve", "citation": "C.G.S.", "paper": LETTER}
    government.do("file_delegation", "secretary", valid_from=government.day(0), **filed)
    government.do("confirm_office_change", "advisor", change="O2", outcome="refuse", reason="Forged")
    assert government.directory.delegations == ()


def test_who_enters_it_never_confirms_it_in_another_office_that_they_hold_too() -> None:
    office = "office:records officer/Public Records Officer"
    both = acts("give_office", "keeper", office=office, person="keeper", paper=LETTER)
    government = given(both, acts("confirm_office_change", "contact", change="O1", outcome="confirm"))

    government.do("give_office", "keeper", office="office:publisher/OPM Publications", person="professor")

    assert "role:records officer" not in government.directory.changes[1].confirm_by
    assert isinstance(
        government.tries("confirm_office_change", "keeper", change="O2", outcome="confirm"), str
    )


@pytest.mark.check("S54")
def test_a_clerk_files_no_delegation_to_themselves() -> None:
    government = given()

    outcome = government.tries(
        "file_delegation", "contact", person="contact", power="approve", valid_from="2026-12-01", citation="memo",
        entered_for="secretary", evidence_file=LETTER,
    )  # fmt: skip

    assert outcome == {"person": "Nobody enters a power for themselves. Hand the letter to somebody else."}
    assert government.directory.delegations == ()


@pytest.mark.check("S54")
def test_a_delegation_without_the_signed_letter_waits_for_a_second_person() -> None:
    memo = {"person": "delegate", "power": "approve", "valid_from": "2026-12-01", "citation": "memo"}
    government = given(*g.BEFORE_SECRETARY, lambda it: it.do("file_delegation", "secretary", **memo))
    assert "belongs to:" in str(government.refusal("approve", "delegate"))

    government.do("confirm_office_change", "contact", change="O1", outcome="confirm")

    assert government.refusal("approve", "delegate") is None


@pytest.mark.check("S54")
def test_who_entered_a_delegation_does_not_confirm_it() -> None:
    government = given()
    government.do(
        "file_delegation", "contact", person="delegate", power="approve", valid_from="2026-12-01", citation="memo",
        entered_for="secretary", evidence_file=LETTER,
    )  # fmt: skip

    assert government.directory.changes[0].confirm_by == ("role:advisor", "role:records officer")
    assert isinstance(
        government.tries("confirm_office_change", "contact", change="O1", outcome="confirm"), str
    )
    assert isinstance(
        government.tries("confirm_office_change", "delegate", change="O1", outcome="confirm"), str
    )
    assert not isinstance(
        government.tries("confirm_office_change", "advisor", change="O1", outcome="confirm"), str
    )


def test_a_delegates_standing_ends_with_the_secretary_who_gave_it_and_a_deputys_does_not() -> None:
    memo = {"valid_from": "2026-12-01", "until": "2027-01-31", "citation": "memo", "paper": LETTER}
    office = "office:approver/OPM Secretary"
    government = given(g.with_designee)
    government.do("file_delegation", "secretary", person="delegate", power="approve", **memo)
    government.do("file_delegation", "secretary", person="professor", power="deputy", **memo)

    government.do(
        "give_office", "keeper", office=office, person="budget", instead_of=f"{office}/secretary", held="acting",
        paper=LETTER,
    )  # fmt: skip

    assert [given.power for given in government.directory.delegations] == ["deputy"]
    assert government.directory.designees == {}
    assert "Acting OPM Secretary" in {str(capacity) for capacity in government.standing("budget")}
    assert "Acting OPM Secretary" in {capacity.label for capacity in government.standing("professor")}


def test_a_designees_standing_ends_with_the_holder_of_the_seat() -> None:
    named = acts("name_designee", "ciso", of="ciso", person="designee")

    changed = given(named, acts("fill_seat", "keeper", seat="ciso", person="professor"))
    left = given(named, acts("deactivate_person", "keeper", person="ciso"))

    assert (changed.directory.designees, left.directory.designees) == ({}, {})


def test_the_list_of_offices_says_who_acts_until_when_and_since_when_it_is_vacant() -> None:
    government = given(
        acts("name_designee", "cio", of="cio", person="designee", until="2027-01-31"),
        acts("fill_seat", "keeper", seat="ciso", person="professor", held="acting"),
        acts("announce_absence", "records", until="2026-12-10", alternate="auditor"),
        acts("deactivate_person", "keeper", person="publisher"),
    )
    shown = rows(government)

    assert shown["Chief Information Officer"] == "CIO; designee: DESIGNEE, until Sun, Jan 31, 2027"
    assert shown["Chief Information Security Officer"] == "PROFESSOR (acting)"
    assert shown["Public Records Officer"] == "RECORDS, out until Thu, Dec 10, 2026, alternate: AUDITOR"
    assert shown["OPM Publications"] == "vacant since Tue, Dec 1, 2026"


def test_a_list_without_offices_says_what_comes_first() -> None:
    government = given()
    government.directory = Directory()

    assert who_card(view(government)).parts == (Text(NOTHING),)


def test_a_government_may_switch_the_house_rule_off() -> None:
    rules = PROCESS.house_rules.model_copy(update={"confirm_a_change_of_office": False})
    one = PROCESS.model_copy(update={"house_rules": rules})
    government = given(acts("fill_seat", "keeper", seat="advisor", person="professor"), process=one)

    assert government.directory.seats["advisor"] == "professor"
