"""Who may open the files that stand as evidence of acts."""

from __future__ import annotations

from typing import Any

from govbot.core.cards.evidence import evidence_card
from govbot.core.cards.texts import comments_card
from govbot.core.workflow.evidence import NO_EVIDENCE, attached_to, kept_with, why_no_evidence
from tests.core.cards import given
from tests.core.cards.given import Story, document, labels, words
from tests.core.test_set_aside import LETTER, letter_filed

MAIL = document("The e-mail as it came, with its header and all that was written below it.")


def shown_to(story: Story, id: str, *people: str) -> set[str]:
    """Those of the people to whom this evidence is shown."""
    return {person for person in people if why_no_evidence(story.at(person, id), story.held(person)) is None}


EVERYBODY = ("dss", "dcp", "cio", "advisor", "legal", "secretary", "contact", "records", "publisher", "hr")


def test_the_file_is_opened_by_its_people_and_by_those_who_guide_review_decide_and_keep_the_record() -> None:
    story = letter_filed()
    assert shown_to(story, "A1", *EVERYBODY) == {
        "dss", "cio", "advisor", "legal", "secretary", "contact", "records",
    }  # fmt: skip
    assert why_no_evidence(story.at("cio", "A7"), story.held("cio")) == NO_EVIDENCE


def test_the_advice_of_a_consultation_is_opened_only_by_those_who_see_the_consultation() -> None:
    story = given.in_review()
    story.do("consult", "cio", consultation="hr", question="Hours?", due="2026-10-20")
    story.do(
        "give_advice", "cio", "hr", consultation="hr", text="None.", entered_for="hr", evidence_file=MAIL
    )
    assert shown_to(story, "A1", *EVERYBODY) == {
        "cio", "advisor", "legal", "hr", "secretary", "contact", "records",
    }  # fmt: skip


def test_a_marked_review_s_evidence_is_opened_only_by_those_whom_the_mark_names() -> None:
    story = letter_filed()
    comment: dict[str, Any] = {"kind": "comment", "text": "Said on Thursday.", "marks": ("security",)}
    story.do("give_feedback", "dss", **comment, entered_for="dss", evidence_file=MAIL)
    (own,) = story.policy.evidence
    assert own.id == "F1"
    readers = shown_to(story, "F1", *EVERYBODY)
    mark = story.process.mark("security")
    assert mark
    for person in readers:
        kinds = {capacity.kind for capacity in story.held(person)} | (
            {"author"} if person == "dss" else set()
        )
        assert kinds & set(mark.readers), person


def test_a_button_opens_the_evidence_wherever_it_is_named_and_nobody_in_a_channel_has_it() -> None:
    story = letter_filed()
    assert "Open the evidence" in labels(comments_card(story.view("cio")))
    assert "Open the evidence" not in labels(comments_card(story.view("dcp")))
    assert story.view("").evidence == ()
    listed = evidence_card(story.view("cio"))
    assert "the agency's response of" in words(listed)
    assert labels(listed) == ["Open the evidence"]


def test_evidence_of_ones_own_act_of_an_earlier_day_is_kept_and_listed() -> None:
    story = given.circulating().days(3)
    answers: dict[str, Any] = {"kind": "comment", "text": "Written on Thursday."}
    story.do("give_feedback", "dss", **answers, entered_for="dss", evidence_file=LETTER)
    assert [act.id for act in kept_with(story.policy)] == ["F1"]
    assert story.policy.entered == ()
    assert "by DSS" in words(evidence_card(story.view("cio")))


FIGURES = document("year,cost\n2027,12000\n", "cost.csv")


def test_a_file_that_comes_with_a_comment_is_named_beside_it_and_opened_by_whoever_guides() -> None:
    story = given.circulating()
    story.do("give_feedback", "dss", kind="comment", text="See the figures.", file=FIGURES)
    card = comments_card(story.view("cio"))
    assert "With a file: cost.csv." in words(card)
    assert "Open the evidence" in labels(card)
    assert shown_to(story, "F1", *EVERYBODY) == {
        "dss", "cio", "advisor", "legal", "secretary", "contact", "records",
    }  # fmt: skip


def test_it_stays_with_the_comment_when_that_is_corrected() -> None:
    story = given.circulating()
    story.do("give_feedback", "dss", kind="comment", text="See the figures.", file=FIGURES)
    story.do("correct_comment", "dss", comment="C1", kind="concern", text="See the new figures.")
    assert attached_to(story.policy, "C2") == FIGURES.paper
    assert words(comments_card(story.view("cio"))).count("With a file: cost.csv.") >= 1


def test_a_marked_comment_s_file_is_named_to_its_readers_alone() -> None:
    story = given.circulating()
    comment: dict[str, Any] = {"kind": "comment", "text": "The weak place.", "marks": ("security",)}
    story.do("give_feedback", "dss", **comment, file=FIGURES)
    assert "cost.csv" not in words(comments_card(story.view("dcp")))
    assert "F1" in {act.id for act in kept_with(story.policy)}
    assert "dcp" not in shown_to(story, "F1", *EVERYBODY)


def test_beside_a_file_of_evidence_both_are_kept() -> None:
    story = given.circulating().days(3)
    answers: dict[str, Any] = {"kind": "comment", "text": "Written on Thursday.", "file": FIGURES}
    story.do("give_feedback", "dss", **answers, entered_for="dss", evidence_file=LETTER)
    papers = [act.paper for act in kept_with(story.policy)]
    assert papers == [LETTER.paper, FIGURES.paper]
