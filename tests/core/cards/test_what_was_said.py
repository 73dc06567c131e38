"""What people said can be read by whom it concerns: the group, the staff, the agencies, and nobody else."""

from __future__ import annotations

from dataclasses import replace

from govbot.core.cards.by_agency import agencies_card
from govbot.core.cards.decisions import decisions_card
from govbot.core.cards.opinions import opinions_card
from govbot.core.cards.overview import policy_card
from govbot.core.cards.paging import page_of
from govbot.core.cards.texts import comments_card
from govbot.core.cards.view import MARKED
from govbot.core.cards.vocabulary import Divider, Items
from tests.core.cards import given
from tests.core.cards.given import Story, all_about, all_labels, labels, words
from tests.government import DATA


def reads(story: Story, person: str, page: int = 0) -> str:
    return words(opinions_card(story.view(person), page))


def test_an_unresolved_concern_is_read_with_its_words_by_the_steering_group_and_the_group() -> None:
    story = given.drafted().do("state_position", "dss", position="support")
    story.do("state_position", "dcp", position="unresolved concern", text="Small agencies need a year.")
    story.do("report_back", "cio", kind="recommendation", recommends="this draft", text="We agree.")
    assert "- DCP: Small agencies need a year." in words(story.card("report", "advisor", "R1"))
    for person in ("advisor", "dss"):
        assert "Position on D1 · DCP: unresolved concern\nSmall agencies need a year." in reads(story, person)
    assert "Report: recommendation: this draft" in reads(story, "auditor")
    assert "Neither the group nor the staff" in reads(given.pursued(), "advisor")


def test_a_staff_review_is_read_by_staff_and_the_steering_group_as_its_marks_allow() -> None:
    story = given.in_review()
    story.do("give_review", "legal", "legal", track="legal", outcome="with advice", text="Cite the statute.")
    story.do(
        "give_review", "cdo", "data_plan", track="data_plan", outcome="changes needed", text="Secret",
        marks=["attorney-client"],
    )  # fmt: skip
    story.do("answer_review", "cio", "data_plan", track="data_plan", text="It is named.")
    story.do("give_review", "cio", "it_plan", track="it_plan", outcome="no concerns")
    assert "the IT Strategic Plan on D1 · CIO: no concerns" in reads(story, "budget")
    assert "on D1 · LEGAL: with advice\nCite the statute." in reads(story, "budget")
    assert "changes needed (marked attorney-client)\nSecret" in reads(story, "advisor")
    assert "The policy lead answered: It is named." in reads(story, "advisor")
    assert "Secret" not in reads(story, "auditor")
    assert MARKED in reads(story, "auditor")
    assert "Cite the statute." not in reads(story, "dss"), "a member of the group"


def test_consultations_are_read_by_step_2_the_steering_group_the_secretarys_side_and_the_records_officer_alone() -> (
    None
):
    story = given.in_review()
    story.do("consult", "cio", consultation="hr", question="Does it touch hours?", due="2026-10-20")
    assert "HR consultation: awaited" in reads(story, "legal")
    story.do("give_advice", "hr", "hr", consultation="hr", text="It does not.")
    story.do("not_necessary", "cio", consultation="labor", reasons="No bargaining subject.")
    for person in ("legal", "cdo", "hr", "secretary", "delegate", "designee", "contact", "records"):
        assert "Asked: Does it touch hours?\nIt does not." in reads(story, person)
        assert "not necessary, in OPM's judgment\nNo bargaining subject." in reads(story, person)
    for person in ("auditor", "publisher", "dss"):
        assert "It does not." not in reads(story, person)
    bare = given.in_review().do("not_necessary", "cio", consultation="labor")
    assert reads(bare, "cdo").endswith("Labor Relations consultation: not necessary, in OPM's judgment")


def test_an_agencys_response_and_what_was_said_of_late_feedback_stand_among_the_comments() -> None:
    story = given.commented().do("give_agency_response", "dss", text="We support it.")
    assert "Agency's responses: 1" in words(story.card("feedback_progress", "cio", "P1"))
    story.days(60).clock("close_by_clock")
    story.do("give_feedback", "doc", kind="comment", text="Sorry to be late.")
    read = words(comments_card(story.view("cio")))
    assert "The agency's response of Department of Social Services, given by DSS\nWe support it." in read
    assert "(on D1, late)" in read
    considered = story.do("consider_late", "cio", comments=["C3"], considered="yes")
    assert "(on D1, late, considered)" in words(comments_card(considered.view("cio")))
    story.do("consider_late", "cio", comments=["C3"], considered="no")
    assert "(on D1, late, not considered)" in words(comments_card(story.view("cio")))
    story.do("give_agency_response", "dss", text="We still do.")
    assert "Social Services (late), given by DSS" in words(comments_card(story.view("cio")))


