"""A representative asks for more time; the lead extends for everybody, or says why not; people join an open period."""

from __future__ import annotations

from govbot.core.cards.forms import fields
from govbot.core.table import BY_NAME
from tests.core import given as g
from tests.core.given import LEAD, given


def test_the_lead_grants_it_for_everybody_and_all_are_told_once() -> None:
    government = given(*g.IN_FEEDBACK, g.extension_asked)
    assert government.told[-1] == ("role:lead", "extension_asked")
    at = government.asked(BY_NAME["extend_feedback"], LEAD, {}).asked
    (day,) = [field.initial for field in fields(BY_NAME["extend_feedback"], at) if field.name == "closes_on"]
    assert day == government.day(30)
    government.told.clear()
    government.do("extend_feedback", LEAD, closes_on=day)
    assert government.told == [("roster", "feedback_changed")]
    assert government.refusal("refuse_extension", LEAD) is not None


def test_where_it_is_not_granted_whoever_asked_alone_is_told() -> None:
    government = given(*g.IN_FEEDBACK, g.extension_asked)
    government.told.clear()
    government.do("refuse_extension", LEAD, people=["dss"], reason="The law gives a date.")
    assert government.told == [("person:dss", "extension_refused")]


def test_people_join_an_open_period_and_the_roster_is_otherwise_frozen() -> None:
    government = given(*g.IN_FEEDBACK)
    before = government.development.periods[-1].roster
    government.told.clear()
    government.do("add_to_roster", LEAD, people=["professor", "dss"])
    assert government.told == [("person:professor", "feedback_request")]
    after = government.development.periods[-1].roster
    assert (after[:-1], after[-1].person) == (before, "professor")
    assert government.awaited("person:professor") == [("person:professor", "give_feedback")]
