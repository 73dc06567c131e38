"""Every row of the table: who may take it, when, and every way in which it is refused."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

from govbot.cards.choosing import CHOOSE
from govbot.cards.forms import fields
from govbot.grammar import Acting, Action, Capacity, Refused
from govbot.table import BY, BY_NAME, BY_WORD, TABLE, offered, plain_label
from tests.core import given as g
from tests.core.given import LEAD, Government, Step, acts, document, given, on_day

Answers = dict[str, Any]
NO_GROUP = "This policy has no ad hoc group at work. To assemble one, use “/gov group”."
SIGNED = document("signed")


@dataclass(frozen=True)
class Case:
    """A row: a history in which it is open, who takes it with which answers and what happens; and its
    refusals.

    `days` are answers given in days from today. `closed` is a history in which it is not open, and why.
    `wrong` are answers with the problem that each makes, or the sentence of the refusal.
    """

    history: tuple[Step, ...]
    by: str
    answers: Answers
    happens: tuple[str, ...]
    days: dict[str, int] = field(default_factory=dict)
    closed: tuple[tuple[Step, ...], str] | None = None
    wrong: tuple[tuple[Answers, dict[str, int], dict[str, str] | str], ...] = ()


def wrong(problem: dict[str, str] | str, days: dict[str, int] | None = None, **answers: Any) -> Any:
    return answers, days or {}, problem


SOME = "Choose one or more, please."
SOMETHING = "Please write something here."
OVER = "That day is over. Choose a later one."
FAR = "Give a day between 1900 and 2199."
DUE_BEFORE = "It is due on Tue, Dec 15, 2026, 5:00 PM ET. Choose a day before that."
PASSED = "That day has passed. Choose a later one, or leave it empty."

rejoined = acts("take_up_again", "budget", reasons="New law")
declined = acts("not_at_this_time", "budget", reasons="Not now")
asked = on_day("ask_group", LEAD, field="due", days=5, kind="draft", text="A draft, please")
consulted = on_day("consult", LEAD, field="due", days=5, consultation="hr", question="Is it fine?")
changes_needed = acts("give_review", "counsel", track="legal", outcome="changes needed", text="Cite the law")
requested_variance = acts("request_variance", "dss data", text="We need a year")
rescission = acts("complete_review", "budget", recommends="rescind", reasons="Obsolete")
marked = acts("set_mark", LEAD, item="draft D1", marks=["security"])
late = g.after(days=20)
own_draft = acts("submit_draft", "deputy", text=document("By the deputy"))
public_meeting = acts(
    "assemble_group", LEAD, name="AI", liaisons=[LEAD], members=["professor"], public_meeting="yes"
)

CASES: dict[str, Case] = {
    "raise_need": Case(
        (),
        "professor",
        {"title": "AI", "text": "Why", "sources": ["a", "d"], "citations": "NIST"},
        ("NeedRaised",),
        wrong=(
            wrong({"sources": SOME, "title": SOMETHING}, title="", sources=[]),
            wrong({"sources": CHOOSE}, sources=["z"]),
            wrong({"title": "Write this on one line."}, title="AI\nand more"),
            wrong(
                {
                    "citations": "You chose 2 sources but wrote 3 lines. Give one line for each source, "
                    "or choose more "
                    "sources."
                },
                citations="a\nb\nc",
            ),
        ),
    ),
    "recommend_pursuing": Case(
        g.IN_NEED,
        "budget",
        {"lead": LEAD, "need": "high", "risk": "low"},
        ("PursuitRecommended",),
        days={"target": 90},
        closed=(g.IN_DRAFTING, "ITP-1 is at the stage “drafting” now; this can be done at “need”."),
        wrong=(wrong({"lead": CHOOSE}, lead="dss data"), wrong({"target": PASSED}, {"target": -1})),
    ),
    "not_at_this_time": Case(
        g.IN_NEED,
        "budget",
        {"reasons": "Later"},
        ("NeedDeclined",),
        closed=(g.IN_DRAFTING, "ITP-1 is at the stage “drafting” now; this can be done at “need”."),
        wrong=(wrong({"reasons": SOMETHING}, reasons=" "),),
    ),
    "join_need": Case(
        (*g.IN_NEED, g.need),
        "budget",
        {"other": "ITP-2"},
        ("NeedJoined", "NeedReceived"),
        closed=(g.IN_DRAFTING, "ITP-1 is at the stage “drafting” now; this can be done at “need”."),
        wrong=(wrong({"other": "A need cannot be joined to itself. Choose another one."}, other="ITP-1"),),
    ),
    "take_up_again": Case(
        (*g.IN_NEED, declined),
        "budget",
        {},
        ("NeedTakenUpAgain",),
        closed=(g.IN_NEED, "This need has not been put aside."),
    ),
    "change_lead": Case(
        g.IN_DRAFTING,
        "advisor",
        {"lead": "budget"},
        ("LeadChanged",),
        closed=(g.IN_NEED, "No policy lead has been named yet; recommending the pursuit names one."),
        wrong=(wrong({"lead": CHOOSE}, lead="dss data"),),
    ),
    "assemble_group": Case(
        g.IN_DRAFTING,
        "budget",
        {"name": "AI", "liaisons": [LEAD], "members": ["professor", LEAD], "public_meeting": "no"},
        ("GroupAssembled",),
        closed=(
            g.WITH_GROUP,
            "This policy has a group already. You can add members to it, or close it first.",
        ),
        wrong=(
            wrong({"liaisons": CHOOSE}, liaisons=["professor"]),
            wrong({"liaisons": SOME}, liaisons=[]),
            wrong({"members": CHOOSE}, members=["stranger"]),
        ),
    ),
    "proceed_without_group": Case(
        g.IN_DRAFTING,
        "budget",
        {},
        ("WorkedWithoutGroup",),
        closed=(
            (*g.IN_DRAFTING, acts("proceed_without_group", LEAD)),
            "It is already recorded that work goes on without a group.",
        ),
    ),
    "add_member": Case(
        g.WITH_GROUP,
        LEAD,
        {"person": "aide", "perspectives": ["privacy"]},
        ("MemberAdded",),
        closed=(g.IN_DRAFTING, NO_GROUP),
        wrong=(wrong({"person": "professor belongs to the group already."}, person="professor"),),
    ),
    "remove_member": Case(
        g.WITH_GROUP,
        LEAD,
        {"person": "professor"},
        ("MemberRemoved",),
        closed=(g.IN_DRAFTING, NO_GROUP),
        wrong=(wrong({"person": CHOOSE}, person="aide"),),
    ),
    "change_liaisons": Case(
        g.WITH_GROUP,
        LEAD,
        {"liaisons": ["budget"]},
        ("LiaisonsChanged",),
        closed=(g.IN_DRAFTING, NO_GROUP),
        wrong=(wrong({"liaisons": SOME}, liaisons=[]), wrong({"liaisons": CHOOSE}, liaisons=["professor"])),
    ),
    "close_group": Case(g.WITH_GROUP, LEAD, {}, ("GroupClosed",), closed=(g.IN_DRAFTING, NO_GROUP)),
    "link_room": Case(
        g.WITH_GROUP,
        LEAD,
        {"about": "teams 19:group@thread.v2"},
        ("RoomLinked",),
        closed=(g.IN_DRAFTING, NO_GROUP),
        wrong=(
            wrong(
                "Type “/gov link ITP-1” in the chat or channel that is to be the group's room, after adding "
                "govbot to it. A conversation with govbot alone can't be one.",
                about="",
            ),
        ),
    ),
    "look_in": Case(
        g.WITH_GROUP,
        "professor",
        {},
        ("MemberLookedIn",),
        closed=(
            (*g.WITH_GROUP, acts("look_in", "professor")),
            "You have looked in already; nothing more is needed.",
        ),
    ),
    "ask_group": Case(
        g.WITH_GROUP,
        LEAD,
        {"kind": "advise", "text": "Is it needed?"},
        ("GroupAsked",),
        days={"due": 5},
        closed=(g.IN_DRAFTING, NO_GROUP),
        wrong=(wrong({"due": OVER}, {"due": -1}),),
    ),
    "answer_request": Case(
        (*g.WITH_GROUP, asked),
        LEAD,
        {"request": "Q1", "text": "Here", "complete": True},
        ("GroupAnswered",),
        closed=(g.WITH_GROUP, "The group has answered everything that it was asked."),
        wrong=(wrong({"request": CHOOSE}, request="Q2"),),
    ),
    "submit_draft": Case(
        g.WITH_GROUP,
        LEAD,
        {"file": document()},
        ("DraftSubmitted",),
        closed=(
            g.CANDIDATE,
            "ITP-1 is at the stage “release candidate” now; "
            "this can be done at “drafting”, “staff review”, “agency feedback” or “secretary's review”.",
        ),
        wrong=(
            wrong({"file": "Give the draft as a file, or as a short text below."}, file=None),
            wrong(
                {"text": "Give either the file or the text, not both, so that it is clear which one counts."},
                text=document("other"),
            ),
        ),
    ),
    "state_position": Case(
        g.WITH_DRAFT,
        "professor",
        {"position": "can live with it"},
        ("PositionStated",),
        closed=(
            (*g.IN_DRAFTING, public_meeting, g.drafted),
            "This group is subject to public-meeting rules: positions are taken in its meetings, "
            "not in chat.",
        ),
        wrong=(
            wrong(
                {"text": "Say in a sentence what concerns you, so that it can be resolved."},
                position="unresolved concern",
            ),
        ),
    ),
    "ask_final_positions": Case(
        g.WITH_DRAFT,
        LEAD,
        {},
        ("FinalPositionsAsked",),
        days={"due": 10},
        closed=(g.WITH_GROUP, "There is no draft yet. Submit one first with “/gov draft”."),
        wrong=(
            wrong({"due": OVER}, {"due": -1}),
            wrong({"due": FAR}, due="9999-12-31"),
            wrong({"due": "That is no day. Write it as in 2026-12-04."}, due="soon"),
        ),
    ),
    "report_back": Case(
        g.WITH_DRAFT,
        LEAD,
        {"kind": "recommendation", "recommends": "this draft", "text": "Good", "legal_exposure": "Some"},
        ("ReportMade",),
        wrong=(
            wrong(
                {"recommends": "Say what the group recommends: the current draft, or that none is needed."},
                recommends="",
            ),
            wrong(
                {"differs": "Say who differs and why, so that the Steering Group can weigh it."},
                consensus="not reached",
            ),
        ),
    ),
    "advance": Case(
        g.WITH_DRAFT,
        "advisor",
        {"tracks": ["legal"], "representative": LEAD},
        ("AdvancedToStaffReview",),
        days={"due": 10},
        closed=(g.WITH_GROUP, "There is no draft yet. Submit one first with “/gov draft”."),
        wrong=(wrong({"due": OVER}, {"due": -1}), wrong({"tracks": SOME}, tracks=[])),
    ),
    "send_back": Case(
        g.IN_REVIEW,
        "advisor",
        {"reasons": "Shorter"},
        ("SentBack",),
        closed=(g.WITH_DRAFT, "It is in drafting already, and no report awaits a decision."),
    ),
    "close_development": Case(
        g.WITH_DRAFT,
        "advisor",
        {"reasons": "No need"},
        ("DevelopmentClosed",),
        closed=(
            g.CANDIDATE,
            "ITP-1 is at the stage “release candidate” now; "
            "this can be done at “drafting”, “staff review”, “agency feedback” or “secretary's review”.",
        ),
    ),
    "give_review": Case(
        g.IN_REVIEW,
        "counsel",
        {"track": "legal", "outcome": "with advice", "text": "Cite"},
        ("ReviewGiven",),
        wrong=(
            wrong({"track": CHOOSE}, track="fiscal"),
            wrong({"text": "Say in a sentence what you advise or what must change."}, text=""),
        ),
    ),
    "answer_review": Case(
        (*g.IN_REVIEW, changes_needed),
        LEAD,
        {"track": "legal", "text": "Done"},
        ("ReviewAnswered",),
        closed=(g.IN_REVIEW, "No reviewer is waiting for an answer."),
    ),
    "consult": Case(
        g.IN_REVIEW,
        LEAD,
        {"consultation": "labor", "question": "Fine?"},
        ("ConsultationAsked",),
        days={"due": 5},
        wrong=(wrong({"due": OVER}, {"due": -1}),),
    ),
    "not_necessary": Case(
        g.IN_REVIEW,
        LEAD,
        {"consultation": "labor"},
        ("ConsultationNotNecessary",),
        closed=(
            (*g.IN_REVIEW, consulted, acts("not_necessary", LEAD, consultation="labor")),
            "Both consultations are decided already.",
        ),
    ),
    "give_advice": Case(
        (*g.IN_REVIEW, consulted), "hr", {"consultation": "hr", "text": "Fine"}, ("AdviceGiven",)
    ),
    "open_feedback": Case(
        g.REVIEWED,
        LEAD,
        {"capacities": [g.DATA], "people": ["professor"]},
        ("FeedbackOpened",),
        days={"closes_on": 14},
        closed=(
            g.IN_FEEDBACK,
            "The feedback period on D1 is open until Tue, Dec 15, 2026, 5:00 PM ET. "
            "Close it first with “/gov close-feedback”, or give it more time with “/gov extend”.",
        ),
        wrong=(
            wrong(
                {"capacities": "Nobody is on this roster. Choose capacities, agencies or people."},
                capacities=[],
                people=[],
            ),
            wrong({"closes_on": OVER}, {"closes_on": -1}),
        ),
    ),
    "give_feedback": Case(
        g.IN_FEEDBACK,
        "dot customers",
        {"kind": "comment", "text": "Fine", "answering_for": [g.SECURITY]},
        ("FeedbackGiven",),
        wrong=(
            wrong({"text": "Write a sentence, or choose “No comment” above."}, text=""),
            wrong({"section": CHOOSE}, section="IX"),
        ),
    ),
    "no_comment": Case(
        g.IN_FEEDBACK,
        "dss data",
        {},
        ("FeedbackGiven",),
        closed=(g.COMMENTED, "You have answered already. To say more, add a comment."),
    ),
    "not_applicable": Case(
        g.IN_FEEDBACK,
        "dss data",
        {},
        ("FeedbackGiven",),
        closed=(g.COMMENTED, "You have answered already. To say more, add a comment."),
    ),
    "not_right_person": Case(
        g.IN_FEEDBACK,
        "dot data",
        {"suggested": "dot deputy"},
        ("NotTheRightPerson", "RosterJoined"),
        wrong=(wrong({"suggested": CHOOSE}, suggested="dss data"),),
    ),
    "give_agency_response": Case(
        (*g.IN_FEEDBACK, g.dss_voice),
        "dss data",
        {"text": "We agree"},
        ("AgencyResponseNamed",),
        wrong=(wrong({"text": SOMETHING}, text=""),),
    ),
    "extend_feedback": Case(
        g.IN_FEEDBACK,
        LEAD,
        {},
        ("FeedbackClosingChanged",),
        days={"closes_on": 30},
        closed=(g.REVIEWED, "No feedback period has been opened yet."),
        wrong=(
            wrong(
                {"closes_on": "That is not later than now. To close earlier, use “Shorten”."},
                {"closes_on": 3},
            ),
        ),
    ),
    "shorten_feedback": Case(
        g.IN_FEEDBACK,
        LEAD,
        {"reason": "Urgent"},
        ("FeedbackClosingChanged",),
        days={"closes_on": 3},
        closed=(
            (*g.IN_FEEDBACK, late),
            "No feedback period is open now. A closed one can be extended to a later day.",
        ),
        wrong=(
            wrong(
                {"closes_on": "That is not earlier than now. To give more time, use “Extend”."},
                {"closes_on": 30},
            ),
        ),
    ),
    "close_feedback": Case(
        g.IN_FEEDBACK,
        LEAD,
        {},
        ("FeedbackClosed",),
        closed=(
            g.AFTER_FEEDBACK,
            "No feedback period is open now. A closed one can be extended to a later day.",
        ),
    ),
    "respond_to_comments": Case(
        g.COMMENTED,
        LEAD,
        {"comments": ["C1"], "response": "accepted in part", "reasons": "Yes"},
        ("CommentsAnswered",),
        closed=(g.IN_FEEDBACK, "No comment has come in that wants a response."),
    ),
    "consider_late": Case(
        (*g.IN_FEEDBACK, late, g.commented),
        LEAD,
        {"comments": ["C1"], "considered": "no"},
        ("LateFeedbackConsidered",),
        closed=(g.COMMENTED, "No feedback came late."),
    ),
    "request_review": Case(
        g.AFTER_FEEDBACK,
        LEAD,
        {"presenters": [LEAD]},
        ("SecretaryReviewRequested",),
        days={"meeting_on": 5},
        closed=(
            g.BEFORE_SECRETARY,
            "ITP-1 is at the stage “secretary's review” now; "
            "this can be done at “drafting”, “staff review” or “agency feedback”.",
        ),
        wrong=(wrong({"meeting_on": PASSED}, {"meeting_on": -1}),),
    ),
    "approve": Case(
        g.BEFORE_SECRETARY,
        "secretary",
        {},
        ("Approved",),
        closed=(g.CANDIDATE, "D1 has been approved already; it is a release candidate."),
    ),
    "approve_with_change": Case(
        g.BEFORE_SECRETARY,
        "secretary",
        {"old_words": "Agencies may use", "new_words": "Agencies use"},
        ("DraftSubmitted", "Approved"),
        closed=(g.CANDIDATE, "D1 has been approved already; it is a release candidate."),
        wrong=(
            wrong(
                {"old_words": "These words stand nowhere in the draft text; copy them from the draft."},
                old_words="no such words",
            ),
            wrong(
                {"new_words": "That is the same wording. Write how it should read."},
                new_words="Agencies may use",
            ),
        ),
    ),
    "return_draft": Case(
        g.BEFORE_SECRETARY,
        "secretary",
        {},
        ("Returned",),
        closed=(
            g.AFTER_FEEDBACK,
            "No request to the OPM Secretary is pending. A new draft voids one; the policy lead asks again.",
        ),
    ),
    "discuss": Case(
        g.BEFORE_SECRETARY,
        "secretary",
        {},
        ("DiscussionAsked",),
        closed=(g.CANDIDATE, "D1 has been approved already; it is a release candidate."),
    ),
    "put_on_calendar": Case(
        g.BEFORE_SECRETARY,
        "contact",
        {},
        ("PutOnCalendar",),
        days={"meeting_on": 3},
        closed=(g.CANDIDATE, "D1 has been approved already; it is a release candidate."),
        wrong=(wrong({"meeting_on": "That day has passed. Choose a later one."}, {"meeting_on": -1}),),
    ),
    "reviewed_for_secretary": Case(
        (*g.BEFORE_SECRETARY, g.with_designee),
        "aide",
        {},
        ("ReviewedForSecretary",),
        closed=((*g.CANDIDATE, g.with_designee), "D1 has been approved already; it is a release candidate."),
    ),
    "withdraw_approval": Case(
        g.CANDIDATE,
        "secretary",
        {},
        ("ApprovalWithdrawn",),
        closed=(
            g.BEFORE_SECRETARY,
            "ITP-1 is at the stage “secretary's review” now; this can be done at “release candidate”.",
        ),
    ),
    "adopt": Case(
        g.CANDIDATE,
        "publisher",
        {"title": "AI", "version": "1.0", "originator": "OPM", "description": "Initial", "laws": "§ 4d-8a"},
        ("Adopted", "CameIntoForce"),
        days={"effective_on": -400},
        closed=(
            g.BEFORE_SECRETARY,
            "ITP-1 is at the stage “secretary's review” now; this can be done at “release candidate”.",
        ),
        wrong=(
            wrong({"laws": "The standard header needs the relevant laws or regulations."}, laws=""),
            wrong({"version": "Write the version as in “1.0”."}, version="1.²"),
            wrong({"effective_on": FAR}, effective_on="9999-12-31"),
        ),
    ),
    "note_publication": Case(
        g.IN_FORCE,
        "publisher",
        {"address": "https://portal.ct.gov/ai"},
        ("PublicationNoted",),
        closed=(g.CANDIDATE, "No version of this policy is adopted yet."),
        wrong=(wrong({"address": "Give the whole address, beginning with https://."}, address="ct.gov"),),
    ),
    "correct_technically": Case(
        g.IN_FORCE,
        "publisher",
        {"old_words": "Agencies", "new_words": "The agencies", "reason": "A typo"},
        ("TechnicallyCorrected",),
        closed=(g.FOR_LATER, "No version of this policy is in force now."),
        wrong=(
            wrong(
                {"old_words": "These words stand nowhere in the draft text; copy them from the draft."},
                old_words="no such words",
            ),
        ),
    ),
    "acknowledge": Case(
        g.IN_FORCE,
        "dss data",
        {},
        ("Acknowledged",),
        closed=(g.CANDIDATE, "No version of this policy is adopted yet."),
    ),
    "attest": Case(
        g.IN_FORCE,
        "dss data",
        {"text": "It is so"},
        ("Attested",),
        closed=(g.CANDIDATE, "No version of this policy is adopted yet."),
    ),
    "report_status": Case(
        g.IN_FORCE,
        "dss data",
        {"status": "under way"},
        ("StatusReported",),
        closed=(g.CANDIDATE, "No version of this policy is adopted yet."),
    ),
    "report_variance": Case(
        g.IN_FORCE,
        "dss data",
        {"text": "We vary", "section": "II. Scope"},
        ("VarianceReported",),
        closed=(g.CANDIDATE, "No version of this policy is adopted yet."),
    ),
    "request_variance": Case(
        g.IN_FORCE,
        "dss data",
        {"text": "We ask"},
        ("VarianceRequested",),
        days={"until": 90},
        wrong=(wrong({"until": PASSED}, {"until": -1}),),
        closed=(
            (*g.CANDIDATE, lambda at: at.do("adopt", "publisher", **g.header(at, variances=False))),
            "This policy does not provide for requested variances. You can report one with “/gov variance”.",
        ),
    ),
    "decide_variance": Case(
        (*g.IN_FORCE, requested_variance),
        "advisor",
        {"variance": "X1", "granted": "yes"},
        ("VarianceDecided",),
        closed=(g.IN_FORCE, "No agency's request for a variance is waiting."),
    ),
    "complete_review": Case(
        g.IN_FORCE,
        "budget",
        {"recommends": "reaffirm", "reasons": "Good"},
        ("ReviewCompleted",),
        days={"next_review_on": 300},
        closed=(g.REVISION, "A revision of this policy is under way already."),
        wrong=(
            wrong({"next_review_on": "Say when the policy is reviewed next."}, next_review_on=""),
            wrong({"lead": "Say who carries the revision as its policy lead."}, recommends="revise"),
            wrong({"next_review_on": OVER}, {"next_review_on": -1}),
        ),
    ),
    "set_review_date": Case(
        g.IN_FORCE,
        LEAD,
        {"reason": "New law"},
        ("ReviewDateSet",),
        days={"next_review_on": 60},
        closed=(g.FOR_LATER, "No version of this policy is in force now."),
        wrong=(wrong({"next_review_on": OVER}, {"next_review_on": -1}),),
    ),
    "rescind": Case(
        g.IN_FORCE,
        "secretary",
        {},
        ("Rescinded",),
        closed=(g.CANDIDATE, "No version of this policy is adopted yet."),
    ),
    "keep_in_force": Case(
        (*g.IN_FORCE, rescission),
        "secretary",
        {},
        ("RescissionDeclined",),
        closed=(g.IN_FORCE, "Nobody has recommended to rescind this policy."),
    ),
    "set_timeline": Case(
        g.IN_DRAFTING,
        LEAD,
        {"citation": "P.A. 26-1"},
        ("TimelineSet",),
        days={"staff_review": 30, "statutory": 200},
        closed=(
            g.IN_FORCE,
            "ITP-1 is at the stage “in force” now; this can be done at “need”, “drafting”, “staff review”, "
            "“agency feedback”, “secretary's review” "
            "or “release candidate”.",
        ),
        wrong=(
            wrong({"citation": "Cite the law that sets this deadline."}, citation=""),
            wrong({"staff_review": "Give at least one day."}, staff_review="", statutory=""),
            wrong({"staff_review": "That day has passed. Choose a later one."}, {"staff_review": -1}),
        ),
    ),
    "record_direction": Case(g.IN_NEED, "advisor", {"text": "Go on"}, ("DirectionRecorded",)),
    "record_decision": Case(
        g.IN_NEED,
        "advisor",
        {"text": "Yes", "consensus": "reached"},
        ("DecisionRecorded",),
        wrong=(
            wrong(
                {"differs": "Say who differs and why, so that the record is fair to them."},
                consensus="not reached",
            ),
        ),
    ),
    "record_deviation": Case(
        g.IN_DRAFTING,
        "advisor",
        {
            "step": "Step 3",
            "exigency": "An attack",
            "authority": "The Secretary",
            "public_sentence": "Urgent.",
            "before": "no",
            "marks": ["security"],
        },
        ("DeviationRecorded",),
        wrong=(wrong({"step": CHOOSE}, step="Step 5"),),
    ),
    "try_again": Case(g.IN_DRAFTING, LEAD, {"which": "undelivered"}, ("DeliveryTriedAgain",)),
    "snooze": Case(
        g.IN_FEEDBACK,
        "dss data",
        {},
        ("Snoozed",),
        days={"until": 1},
        closed=(
            g.IN_DRAFTING,
            "Nothing with a date is awaiting you here now, so there is nothing to be reminded of.",
        ),
        wrong=(
            wrong({"until": "Choose a day after today."}, {"until": 0}),
            wrong({"until": DUE_BEFORE}, {"until": 300}),
        ),
    ),
    "set_mark": Case(
        g.WITH_DRAFT,
        LEAD,
        {"item": "draft D1", "marks": ["preliminary"]},
        ("MarkSet",),
        closed=(g.WITH_GROUP, "There is nothing yet that could carry a mark."),
        wrong=(wrong({"marks": CHOOSE}, marks=["secret"]),),
    ),
    "lift_mark": Case(
        (*g.WITH_DRAFT, marked),
        "records",
        {"which": "draft D1/security", "reason": "Counsel"},
        ("MarkLifted",),
        closed=(g.WITH_DRAFT, "Nothing of this policy carries a mark."),
    ),
    "name_designee": Case(
        (),
        LEAD,
        {"of": "cio", "person": "professor"},
        ("DesigneeNamed",),
        days={"until": 30},
        wrong=(
            wrong({"person": "Name somebody else: you hold this seat yourself."}, person=LEAD),
            wrong({"of": CHOOSE}, of="cdo"),
            wrong(
                {"until": "That day has passed. Choose today or a later day, or leave it empty."},
                {"until": -1},
            ),
        ),
    ),
    "end_designee": Case(
        (g.with_designee,),
        "secretary",
        {"of": "secretary"},
        ("DesigneeEnded",),
        closed=((), "You have named no designee. To name one, use “/gov designee”."),
    ),
    "include_others": Case(
        (),
        "advisor",
        {"person": "professor"},
        ("OtherIncluded",),
        wrong=(wrong({"person": "budget belongs to the Steering Group already."}, person="budget"),),
    ),
    "let_other_leave": Case(
        (acts("include_others", "advisor", person="professor"),),
        "advisor",
        {"person": "professor"},
        ("OtherLeft",),
        closed=((), "Nobody besides the five seats belongs to the Steering Group now."),
    ),
    "fill_seat": Case(
        (),
        "keeper",
        {"seat": "ciso", "person": "professor"},
        ("SeatTaken",),
        wrong=(wrong({"seat": CHOOSE}, seat="throne"),),
    ),
    "file_delegation": Case(
        (),
        "contact",
        {
            "person": "deputy",
            "power": "approve",
            "valid_from": "2026-12-01",
            "citation": "memo",
            "paper": SIGNED,
        },
        ("DelegationFiled",),
        wrong=(
            wrong({"until": "The last day lies before the first. Correct one of them."}, {"until": -5}),
            wrong({"until": "Give the last day of the absence; a deputy acts only as long."}, power="deputy"),
            wrong({"paper": "Attach the signed delegation; the OPM Secretary alone needs none."}, paper=None),
        ),
    ),
    "end_delegation": Case(
        (g.delegated,),
        "contact",
        {"delegation": "G1-deputy-2026-12-01"},
        ("DelegationEnded",),
        closed=((), "No delegation is on file. To file one, use “/gov delegation”."),
    ),
    "choose_reach": Case(
        (),
        "professor",
        {"chat": "teams"},
        ("ReachChosen",),
        wrong=(wrong({"chat": CHOOSE}, chat="carrier pigeon"),),
    ),
    "name_voice": Case(
        (),
        "keeper",
        {"agency": "DSS", "person": "dss data"},
        ("VoiceNamed",),
        wrong=(
            wrong(
                {
                    "person": "That person does not belong to Department of Social Services. Choose "
                    "one of its "
                    "people."
                },
                person="dot data",
            ),
        ),
    ),
    "change_person": Case(
        (),
        "keeper",
        {"person": "professor", "agency": "DSS", "capacities": [g.DATA]},
        ("PersonListed",),
        wrong=(wrong({"agency": CHOOSE}, agency="XYZ"),),
    ),
    "deactivate_person": Case(
        (),
        "keeper",
        {"person": "professor"},
        ("PersonDeactivated",),
        wrong=(
            wrong("You cannot deactivate yourself. Ask another roster keeper to do it.", person="keeper"),
        ),
    ),
    "reactivate_person": Case(
        (acts("deactivate_person", "keeper", person="professor"),),
        "keeper",
        {"person": "professor"},
        ("PersonReactivated",),
        closed=((), "Nobody in the directory is deactivated."),
    ),
}

BY_PEOPLE = [action for action in TABLE if "clock" not in action.by]
WRONG = [(name, *one) for name, case in CASES.items() for one in case.wrong]
CLOSED = {name: case.closed for name, case in CASES.items() if case.closed}
# Who holds none of the capacities of a row: nobody may do everything.
NOBODY_IN_PARTICULAR = "auditor"


def filled(government: Government, answers: Answers, days: dict[str, int]) -> Answers:
    return answers | {name: government.day(count) for name, count in days.items()}


def test_every_row_of_the_table_has_its_case_here() -> None:
    assert set(CASES) == {action.name for action in BY_PEOPLE}


@pytest.mark.parametrize("action", BY_PEOPLE, ids=lambda action: action.name)
def test_whoever_may_takes_an_action_when_it_is_open(action: Action) -> None:
    case = CASES[action.name]
    government = given(*case.history)
    happened = government.do(action.name, case.by, **filled(government, case.answers, case.days))
    assert tuple(type(event).__name__ for event in happened) == case.happens


@pytest.mark.parametrize("action", BY_PEOPLE, ids=lambda action: action.name)
def test_whoever_may_not_is_told_whose_it_is(action: Action) -> None:
    case = CASES[action.name]
    person = "stranger" if "anyone" in action.by else NOBODY_IN_PARTICULAR
    government = given(*case.history)
    whose = ", ".join(BY[kind] for kind in action.by)
    refused = f"“{plain_label(action)}” belongs to: {whose}."
    assert government.tries(action.name, person, **case.answers) == refused


@pytest.mark.parametrize("name", CLOSED)
def test_an_action_that_is_not_open_says_why(name: str) -> None:
    history, why = CLOSED[name]
    case, government = CASES[name], given(*history)
    assert government.tries(name, case.by, **filled(government, case.answers, case.days)) == why


@pytest.mark.parametrize(("name", "answers", "days", "problem"), WRONG)
def test_a_wrong_answer_is_explained_at_its_field(
    name: str, answers: Answers, days: dict[str, int], problem: dict[str, str] | str
) -> None:
    case, government = CASES[name], given(*CASES[name].history)
    right = filled(government, case.answers, case.days)
    assert government.tries(name, case.by, **right | filled(government, answers, days)) == problem


@pytest.mark.parametrize("action", BY_PEOPLE, ids=lambda action: action.name)
def test_a_row_is_offered_exactly_when_it_is_not_refused(action: Action) -> None:
    case = CASES[action.name]
    government = given(*case.history)
    at = government.at(action, Acting(case.by, Capacity("anyone", ""), government.today))
    held = government.standing(case.by, at.subject)
    assert action in offered(at, held, action.stream)
    assert offered(at, (), action.stream) == []


def test_names_and_words_are_each_used_once() -> None:
    assert len(BY_NAME) == len(TABLE)
    words = [action.word for action in TABLE if action.word]
    assert len(BY_WORD) == len(words)
    assert {kind for action in TABLE for kind in action.by} == set(BY)


def test_the_clock_s_actions_belong_to_nobody() -> None:
    government = given(*g.FOR_LATER)
    for action in TABLE:
        if "clock" in action.by:
            with pytest.raises(Refused):
                government.act(action.name, "operator", {})


def test_every_refusal_is_a_whole_sentence() -> None:
    for _, _, _, problem in WRONG:
        for sentence in problem.values() if isinstance(problem, dict) else [problem]:
            assert sentence[0].isupper() or sentence.startswith(g.PEOPLE)
            assert sentence.endswith(".")
    assert all(why.endswith(".") for _, why in CLOSED.values())


@pytest.mark.parametrize("action", BY_PEOPLE, ids=lambda action: action.name)
def test_what_a_form_prefills_is_among_its_choices(action: Action) -> None:
    case = CASES[action.name]
    government = given(*case.history)
    for about in ("", "C1", "Q1", "legal", "hr", "X1"):
        acting = Acting(case.by, Capacity("anyone", ""), government.today)
        for field_ in fields(action, government.at(action, acting, about)):
            known = {choice.value for choice in field_.choices or ()}
            filled_in = (field_.initial,) if isinstance(field_.initial, str) else field_.initial or ()
            assert not known or set(filled_in) <= known


@pytest.mark.parametrize(
    "history", [(), g.IN_NEED, g.IN_DRAFTING, g.BEFORE_SECRETARY, g.IN_FORCE, g.REVISION]
)
@pytest.mark.parametrize("action", BY_PEOPLE, ids=lambda action: action.name)
def test_a_form_opened_at_any_time_is_drawn_or_refused(action: Action, history: tuple[Step, ...]) -> None:
    """A clerk opens any form to enter it for somebody."""
    government = given(*history)
    if action.stream == "policy" and not history:
        return
    with suppress(Refused):
        fields(action, government.at(action, Acting("advisor", Capacity("anyone", ""), government.today)))
