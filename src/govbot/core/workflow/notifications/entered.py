"""Acts entered for somebody else: the person is told of each, and everybody who was told of it hears of a dispute."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from govbot.core.entered import (
    EnteredAct,
    EntriesConfirmed,
    EntryContested,
    EntrySettled,
    act_of,
    told_together,
)
from govbot.core.grammar import Entry, Event, Notification
from govbot.core.membership import events as d
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications.parties import (
    CONTACT,
    EVERYBODY,
    LEAD,
    NOBODY,
    SECRETARY,
    STEERING,
    Notifications,
)
from govbot.core.workflow.policy import Policy

ToldOf = Callable[[EnteredAct], tuple[str, ...]]


def entered(acts: tuple[EnteredAct, ...], entry: Entry) -> Notifications:
    """The person for whom it was entered is told; the acts of one meeting stand on one card, the first one's."""
    if not entry.event.entered or not acts or acts[-1].event is not entry.event:
        return NOBODY
    act = acts[-1]
    first = told_together(acts, act)[0]
    people = act.people if first is act else ()
    told = (Notification(f"person:{person}", "entered_for_you", act.id) for person in people)
    return (*told, *_contact(act))


def _contact(act: EnteredAct) -> Notifications:
    """The deciding office is told of what somebody entered for it."""
    return (Notification(CONTACT, "entered_for_office", act.id),) if _is_the_secretarys(act.event) else ()


def _is_the_secretarys(event: Event) -> bool:
    match event:
        case e.Approved() | e.Returned() | e.ApprovalWithdrawn() | e.Rescinded() | e.RescissionDeclined():
            return True
        case d.DelegationFiled() | d.DelegationEnded():
            return True
        case d.DesigneeNamed() | d.DesigneeEnded():
            return event.of == "secretary"
        case _:
            return False


def said_of_entry(acts: tuple[EnteredAct, ...], entry: Entry, told: ToldOf) -> Notifications:
    """A dispute and its settlement are told to everybody who was told of the act, and to whoever entered it."""
    match entry.event:
        case EntryContested() as event:
            act = act_of(acts, event.act)
            others = [f"person:{person}" for person in act.people if person != entry.actor] if act else []
            settler = (event.settler,) if event.settler else ()
            parties = _parties(act, told, (*others, *settler))
            return tuple(Notification(party, "entry_contested", event.act) for party in parties)
        case EntrySettled() as event:
            act = act_of(acts, event.act)
            people = tuple(f"person:{person}" for person in act.people) if act else ()
            parties = _parties(act, told, people)
            return tuple(Notification(party, "entry_settled", event.act) for party in parties)
        case EntriesConfirmed():
            # It shows wherever the act is shown; nobody has anything to do.
            return NOBODY
        case _:
            return NOBODY


def _parties(act: EnteredAct | None, told: ToldOf, more: Iterable[str]) -> tuple[str, ...]:
    """Each party once."""
    if act is None:
        return ()
    return tuple(dict.fromkeys((f"person:{act.entered_by}", *told(act), *more)))


def told_of(policy: Policy) -> ToldOf:
    """Who was told of an act on this policy."""
    group = policy.development.group if policy.development else None
    liaisons = tuple(f"person:{person}" for person in group.liaisons) if group else ()

    def parties(act: EnteredAct) -> tuple[str, ...]:
        match act.event:
            case e.Approved() | e.ApprovalWithdrawn() | e.Returned():
                return (LEAD, STEERING, SECRETARY, CONTACT, "role:publisher")
            case e.Rescinded() | e.RescissionDeclined():
                return (LEAD, STEERING, SECRETARY, CONTACT, EVERYBODY, "raisers")
            case e.VarianceReported() | e.VarianceRequested():
                return (LEAD, STEERING, "role:advisor")
            case e.PositionStated() | e.GroupAnswered() | e.MemberLookedIn():
                return (*liaisons, LEAD)
            case _:
                return (LEAD,)

    return parties
