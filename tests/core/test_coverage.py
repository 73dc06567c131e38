"""The coverage of a feedback period: who was reached, who has answered and how, counted beside the plan."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from govbot.core.cards import coverage as cards
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Facts, Table
from govbot.core.workflow.coverage import Coverage, Reached, coverage
from tests.core import circulation as c
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, given
from tests.government import CUSTOMERS, DATA, SECURITY

ARRIVED = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"
NOT_REACHED = {"a03_1", "a17_2"}


def matrix_of(government: Government, reached: dict[str, Reached] | None = None) -> Coverage:
    period = government.development.period
    assert period is not None
    return coverage(government.development, period, government.directory, government.process, reached or {})


def view_of(government: Government, person: str = LEAD, about: str = "") -> View:
    return View(
        government.policy,
        government.directory,
        government.process,
        government.now,
        lambda action, subject, of, bound: f"{action}|{of}",
        person,
        government.standing(person),
        about,
    )


@pytest.fixture(scope="module")
def whole() -> tuple[Government, Coverage]:
    government = c.answered()
    reached = {person: Reached("reached", ARRIVED) for person in c.people()}
    reached |= {person: Reached("not reached") for person in NOT_REACHED}
    return government, matrix_of(government, reached)


def test_the_matrix_of_a_whole_circulation_counts_what_was_entered(
    whole: tuple[Government, Coverage],
) -> None:
    _, matrix = whole
    said = {person: {each.kind for each in c.plan() if each.person == person} for person in c.people()}
    commented = [person for person, kinds in said.items() if kinds - {"no comment", "not applicable"}]
    assert len(matrix.places) == 72
    assert matrix.count("comment") == len(commented)
    assert matrix.count("no comment") == sum(kinds == {"no comment"} for kinds in said.values())
    assert matrix.count("not applicable") == sum(kinds == {"not applicable"} for kinds in said.values())
    assert {place.entry.person for place in matrix.open} == {who for who, kinds in said.items() if not kinds}
    entered = {each.person for each in c.plan() if each.entered}
    assert {place.entry.person for place in matrix.places if place.is_entered} == entered
    assert matrix.count_reached("reached") == 72 - len(NOT_REACHED)
    assert [row.agency for row in matrix.rows if row.has_letter] == list(c.LETTERS_OF)


def test_the_cells_are_agencies_by_capacities(whole: tuple[Government, Coverage]) -> None:
    _, matrix = whole
    assert matrix.capacities == tuple(
        name for name in (CUSTOMERS, SECURITY, DATA) if name in matrix.capacities
    )
    people = c.people()
    for row in matrix.rows:
        for capacity in matrix.capacities:
            asked = {who for who, facts in people.items() if facts == (row.agency, capacity)}
            assert {place.entry.person for place in row.cell(capacity)} == asked


def test_card_picture_and_table_say_the_same_numbers(whole: tuple[Government, Coverage]) -> None:
    government, matrix = whole
    view = view_of(government)
    answered = 72 - len(matrix.open)
    (facts,) = [part for part in cards.coverage_card(view, matrix).parts if isinstance(part, Facts)]
    assert ("Answered, of those asked", f"{answered} of 72") in facts.rows
    assert ("Reached", "70 of 72") in facts.rows
    shown = [
        row
        for page in range(2)
        for part in cards.coverage_card(view, matrix, page).parts
        if isinstance(part, Table)
        for row in part.rows
    ]
    assert [row[0].partition(" ")[0] for row in shown] == list(c.AGENCIES)
    _, rows = cards.coverage_table(view, matrix)
    assert len(rows) == 72 + c.LETTERS
    assert sum("no answer yet" in row[4] for row in rows) == len(matrix.open)
    drawn = ElementTree.fromstring(cards.coverage_picture(view, matrix))
    letters = Counter(element.text for element in drawn.iter(f"{SVG}text"))
    in_the_legend = 1
    assert letters["C"] + letters["C*"] == matrix.count("comment") + 2 * in_the_legend
    assert letters["N"] == matrix.count("no comment") + in_the_legend
    assert letters["L"] == c.LETTERS + in_the_legend


def test_only_the_agencies_in_which_somebody_has_not_answered(whole: tuple[Government, Coverage]) -> None:
    government, matrix = whole
    view = view_of(government, about=cards.ONLY_OPEN)
    tables = [part for part in cards.coverage_card(view, matrix).parts if isinstance(part, Table)]
    shown = {row[0].partition(" ")[0] for table in tables for row in table.rows}
    assert shown == {place.entry.agency for place in matrix.open}


def test_who_is_not_the_right_person_has_not_answered_for_the_agency() -> None:
    government = given(*g.IN_FEEDBACK, acts("not_right_person", "doc"))
    (row,) = [row for row in matrix_of(government).rows if row.agency == "DOC"]
    assert row.places[0].ways == ("not the right person",)
    assert row.is_silent


def test_what_came_in_a_marked_up_file_is_told_apart() -> None:
    handed_in = acts("hand_in_marked", "dss", items=["1", "2"])
    government = given(*g.IN_FEEDBACK, g.sent_marked, handed_in)
    (place,) = [place for place in matrix_of(government).places if place.entry.person == "dss"]
    assert place.ways == ("marked-up file",)
    government.do("give_feedback", "dss", kind="comment", text="One thing more.")
    (place,) = [place for place in matrix_of(government).places if place.entry.person == "dss"]
    assert place.ways == ("comment", "marked-up file")


def test_a_comment_that_was_taken_back_is_no_answer() -> None:
    government = given(*g.COMMENTED, acts("take_back", "dss", word="comment C1"))
    (place,) = [place for place in matrix_of(government).places if place.entry.person == "dss"]
    assert place.is_open


def test_those_of_the_chosen_agencies_who_have_not_answered_are_reminded() -> None:
    government = given(*g.COMMENTED)
    events = government.do("remind_unanswered", LEAD, agencies=["DSS"])
    assert [event.model_dump()["party"] for event in events] == [
        "person:dss_customers",
        "person:dss_security",
    ]
    assert ("person:dss_customers", "reminder") in government.told
    everybody = government.do("remind_unanswered", LEAD)
    assert len(everybody) == len(matrix_of(government).open)


def test_nobody_is_reminded_once_everybody_has_answered() -> None:
    government = given(*g.IN_FEEDBACK)
    for place in matrix_of(government).places:
        government.do("no_comment", place.entry.person)
    assert government.refusal("remind_unanswered", LEAD) == "Everybody who was asked has answered."
