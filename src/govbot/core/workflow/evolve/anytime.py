"""What is recorded at any stage: timelines, directions, deviations, decisions, marks."""

from __future__ import annotations

from dataclasses import replace

from govbot.core.grammar import Entry
from govbot.core.workflow import events as e
from govbot.core.workflow.evolve.entered import taken_back
from govbot.core.workflow.evolve.marked import by_author, current, develop
from govbot.core.workflow.policy import Deviation, FollowUp, Note, Policy, Settlement, Slip, SlipReason


def anytime(policy: Policy, entry: Entry, event: e.AnytimeEvents) -> Policy:
    match event:
        case e.TimelineSet():
            return _with_timeline(policy, entry, event)
        case e.TargetPassed():
            known = current(policy).slips
            slip = Slip(f"S{len(known) + 1}", event.stage, event.target, event.asked, event.due)
            return develop(policy, slips=(*known, slip))
        case e.SlipExplained():
            reason = SlipReason(event.party, entry.actor, event.reason, entry.happened_on)
            return develop(policy, slips=_explained(policy, event.slip, reason))
        case e.GoalsNamed():
            return replace(policy, goals=event.goals)
        case e.ProcessMoved():
            return develop(policy, process=event.process, process_moved=(event.before, entry.recorded_at))
        case e.DirectionRecorded():
            return replace(
                policy, notes=(*policy.notes, Note("direction", event.text, "", "", entry.happened_on))
            )
        case e.DecisionRecorded():
            note = Note("decision", event.text, event.consensus, event.differs, entry.happened_on)
            return replace(policy, notes=(*policy.notes, note))
        case e.DeviationRecorded():
            deviation = Deviation(
                f"V{len(policy.deviations) + 1}",
                event.step,
                event.exigency,
                event.authority,
                event.public_sentence,
                event.before_the_fact,
                entry.happened_on,
                policy.development.number if policy.development else 0,
                event.of,
                event.emergency,
            )
            recorded = replace(policy, deviations=(*policy.deviations, deviation))
            return by_author(recorded, f"deviation {deviation.id}", entry.actor, event.marks)
        case e.Snoozed() | e.DeliveryTriedAgain():
            return policy
        case e.ReminderAsked():
            return policy
        case e.TimeGiven():
            return _settled(policy, Settlement(_key(event), event.instead_of, event.due))
        case e.NoLongerNeeded():
            return _settled(policy, Settlement(_key(event), event.due, None))
        case e.ProceededInEmergency():
            return _in_emergency(policy, event)
        case e.AfterwardsDone():
            done = tuple(
                replace(follow_up, done=True, how=event.text) if follow_up.item == event.item else follow_up
                for follow_up in policy.afterwards
            )
            return replace(policy, afterwards=done)
        case e.WordTakenBack():
            return taken_back(policy, entry.actor, event)
        case e.AgencyPartEnded():
            return replace(policy, retired=policy.retired | {event.agency})
        case e.MarkSet():
            marks = {
                item: tuple(dict.fromkeys((*policy.marks.get(item, ()), *event.marks)))
                for item in _with_parts(policy, event.item)
            }
            return replace(policy, marks={**policy.marks, **marks})
        case e.MarkLifted():
            left = {
                item: tuple(mark for mark in policy.marks.get(item, ()) if mark != event.mark)
                for item in _with_parts(policy, event.item)
            }
            return replace(policy, marks={**policy.marks, **left})


def _with_parts(policy: Policy, item: str) -> tuple[str, ...]:
    """The item, and where it is a comment that was split, each of its parts."""
    whole = item.removeprefix("comment ")
    comments = policy.development.comments if policy.development and whole != item else ()
    return (item, *(f"comment {part.id}" for part in comments if part.part_of == whole))


def _with_timeline(policy: Policy, entry: Entry, event: e.TimelineSet) -> Policy:
    """New targets; the reason given with one that has passed is the lead's reason for it."""
    development = current(policy)
    kept = {
        stage: due
        for stage, due in development.target_dues.items()
        if stage not in event.targets and not (stage == "statutory" and event.statutory)
    }
    changes = {"targets": {**development.targets, **event.targets}, "target_dues": {**kept, **event.dues}}
    if event.statutory is not None:
        policy = develop(policy, statutory=event.statutory, statutory_citation=event.citation)
    for slip in development.slips if event.reason else ():
        given = event.statutory if slip.stage == "statutory" else event.targets.get(slip.stage)
        if given and given != slip.target and "role:lead" in slip.silent:
            reason = SlipReason("role:lead", entry.actor, event.reason, entry.happened_on)
            policy = develop(policy, slips=_explained(policy, slip.id, reason))
    return develop(policy, **changes)


def _explained(policy: Policy, id: str, reason: SlipReason) -> tuple[Slip, ...]:
    """The slips, with a party's reason for one of them; it takes the place of what that party said before."""
    return tuple(
        replace(slip, reasons=(*(each for each in slip.reasons if each.party != reason.party), reason))
        if slip.id == id
        else slip
        for slip in current(policy).slips
    )


def _key(event: e.TimeGiven | e.NoLongerNeeded) -> tuple[str, str, str]:
    return event.party, event.action, event.about


def _settled(policy: Policy, settlement: Settlement) -> Policy:
    others = tuple(other for other in policy.settlements if other.key != settlement.key)
    return replace(policy, settlements=(*others, settlement))


def _in_emergency(policy: Policy, event: e.ProceededInEmergency) -> Policy:
    """What is passed over is awaited no more, what is to be done afterwards is."""
    for ended in event.ends:
        policy = _settled(policy, Settlement((ended.party, ended.action, ended.about), ended.due, None))
    more = (FollowUp(follow_up.item, follow_up.text, follow_up.due) for follow_up in event.afterwards)
    return replace(policy, afterwards=(*policy.afterwards, *more))
