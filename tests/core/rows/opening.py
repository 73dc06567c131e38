"""What forms show when they are opened out of turn: who enters for somebody else may open any form at any time."""

from __future__ import annotations

from tests.core import given as g

NO_GROUP = "This policy has no ad hoc group at work. To assemble one, use “/gov group”."
NO_PERIOD = "No feedback period has been opened yet."
NO_DEVELOPMENT = "Nothing is being developed for this policy now. A completed review can begin a revision."


def nothing_for(question: str) -> str:
    return f"There is nothing to choose from yet for “{question}”. Ask the policy lead what comes first."


HISTORIES = {
    "nothing": (),
    "need": g.IN_NEED,
    "drafting": g.IN_DRAFTING,
    "before the Secretary": g.BEFORE_SECRETARY,
    "in force": g.IN_FORCE,
    "revision": g.REVISION,
}

WITH_A_POLICY = tuple(history for history in HISTORIES if history != "nothing")

# By action: the sentence of the refusal, and the histories in which a form can't be drawn.
REFUSED: dict[str, dict[str, tuple[str, ...]]] = {
    "confirm_office_change": {nothing_for("Which change?"): tuple(HISTORIES)},
    "move_process": {nothing_for("To which process?"): WITH_A_POLICY},
    "name_perspectives": {nothing_for("Whose perspectives?"): ("need", "drafting", "in force", "revision")},
    "remove_member": {nothing_for("Who leaves the group?"): ("need", "drafting", "in force", "revision")},
    "change_liaisons": {NO_GROUP: ("need", "drafting", "revision"), NO_DEVELOPMENT: ("in force",)},
    "answer_request": {
        nothing_for("Which request"): ("need", "drafting", "before the Secretary", "in force", "revision")
    },
    "give_review": {
        nothing_for("Review of"): ("need", "drafting", "before the Secretary", "in force", "revision")
    },
    **{
        name: {nothing_for("Review of"): ("need", "drafting", "before the Secretary", "in force", "revision")}
        for name in ("confirm_conditions", "note_passage", "pass_review_on", "ask_review_date")
    },
    "name_reviewer": {
        nothing_for("Review of"): ("need", "drafting", "before the Secretary", "in force", "revision")
    },
    "answer_review": {
        nothing_for("Which review"): ("need", "drafting", "before the Secretary", "in force", "revision")
    },
    "give_advice": {
        nothing_for("Consultation"): ("need", "drafting", "before the Secretary", "in force", "revision")
    },
    "give_feedback": {NO_PERIOD: ("need", "drafting", "revision"), NO_DEVELOPMENT: ("in force",)},
    "give_answers": {NO_PERIOD: ("need", "drafting", "revision"), NO_DEVELOPMENT: ("in force",)},
    "file_agency_letter": {NO_PERIOD: ("need", "drafting", "revision"), NO_DEVELOPMENT: ("in force",)},
    "respond_to_comments": {nothing_for("To which comments"): ("need", "drafting", "in force", "revision")},
    "sort_comments": {nothing_for("Which comments"): ("need", "drafting", "in force", "revision")},
    "join_comments": {
        nothing_for("Which comments say the same"): ("need", "drafting", "in force", "revision")
    },
    "split_comment": {nothing_for("Which comment"): ("need", "drafting", "in force", "revision")},
    "undo_organising": {nothing_for("What is undone"): WITH_A_POLICY},
    "draft_response": {nothing_for("To which comments"): ("need", "drafting", "in force", "revision")},
    "look_at_response": {nothing_for("Which drafted response"): WITH_A_POLICY},
    "link_change": {nothing_for("Whose responses"): WITH_A_POLICY},
    "judge_response": {nothing_for("… to my comments"): WITH_A_POLICY},
    "place_comment": {
        nothing_for("Which comment"): ("need", "drafting", "before the Secretary", "in force", "revision")
    },
    "consider_late": {
        nothing_for("Which late feedback"): (
            "need",
            "drafting",
            "before the Secretary",
            "in force",
            "revision",
        )
    },
    "decide_variance": {
        nothing_for("Which request"): ("need", "drafting", "before the Secretary", "in force", "revision")
    },
    "hand_in_marked": {
        nothing_for("What you hand in"): ("need", "drafting", "before the Secretary", "in force", "revision")
    },
    **{name: {nothing_for("Which roster?"): tuple(HISTORIES)} for name in ("rename_roster", "remove_roster")},
    "say_voice": {nothing_for("Agency"): tuple(HISTORIES)},
    "end_voice": {nothing_for("Who"): tuple(HISTORIES)},
    "answer_question": {
        nothing_for("Which question?"): ("need", "drafting", "before the Secretary", "in force", "revision")
    },
    "refuse_extension": {
        nothing_for("To whom"): ("need", "drafting", "before the Secretary", "in force", "revision")
    },
    "respond_to_agency": {
        nothing_for("To whose response"): ("need", "drafting", "before the Secretary", "in force", "revision")
    },
    "hand_in_comments": {
        nothing_for("What you hand in"): ("need", "drafting", "before the Secretary", "in force", "revision")
    },
    "correct_comment": {
        nothing_for("Which one?"): ("need", "drafting", "before the Secretary", "revision"),
        NO_DEVELOPMENT: ("in force",),
    },
    "set_mark": {nothing_for("What carries the mark"): ("need", "drafting")},
    "lift_mark": {
        nothing_for("Which mark is lifted"): (
            "need",
            "drafting",
            "before the Secretary",
            "in force",
            "revision",
        )
    },
    "pass_over": {nothing_for("What is no longer needed"): ("need",)},
    "done_afterwards": {
        nothing_for("What is done"): (
            "need",
            "drafting",
            "before the Secretary",
            "in force",
            "revision",
        )
    },
    "end_designee": {
        nothing_for("Whose standing ends?"): (
            "nothing",
            "need",
            "drafting",
            "before the Secretary",
            "in force",
            "revision",
        )
    },
    "let_other_leave": {
        nothing_for("Who leaves the Steering Group?"): (
            "nothing",
            "need",
            "drafting",
            "before the Secretary",
            "in force",
            "revision",
        )
    },
    "end_delegation": {
        nothing_for("Which delegation ends now?"): (
            "nothing",
            "need",
            "drafting",
            "before the Secretary",
            "in force",
            "revision",
        )
    },
    "reactivate_person": {
        nothing_for("Who is back?"): (
            "nothing",
            "need",
            "drafting",
            "before the Secretary",
            "in force",
            "revision",
        )
    },
    "confirm_standing": {nothing_for("Which policy?"): tuple(HISTORIES)},
    "explain_slip": {nothing_for("What was not met"): WITH_A_POLICY},
    "move_meeting": {nothing_for("Which meeting?"): tuple(HISTORIES)},
    "cancel_meeting": {nothing_for("Which meeting?"): tuple(HISTORIES)},
    "edit_agenda": {nothing_for("Which meeting?"): tuple(HISTORIES)},
    "record_meeting": {nothing_for("Which meeting?"): tuple(HISTORIES)},
    "confirm_minutes": {nothing_for("The minutes of which meeting?"): tuple(HISTORIES)},
    "end_plan_draft": {nothing_for("Which plan?"): tuple(HISTORIES)},
    "note_published": {nothing_for("What is public now"): tuple(HISTORIES)},
    "move_group_meeting": {nothing_for("Which meeting?"): tuple(HISTORIES)},
    "cancel_group_meeting": {nothing_for("Which meeting?"): tuple(HISTORIES)},
    "edit_group_agenda": {nothing_for("Which meeting?"): tuple(HISTORIES)},
    "record_group_meeting": {nothing_for("Which meeting?"): tuple(HISTORIES)},
    "confirm_group_minutes": {nothing_for("The minutes of which meeting?"): tuple(HISTORIES)},
    "note_group_published": {nothing_for("What is public now"): tuple(HISTORIES)},
    "contest_entry": {
        nothing_for("What is not right?"): (
            "need",
            "drafting",
            "before the Secretary",
            "in force",
            "revision",
        )
    },
    "settle_entry": {
        nothing_for("Which entry?"): ("need", "drafting", "before the Secretary", "in force", "revision")
    },
    "contest_office_entry": {
        nothing_for("What is not right?"): (
            "nothing",
            "need",
            "drafting",
            "before the Secretary",
            "in force",
            "revision",
        )
    },
    "settle_office_entry": {
        nothing_for("Which entry?"): (
            "nothing",
            "need",
            "drafting",
            "before the Secretary",
            "in force",
            "revision",
        )
    },
}

