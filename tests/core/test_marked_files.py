"""A marked-up file is feedback: its comments and changes become comments at their places, once they are handed in."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from govbot.core.cards.comments import comment_parts
from govbot.core.cards.marked_file import marked_file_card
from govbot.core.grammar import Document, DocumentRef, MarginComment
from govbot.core.workflow import events as e
from govbot.core.workflow.marked_up import read_marks
from govbot.core.workflow.policy import Draft
from govbot.documents import read_upload
from tests.core import given as g
from tests.core.cards import given as cards
from tests.core.cards.given import words
from tests.core.given import LEAD, acts, document, given

REAL = Path(os.environ.get("GOVBOT_REAL_INPUT", ""))
SENT = (*g.IN_FEEDBACK, g.sent_marked)


def test_a_margin_comment_and_a_change_become_items_at_their_sections() -> None:
    (sent,) = given(*g.IN_FEEDBACK).do("send_marked_file", "dss", file=g.marked_up())
    assert isinstance(sent, e.MarkedFileSent)
    comment, proposal = sent.items
    assert (comment.section, comment.passage, comment.text) == (
        "I. Purpose",
        "Agencies can use generative tools.",
        "Name the tools.",
    )
    assert (proposal.section, proposal.old_words, proposal.new_words) == ("I. Purpose", "may", "can")
    assert (sent.fits, sent.agency, sent.draft) == (True, "DSS", 1)


def test_nothing_counts_until_it_is_handed_in() -> None:
    government = given(*SENT)
    assert not government.development.counted
    assert ("person:dss", "give_feedback") in government.awaited()
    given_items = government.do("hand_in_marked", "dss", items=["2"])
    assert [event.text for event in given_items if isinstance(event, e.FeedbackGiven)] == [
        "Instead of “may”: “can”"
    ]
    assert ("person:dss", "give_feedback") not in government.awaited()
    (left,) = government.development.marked_files[0].left
    assert left.number == 1, "what was not ticked stays in the list"
    government.do("hand_in_marked", "dss", items=["1"], changed="1", text="Name all tools.")
    assert government.development.counted[-1].text == "Name all tools."
    assert government.refusal("hand_in_marked", "dss") is not None


def test_a_proposal_keeps_its_words_and_its_place() -> None:
    government = given(*SENT, acts("hand_in_marked", "dss", items=["1", "2"]))
    comment, proposal = government.development.comments
    assert (comment.id, proposal.id) == ("C1", "C2")
    assert (proposal.old_words, proposal.new_words, proposal.section) == ("may", "can", "I. Purpose")
    assert comment.passage == "Agencies can use generative tools."
    assert {comment.marked_file, proposal.marked_file} == {"M1"}


def test_the_file_is_kept_as_evidence() -> None:
    government = given(*SENT)
    (kept,) = government.policy.evidence
    assert (kept.person, kept.paper and kept.paper.name) == ("dss", "marked.md")
    assert kept.paper is not None
    assert government.files[kept.paper.sha256] == g.marked_up().data


def test_of_another_text_the_comments_are_taken_alone_and_it_is_said() -> None:
    other = replace(
        document("# Menu\n\nSoup, bread and a great deal of cheese for everybody who comes.\n"),
        comments=(MarginComment("Too salty.", "Soup, bread"),),
    )
    government = given(*g.IN_FEEDBACK)
    (sent,) = government.do("send_marked_file", "dss", file=other)
    assert isinstance(sent, e.MarkedFileSent)
    assert (sent.fits, [item.text for item in sent.items]) == (False, ["Too salty."])
    no_comments = replace(other, comments=())
    assert "does not read as D1" in str(government.tries("send_marked_file", "dss", file=no_comments))


def test_no_comment_gives_way_to_what_is_handed_in() -> None:
    government = given(*g.IN_FEEDBACK, acts("no_comment", "dss"), g.sent_marked)
    government.do("hand_in_marked", "dss", items=["1"])
    assert [comment.kind for comment in government.development.counted] == ["comment"]


def test_the_words_of_a_marked_draft_stay_marked_in_what_is_said_of_them() -> None:
    marked = acts("set_mark", LEAD, item="draft D1", marks=["preliminary"], reason="Early")
    government = given(*g.IN_FEEDBACK, marked, g.sent_marked)
    government.do("hand_in_marked", "dss", items=["1"])
    assert government.policy.marks["comment C1"] == ("preliminary",)


def test_the_list_shows_each_item_and_the_comments_name_the_agency_alone() -> None:
    story = cards.circulating().do("send_marked_file", "dss", "", cards.TEXT, file=_marked_story())
    shown = words(marked_file_card(story.view("dss")))
    assert "Nothing of this is handed in yet" in shown
    assert "Say when." in shown
    assert "You have sent no marked-up file" in words(marked_file_card(story.view("cio")))
    story.do("hand_in_marked", "dss", items=["1"])
    said = "\n".join(
        str(part) for part in comment_parts(story.view("cio"), story.view().development.comments[0])
    )
    assert "in the file of Department of Social Services" in said
    assert "Jane Doe" not in said


def _marked_story() -> Document:
    file = cards.document(cards.TEXT, "marked.docx")
    return replace(file, comments=(MarginComment("Say when.", "Every agency."),))


@pytest.mark.real_input
@pytest.mark.skipif(not (REAL / "word").is_dir(), reason="GOVBOT_REAL_INPUT names no such files")
def test_a_marked_up_file_of_a_government_becomes_a_comment_at_its_sentence() -> None:
    data = (REAL / "word" / "22-comment.docx").read_bytes()
    file = read_upload("22-comment.docx", "", data)
    paper = file.paper.model_copy(update={"sections": ("I. Reports",)})
    marks = read_marks(_draft(paper), "# I. Reports\n\nEach agency shall report.\n", file)
    comment = next(item for item in marks.items if item.text)
    assert (comment.section, comment.passage, comment.text) == (
        "I. Reports",
        "Each agency shall report.",
        "DOT cannot report quarterly.",
    )
    assert marks.fits
    assert "counsel" not in str(marks.items), "its author in Word stays in the file"


def _draft(paper: DocumentRef) -> Draft:
    return Draft(1, paper, "cio", g.MORNING.date())
