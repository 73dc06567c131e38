"""A list in one comment is offered split, point by point; what is no list is left as it is."""

from __future__ import annotations

import pytest

from govbot.core.cards.forms import fields
from govbot.core.decide import NeedsConfirmation, decide
from govbot.core.table import BY_NAME
from govbot.core.workflow.points import points_of
from tests.core import given as g
from tests.core.given import given

LISTS = {
    "1. Narrow it.\n2. Name the owner.": ("Narrow it.", "Name the owner."),
    "- one\n- two\n  - inner\n- three": ("one", "two\n  - inner", "three"),
    "We ask:\n(a) a date\n(b) an owner,\nby name": ("We ask: a date", "We ask: an owner,\nby name"),
    "x" * 201 + "\n• one\n• two": ("x" * 201, "one", "two"),
}
NO_LISTS = (
    "",
    "Narrow it.",
    "1. Narrow it.",
    "2.1 Scope is wide.\n2.2 Rules are not.",
    "2020 - 2021\nand on",
)


@pytest.mark.parametrize("text", LISTS)
def test_the_points_of_a_list_are_read_with_the_words_that_lead_to_it(text: str) -> None:
    assert points_of(text) == LISTS[text]


@pytest.mark.parametrize("text", NO_LISTS)
def test_other_text_is_no_list(text: str) -> None:
    assert points_of(text) == ()


def test_a_list_is_one_comment_unless_its_author_saw_it_split() -> None:
    government = given(*g.IN_FEEDBACK)
    answers = {"kind": "comment", "text": "1. Narrow it.\n2. Name the owner.", "section": "II. Scope"}
    action = BY_NAME["give_feedback"]
    asked = decide(government.asked(action, "dss", answers), action, answers)
    assert isinstance(asked, NeedsConfirmation)
    assert "This reads as a list of 2 points." in str(asked.parts)
    split = {**answers, "points": "each"}
    shown = decide(government.asked(action, "dss", split), action, split)
    assert isinstance(shown, NeedsConfirmation)
    assert "Comment 2 of 2: Name the owner." in str(shown.parts)
    government.do("give_feedback", "dss", **split)
    assert [(c.id, c.section, c.text) for c in government.development.comments] == [
        ("C1", "II. Scope", "Narrow it."),
        ("C2", "II. Scope", "Name the owner."),
    ]
    government.do("give_feedback", "dss", **answers, points="one")
    assert len(government.development.comments) == 3


def test_and_another_goes_on_to_the_next_section() -> None:
    government = given(*g.IN_FEEDBACK)
    government.do("give_feedback", "dss", kind="comment", text="Why?", section="I. Purpose")
    action = BY_NAME["give_feedback"]
    who = government.asked(action, "dss", {"about": "P1 after C1"}).asked
    section = next(field for field in fields(action, who) if field.name == "section")
    assert section.initial == "II. Scope"
    government.do("give_feedback", "dss", kind="comment", text="All?", section="II. Scope")
    last = government.asked(action, "dss", {"about": "P1 after C2"}).asked
    assert next(field for field in fields(action, last) if field.name == "section").initial is None
