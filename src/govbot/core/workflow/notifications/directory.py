"""Whom an event of the directory is told to: the person for whom it was entered, and who hears of a dispute."""

from __future__ import annotations

from govbot.core.entered import EnteredAct, EnteredEvents
from govbot.core.grammar import Entry
from govbot.core.membership import events as d
from govbot.core.membership.directory import Directory
from govbot.core.workflow.notifications.entered import entered, said_of_entry
from govbot.core.workflow.notifications.parties import ADVISOR, CONTACT, Notifications


def directory_notifications(directory: Directory, entry: Entry) -> Notifications:
    """The messages that follow from an entry of the directory; `directory` is the state after it."""
    if isinstance(entry.event, EnteredEvents):
        return said_of_entry(directory.entered, entry, _told_of)
    return entered(directory.entered, entry)


def _told_of(act: EnteredAct) -> tuple[str, ...]:
    """Who was told of a change of an office: the office's own people, and the Senior Policy Advisor."""
    match act.event:
        case d.DelegationFiled() as event:
            return (CONTACT, ADVISOR, f"person:{event.person}")
        case d.DesigneeNamed() | d.DesigneeEnded() as event:
            return (ADVISOR, f"person:{event.person}")
        case _:
            return (CONTACT, ADVISOR)
