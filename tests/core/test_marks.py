"""Marks: what is marked is not printed, every draft made from it is marked too, and its office lifts the mark."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govbot.core.grammar import Refusal
from govbot.core.membership.directory import Absence
from govbot.core.table import BY_NAME, capacities_for, refusal
from govbot.core.workflow.standing import may_read
from govbot.core.workflow.steps.adoption import prefilled_title
from govbot.core.workflow.steps.anytime import marked
from tests.core.cards import given
from tests.core.cards.given import Story, document, words
from tests.government import PEOPLE

PRINTED = {
    "title": "Backup of state data", "version": "1.0", "originator": "OPM", "effective_on": "2026-10-01",
    "description": "Initial Policy", "laws": "C.G.S. § 4-66",
}  # fmt: skip


def approved(*marks: str) -> Story:
    story = given.requested()
    if marks:
        story.do("set_mark", "cio", item="draft D1", marks=list(marks))
    return story.do("approve", "secretary")


@pytest.mark.check("S58")
@pytest.mark.parametrize("mark", ["attorney-client", "security", "bargaining"])
def test_a_marked_draft_is_not_adopted_and_the_publisher_reads_whose_mark_it_is(mark: str) -> None:
    story = approved("preliminary", mark)
    office = {"attorney-client": "OPM Legal Counsel", "security": "Chief Information Security Officer"}
    with pytest.raises(Refusal, match="nothing marked is printed") as refused:
        story.do("adopt", "publisher", **PRINTED)
    assert office.get(mark, "Office of Labor Relations") in str(refused.value)
    assert "“/gov lift-mark”" in words(story.card("candidate", "publisher", "D1"))
    lifter = {"attorney-client": "legal", "security": "ciso"}.get(mark, "labor")
    story.do("lift_mark", lifter, which=f"draft D1/{mark}", reason="Nothing of it is left")
    assert story.do("adopt", "publisher", **PRINTED).policy.version


@pytest.mark.check("S58")
def test_the_preliminary_mark_ends_for_the_adopted_draft_and_stays_on_earlier_ones() -> None:
    story = given.requested().do("set_mark", "cio", item="draft D1", marks=["preliminary"])
    story.do("approve_with_change", "secretary", "", given.TEXT, old_words="safe", new_words="safe and near")
    assert story.policy.marks["draft D2"] == ("preliminary",)
    story.do("adopt", "publisher", **PRINTED)
    assert story.policy.marks == {"draft D1": ("preliminary",), "draft D2": ()}


@pytest.mark.check("S58")
def test_what_is_approved_with_a_change_carries_every_mark_of_the_draft() -> None:
    story = given.requested().do("set_mark", "cio", item="draft D1", marks=["security", "attorney-client"])
    story.do("approve_with_change", "secretary", "", given.TEXT, old_words="safe", new_words="safe and near")
    assert story.policy.marks["draft D2"] == ("security", "attorney-client")


def test_the_next_draft_carries_the_marks_of_the_one_before_though_its_submitter_ticks_none() -> None:
    story = given.drafted(("security",)).do("submit_draft", "cio", file=document("# New\n\nNew.\n"), marks=[])
    assert story.policy.marks["draft D2"] == ("security",)
    story.do("submit_draft", "cio", file=document("# Newer\n\nNew.\n"), marks=["preliminary"])
    assert story.policy.marks["draft D3"] == ("security", "preliminary")


def test_a_review_given_again_without_its_mark_stays_marked() -> None:
    story = given.in_review()
    said = {"track": "legal", "outcome": "with advice"}
    story.do("give_review", "legal", "legal", **said, text="Secret", marks=["attorney-client"])
    story.do("give_review", "legal", "legal", **said, text="Secret still", marks=["security"])
    assert story.policy.marks["review legal"] == ("attorney-client", "security")


@pytest.mark.parametrize(
    ("mark", "office"), [("attorney-client", "legal"), ("security", "ciso"), ("bargaining", "labor")]
)
def test_a_mark_is_lifted_by_its_office_or_the_secretary_and_by_nobody_else(mark: str, office: str) -> None:
    story = given.drafted((mark,))
    may = {
        person for person in PEOPLE if not refusal(BY_NAME["lift_mark"], story.at(person), story.held(person))
    }
    assert may == {office, "secretary"}


def test_an_office_lifts_its_own_marks_of_several() -> None:
    story = given.drafted(("attorney-client", "security"))
    held = capacities_for(BY_NAME["lift_mark"], story.held("ciso"))
    context = story.at("ciso")
    context = replace(context, who=replace(context.who, capacity=held[0]))
    assert [choice.value for choice in marked(context)] == ["draft D1/security"]


def test_an_alternate_of_the_office_lifts_in_an_absence() -> None:
    story = given.drafted(("attorney-client",))
    story.directory = replace(story.directory, absences={"legal": Absence(story.now.date(), "regulatory")})
    story.do("lift_mark", "regulatory", which="draft D1/attorney-client", reason="It was set in error")
    assert story.policy.marks["draft D1"] == ()


def test_where_the_process_names_no_office_for_a_mark_the_records_officer_lifts_it() -> None:
    story = given.drafted(("security",))
    marks = tuple(mark.model_copy(update={"seat": ""}) for mark in story.process.marks)
    story.process = story.process.model_copy(update={"marks": marks})
    assert not refusal(BY_NAME["lift_mark"], story.at("records"), story.held("records"))
    assert refusal(BY_NAME["lift_mark"], story.at("ciso"), story.held("ciso"))


def test_every_mark_that_something_carries_has_to_let_one_read() -> None:
    story = given.drafted(("attorney-client", "security"))
    legal = story.held("legal")
    assert not may_read(story.policy, story.process, "draft D1", "legal", legal), (
        "the other mark does not name it"
    )
    story.do("lift_mark", "ciso", which="draft D1/security", reason="No door is named")
    assert may_read(story.policy, story.process, "draft D1", "legal", legal)


@pytest.mark.check("S59")
def test_the_form_of_the_adoption_is_prefilled_from_the_drafts_header_for_those_who_may_read_it() -> None:
    story = given.approved()
    assert story.policy.development
    headed = story.policy.development.drafts[0].paper.model_copy(
        update={"header": {"title": "Doors and locks"}}
    )
    drafts = (replace(story.policy.development.drafts[0], paper=headed),)
    story.policy = replace(story.policy, development=replace(story.policy.development, drafts=drafts))
    assert prefilled_title(story.at("publisher")) == "Doors and locks"
    story.policy = replace(story.policy, marks={"draft D1": ("security",)})
    assert prefilled_title(story.at("publisher")) == "Backup of state data"


def test_a_draft_without_any_heading_follows_one_with_headings() -> None:
    story = given.drafted().do(
        "submit_draft", "cio", "", given.TEXT, file=document("A text without a heading.")
    )
    assert story.policy.development
    assert story.policy.development.drafts[-1].label == "D2"
