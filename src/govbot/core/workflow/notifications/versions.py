"""Steps 4 and 7: whom adoption, versions and regular reviews are told to."""

from __future__ import annotations

from govbot.core.grammar import Entry, Notification
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications.parties import (
    CONTACT,
    LEAD,
    NOBODY,
    SECRETARY,
    STEERING,
    Notifications,
    to_everybody,
)
from govbot.core.workflow.policy import Policy


def versions(policy: Policy, entry: Entry, event: e.VersionEvents) -> Notifications:
    match event:
        case e.Adopted():
            return (*to_everybody("adopted", event.version), Notification(LEAD, "adopted", event.version))
        case e.CameIntoForce():
            return _came_into_force(policy, entry, event)
        case e.EffectiveDateMoved() | e.AdoptionWithdrawn():
            text = event.reason if isinstance(event, e.EffectiveDateMoved) else event.reasons
            facts = {"text": text, "version": event.version}
            card = "date_moved" if isinstance(event, e.EffectiveDateMoved) else "adoption_withdrawn"
            told = (CONTACT, LEAD, STEERING, "role:publisher")
            return tuple(Notification(party, card, facts=facts) for party in told)
        case e.CorrectionProposed():
            return _proposed(entry, event)
        case e.CorrectionRefused():
            return _refused(policy, entry, event)
        case e.TechnicallyCorrected():
            by = [each.by for each in policy.corrections if each.id == event.correction]
            parties = (CONTACT, STEERING, LEAD, *(f"person:{person}" for person in by))
            return tuple(Notification(party, "corrected", event.version) for party in parties)
        case e.Rescinded():
            return to_everybody("rescinded", facts={"reasons": event.reasons})
        case e.RescissionDeclined():
            facts = {"recommends": "reaffirm", "reasons": event.reasons}
            return (Notification(STEERING, "review_completed", facts=facts),)
        case e.ReviewCompleted():
            facts = {"recommends": event.recommends, "reasons": event.reasons}
            parties = {"revise": (LEAD,), "rescind": (SECRETARY, CONTACT), "reaffirm": ()}[event.recommends]
            return tuple(
                Notification(party, "review_completed", facts=facts) for party in (STEERING, *parties)
            )
        case e.PublicationNoted() | e.ReviewDateSet() | e.WordFileGiven():
            # Address and file show in the Library, the date on the policy's card; nobody has anything to do.
            return NOBODY


def _proposed(entry: Entry, event: e.CorrectionProposed) -> Notifications:
    """Those who confirm or decide; the deciding office is told of both."""
    parties = (SECRETARY, "role:delegates", CONTACT) if event.touches else (f"confirmers:{entry.actor}",)
    return tuple(Notification(party, "correction", event.correction) for party in parties)


def _refused(policy: Policy, entry: Entry, event: e.CorrectionRefused) -> Notifications:
    """Whoever proposed it, unless they took it back themselves; and the deciding office."""
    by = [each.by for each in policy.corrections if each.id == event.correction and each.by != entry.actor]
    parties = (CONTACT, *(f"person:{person}" for person in by))
    return tuple(Notification(party, "correction", event.correction) for party in parties)


def _came_into_force(policy: Policy, entry: Entry, event: e.CameIntoForce) -> Notifications:
    """Each agency is asked in one message for all; a version adopted on an earlier day is announced again."""
    version = next(version for version in policy.versions if version.number == event.version)
    announced = () if version.adopted_on == entry.happened_on else to_everybody("adopted", event.version)
    mechanisms = " ".join(each.mechanism for each in version.asked if each.asks)
    asked = (
        Notification(f"agency:{agency}", "agency_asked", f"{event.version} {mechanisms}")
        for agency in (version.agencies if mechanisms else ())
    )
    return (*announced, *asked)
