"""Whom the meetings of an ad hoc group are told to: everybody of the group, each in their own chat."""

from __future__ import annotations

from govbot.core.grammar import Notification
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications.parties import NOBODY, Notifications


def group_meetings(event: e.AnyGroupEvents) -> Notifications:
    match event:
        case e.MeetingCalled() | e.MeetingMoved() | e.MeetingCancelled():
            return (Notification("group", "group_meeting", event.meeting),)
        case e.AgendaSent():
            return (Notification("group", "agenda", event.meeting),)
        case e.MeetingRecorded():
            return (Notification("group", "group_minutes", event.meeting),)
        case (
            e.AgendaEdited()
            | e.MinutesConfirmed()
            | e.MeetingRulesAnswered()
            | e.PublicDatesSet()
            | e.MeetingPaperPublished()
        ):
            # They change what the meeting's cards show; nobody has to do anything about it now.
            return NOBODY
