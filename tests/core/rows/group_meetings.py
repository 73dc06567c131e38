"""The rows of an ad hoc group's meetings."""

from __future__ import annotations

from tests.core import given as g
from tests.core.given import LEAD, acts, after, on_day
from tests.core.rows.case import NO_GROUP, SOME, Case, wrong

NONE_AHEAD = "No meeting of the group is called now. The liaison calls one with “/gov group-meeting”."
CALLED = (
    *g.WITH_GROUP,
    on_day("call_group_meeting", LEAD, field="on", days=8, at="10:00 AM", place="Room 1"),
)
ITEM = acts("edit_group_agenda", LEAD, meeting="M1", added="The draft")
BEGUN = (*CALLED, ITEM, after(days=9))
HELD = (*BEGUN, acts("record_group_meeting", LEAD, meeting="M1", present=["professor"], deferred=["A1"]))

CASES: dict[str, Case] = {
    "call_group_meeting": Case(
        g.WITH_GROUP,
        LEAD,
        {"at": "2 pm", "place": "Room 1"},
        ("MeetingCalled",),
        days={"on": 8},
        closed=(g.IN_DRAFTING, NO_GROUP),
    ),
    "move_group_meeting": Case(
        CALLED,
        LEAD,
        {"meeting": "M1", "at": "14:30", "place": "Room 2"},
        ("MeetingMoved",),
        days={"on": 9},
        closed=(g.WITH_GROUP, NONE_AHEAD),
    ),
    "cancel_group_meeting": Case(
        CALLED,
        LEAD,
        {"meeting": "M1", "reason": "Nothing is open"},
        ("MeetingCancelled",),
        closed=(g.WITH_GROUP, NONE_AHEAD),
    ),
    "edit_group_agenda": Case(
        (*CALLED, ITEM),
        LEAD,
        {"meeting": "M1", "added": "Another item", "taken_off": ["A1"]},
        ("AgendaEdited",),
        closed=(g.WITH_GROUP, NONE_AHEAD),
    ),
    "send_group_agenda": Case(CALLED, "advisor", {}, ("AgendaSent",), closed=(g.WITH_GROUP, NONE_AHEAD)),
    "record_group_meeting": Case(
        BEGUN,
        LEAD,
        {"meeting": "M1", "present": ["professor"], "notes": "All agree.", "deferred": ["A1"]},
        ("MeetingRecorded",),
        closed=(
            CALLED,
            "No meeting of the group has begun whose minutes are missing. Before it begins, use "
            "“/gov move-group-meeting”.",
        ),
        wrong=(wrong({"present": SOME}, present=[]),),
    ),
    "confirm_group_minutes": Case(
        HELD,
        LEAD,
        {"meeting": "M1", "correction": "The professor came at 10:15."},
        ("MinutesConfirmed",),
        closed=(
            CALLED,
            "No minutes of the group wait to be confirmed. They are recorded with “/gov record-group-minutes”.",
        ),
    ),
    "answer_group_rules": Case(
        CALLED,
        LEAD,
        {"answer": "yes", "source": "E-mail of counsel"},
        ("MeetingRulesAnswered", "PublicDatesSet"),
        closed=(g.IN_DRAFTING, NO_GROUP),
    ),
    "note_group_published": Case(
        (*CALLED, acts("answer_group_rules", LEAD, answer="yes")),
        LEAD,
        {"paper": "M1 notice", "where": "The office's website"},
        ("MeetingPaperPublished",),
        closed=(CALLED, "No paper of a meeting waits to be made public."),
    ),
}
