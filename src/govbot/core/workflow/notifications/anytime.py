"""At any step: whom directions, decisions and deviations are told to."""

from __future__ import annotations

from govbot.core.grammar import Notification
from govbot.core.workflow import events as e
from govbot.core.workflow.keys import key_text
from govbot.core.workflow.notifications.parties import (
    CONTACT,
    LEAD,
    NOBODY,
    SECRETARY,
    STEERING,
    Notifications,
)
from govbot.core.workflow.policy import Policy


def anytime(policy: Policy, event: e.AnytimeEvents) -> Notifications:
    match event:
        case e.DirectionRecorded():
            facts = {"text": event.text}
            return (
                Notification(STEERING, "direction", facts=facts),
                Notification(CONTACT, "direction", facts=facts),
            )
        case e.DecisionRecorded():
            facts = {"text": event.text, "consensus": event.consensus, "differs": event.differs}
            return (Notification(STEERING, "decision", facts=facts),)
        case e.DeviationRecorded() if event.emergency:
            # Several steps are passed over at once: the card of the emergency tells of all of them.
            return NOBODY
        case e.DeviationRecorded():
            return (Notification(STEERING, "deviation", f"V{len(policy.deviations)}"),)
        case e.ReminderAsked():
            return _reminded(event)
        case e.TimeGiven():
            about = key_text(event.party, event.action, event.about)
            return (Notification(event.party, "time_given", about, {"reason": event.reason}),)
        case e.NoLongerNeeded():
            # The deviation, where it is one, is told to the steering group; the card in hand says that it is over.
            return NOBODY
        case e.ProceededInEmergency():
            parties = (STEERING, LEAD, CONTACT)
            return tuple(Notification(party, "emergency", event.emergency) for party in parties)
        case e.AfterwardsDone():
            return (Notification(STEERING, "done_afterwards", event.item),)
        case e.AgencyPartEnded():
            return (Notification(LEAD, "agency_retired", event.agency),)
        case e.TimelineSet():
            # Target dates show on the policy's card; a deadline that binds somebody is an obligation of its own.
            return NOBODY
        case e.MarkSet() | e.MarkLifted():
            # A message about a marked text would itself say that there is one.
            return NOBODY
        case e.Snoozed() | e.DeliveryTriedAgain():
            # These are about messages themselves: the courier and the reminders act on them.
            return NOBODY


def _reminded(event: e.ReminderAsked) -> Notifications:
    """Whoever it is awaited from; for the OPM Secretary the office's contact, who is not nagged."""
    party = CONTACT if event.party == SECRETARY else event.party
    return (Notification(party, "reminder", key_text(event.party, event.action, event.about)),)