# By action: the questions that are left out, and in which histories; all others are asked.
LEFT_OUT: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {
    "submit_draft": {
        ("ask_again",): ("need", "drafting", "in force", "revision"),
        ("keep_attachments", "take_words"): WITH_A_POLICY,
    },
    "send_back": {("feedback_period",): ("need", "drafting", "before the Secretary", "in force", "revision")},
    "open_feedback": {
        ("passing_over",): ("before the Secretary", "in force"),
        ("saved", "without"): WITH_A_POLICY,
    },
    "add_to_roster": {("saved", "without"): WITH_A_POLICY},
    "save_roster": {("replaces",): WITH_A_POLICY},
    "give_feedback": {("answering_for",): ("before the Secretary",)},
    # A field for each question: one was asked where a feedback period was opened.
    "give_answers": {
        (*(f"answer_{number}" for number in range(2, 11)), "answering_for"): ("before the Secretary",)
    },
    "sort_comments": {("known_theme",): ("before the Secretary",)},
    "give_agency_response": {("comments",): WITH_A_POLICY},
    "draft_agency_response": {("comments",): WITH_A_POLICY},
    "remind_unanswered": {("agencies",): WITH_A_POLICY},
    "request_review": {("passing_over",): ("before the Secretary", "in force")},
    "take_back": {("word",): ("need", "drafting", "before the Secretary", "in force", "revision")},
    "report_variance": {("section",): ("need", "drafting", "before the Secretary")},
    "request_variance": {("section",): ("need", "drafting", "before the Secretary")},
    "raise_need": {("goals",): tuple(HISTORIES)},
    "correct_need": {("goals",): WITH_A_POLICY},
    "name_goals": {("goals",): WITH_A_POLICY},
    "report_to_body": {("report",): tuple(HISTORIES)},
    "decide_apart": {("meeting",): tuple(HISTORIES)},
    "attest": {("takes_place",): ("need", "drafting", "before the Secretary", "in force", "revision")},
    "report_status": {("takes_place",): ("need", "drafting", "before the Secretary", "in force", "revision")},
}
