"""The rows of feedback and its responses."""

from __future__ import annotations

from govbot.core.cards.choice_matching import CHOOSE
from tests.core import given as g
from tests.core.given import LEAD
from tests.core.rows.case import OVER, Case, wrong
from tests.government import DATA, SECURITY

NOTHING_SAID = "Say where your agency stands, write its response, or attach the letter that says it."
NO_ROSTER = "No roster is saved. Save that of a feedback period with “/gov save-roster”."
late = g.after(days=20)

CASES: dict[str, Case] = {
    "open_feedback": Case(
        g.REVIEWED,
        LEAD,
        {"capacities": [DATA], "people": ["professor"]},
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
        "dcp_customers",
        {"kind": "comment", "text": "Fine", "answering_for": [SECURITY]},
        ("FeedbackGiven",),
        wrong=(
            wrong({"text": "Write a sentence, or choose “No comment”."}, text=""),
            wrong({"section": CHOOSE}, section="IX"),
        ),
    ),
    "give_answers": Case(
        g.IN_FEEDBACK,
        "dss",
        {"answer_1": "In a year.", "publish": "yes"},
        ("FeedbackGiven",),
        closed=(
            (*g.REVIEWED, g.circulated_without_questions),
            "No question was asked in particular. Say what you think of the draft with “/gov comment”.",
        ),
        wrong=(
            wrong(
                {
                    "answer_1": "That is what you answered before. Change an answer, or write one where there is none "
                    "yet."
                },
                answer_1="",
            ),
        ),
    ),
    "no_comment": Case(
        g.IN_FEEDBACK,
        "dss",
        {},
        ("FeedbackGiven",),
        closed=(g.COMMENTED, "You have answered already. To say more, add a comment."),
    ),
    "not_applicable": Case(
        g.IN_FEEDBACK,
        "dss",
        {},
        ("FeedbackGiven",),
        closed=(g.COMMENTED, "You have answered already. To say more, add a comment."),
    ),
    "correct_comment": Case(
        g.COMMENTED,
        "dss",
        {"comment": "C1", "kind": "comment", "text": "Narrower, please."},
        ("WordTakenBack", "FeedbackGiven"),
        closed=(
            g.IN_FEEDBACK,
            "You have no comment here that could be corrected. One that has its response stays: add another.",
        ),
        wrong=(
            wrong({"text": "Write a sentence, or choose “No comment”."}, text=""),
            wrong({"comment": CHOOSE}, comment="C9"),
        ),
    ),
    "send_marked_file": Case(
        g.IN_FEEDBACK,
        "dss",
        {"file": g.marked_up()},
        ("MarkedFileSent",),
        closed=(
            g.REVIEWED,
            "No feedback period has been opened yet. “Answer with a marked-up file” belongs to: the representatives on "
            "the roster.",
        ),
        wrong=(
            wrong(
                {
                    "file": "No comment stands in the margin of this file, and its words are those of D1. Mark it up "
                    "in Word, or write a comment instead."
                },
                file=g.document(),
            ),
        ),
    ),
    "hand_in_marked": Case(
        (*g.IN_FEEDBACK, g.sent_marked),
        "dss",
        {"items": ["1", "2"], "changed": "1", "text": "Name the tools, too."},
        ("FeedbackGiven", "FeedbackGiven"),
        closed=(
            g.IN_FEEDBACK,
            "You have sent no marked-up file of which anything is left. Send one with “/gov marked-file”.",
        ),
        wrong=(
            wrong({"text": "Write how it is to read, or choose none to word otherwise."}, text=""),
            wrong(
                {"changed": "Choose which one these words are for, among those that are ticked."}, items=["2"]
            ),
            wrong({"items": CHOOSE}, items=["9"]),
        ),
    ),
    "hand_in_comments": Case(
        (*g.IN_FEEDBACK, g.saved_comments),
        "dss",
        {"items": ["S1", "S2"], "publish": "no"},
        ("FeedbackGiven", "FeedbackGiven"),
        closed=(
            g.IN_FEEDBACK,
            "You have saved no comment that is not handed in. Write them on a page, with “/gov comment-page”.",
        ),
        wrong=(wrong({"items": CHOOSE}, items=["S9"]),),
    ),
    "save_roster": Case(
        g.IN_FEEDBACK,
        LEAD,
        {"name": "All of them"},
        ("RosterSaved",),
        closed=(g.REVIEWED, "No feedback period has been opened yet."),
        wrong=(wrong({"name": "Write a name, or choose the saved roster whose place it takes."}, name=""),),
    ),
    "rename_roster": Case(
        (*g.IN_FEEDBACK, g.roster_saved),
        "ciso",
        {"roster": "R1", "name": "Everybody"},
        ("RosterSaved",),
        closed=(g.IN_FEEDBACK, NO_ROSTER),
    ),
    "remove_roster": Case(
        (*g.IN_FEEDBACK, g.roster_saved),
        "advisor",
        {"roster": "R1"},
        ("RosterRemoved",),
        closed=(g.IN_FEEDBACK, NO_ROSTER),
    ),
    "not_right_person": Case(
        g.IN_FEEDBACK,
        "dcp",
        {"suggested": "dcp_deputy"},
        ("NotTheRightPerson", "RosterJoined"),
        wrong=(
            wrong({"suggested": CHOOSE}, suggested="dss"),
            wrong(
                {"suggested": "Choose the colleague who is to be asked besides you."}, suggested="", stay=True
            ),
        ),
    ),
    "give_agency_response": Case(
        (*g.IN_FEEDBACK, g.dss_voice),
        "dss",
        {"text": "We agree"},
        ("AgencyResponseNamed",),
        wrong=(wrong({"text": NOTHING_SAID}, text=""),),
    ),
    "draft_agency_response": Case(
        (*g.IN_FEEDBACK, g.dss_voice),
        "dss_customers",
        {"stance": "support with changes", "text": "Narrow it first."},
        ("AgencyResponseDrafted",),
        wrong=(wrong({"text": NOTHING_SAID}, text="", stance=""),),
    ),
    "respond_to_agency": Case(
        (*g.IN_FEEDBACK, g.dss_voice, g.dss_responded),
        LEAD,
        {"agency": "DSS", "response": "accepted in part", "reasons": "We narrowed it."},
        ("AgencyAnswered",),
        closed=(g.IN_FEEDBACK, "No response of an agency has come in."),
    ),
    "file_agency_letter": Case(
        g.IN_FEEDBACK,
        "records",
        {
            "agency": "DSS",
            "signed_by": "Commissioner of Social Services",
            "text": "We agree.",
            "letter": g.document(
                "The commissioner's letter, as the office scanned it in the morning, signed by hand."
            ),
        },
        ("AgencyResponseNamed",),
        days={"signed_on": 0},
        closed=(g.REVIEWED, "No feedback period has been opened yet."),
        wrong=(
            wrong({"signed_on": "That day has not come yet. Give the day on the letter."}, {"signed_on": 1}),
            wrong({"agency": CHOOSE}, agency="DOL"),
            wrong(
                {
                    "letter": "This file has 1 bytes: it cannot be a signed document or an e-mail. Attach the scan or "
                    "the message."
                },
                letter=g.document("x"),
            ),
        ),
    ),
    "remind_unanswered": Case(
        g.IN_FEEDBACK,
        LEAD,
        {"agencies": ["DOC"]},
        ("ReminderAsked",),
        closed=(
            g.REVIEWED,
            "No feedback period is open now. A closed one can be extended to a later day.",
        ),
        wrong=(wrong({"agencies": CHOOSE}, agencies=["DOL"]),),
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
    "ask_extension": Case(
        g.IN_FEEDBACK,
        "dss",
        {"reason": "Our counsel is away."},
        ("ExtensionAsked",),
        days={"until": 30},
        closed=(
            (*g.IN_FEEDBACK, late),
            "No feedback period is open now. What comes after the closing is kept, and marked late.",
        ),
        wrong=(
            wrong(
                {"until": "It is open until Tue, Dec 15, 2026, 5:00 PM ET. Choose a later day."}, {"until": 3}
            ),
            wrong({"until": OVER}, {"until": -1}),
        ),
    ),
    "ask_question": Case(
        g.IN_FEEDBACK,
        "dss",
        {"text": "Does it bind boards?"},
        ("QuestionAsked",),
    ),
    "answer_question": Case(
        (*g.IN_FEEDBACK, g.question_asked),
        LEAD,
        {"question": "N1", "text": "It does.", "to": "all"},
        ("QuestionAnswered",),
        closed=(g.IN_FEEDBACK, "No question of a representative waits for an answer."),
    ),
    "refuse_extension": Case(
        (*g.IN_FEEDBACK, g.extension_asked),
        LEAD,
        {"people": ["dss"], "reason": "The law gives a date."},
        ("ExtensionRefused",),
        closed=(g.IN_FEEDBACK, "Nobody has asked for an extension that is not decided on."),
    ),
    "add_to_roster": Case(
        g.IN_FEEDBACK,
        LEAD,
        {"people": ["professor"]},
        ("RosterJoined",),
        closed=(
            g.AFTER_FEEDBACK,
            "No feedback period is open now. A closed one can be extended to a later day.",
        ),
        wrong=(
            wrong(
                {
                    "people": "Everybody whom that names is asked already. Choose further people, capacities or "
                    "agencies."
                },
                people=["dss"],
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
    "place_comment": Case(
        g.LOST,
        LEAD,
        {"comment": "C1", "section": "Other", "paragraph": "1"},
        ("CommentPlaced",),
        closed=(g.COMMENTED, "Every comment has its place in the current draft."),
        wrong=(
            wrong(
                {"paragraph": "Give the paragraph's number, counted within the section, as in 3."},
                paragraph="iii",
            ),
        ),
    ),
    "take_in_responses": Case(
        g.COMMENTED,
        LEAD,
        {"file": g.filled_in("C1,accepted,Narrowed.")},
        ("CommentsAnswered",),
        closed=(g.IN_FEEDBACK, "No comment has come in that wants a response."),
        wrong=(
            wrong(
                {
                    "file": "No table with the columns “No.”, “Response” and “Reasons” stands in this file. Fill in "
                    "the exported one."
                },
                file=g.document("A,B\n1,2\n"),
            ),
            wrong(
                {"file": "The table says what is recorded already: there is nothing to take in."},
                file=g.filled_in("C1,,"),
            ),
            wrong(
                {"file": "The table answers C9, which no comment here has as its number. Correct the table."},
                file=g.filled_in("C9,accepted,Yes."),
            ),
            wrong(
                {
                    "file": "The response to C1 reads “perhaps”. Write one of: accepted, accepted in part, not "
                    "accepted, out of scope, for a later version."
                },
                file=g.filled_in("C1,Perhaps,Yes."),
            ),
            wrong(
                {"file": "The response to C1 has no reasons. Its author is told them: write a sentence."},
                file=g.filled_in("C1,accepted,"),
            ),
        ),
    ),
    "consider_late": Case(
        (*g.IN_FEEDBACK, late, g.commented),
        LEAD,
        {"comments": ["C1"], "considered": "no"},
        ("LateFeedbackConsidered",),
        closed=(g.COMMENTED, "No feedback came late."),
    ),
}
