"""Groups and drafts: who submits, what a new draft voids, what a review needs."""

from __future__ import annotations

import pytest

from govbot.core.grammar import Acting, Capacity
from govbot.core.table import BY_NAME
from tests.core import given as g
from tests.core.given import LEAD, acts, changed, document, given, on_day


def test_a_need_with_no_policy_needed_awaits_its_closing() -> None:
    report = acts("report_back", LEAD, kind="recommendation", recommends="no policy needed", text="None")
    interim = acts("report_back", LEAD, kind="interim", text="Still none", recommends="no policy needed")
    government = given(*g.WITH_GROUP, report, interim)
    assert government.awaited("role:advisor") == [("role:advisor", "close_development")]
    assert government.tries(
        "report_back", LEAD, kind="recommendation", recommends="this draft", text="x"
    ) == {"recommends": "There is no draft yet. Submit one first with “/gov draft”."}


def test_only_the_legal_exposure_of_a_report_is_protected_and_a_recommendation_awaits_the_steering_group() -> (
    None
):
    report = acts(
        "report_back",
        LEAD,
        kind="recommendation",
        recommends="this draft",
        text="Good",
        legal_exposure="Some",
    )
    government = given(*g.WITH_DRAFT, report)
    assert government.policy.marks == {"legal exposure R1": ("attorney-client",)}
    assert government.awaited("role:advisor") == [("role:advisor", "advance")]


def test_members_submit_a_draft_only_when_they_were_asked() -> None:
    government = given(*g.WITH_GROUP)
    refused = "The group has not been asked for a draft. The liaison can ask with “/gov ask”."
    assert government.tries("submit_draft", "professor", file=document()) == refused
    government.do("ask_group", LEAD, kind="draft", text="Please")
    government.do("submit_draft", "professor", file=document())
    assert government.development.draft is not None


def test_the_liaison_says_when_the_group_s_answer_is_whole() -> None:
    government = given(*g.WITH_GROUP, acts("ask_group", LEAD, kind="advise", text="Needed?"))
    problem = {"complete": "The liaison says when the group's answer is whole. Leave this unticked."}
    assert government.tries("answer_request", "professor", request="Q1", text="Yes", complete=True) == problem
    government.do("answer_request", "professor", request="Q1", text="Yes", about="Q1")
    assert ("member:professor", "answer_request") in government.awaited()


def test_a_removed_member_is_not_awaited() -> None:
    government = given(*g.WITH_GROUP, acts("remove_member", LEAD, person="professor"))
    assert government.awaited("person:professor") == []


def test_the_same_file_is_no_new_draft() -> None:
    assert given(*g.WITH_DRAFT).tries("submit_draft", LEAD, file=document()) == {
        "file": "This is D1 again, to the byte. Choose the changed file."
    }


def test_a_new_draft_voids_the_request_and_leaves_reviews_and_comments() -> None:
    government = given(*g.BEFORE_SECRETARY)
    before = government.development
    government.do("submit_draft", LEAD, file=document("# I. Other\n"), ask_again=["legal"])
    after = government.development
    assert (after.request, after.comments) == (None, before.comments)
    assert [review.draft for review in after.reviews] == [1] * 6
    assert ("office:OPM Legal Counsel", "give_review") in government.awaited()
    assert ("office:OPM Regulatory Affairs", "give_review") not in government.awaited()
    assert ("member:professor", "state_position") in government.awaited()
    assert government.tries("approve", "secretary", bound="D1 x") != []


def test_a_new_draft_asks_positions_again_at_whatever_stage() -> None:
    stated = acts("state_position", "professor", position="support")
    government = given(*g.WITH_DRAFT, stated)
    assert ("member:professor", "state_position") not in government.awaited()
    advanced = given(*g.IN_REVIEW)
    assert ("member:legal", "state_position") not in advanced.awaited()
    changed(advanced)
    assert ("member:legal", "state_position") in advanced.awaited()
    advanced.do("state_position", "legal", position="unresolved concern", text="Too wide")
    assert ("member:legal", "state_position") not in advanced.awaited()


def test_a_draft_that_comes_back_asks_the_group_nothing_until_the_next_one() -> None:
    government = given(*g.WITH_DRAFT)
    of_the_group = ("look_in", "state_position")
    asked = [action for _, action in government.awaited() if action in of_the_group]
    assert asked == ["look_in", "look_in", "state_position", "state_position"]
    returned = given(*g.BEFORE_SECRETARY, acts("return_draft", "secretary"))
    assert [action for _, action in returned.awaited() if action in of_the_group] == []
    changed(returned)
    assert ("member:legal", "state_position") in returned.awaited()


def test_a_button_drawn_for_an_earlier_draft_is_refused() -> None:
    government = given(*g.BEFORE_SECRETARY)
    old = f"D1 {government.development.drafts[0].paper.sha256}"
    changed(government)
    requested = acts("request_review", LEAD, presenters=[LEAD])
    requested(government)
    refusal = "This card was drawn for D1; D2 is current now. Here is the current card."
    assert refusal == government.tries("approve", "secretary", bound=old)


def test_a_draft_answers_the_changes_that_a_reviewer_needed() -> None:
    needed = acts("give_review", "legal", track="legal", outcome="changes needed", text="Cite")
    government = given(*g.IN_REVIEW, needed)
    assert ("lead:cio", "answer_review") in government.awaited()
    government.do("answer_review", LEAD, track="legal", text="Cited", about="legal")
    assert ("office:OPM Legal Counsel", "give_review") in government.awaited()
    needed(government)
    changed(government)
    assert ("lead:cio", "answer_review") not in government.awaited()


def test_advancing_again_keeps_what_was_reviewed() -> None:
    again = on_day("advance", "advisor", field="due", days=5, tracks=["legal"], representative=LEAD)
    government = given(*g.REVIEWED, again)
    legal = government.development.review("legal")
    assert legal is not None
    assert (legal.awaited, legal.outcome, len(government.development.reviews)) == (True, "no concerns", 6)


def test_nobody_gives_the_review_of_another_office_even_past_the_form() -> None:
    government = given(*g.IN_REVIEW)
    at = government.at(BY_NAME["give_review"], Acting("legal", Capacity("reviewer", ""), government.today))
    command = BY_NAME["give_review"].command.model_validate({"track": "fiscal", "outcome": "no concerns"})
    with pytest.raises(Exception, match="another office's"):
        list(BY_NAME["give_review"].rule(at, command))
