"""Rosters saved under a name: used again, edited first, renamed, replaced, deleted; who has left drops out visibly."""

from __future__ import annotations

from dataclasses import replace

from govbot.core.cards.forms import fields
from govbot.core.cards.rosters import NONE_SAVED, rosters_card
from govbot.core.grammar import Acting, Capacity
from govbot.core.table import BY_NAME
from govbot.core.workflow.reused_rosters import said_above
from govbot.core.workflow.steps.circulation import OpenFeedback
from tests.core import given as g
from tests.core.cards import given as cards
from tests.core.cards.given import labels, words
from tests.core.given import LEAD, Government, given

SAVED = (*g.IN_FEEDBACK, g.roster_saved)


def another_reviewed(government: Government) -> None:
    """A second policy is ready for feedback."""
    government.subject = "policy:ITP-2"
    for step in g.REVIEWED:
        step(government)


def asked(government: Government) -> list[tuple[str, str, tuple[str, ...]]]:
    period = government.development.period
    assert period is not None
    return [(entry.person, entry.agency, entry.capacities) for entry in period.roster]


def test_a_saved_roster_asks_the_same_people_in_the_same_capacities_without_those_left_out() -> None:
    government = given(*SAVED)
    before = asked(government)
    another_reviewed(government)
    government.do("open_feedback", LEAD, about="R1", saved="R1", without=["dcp"], people=["professor"])
    professor = ("professor", "", government.directory.people["professor"].capacities)
    expected = [entry for entry in before if entry[0] != "dcp"]
    assert sorted([*expected, professor]) == sorted(asked(government))


def test_who_has_left_drops_out_and_the_form_says_so() -> None:
    government = given(*SAVED)
    government.do("deactivate_person", "keeper", person="dcp")
    another_reviewed(government)
    action = BY_NAME["open_feedback"]
    who = Acting(LEAD, Capacity("lead", "policy lead"), government.today)
    context = government.at(action, who, "R1")
    (said,) = said_above(context)
    assert said.startswith("Of the saved roster “All of them” these have left the directory or their agency")
    assert government.directory.named("dcp") in said
    form = {field.name: field for field in fields(action, context)}
    assert (form["saved"].initial, form["capacities"].initial) == ("R1", None)
    assert "dcp" not in {choice.value for choice in form["without"].choices or ()}
    assert form["saved"].initial_labels[0].endswith("; 1 has left)")
    assert action.preview is not None
    told = list(action.preview(context, OpenFeedback(saved="R1")))
    assert said in told
    government.do("open_feedback", LEAD, about="R1", saved="R1")
    assert "dcp" not in {person for person, _, _ in asked(government)}


def test_a_saved_roster_is_added_to_an_open_period_and_asks_nobody_twice() -> None:
    government = given(*SAVED)
    another_reviewed(government)
    government.do("open_feedback", LEAD, people=["dss"], capacities=[])
    government.do("add_to_roster", LEAD, about="R1", saved="R1", without=["dcp"])
    people = [person for person, _, _ in asked(government)]
    assert len(people) == len(set(people))
    assert {"dss", "dss_customers"} <= set(people)
    assert "dcp" not in people


def test_a_name_is_given_once_and_a_roster_is_replaced_in_place() -> None:
    government = given(*SAVED)
    assert set(government.tries("save_roster", LEAD, name="all of THEM")) == {"name"}
    government.do("add_to_roster", LEAD, people=["professor"])
    government.do("save_roster", LEAD, replaces="R1")
    (saved,) = government.directory.rosters.values()
    assert (saved.id, saved.name) == ("R1", "All of them")
    assert "professor" in {place.person for place in saved.places}
    government.do("remove_roster", "ciso", roster="R1")
    assert not government.directory.rosters
    assert "No roster is saved" in str(government.tries("rename_roster", "ciso", roster="R1", name="X"))


def test_the_card_says_who_is_on_each_roster_and_offers_to_open_with_it() -> None:
    story, government = cards.reviewed(), given(*SAVED)
    general = story.view("cio")
    assert NONE_SAVED in words(rosters_card(general))
    left = replace(government.directory.people["dcp"], active=False)
    directory = replace(government.directory, people={**government.directory.people, "dcp": left})
    view = replace(general, directory=directory)
    card = rosters_card(view, view)
    assert "All of them" in words(card)
    assert "Left since, and asked no more: " in words(card)
    assert "Open a feedback period" in labels(card)
