"""The rows of the Steering Group's meetings."""

from __future__ import annotations

from tests.core.given import acts, after, on_day
from tests.core.rows.case import SOME, Case, wrong

NONE_AHEAD = "No meeting is called now. The Senior Policy Advisor calls one with “/gov call-meeting”."
CALLED = on_day("call_meeting", "advisor", field="on", days=8, at="10:00 AM", place="Room 1")
ITEM = acts("edit_agenda", "advisor", meeting="M1", added="The forms of Step 3")
BEGUN = (CALLED, ITEM, after(days=9))
HELD = (*BEGUN, acts("record_meeting", "advisor", meeting="M1", present=["cio", "cdo"], deferred=["A1"]))
NO_TIME = "Write the time as “10:00 AM” or “14:30”."
PASSED = "That time has passed. Choose a later day or time."
DIFFERS = "Say who differs and why, so that the record is fair to them."

CASES: dict[str, Case] = {
    "set_cadence": Case(
        (),
        "advisor",
        {"cadence": "The second Tuesday of each month, 10 AM", "decided": "Memo of November 3"},
        ("CadenceSet",),
    ),
    "call_meeting": Case(
        (),
        "advisor",
        {"at": "2 pm", "place": "Room 1"},
        ("MeetingCalled",),
        days={"on": 8},
        wrong=(
            wrong({"at": NO_TIME}, at="noonish"),
            wrong({"at": NO_TIME}, at="13 pm"),
            wrong({"at": NO_TIME}, at="25:00"),
            wrong({"on": PASSED}, {"on": 0}, at="8:59 AM"),
        ),
    ),
    "move_meeting": Case(
        (CALLED,),
        "advisor",
        {"meeting": "M1", "at": "14:30", "place": "Room 2"},
        ("MeetingMoved",),
        days={"on": 9},
        closed=((), NONE_AHEAD),
        wrong=(
            wrong(
                {"on": "It is called for that time and place already."}, {"on": 8}, at="10 am", place="Room 1"
            ),
        ),
    ),
    "cancel_meeting": Case(
        (CALLED,),
        "advisor",
        {"meeting": "M1", "reason": "Nothing is open"},
        ("MeetingCancelled",),
        closed=((), NONE_AHEAD),
    ),
    "edit_agenda": Case(
        (CALLED, ITEM),
        "advisor",
        {"meeting": "M1", "added": "Another item", "taken_off": ["A1"]},
        ("AgendaEdited",),
        closed=((), NONE_AHEAD),
        wrong=(
            wrong({"added": "Add an item, take one off, or leave out a policy."}, added="", taken_off=[]),
        ),
    ),
    "send_agenda": Case((CALLED,), "advisor", {}, ("AgendaSent",), closed=((), NONE_AHEAD)),
    "record_meeting": Case(
        BEGUN,
        "advisor",
        {"meeting": "M1", "present": ["cio", "cdo"], "notes": "The cadence suits all.", "deferred": ["A1"]},
        ("MeetingRecorded",),
        closed=(
            (CALLED,),
            "No meeting has begun whose minutes are missing. Before it begins, use “/gov move-meeting”.",
        ),
        wrong=(wrong({"present": SOME}, present=[]),),
    ),
    "confirm_minutes": Case(
        HELD,
        "advisor",
        {"meeting": "M1", "correction": "The CDO came at 10:15."},
        ("MinutesConfirmed",),
        closed=((), "No minutes wait to be confirmed. Minutes are recorded with “/gov record-minutes”."),
    ),
    "answer_meeting_rules": Case(
        (CALLED,),
        "advisor",
        {"answer": "yes", "source": "E-mail of counsel"},
        ("MeetingRulesAnswered", "PublicDatesSet"),
    ),
    "note_published": Case(
        (
            acts("answer_meeting_rules", "advisor", answer="yes"),
            CALLED,
            acts("send_agenda", "advisor", about="M1"),
        ),
        "advisor",
        {"paper": "M1 notice", "where": "The office's website"},
        ("MeetingPaperPublished",),
        closed=((CALLED,), "No paper of a meeting waits to be made public."),
        wrong=(wrong({"paper": "M1 has not begun. Its votes can be public after it."}, paper="M1 votes"),),
    ),
    "decide_apart": Case(
        HELD,
        "advisor",
        {"kind": "reform", "text": "The forms are shortened.", "consensus": "reached", "meeting": "M1"},
        ("SteeringDecisionRecorded",),
        wrong=(wrong({"differs": DIFFERS}, consensus="not reached"),),
    ),
}