def test_each_agencys_part_in_a_version_is_read_agency_by_agency() -> None:
    story = given.adopted().do("acknowledge", "dss")
    story.do("report_status", "dss", status="under way", text="Training in May")
    story.do("report_variance", "dcp", section="II. Scope", text="One old system")
    shown = words(agencies_card(story.view("auditor")))
    assert (
        "(DSS) | acknowledged, Thu, Oct 1, 2026, by DSS\nunder way, Thu, Oct 1, 2026, by DSS: Training"
        in shown
    )
    assert "| X1 from “II. Scope”, reported: One old system" in shown
    assert "Nothing reported yet: " in shown
    assert "Correction (DOC)" in shown.partition("Nothing reported yet: ")[2]
    assert "agencies vary" not in words(story.card("variance", "cio", "X1"))
    story.do("request_variance", "dss", section="II. Scope", text="Until May")
    assert "2 agencies vary from “II. Scope”. A review can recommend to revise it." in words(
        story.card("variance", "cio", "X2")
    )
    assert "Complete the regular review" in labels(story.card("variance", "cio", "X2"))
    assert "requested: Until May" in words(agencies_card(story.view("auditor")))
    corrected = replace(story).do(
        "correct_technically", "publisher", "", given.TEXT, old_words="safe", new_words="", reason="Typo"
    )
    corrected.do("confirm_correction", "contact")
    assert "X2 from “II. Scope”, requested (version 1.0): Until May" in words(
        agencies_card(corrected.view("auditor"))
    )
    assert "acknowledged on version 1.0, carried over, Thu" in words(agencies_card(corrected.view("auditor")))
    assert "requested: Until May" in words(agencies_card(story.view("auditor")))
    for decision, read in (("yes", "granted: Until May"), ("no", "not granted: Until May")):
        decided = replace(story)
        decided.do("decide_variance", "advisor", "X2", variance="X2", granted=decision)
        assert f"X2 from “II. Scope”, {read}" in words(agencies_card(decided.view("auditor")))
    assert "agencies are asked nothing" in words(agencies_card(given.drafted().view("cio")))
    silent = replace(story.policy.versions[0], agencies=())
    story.policy = replace(story.policy, versions=(silent,))
    assert "No agency is listed." in words(agencies_card(story.view("cio")))


def test_a_policys_card_leads_to_all_of_it_and_tells_the_need_with_its_sources() -> None:
    cio = given.reviewed().view("cio")
    assert "Agencies lose data." in words(policy_card(cio))
    assert "NIST CSF" in all_about(cio)
    assert "Plan goal: Goal 3, 2026 edition" in all_about(cio)
    assert "Read the reviews" in all_labels(cio)
    blank = given.pursued()
    assert blank.policy.development
    blank.policy = replace(blank.policy, development=replace(blank.policy.development, text="", sources=()))
    assert "Agencies lose data." not in words(policy_card(blank.view("cio")))
    assert "Agency by agency" not in all_labels(cio)
    assert "Agency by agency" in all_labels(given.adopted().view("auditor"))
    assert not {"Read the reviews", "Agency by agency"} & set(all_labels(given.adopted().view("doc")))


def test_a_long_list_turns_its_pages() -> None:
    story = given.circulating()
    for number in range(15):
        story.do("give_feedback", "dss", kind="comment", text=f"Point {number}", answering_for=[DATA])
    first, last = (comments_card(story.view("cio"), page) for page in (0, 99))
    assert "1 to 12 of 15" in words(first)
    assert "More" in labels(first)
    assert "13 to 15 of 15" in words(last)
    assert "Earlier ones" in labels(last)
    assert "Point 14" in words(last)


def test_a_page_shows_whatever_its_items_are_made_of() -> None:
    view = given.raised().view("cio")
    assert page_of(view, "comments", [(Divider(), Items(("one",)))], 0, 1) == (Divider(), Items(("one",)))
    assert page_of(view, "comments", [], 0, 1) == ()


def test_what_is_long_takes_more_pages_so_that_every_chat_shows_it_whole() -> None:
    story = given.in_review()
    for track, person in given.REVIEWERS.items():
        story.do("give_review", person, track, track=track, outcome="with advice", text=f"{track} " * 250)
    pages = [words(opinions_card(story.view("cio"), page)) for page in range(7)]
    assert max(map(len, pages)) < 9_000
    assert all(any(f"{track} {track}" in page for page in pages) for track in given.REVIEWERS)
    assert "agencies are asked nothing" in words(agencies_card(story.view("cio"), 3))


def test_the_reviews_show_what_the_group_answered_to_each_request() -> None:
    story = given.grouped().do("ask_group", "cio", kind="advise", text="Who loses data?")
    assert "Who loses data?\nNo answer yet." in reads(story, "advisor")
    story.do("answer_request", "dss", "Q1", request="Q1", text="Small offices do.")
    assert "- DSS: Small offices do.\nIts answer is not whole yet." in reads(story, "advisor")
    story.do("answer_request", "cio", "Q1", request="Q1", text="All of us.", complete=True)
    assert "- CIO: All of us.\nThis is its whole answer." in reads(story, "dss")


def decisions(story: Story, person: str, page: int = 0) -> str:
    view = story.view(person)
    return words(decisions_card(view, [view], page))


def test_the_decisions_say_what_the_steering_group_decided_and_on_which_consensus() -> None:
    story = given.in_review()
    answers = {"text": "Keep the scope narrow.", "consensus": "not reached"}
    story.days(1).do("record_decision", "advisor", **answers, differs="The CISO: too narrow.")
    shown = decisions(story, "cio")
    assert "3 decisions of the Steering Group" in shown
    assert "recommends pursuing it" in shown
    assert "advanced to staff review" in shown
    assert shown.count("Consensus: ") == 1, "where it was asked"
    recorded = "decided\nKeep the scope narrow.\nConsensus: members differ\nWho differs, and why: The CISO: too narrow."
    assert recorded in shown
    assert shown.index("Keep the scope") < shown.index("recommends pursuing"), "the newest first"


def test_decisions_are_shown_to_those_with_a_part_in_a_policy_and_page_by_page() -> None:
    story = given.pursued()
    assert "No decision of the Steering Group is on record" in decisions(story, "doc")
    assert "No decision of the Steering Group is on record" in decisions(given.raised(), "cio")
    for number in range(20):
        story.do("record_decision", "advisor", text=f"Decision {number}.", consensus="reached")
    view = story.view("cio")
    assert "More" in labels(decisions_card(view, [view]))
    assert "Earlier ones" in labels(decisions_card(view, [view], 1))
