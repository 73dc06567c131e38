"""At any step: whom directions, decisions, deviations and marks are told to."""

from __future__ import annotations

from govbot.core.grammar import Entry, Notification
from govbot.core.workflow import events as e
from govbot.core.workflow.keys import key_text
from govbot.core.workflow.notifications.parties import (
    CONTACT,
    LEAD,
    NOBODY,
    SECRETARY,
    STEERING,
    Notifications,
    liaisons,
)
from govbot.core.workflow.policy import Policy


def anytime(policy: Policy, entry: Entry, event: e.AnytimeEvents) -> Notifications:
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
        case e.TargetPassed():
            id = policy.development.slips[-1].id if policy.development else ""
            return tuple(Notification(party, "slip", id) for party in (STEERING, *event.asked))
        case e.GoalsNamed():
            # The matrix of goals and the policy's card show them.
            return NOBODY
        case e.ProcessMoved():
            people = dict.fromkeys((policy.lead, *liaisons(policy)))
            told = (person for person in people if person and person != entry.actor)
            facts = {"decided": event.decided}
            return tuple(Notification(f"person:{person}", "process_moved", facts=facts) for person in told)
        case e.SlipExplained():
            # The card that said that the target passed is drawn again with the reason.
            return NOBODY
        case e.TimelineSet():
            # Target dates show on the policy's card; a deadline that binds somebody is an obligation of its own.
            return NOBODY
        case e.MarkSet():
            return _mark_changed(policy, entry, event.item, event.marks)
        case e.MarkLifted():
            return _mark_changed(policy, entry, event.item, (event.mark,))
        case e.WordTakenBack():
            # The cards that counted it are drawn again; what is awaited of the person is awaited anew.
            return NOBODY
        case e.Snoozed() | e.DeliveryTriedAgain():
            # These are about messages themselves: the courier and the reminders act on them.
            return NOBODY


def _mark_changed(policy: Policy, entry: Entry, item: str, marks: tuple[str, ...]) -> Notifications:
    """The lead, the liaisons and whoever wrote it hear of a mark; not whoever set or lifted it."""
    facts = {"item": item, "marks": " ".join(marks), "what": entry.type, "by": entry.actor}
    people = dict.fromkeys((policy.lead, *liaisons(policy), policy.authors.get(item, "")))
    told = (person for person in people if person and person != entry.actor)
    return tuple(Notification(f"person:{person}", "mark_changed", facts=facts) for person in told)


def _reminded(event: e.ReminderAsked) -> Notifications:
    """Whoever it is awaited from; for the deciding office the office's contact, who is not nagged."""
    party = CONTACT if event.party == SECRETARY else event.party
    return (Notification(party, "reminder", key_text(event.party, event.action, event.about)),)
