"""The rows of an ad hoc group's meetings: the same commands and rules as those of the group that directs."""

from __future__ import annotations

from govbot.core.grammar import Action, all_of, always
from govbot.core.membership import agenda_actions, meeting_calls, minutes_actions, public_meetings
from govbot.core.membership.meeting_choices import AHEAD, BEGUN, UNCONFIRMED
from govbot.core.table.capacities import GUIDES
from govbot.core.workflow import sources as s
from govbot.core.workflow.requirements import has_group

A_MEETING_AHEAD = all_of(
    has_group,
    AHEAD.needed(
        "a meeting of the group that is called",
        "No meeting of the group is called now. The {liaison} calls one with “/gov group-meeting”.",
    ),
)
A_MEETING_BEGUN = all_of(
    has_group,
    BEGUN.needed(
        "a meeting of the group that has begun",
        "No meeting of the group has begun whose minutes are missing. Before it begins, use “/gov move-group-meeting”.",
    ),
)
MINUTES_TO_CONFIRM = all_of(
    has_group,
    UNCONFIRMED.needed(
        "minutes of the group that are not confirmed",
        "No minutes of the group wait to be confirmed. They are recorded with “/gov record-group-minutes”.",
    ),
)

ROWS: tuple[Action, ...] = (
    Action(
        "call_group_meeting",
        label="Call a meeting of the group",
        short="Call a meeting",
        command=meeting_calls.CallMeeting,
        rule=meeting_calls.call_meeting,
        by=GUIDES,
        open=has_group,
        strength="may",
        source=s.ASSEMBLE,
        word="group-meeting",
        done="The meeting is called, and everybody of the group is told.",
    ),
    Action(
        "move_group_meeting",
        label="Move a meeting of the group",
        short="Move the meeting",
        command=meeting_calls.MoveMeeting,
        rule=meeting_calls.move_meeting,
        by=GUIDES,
        open=A_MEETING_AHEAD,
        strength="may",
        source=s.ASSEMBLE,
        word="move-group-meeting",
        done="The meeting is moved, and everybody of the group is told.",
    ),
    Action(
        "cancel_group_meeting",
        label="Cancel a meeting of the group",
        short="Cancel the meeting",
        command=meeting_calls.CancelMeeting,
        rule=meeting_calls.cancel_meeting,
        by=GUIDES,
        open=A_MEETING_AHEAD,
        strength="may",
        source=s.ASSEMBLE,
        word="cancel-group-meeting",
        done="The meeting is cancelled, and everybody of the group is told.",
    ),
    Action(
        "edit_group_agenda",
        label="Edit the group's agenda",
        short="Edit the agenda",
        command=agenda_actions.EditAgenda,
        rule=agenda_actions.edit_agenda,
        by=GUIDES,
        open=A_MEETING_AHEAD,
        strength="may",
        source=s.ASSEMBLE,
        word="edit-group-agenda",
        done="The agenda is changed. “/gov agenda” with the policy shows it.",
    ),
    Action(
        "send_group_agenda",
        label="Send the group's agenda now",
        short="Send the agenda now",
        command=agenda_actions.SendAgenda,
        rule=agenda_actions.send_agenda,
        by=GUIDES,
        open=A_MEETING_AHEAD,
        strength="may",
        source=s.ASSEMBLE,
        word="send-group-agenda",
        done="The agenda is sent to everybody of the group.",
    ),
    Action(
        "send_group_agenda_by_clock",
        label="Three business days before a meeting of the group, its agenda goes out",
        command=agenda_actions.SendAgenda,
        rule=agenda_actions.send_agenda,
        by=("clock",),
        open=always,
        strength="may",
        source=s.ASSEMBLE,
        done="The agenda was sent.",
    ),
    Action(
        "record_group_meeting",
        label="Record the minutes of the group's meeting",
        short="Record the minutes",
        command=minutes_actions.RecordMeeting,
        rule=minutes_actions.record_meeting,
        by=GUIDES,
        open=A_MEETING_BEGUN,
        strength="may",
        source=s.ASSEMBLE,
        word="record-group-minutes",
        done="Recorded. The minutes are a draft until they are confirmed, as a rule at the next meeting.",
    ),
    Action(
        "confirm_group_minutes",
        label="Confirm the minutes of the group's meeting",
        short="Confirm the minutes",
        command=minutes_actions.ConfirmMinutes,
        rule=minutes_actions.confirm_minutes,
        by=GUIDES,
        open=MINUTES_TO_CONFIRM,
        strength="may",
        source=s.ASSEMBLE,
        word="confirm-group-minutes",
        done="The minutes are confirmed.",
    ),
    Action(
        "answer_group_rules",
        label="Record what counsel says on public-meeting rules for the group",
        short="Public-meeting rules",
        command=public_meetings.AnswerMeetingRules,
        rule=public_meetings.answer_meeting_rules,
        by=GUIDES,
        open=has_group,
        strength="may",
        source=s.ASSEMBLE,
        word="group-meeting-rules",
        done="Recorded. “/gov meetings” with the policy says what follows from it.",
    ),
    Action(
        "note_group_published",
        label="Record that a paper of the group's meeting is public",
        short="It is public",
        command=public_meetings.NotePublished,
        rule=public_meetings.note_published,
        by=GUIDES,
        open=all_of(has_group, public_meetings.papers_to_publish),
        strength="will",
        source=s.ASSEMBLE,
        word="group-made-public",
        done="Recorded, with the place where it is public.",
    ),
)
