"""The comment board: what was entered is counted beside it; joined, split, sorted, undone; responses looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from govbot.bot.pages.board import board_page
from govbot.core.cards import board as cards
from govbot.core.cards.choice_matching import CHOOSE
from govbot.core.cards.deciding import concerns
from govbot.core.cards.response_table import response_table
from govbot.core.cards.vocabulary import Items, Text
from govbot.core.decide import NeedsConfirmation, decide
from govbot.core.table import BY_NAME
from govbot.core.workflow import board
from govbot.core.workflow.accepted_words import with_words_of
from govbot.core.workflow.alike import alike
from govbot.core.workflow.policy import Comment
from tests.core import circulation as c
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, given
from tests.core.test_coverage import view_of

PROPOSED = (*g.IN_FEEDBACK, g.sent_marked, acts("hand_in_marked", "dss", items=["2"]))
TWO = (*g.COMMENTED, g.also_commented)
joined = acts("join_comments", LEAD, comments=["C1", "C2"])
answered = {"response": "accepted", "reasons": "Narrowed."}
REASON = "It is needed as it stands."


def comment(government: Government, id: str) -> Comment:
    known = government.development.comment(id)
    assert known is not None
    return known


# A whole circulation ---------------------------------------------------------------------------------


def test_the_board_of_a_whole_circulation_counts_what_was_entered() -> None:
    government = c.answered()
    view = view_of(government)
    said = [each for each in c.plan() if each.kind in c.KINDS]
    assert dict(cards.counts(view))["Comments that want a response"] == c.COMMENTS == len(said)
    expected = {
        "agency": Counter(each.agency for each in said),
        "kind": Counter(each.kind for each in said),
        "section": Counter(each.section or "The whole draft" for each in said),
        "theme": {"No theme": c.COMMENTS},
        "drafter": {"Nobody": c.COMMENTS},
        "state": {"no response": c.COMMENTS},
    }
    for by, counted in expected.items():
        groups = cards.groups_of(view, by)
        assert {name: len(group) for name, group in groups.items()} == dict(counted), by


@pytest.mark.parametrize("by", cards.GROUPINGS)
def test_the_page_shows_the_same_groups_and_numbers_as_the_cards(by: str) -> None:
    view = view_of(c.answered())
    page = board_page(view, by)
    groups = cards.groups_of(view, by)
    assert page.counts == tuple(cards.counts(view))
    assert [group.heading for group in page.groups] == [f"{name} ({len(of)})" for name, of in groups.items()]
    shown = [[row[0] for row in group.rows] for group in page.groups]
    assert shown == [[each.id for each in of] for of in groups.values()]


def test_the_page_names_those_that_are_alike_only_when_it_is_asked_to() -> None:
    view = view_of(c.answered())
    assert board_page(view).alike is None
    groups = board_page(view, "alike", alike=True).alike or ()
    assert [len(group.numbers) for group in groups if group.score == 100] == [c.SAME]


def test_the_twelve_that_are_identical_are_found_and_none_of_the_others() -> None:
    government = c.answered()
    groups = board.alike_comments(government.development.unanswered)
    texts = [{comment(government, id).text for id in group.keys} for group in groups if group.score == 100]
    assert texts == [{c.ALIKE}]
    assert [len(group.keys) for group in groups if group.score == 100] == [c.SAME]


def test_every_page_of_the_board_together_shows_every_comment_once() -> None:
    view = view_of(c.answered())
    shown: list[str] = []
    for page in range(-(-c.COMMENTS // cards.MOST_ON_A_CARD)):
        card = cards.board_card(replace(view, about=f"kind {page}"))
        lines = [part.text for part in card.parts if isinstance(part, Text) and " · " in part.text]
        shown += [line.partition(" ")[0] for line in lines]
    assert sorted(shown) == sorted(comment.id for comment in view.development.to_resolve)


# Joining, splitting, sorting -------------------------------------------------------------------------


def test_a_response_to_one_joined_comment_is_a_response_to_all_and_told_to_each_author() -> None:
    government = given(*TWO, joined)
    government.do("respond_to_comments", LEAD, comments=["C2"], **answered)
    assert {comment(government, id).response for id in ("C1", "C2")} == {"accepted"}
    assert {("person:dss", "comments_answered"), ("person:dcp", "comments_answered")} <= set(government.told)


def test_nothing_is_joined_unseen_each_comment_is_shown_with_the_rule_and_the_score() -> None:
    government = given(*TWO)
    action = BY_NAME["join_comments"]
    result = decide(government.asked(action, LEAD, {}, ""), action, {"comments": ["C1", "C2"]})
    assert isinstance(result, NeedsConfirmation)
    shown = [part.text for part in result.parts if isinstance(part, Text)]
    assert shown[0].startswith("Found alike: 100 of 100 (at least 90 of 100 letters match")
    assert shown[1:] == ["C1 · DSS: Too wide.", "C2 · DCP: Too wide!"]
    (event,) = government.do("join_comments", LEAD, comments=["C1", "C2"])
    assert event.model_dump(include={"score"}) == {"score": 100}


def test_what_was_joined_is_parted_again() -> None:
    government = given(*TWO, joined, acts("undo_organising", LEAD, act="B1"))
    assert {each.joined for each in government.development.comments} == {""}
    government.do("respond_to_comments", LEAD, comments=["C2"], **answered)
    assert comment(government, "C1").response == ""


def test_the_parts_of_a_comment_are_its_own_words_and_each_has_a_response_of_its_own() -> None:
    government = given(*g.COMMENTED, acts("split_comment", LEAD, comment="C1", parts="Too\n\nwide."))
    assert [each.id for each in government.development.unanswered] == ["C1.1", "C1.2"]
    assert len(government.development.counted) == 1, "a part is no further answer"
    government.do("respond_to_comments", LEAD, comments=["C1.1"], **answered)
    assert comment(government, "C1").response == ""
    government.do("respond_to_comments", LEAD, comments=["C1.2"], **answered)
    assert comment(government, "C1").response == "in parts"
    table = response_table(view_of(government))
    assert [row[0] for row in table.rows] == ["C1.1", "C1.2"]


def test_comments_go_on_being_numbered_one_by_one_after_a_split_and_its_undoing() -> None:
    split = acts("split_comment", LEAD, comment="C1", parts="Too\n\nwide.")
    government = given(*g.COMMENTED, split)
    government.do("give_feedback", "dcp", kind="comment", text="Here.")
    government.do("undo_organising", LEAD, act="B1")
    government.do("give_feedback", "doc", kind="comment", text="There.")
    split(government)
    ids = [each.id for each in government.development.comments]
    assert ids == ["C1", "C1.3", "C1.4", "C2", "C3"]


def test_a_mark_of_the_whole_comment_is_one_of_its_parts_too() -> None:
    split = acts("split_comment", LEAD, comment="C1", parts="Too\n\nwide.")
    mark = acts("set_mark", LEAD, item="comment C1", marks=["security"], reason="Attack")
    before, after = given(*g.COMMENTED, mark, split), given(*g.COMMENTED, split, mark)
    for government in (before, after):
        assert government.policy.marks["comment C1.2"] == ("security",)
        assert "wide." not in str(cards.board_card(view_of(government, "publisher")))
        assert "wide." not in str(cards.alike_card(view_of(government, "professor")))


def test_who_takes_a_comment_back_takes_its_parts_back_too() -> None:
    government = given(*g.COMMENTED, acts("split_comment", LEAD, comment="C1", parts="Too\n\nwide."))
    government.do("take_back", "dss", word="comment C1")
    assert len(government.development.to_resolve) == 0


def test_an_act_is_undone_only_where_no_later_one_rests_on_it() -> None:
    first = acts("sort_comments", LEAD, comments=["C1"], theme="Scope")
    government = given(*TWO, first, acts("sort_comments", LEAD, comments=["C1", "C2"], theme="Cost"), joined)
    assert [act.id for act in board.organised(government.development)] == ["B3", "B2"]
    government.do("undo_organising", LEAD, act="B2")
    assert [comment(government, id).theme for id in ("C1", "C2")] == ["Scope", ""]
    assert comment(government, "C1").joined == "B3", "what else was done stays"
    assert [act.id for act in board.organised(government.development)] == ["B3", "B1"]


def test_the_second_of_two_people_is_told_what_the_first_has_changed_meanwhile() -> None:
    government = given(*TWO)
    seen = board.about_text(len(government.development.board_acts), ["C1"])
    government.do("sort_comments", "advisor", comments=["C1"], theme="Scope")
    action, answers = BY_NAME["sort_comments"], {"comments": ["C1"], "theme": "Cost"}
    told = decide(government.asked(action, LEAD, {"about": seen}, ""), action, answers)
    assert isinstance(told, NeedsConfirmation)
    assert "has sorted C1" in str(told.parts)
    other = decide(
        government.asked(action, LEAD, {"about": seen}, ""), action, answers | {"comments": ["C2"]}
    )
    assert not isinstance(other, NeedsConfirmation), "of other comments nothing has changed"


# Responses -------------------------------------------------------------------------------------------


def test_a_drafted_response_goes_out_once_somebody_else_has_looked_at_it() -> None:
    government = given(*g.COMMENTED, g.drafted_answer)
    assert ("role:advisor", "look_at_response") in government.awaited(), "the lead drafted it"
    assert government.refusal("look_at_response", LEAD) == (
        "No drafted response waits for you: whoever drafted one is not the one who looks at it."
    )
    assert comment(government, "C1").response == ""
    government.do("look_at_response", "advisor", draft="R1", verdict="send")
    assert comment(government, "C1").response == "accepted"
    assert ("person:dss", "comments_answered") in government.told
    assert ("role:advisor", "look_at_response") not in government.awaited()


def test_a_drafter_of_the_group_drafts_only_what_was_given_to_them() -> None:
    government = given(*TWO, acts("sort_comments", LEAD, comments=["C1"], drafter="professor"))
    assert ("named:professor", "draft_response") in government.awaited()
    assert ("person:professor", "comments_given") in government.told
    wanted = {"comments": ["C1"], "response": "not accepted", "reasons": REASON}
    refused = str(government.tries("draft_response", "legal", **wanted))
    assert "No comment was given to you to draft a response to." in refused
    assert government.tries("draft_response", "professor", **{**wanted, "comments": ["C2"]}) == {
        "comments": CHOOSE
    }
    government.do("draft_response", "professor", **wanted)
    assert ("named:professor", "draft_response") not in government.awaited()
    assert ("role:lead", "response_drafted") in government.told


def test_a_response_that_was_given_back_is_its_drafters_again() -> None:
    government = given(*g.COMMENTED, g.drafted_answer)
    government.do("look_at_response", "advisor", draft="R1", verdict="return", note="Say where.")
    assert ("person:cio", "response_drafted") in government.told
    government.do("draft_response", LEAD, comments=["C1"], response="accepted", reasons="In II.")
    first, second = government.development.drafted_responses
    assert (first.over, second.waits) == (True, True)


def test_accepted_words_stand_on_the_list_until_the_next_draft() -> None:
    government = given(*g.IN_FEEDBACK, g.sent_marked, acts("hand_in_marked", "dss", items=["1", "2"]))
    (proposal,) = [each for each in government.development.comments if each.proposes_words]
    government.do("respond_to_comments", LEAD, comments=[proposal.id], **answered)
    assert government.development.accepted_words == (comment(government, proposal.id),)
    asked = government.at(
        BY_NAME["submit_draft"], government.asked(BY_NAME["submit_draft"], LEAD, {}).asked.who
    )
    assert "Instead of “may”: “can”" in "\n".join(board.words_for_the_next_draft(asked))
    g.redrafted(government)
    assert len(government.development.accepted_words) == 0


def test_the_next_draft_is_the_current_one_with_the_accepted_words_in_it() -> None:
    government = given(*PROPOSED)
    taken = acts("submit_draft", LEAD, take_words=True)
    assert government.tries("submit_draft", LEAD, take_words=True) == {
        "file": "Give the draft as a file, or as a short text below."
    }, "nothing is accepted yet: the question is not asked"
    government.do("respond_to_comments", LEAD, comments=["C1"], **answered)
    taken(government)
    draft = government.development.draft
    assert draft is not None
    assert draft.paper.name == "D2.md"
    assert government.texts[draft.paper.text_sha256] == g.TEXT.replace("may use", "can use")


def test_where_the_word_file_cannot_take_the_words_it_is_said_and_nothing_is_submitted() -> None:
    """`context.reworded` is the changed file; where none could be made, the rule says what to do by hand."""
    in_word = acts("submit_draft", LEAD, file=g.word())
    steps = (*g.WITH_GROUP, in_word, g.advanced, g.reviewed, g.circulated, g.sent_marked)
    government = given(*steps, acts("hand_in_marked", "dss", items=["2"]))
    government.do("respond_to_comments", LEAD, comments=["C1"], **answered)
    refused = government.tries("submit_draft", LEAD, take_words=True)
    assert isinstance(refused, dict)
    assert refused["take_words"].startswith("The words cannot be put into the Word file of D1")


def test_words_that_stand_often_are_changed_in_the_passage_of_their_comment_alone() -> None:
    text = "# I. Use\n\nOffices may use tools.\n\n# II. Scope\n\nAgencies may use generative tools.\n"
    proposed = next(each for each in given(*PROPOSED).development.comments)
    assert with_words_of(proposed, text) == text.replace("Agencies may", "Agencies can")


def test_accepted_words_that_have_no_place_of_their_own_are_named() -> None:
    government = given(*PROPOSED)
    government.do("submit_draft", LEAD, file=g.document(g.TEXT.replace("may use", "must use")))
    government.do("respond_to_comments", LEAD, comments=["C1"], **answered)
    refused = government.tries("submit_draft", LEAD, take_words=True)
    assert isinstance(refused, dict)
    assert refused["take_words"].startswith("The words of C1 cannot be put in their place: ")


def test_a_response_names_the_section_of_the_later_draft_that_it_changed() -> None:
    government = given(*g.COMMENTED, g.responded)
    wanted = {"comments": ["C1"], "section": "II. Scope", "paragraph": "1"}
    assert government.tries("link_change", LEAD, **wanted) == {
        "comments": "C1 were made on D1, the current draft. Link the change once a later draft has it."
    }
    g.redrafted(government)
    government.do("link_change", LEAD, **wanted)
    assert response_table(view_of(government)).rows[0][-1] == "D2: II. Scope, paragraph 1"


@pytest.mark.parametrize("judgment", ["answers", "remains"])
def test_what_remains_stands_before_whoever_decides_in_the_commenters_own_words(judgment: str) -> None:
    response = {"response": "not accepted", "reasons": REASON}
    government = given(*g.COMMENTED, acts("respond_to_comments", LEAD, comments=["C1"], **response))
    text = "It still binds all of us." if judgment == "remains" else ""
    government.do("judge_response", "dss", judgment=judgment, comments=["C1"], text=text)
    shown = [
        row
        for part in concerns(view_of(government, "secretary"))
        if isinstance(part, Items)
        for row in part.rows
    ]
    assert any("It still binds all of us." in row for row in shown) == (judgment == "remains")
    assert len(shown) == (judgment == "remains"), "whom a response answers has no concern any more"
    assert (("role:lead", "concern_remains") in government.told) == (judgment == "remains")


def test_a_new_response_asks_its_author_anew() -> None:
    judged = acts("judge_response", "dss", judgment="remains", comments=["C1"], text="It binds us.")
    government = given(*g.COMMENTED, g.responded, judged, g.responded)
    assert comment(government, "C1").judged == ""


# The rule --------------------------------------------------------------------------------------------


def test_capitals_and_signs_make_no_difference_and_one_word_in_ten_little() -> None:
    first = "The retention of ninety days is too short for our audits of every quarter."
    texts = [
        ("a", first),
        ("b", first.upper().rstrip(".")),
        ("c", first.replace("ninety", "thirty")),
        ("d", "Short."),
    ]
    (group,) = alike(texts)
    assert group.keys == ("a", "b", "c")
    assert 90 <= group.score < 100
    assert alike([("a", "!!!"), ("b", "???")]) == []
