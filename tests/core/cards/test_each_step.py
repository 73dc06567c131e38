"""What each step's people read: what it is, what is asked, by when, and when it is over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from govbot.core.cards.confirmations import NEXT, done_card
from govbot.core.cards.guide import SECTIONS, help_card, section_of, step_of
from govbot.core.cards.home import Awaited, home_card
from govbot.core.cards.kinds import acts
from govbot.core.cards.later import later_card
from govbot.core.cards.overview import choose_card, more_card, next_steps, policy_card
from govbot.core.cards.status_card import status_card
from govbot.core.grammar import Notification, Obligation
from govbot.core.table import BY_NAME, TABLE
from tests.core.cards import given
from tests.core.cards.given import Story, all_about, all_labels, labels, words
from tests.core.cards.test_every_card import full
from tests.government import PROCESS


def develop(story: Story, **changes: Any) -> Story:
    """The story with its development changed by hand."""
    assert story.policy.development
    story.policy = replace(story.policy, development=replace(story.policy.development, **changes))
    return story


def said(story: Story, kind: str, person: str = "", about: str = "", /, **facts: str) -> str:
    return words(story.card(kind, person, about, **facts))


# Part III


def test_whoever_raised_a_need_is_told_what_became_of_it() -> None:
    declined = given.raised().do("not_at_this_time", "advisor", reasons="No money this year")
    assert "Not at this time: No money this year" in said(declined, "need_decided", "dss")
    assert "may take it up again" in said(declined, "need_decided", "dss")
    again = declined.do("take_up_again", "advisor", reasons="Money")
    assert "before the Steering Group again" in said(again, "need_decided", "dss")
    joined = develop(given.raised(), stage="joined", joined_to="ITP-2")
    assert "Joined to ITP-2;" in said(joined, "need_decided", "dss", "", reasons="Alike")
    assert "This is over: the need was joined to ITP-2." in said(joined, "lead_named")
    assert "Recommended for pursuit. Policy lead: CIO." in said(given.pursued(), "need", "advisor")
    decided = said(given.pursued(), "need", "advisor")
    assert "A need for the Steering Group to decide on" in decided, "true before and after the decision"
    bare = develop(given.raised(), plan_goal="")
    assert "Plan goal" not in said(bare, "need", "advisor")


def test_the_lead_reads_the_first_step_and_a_former_lead_who_it_is_now() -> None:
    assert "First, please assemble an ad hoc group or proceed without one" in said(
        given.pursued(), "lead_named", "cio"
    )
    assert "First, please" not in said(given.drafted(), "lead_named", "cio")
    assert "The policy lead is now CIO." in said(given.pursued(), "lead_named", "ciso")
    closed = given.pursued().do("close_development", "advisor", reasons="No need")
    assert "This is over" in said(closed, "lead_named", "cio")
    assert "No need" in said(closed, "closed", "dss")
    assert "Policy lead: CIO" in said(closed, "lead_changed")
    assert "What was done stays on record." in said(develop(closed, closed_because=""), "closed", "dss")


# Step 1


def test_a_groups_people_read_what_is_asked_of_each() -> None:
    story = given.grouped()
    assert "Please look in by Thu, Oct 8" in said(story, "group_welcome", "dss")
    assert "As liaison you guide the group" in said(story, "group_welcome", "cio")
    assert "You no longer belong to this group." in said(story, "group_welcome", "doc")
    story.do("look_in", "dss")
    assert "Please look in" not in said(story, "group_welcome", "dss")
    assert "Perspectives not represented now: agency leadership" in said(story, "group_room")
    group = story.policy.development and story.policy.development.group
    assert group
    undated = develop(
        story, group=replace(group, look_in={}, charge="", perspectives=PROCESS.groups.perspectives)
    )
    assert "Please look in; then" in said(undated, "group_welcome", "dcp")
    assert "not represented" not in said(undated, "group_room")
    meeting = develop(story, group=replace(group, public_meeting="yes"))
    assert "positions are taken in its meetings, not here" in said(meeting, "group_room")
    closed = develop(story, group=replace(group, closed=True))
    assert "The group is closed." in said(closed, "group_room")
    over = given.grouped().do("close_development", "advisor", reasons="No need")
    assert "This is over" in said(over, "group_welcome", "dss")
    assert "Ad hoc group liaison: CIO" in said(given.grouped(), "liaisons_changed")
    assert "Ad hoc group liaison: nobody" in said(given.pursued(), "liaisons_changed")


def test_a_request_to_the_group_is_open_answered_or_over() -> None:
    story = given.grouped().do(
        "ask_group", "cio", kind="draft", text="A first draft, please", due="2026-10-20"
    )
    card = story.card("group_asked", "dss", "Q1")
    assert "The group is asked to generate a draft." in words(card)
    assert {"Answer for the group", "Submit a draft"} <= set(labels(card))
    story.told.clear()
    story.do("answer_request", "dss", "Q1", request="Q1", text="Next week")
    assert story.told == [Notification("person:cio", "group_asked", "Q1")], (
        "the liaison is told, as the card promises"
    )
    assert "- DSS: Next week" in said(story, "group_asked", "dss", "Q1")
    over = given.grouped().do("ask_group", "cio", kind="advise", text="Advise us")
    over.do("close_development", "advisor", reasons="No need")
    assert "This is over" in said(over, "group_asked", "dss", "Q1")
    story.told.clear()
    story.do("answer_request", "cio", "Q1", request="Q1", text="A word of my own")
    assert story.told == [], "nobody is told of their own answer"
    story.do("answer_request", "cio", "Q1", request="Q1", text="Done", complete=True)
    assert story.told == [Notification("role:lead", "group_asked", "Q1")]
    undrafted = develop(given.grouped(), reports=())
    assert "Positions" not in "".join(words(card) for card in [undrafted.card("draft_submitted", "dss")])
    undrafted.do("report_back", "cio", kind="interim", text="We began")
    assert "Positions" not in said(undrafted, "report", "advisor", "R1")
    asked = given.grouped().do("ask_group", "cio", kind="advise", text="Advise us of CANARY")
    awaited = words(status_card(asked.view("cio")))
    assert "- You: the group's answer\n" in awaited
    assert "the ad hoc group: the group's answer — 3 people outstanding" in awaited
    assert "its whole answer" in said(story, "group_asked", "dss", "Q1")


def test_members_read_where_they_stand_and_which_draft_counts() -> None:
    story = given.drafted().do("ask_final_positions", "cio", due="2026-10-19")
    assert "Final positions are asked for by Mon, Oct 19, 2026" in said(story, "draft_submitted", "dss", "D1")
    story.do("state_position", "dss", position="support")
    assert "You stated: support." in said(story, "draft_submitted", "dss", "D1")
    story.do("report_back", "cio", kind="recommendation", recommends="this draft", text="We agree.")
    assert "Positions on D1: 1 support, 2 not stated" in said(story, "report", "advisor", "R1")
    story.do("submit_draft", "cio", file=given.document("# New\n\nNew.\n"))
    assert "A newer draft, D2, exists" in said(story, "draft_submitted", "dss", "D1")
    assert acts(story.card("draft_submitted", "dss", "D2"))
    assert labels(story.card("draft_submitted", "dss", "D2")) == [
        "Changes since D1",
        "Read the draft",
        "State where I stand",
    ]
    further = given.in_review()
    assert "no longer asked for" in said(further, "draft_submitted", "dss", "D1")
    assert labels(further.card("draft_submitted", "dss", "D1")) == ["Read the draft"]
    further.do("submit_draft", "cio", file=given.document("# New\n\nNew.\n"))
    assert "no longer asked for" not in said(further, "draft_submitted", "dss", "D2"), (
        "positions are asked anew"
    )
    assert "State where I stand" in labels(further.card("draft_submitted", "dss", "D2"))


def test_a_report_is_read_in_full_by_those_who_may_and_says_when_it_is_decided() -> None:
    story = given.drafted()
    story.do("report_back", "cio", kind="interim", text="Half way")
    assert "An interim report; nothing is asked of you." in said(story, "report", "advisor", "R1")
    story.do(
        "report_back",
        "cio",
        kind="recommendation",
        recommends="this draft",
        text="We agree.",
        legal_exposure="Little",
        consensus="reached",
    )
    assert "Legal exposure: Little" in said(story, "report", "advisor", "R2")
    assert "Little" not in said(story, "report", "", "R2")
    assert "Legal exposure: (marked: shown only to those whom the mark names)" in said(
        story, "report", "", "R2"
    )
    assert "The Steering Group's decision is awaited by" in said(story, "report", "advisor", "R2")
    assert "is awaited." in said(develop(story, decision_due=None), "report", "advisor", "R2")
    assert "The Steering Group has decided on it." in said(given.in_review(), "report", "advisor", "R1")


def test_what_is_sent_back_tells_the_next_step() -> None:
    story = given.in_review().do("send_back", "advisor", reasons="Clarify the scope")
    assert "is awaited by" in said(story, "sent_back", "cio", "", reasons="Clarify the scope")
    assert "Work on the draft goes on" in said(develop(story, lead_due=None), "sent_back", "cio")
    assert "Work on it has gone on since" in said(given.in_review(), "sent_back", "cio")


def test_a_period_that_goes_on_while_it_is_in_drafting_is_said_and_its_buttons_are_there() -> None:
    story = given.commented().do("send_back", "advisor", reasons="Clarify the scope")
    card = said(story, "sent_back", "cio")
    assert "The feedback period on D1 goes on beside it" in card
    assert "[Extend]\n[Close now]" in card
    assert "Extend" not in said(given.in_review().do("send_back", "advisor", reasons="x"), "sent_back", "cio")
    assert "the feedback period goes on, and your answer counts" in said(
        story, "feedback_request", "doc", "P1"
    )
    assert "goes on, and your answer counts" not in said(given.commented(), "feedback_request", "doc", "P1")
    first, more = next_steps(story.view("cio"))
    assert "extend_feedback" in {action.name for action in first}
    assert "close_feedback" in {action.name for action in more}


# Step 2


def test_a_reviewer_reads_what_to_say_and_afterwards_how_to_correct_it() -> None:
    story = given.in_review()
    assert "Is the draft consistent with legal guidelines?" in said(story, "review_asked", "legal", "legal")
    assert "Steering Group representative: CDO" in said(story, "review_asked", "legal", "legal")
    story.do(
        "give_review",
        "legal",
        "legal",
        track="legal",
        outcome="changes needed",
        text="Cite it",
        marks=["attorney-client"],
    )
    assert "Given on D1: changes needed." in said(story, "review_asked", "legal", "legal")
    assert "To correct your review, give it again" in said(story, "review_asked", "legal", "legal")
    assert "is awaited of you by" in said(story, "review_given", "cio", "legal")
    assert "Marked: attorney-client" in said(story, "review_given", "cio", "legal")
    story.do("answer_review", "cio", "legal", track="legal", text="It is cited in Part II")
    assert "The policy lead answers:\nIt is cited in Part II" in said(story, "review_asked", "legal", "legal")
    assert "It is cited" not in said(story, "review_asked", "dss", "legal")
    complete = given.reviewed()
    last = list(given.REVIEWERS)[-1]
    assert "All reviews are complete." in said(complete, "review_given", "cio", "legal")
    with_button = [
        track
        for track in given.REVIEWERS
        if "Open a feedback period" in said(complete, "review_given", "cio", track)
    ]
    assert with_button == [last], "one of the cards carries the next step"
    assert "can circulate" not in said(given.requested(), "review_given", "cio", last)
    over = given.reviewed().do("close_development", "advisor", reasons="No need")
    assert "This is over" in said(over, "review_given", "cio", "legal")
    assert "This is over" in said(over, "review_asked", "legal", "legal")
    development = given.in_review().policy.development
    assert development
    bare = replace(
        development.reviews[0], asked=development.reviews[0].asked.model_copy(update={"representative": ""})
    )
    story = develop(given.in_review(), reviews=(bare,), drafts=())
    assert "representative" not in said(story, "review_asked", "legal", "legal")


def test_a_consultation_is_asked_given_and_over() -> None:
    story = given.reviewed().do(
        "consult", "cio", consultation="hr", question="Hours of work?", due="2026-10-20"
    )
    assert "Give our advice" in labels(story.card("consultation", "hr", "hr"))
    story.do("give_advice", "hr", "hr", consultation="hr", text="None.", marks=["bargaining"])
    assert "Your office's advice is on record." in said(story, "consultation", "hr", "hr")
    assert "None." in said(story, "advice_given", "cio", "hr")
    assert "HR consultation: advice given" in all_about(story.view("cio"))
    assert "HR consultation" not in all_about(story.view("dss"))
    over = given.reviewed().do("consult", "cio", consultation="hr", question="Hours?", due="2026-10-20")
    over.do("not_necessary", "cio", consultation="labor")
    assert "Labor Relations consultation: not necessary" in all_about(over.view("cio"))
    assert "HR consultation: awaited" in all_about(over.view("cio"))
    over.do("close_development", "advisor", reasons="No need")
    assert "This is over" in said(over, "consultation", "hr", "hr")


# Step 3


def test_a_representative_who_is_the_wrong_person_or_whose_agency_answered_is_thanked() -> None:
    story = given.circulating().do("not_right_person", "doc", suggested="", text="Ask the registry")
    assert "nothing more is needed" in said(story, "feedback_request", "doc", "P1")
    assert "Not the right person: DOC." in said(story, "feedback_progress", "cio", "P1")
    story.do("give_agency_response", "dss", text="We agree")
    assert "Your agency's response is on record." in said(story, "feedback_request", "dss", "P1")
    assert "Your answer is on record already" in said(story, "feedback_changed", "dss", "P1")
    assert "“no response received”" not in said(story, "feedback_request", "professor", "P1")
    facts = {"person": "doc", "text": "Ask the registry"}
    assert "DOC is not the right person to ask. Nobody else was named." in said(
        story, "wrong_person", "cio", "P1", **facts
    )
    named = {"person": "doc", "suggested": "dss_security"}
    assert "DSS SECURITY has been asked instead." in said(story, "wrong_person", "cio", "P1", **named)


def test_a_response_is_read_by_the_author_of_the_comment() -> None:
    story = given.commented().do(
        "respond_to_comments", "cio", comments=["C1"], response="accepted", reasons="Two years."
    )
    assert "Response to C1: accepted\nReasons: Two years." in said(story, "comments_answered", "dss", "C1 C9")
    assert "Two years." not in said(story, "comments_answered", "dcp", "C1")
    assert "→ accepted" in said(story, "feedback_request", "dss", "P1")
    story.do("set_mark", "cio", item="comment C1", marks=["security"])
    late = story.days(40).do("give_feedback", "doc", kind="comment", text="Late")
    assert "Late: 1" in said(late, "feedback_progress", "cio", "P1")
    entered = late.policy.development and late.policy.development.comments[-1]
    assert entered
    develop(late, comments=(replace(entered, entered_by="cio", agency="", answering_for=()),))
    from govbot.core.cards.texts import comments_card

    assert "feedback from DOC (on D1, late, entered by CIO)" in words(comments_card(late.view("cio")))
    whole = given.circulating()
    for person in ("dss", "dcp", "doc", "professor"):
        whole.do("no_comment", person)
    assert "No response received" not in said(whole.days(40), "feedback_progress", "cio", "P1")
    develop(whole, drafts=())
    assert "You are asked as" in said(whole, "feedback_request", "dss", "P1")


# Step 4


def test_the_secretarys_card_tells_how_the_draft_came_here_and_what_became_of_it() -> None:
    def more(shown: Story) -> str:
        return words(shown.rest("secretary_request", "secretary", "D1"))

    story = given.requested()
    assert "Ad hoc group: Backup group, 3 members" in more(story)
    story.do("reviewed_for_secretary", "designee", text="Sound.")
    story.do("put_on_calendar", "contact", meeting_on="2026-10-30")
    assert "Reviewed for the OPM Secretary by: DESIGNEE" in more(story)
    assert "Meeting: Fri, Oct 30, 2026" in said(story, "secretary_request", "secretary", "D1")
    assert "on the calendar: Fri, Oct 30, 2026" in said(story, "discussion", "cio")
    assert "asks to discuss the draft" in said(given.requested(), "discussion", "cio", "", text="Cost")
    story.do("return_draft", "secretary", reasons="Clarify")
    assert "This request is closed" in said(story, "secretary_request", "secretary", "D1")
    alone = develop(given.requested(), group=None, without_group=True, periods=())
    assert "Ad hoc group: drafted without an ad hoc group" in more(alone)
    neither = develop(given.requested(), group=None, without_group=False)
    assert "Ad hoc group" not in more(neither)
    closed = given.requested().do("close_development", "advisor", reasons="No need")
    develop(closed, request=None)
    assert "This is over" in said(closed, "secretary_request", "secretary", "D1")
    changed = given.requested().do(
        "approve_with_change", "secretary", "", given.TEXT, old_words="safe", new_words="safe and near"
    )
    assert "Approved with a change (as D2)" in said(changed, "secretary_request", "secretary", "D1")
    next_step = "This did not publish it: OPM's publisher adopts and publishes it next."
    assert next_step in said(changed, "secretary_request", "secretary", "D1")
    assert "It is a release candidate now" in said(
        changed, "decided", "cio", "", decision="D2: Approved", reasons="Good"
    )
    assert "The OPM Secretary has decided." in said(given.requested(), "decided", "cio")
    story = given.drafted().do("set_mark", "cio", item="draft D1", marks=["security"])
    newer = given.requested().do("submit_draft", "cio", file=given.document("# N\n\nN.\n"))
    assert "A newer draft, D2, exists; this request is void." in said(
        newer, "secretary_request", "secretary", "D1"
    )
    flood = given.commented().do(
        "record_deviation",
        "advisor",
        step="Step 2",
        exigency="Flood",
        authority="A",
        public_sentence="A flood.",
        before="yes",
    )
    flood.do("close_feedback", "cio").do("request_review", "cio", presenters=["cio"])
    assert "Deviation, Step 2: A flood." in said(flood, "secretary_request", "secretary", "D1")
    assert "Draft: D1 (marked" in said(story, "draft_submitted", "dss", "D1")
    own = given.requested()
    authors = replace(own.policy.development.drafts[0], by="delegate") if own.policy.development else None
    develop(own, drafts=(authors,))
    assert "authors do not approve their own work" in said(own, "secretary_request", "delegate", "D1")


def test_the_publisher_reads_what_to_complete_and_when_it_is_done() -> None:
    assert "Adopt and publish" in labels(given.approved().card("candidate", "publisher", "D1"))
    assert "Adopted as version 1.0." in said(given.adopted(), "candidate", "publisher", "D1")
    withdrawn = given.approved().do("withdraw_approval", "secretary")
    assert "there is nothing to adopt now" in said(withdrawn, "candidate", "publisher", "D1")
    assert "Please complete the standard header" in said(
        develop(given.approved(), drafts=()), "candidate", "publisher", "D1"
    )


# Steps 6 and 7


def test_an_agency_is_asked_thanked_and_let_go() -> None:
    story = given.adopted()
    assert "for your agency that it knows this version." in said(
        story, "agency_asked", "dss", "1.0 acknowledgment"
    )
    story.do("acknowledge", "dss").do("report_status", "dss", status="under way")
    assert "On record for Department of Social Services: acknowledged" in said(
        story, "agency_asked", "dss", "1.0 acknowledgment"
    )
    assert "Acknowledge for my agency" not in labels(story.card("agency_asked", "dss", "1.0 acknowledgment"))
    assert "Report our status" in labels(story.card("agency_asked", "dss", "1.0 survey"))
    story.do("request_variance", "dss", text="Monthly", until="2027-06-01")
    assert "Decide on the variance" in labels(story.card("variance", "advisor", "X1"))
    assert "Policy variances: 1, of which 1 await a decision" in all_about(story.view("cio"))
    story.do("decide_variance", "advisor", "X1", variance="X1", granted="yes", reasons="For a year")
    assert "Decision: granted" in said(story, "variance", "dss", "X1")
    story.do("note_publication", "publisher", address="https://portal.ct.gov/x")
    assert "Published at: https://portal.ct.gov/x" in said(story, "adopted", "", "1.0")
    assert "published at https://portal.ct.gov/x" in all_about(story.view("cio"))
    story.do("rescind", "secretary", reasons="Old")
    assert "This is over: version 1.0 is rescinded." in said(
        story, "agency_asked", "dss", "1.0 acknowledgment"
    )
    assert "Next review" not in said(story, "adopted", "", "1.0")
    assert "stay readable in the Policy Library" in said(story, "rescinded", "", "", reasons="Old")


def test_reviews_corrections_and_what_the_steering_channel_reads() -> None:
    story = given.adopted()
    due = story.card("review_due", "cio")
    assert "Complete the regular review" in labels(due)
    story.do(
        "correct_technically", "publisher", "", given.TEXT, old_words="safe", new_words="", reason="Typo"
    )
    story.do("confirm_correction", "contact")
    assert "[-safe-]" in said(story, "corrected", "contact", "1.1")
    story.do("complete_review", "cio", recommends="rescind", reasons="Old")
    facts = {"recommends": "rescind", "reasons": "Old"}
    assert "Keep it in force" in labels(story.card("review_completed", "secretary", "", **facts))
    story.do("keep_in_force", "secretary")
    assert "has decided on it since" in said(story, "review_completed", "secretary", "", **facts)
    assert "The review has been done" in said(given.approved(), "review_due", "cio")
    assert "The review is complete." in said(story, "review_completed", "cio")
    story.do(
        "record_deviation",
        "advisor",
        step="Step 3",
        exigency="Flood",
        authority="Advisor",
        public_sentence="A flood.",
        before="no",
        marks=["attorney-client"],
    )
    assert "Recorded: after the fact\nMarked: attorney-client" in said(story, "deviation", "advisor", "V1")
    assert "A flood." in said(story, "deviation", "advisor", "V1")
    assert "The exigency (internal): Flood" in said(story, "deviation", "advisor", "V1")
    assert "lood" not in said(story, "deviation", "", "V1")
    assert "Who differs: CIO" in said(
        story, "decision", "", "", text="Quarterly", consensus="not reached", differs="CIO"
    )
    assert "Move faster" in said(story, "direction", "", "", text="Move faster")
    assert "ITP-7 has been joined to ITP-1" in said(story, "need_received", "dss", "ITP-7")


# What one asks for


@pytest.mark.parametrize("action", [action.name for action in TABLE if action.stream == "policy"])
def test_after_an_action_one_reads_that_it_is_done_and_what_happens_next(action: str) -> None:
    view = given.circulating().view("cio")
    own, entered = done_card(view, action), done_card(view, action, "dss")
    what_happens_next = PROCESS.say(NEXT[action]) if action in NEXT else "No such sentence."
    for card in (own, entered):
        assert card.headline == PROCESS.say(BY_NAME[action].done or "Recorded.")
    assert "Entered by you for DSS; the record names you both." in words(entered)
    assert (action in NEXT) == (what_happens_next in words(own))
    assert what_happens_next not in words(entered), "it speaks to the person whose act it is"
    card = entered
    assert "ITP-1 “Backup of state data”: in agency feedback" in words(card)
    assert set(NEXT) <= set(BY_NAME)


def test_after_an_action_on_the_directory_one_goes_back_to_the_own_list() -> None:
    card = done_card(Story(policy=replace(given.raised().policy, id="")).view("cio"), "name_designee")
    assert labels(card) == ["What is awaiting me"]
    assert card.subject == ""


def test_help_and_home_are_whole() -> None:
    story = given.circulating()
    button = story.view("cio").show("home", "What is awaiting me")
    helped = words(help_card(PROCESS, story.held("cio"), [button]))
    assert (
        helped.index("/gov status POLICY")
        < helped.index("Yours to do")
        < helped.index("Step 3: agency feedback")
    )
    assert {step_of(action) for action in TABLE} <= set(SECTIONS), "every file of a step has its section"
    assert PROCESS.say(section_of(BY_NAME["approve"])) == "Step 4: the OPM Secretary's review, adoption"
    everything = tuple(
        replace(capacity, kind=kind)
        for kind in {k for a in TABLE for k in a.by}
        for capacity in story.held("cio")[:1]
    )
    assert "For people in other capacities" not in words(help_card(PROCESS, everything, [button]))
    owed = Obligation("person:dss", "give_feedback", "your feedback on D1", story.now)
    undated = replace(owed, due=None)
    story.days(1)
    home = home_card(
        story.view("dss"),
        [Awaited("ITP-1", owed, (button,)), Awaited("ITP-1", undated, (button,))],
        3,
        [button],
    )
    assert home.headline == "Awaiting your action: 5"
    assert "— overdue" in words(home)
    assert "no date" in words(home)
    assert "… and 3 more, later." in words(home)
    assert "Nothing is awaiting you now." in words(home_card(story.view("dss"), [], 0, [button]))
    assert labels(choose_card(BY_NAME["approve"], [button], PROCESS)) == ["What is awaiting me"]


def test_a_policys_card_keeps_to_few_buttons_and_the_rest_are_one_press_away() -> None:
    story = given.circulating()
    shown = {label for label in labels(policy_card(story.view("cio"))) if label in {a.label for a in TABLE}}
    rest = set(labels(more_card(story.view("cio"))))
    assert len(shown) <= 6
    assert not shown & rest
    assert rest
    assert "There is nothing else that you can do" in words(more_card(given.adopted().view("professor")))
    assert "Comment" in labels(later_card(story.view("cio")))
    assert "version 1.1 is rescinded." in all_about(full().view("cio"))
    asked_again = given.reviewed().do(
        "submit_draft", "cio", file=given.document("# N\n\nN.\n"), ask_again=["legal"]
    )
    assert "no concerns (done on D1); asked again" in all_about(asked_again.view("cio"))
    closed = given.grouped().do("close_group", "cio")
    assert "4 people (closed)" in all_about(closed.view("cio"))
    assert "Read the comments" in all_labels(given.commented().view("cio"))
    unmarked = given.drafted().do(
        "record_deviation",
        "advisor",
        step="Step 3",
        exigency="Flood",
        authority="A",
        public_sentence="A flood.",
        before="yes",
    )
    assert "Deviation, Step 3: A flood." in all_about(unmarked.view("cio"))
