"""Acts entered for somebody else: kept beside what they did, and undone where they were set aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from govbot.core.entered import (
    EnteredAct,
    EnteredEvents,
    EntryContested,
    EntrySettled,
    act_of,
    judged,
    with_attached,
    with_entered,
    with_evidence,
)
from govbot.core.grammar import Entry
from govbot.core.workflow import events as e
from govbot.core.workflow.evolve.marked import changed, current, develop
from govbot.core.workflow.policy import Period, Policy, Position
from govbot.core.workflow.policy.version import AgencyReport

# What an entered act brings with it, besides the act itself.
BESIDES = (e.DraftSubmitted, e.RosterJoined)


def remembered(before: Policy, after: Policy, entry: Entry) -> Policy:
    """The policy with this entry among its entered acts, where it was entered for somebody else; an own act with a
    file as evidence among those."""
    if entry.evidence_paper is not None and not isinstance(entry.event, BESIDES):
        evidence = with_evidence(before.evidence, entry)
        after = changed(after, evidence=evidence) if evidence is not before.evidence else after
    if isinstance(entry.event, e.FeedbackGiven) and entry.event.attached:
        after = changed(after, evidence=with_attached(after.evidence, entry, entry.event.attached))
    if not entry.event.entered or isinstance(entry.event, BESIDES):
        return after
    acts = with_entered(before.entered, entry)
    if isinstance(entry.event, e.AgencyResponseNamed) and entry.event.signed_by:
        acts = (*acts[:-1], _letter(before, acts[-1], entry.event))
    return changed(after, entered=acts)


def _letter(policy: Policy, act: EnteredAct, event: e.AgencyResponseNamed) -> EnteredAct:
    """The act of a letter: its signer's, filed by the entry's actor; those of the agency who were asked are told."""
    period = next(period for period in current(policy).periods if period.number == event.period)
    return replace(
        act,
        person="",
        entered_by=act.person,
        paper=event.letter,
        on=event.signed_on or act.on,
        signed_by=event.signed_by,
        told=tuple(entry.person for entry in period.roster if entry.agency == event.agency),
    )


def said_of_entries(policy: Policy, event: EnteredEvents) -> Policy:
    """The policy after the person, or whoever settles, has said something of an entered act."""
    after = changed(policy, entered=judged(policy.entered, event))
    if isinstance(event, EntryContested | EntrySettled):
        act = act_of(after.entered, event.act)
        was = act_of(policy.entered, event.act)
        if act and was and act.is_set_aside and not was.is_set_aside:
            return undone(after, act)
    return after


def undone(policy: Policy, act: EnteredAct) -> Policy:
    """The policy without what this act brought about.

    What it was said on stays: a comment keeps its place, since responses name it. A decision of the deciding office
    is undone by that office alone.
    """
    match act.event:
        case e.FeedbackGiven() as event:
            return _without_answer(policy, event)
        case e.NotTheRightPerson() as event:
            return _in_period(policy, event.period, lambda period: {"wrong": period.wrong - {event.person}})
        case e.AgencyResponseNamed() as event:
            return _answered_anew(_without_response(policy, act, event), event.period, (act.person,))
        case e.PositionStated():
            return _without_position(policy, act)
        case e.GroupAnswered() as event:
            return _without_group_answer(policy, act, event)
        case e.MemberLookedIn() as event:
            return _without_look_in(policy, event.person)
        case e.Acknowledged() | e.Attested() | e.StatusReported():
            return _without_report(policy, act)
        case e.VarianceReported() | e.VarianceRequested():
            variances = tuple(
                replace(variance, set_aside=True, decision_due=None)
                if variance.entered == act.id
                else variance
                for variance in policy.variances
            )
            return changed(policy, variances=variances)
        case e.ReviewGiven() | e.AdviceGiven():
            return _awaited_again(policy, act)
        case _:
            return policy


def taken_back(policy: Policy, person: str, event: e.WordTakenBack) -> Policy:
    """The policy without a word that its own speaker takes back; a comment keeps its place, and counts no more."""
    match event.kind:
        case "comment":
            return _without_comment(policy, event.item, taken_back=True)
        case "position":
            return _without_positions(
                policy, lambda position: (position.person, f"D{position.draft}") == (person, event.item)
            )
        case "support":
            left = tuple(each for each in current(policy).supports if each.person != person)
            return develop(policy, supports=left)
        case "acknowledgment":
            return _without_acknowledgment(policy, person, event.item)


def _without_acknowledgment(policy: Policy, person: str, item: str) -> Policy:
    number, _, agency = item.partition(" ")

    def is_it(report: AgencyReport) -> bool:
        return (report.kind, report.by, report.agency, report.entered) == ("acknowledged", person, agency, "")

    versions = tuple(
        replace(version, reports=tuple(report for report in version.reports if not is_it(report)))
        if version.number == number
        else version
        for version in policy.versions
    )
    return changed(policy, versions=versions)


def _without_positions(policy: Policy, is_it: Callable[[Position], bool]) -> Policy:
    if policy.development is None:
        return policy
    left = tuple(
        position for position in policy.development.positions if position.entered or not is_it(position)
    )
    return develop(policy, positions=left)


def _without_position(policy: Policy, act: EnteredAct) -> Policy:
    if policy.development is None:
        return policy
    left = tuple(position for position in policy.development.positions if position.entered != act.id)
    return develop(policy, positions=left)


def _without_answer(policy: Policy, event: e.FeedbackGiven) -> Policy:
    return _without_comment(policy, event.comment, also_for=event.also_for)


def _without_comment(
    policy: Policy, id: str, also_for: tuple[str, ...] = (), *, taken_back: bool = False
) -> Policy:
    development = policy.development
    if development is None:
        return policy
    comments = tuple(
        changed(comment, set_aside=True, taken_back=taken_back)
        if id in (comment.id, comment.part_of)
        else comment
        for comment in development.comments
    )
    aside = next((comment for comment in comments if comment.id == id), None)
    if aside is None:
        return policy
    return _answered_anew(develop(policy, comments=comments), aside.period, (aside.place, *also_for))


def _answered_anew(policy: Policy, number: int, places: tuple[str, ...]) -> Policy:
    """The period in which those of these places count as answered who have said something that was not set aside."""
    development = policy.development
    if development is None:
        return policy
    said = {
        comment.place
        for comment in development.comments
        if comment.period == number and not comment.set_aside
    }

    def change(period: Period) -> dict[str, Any]:
        said.update(response.person for response in period.agency_responses)
        return {"answered": period.answered - (frozenset(places) - said)}

    return _in_period(policy, number, change)


def _without_response(policy: Policy, act: EnteredAct, event: e.AgencyResponseNamed) -> Policy:
    return _in_period(
        policy,
        event.period,
        lambda period: {
            "agency_responses": tuple(
                response for response in period.agency_responses if response.entered != act.id
            )
        },
    )


def _without_group_answer(policy: Policy, act: EnteredAct, event: e.GroupAnswered) -> Policy:
    if policy.development is None:
        return policy
    requests = tuple(
        replace(
            request,
            answers=tuple(answer for answer in request.answers if answer != (act.person, event.text)),
            complete=request.complete and not event.complete,
        )
        if request.id == event.request
        else request
        for request in policy.development.requests
    )
    return develop(policy, requests=requests)


def _without_look_in(policy: Policy, person: str) -> Policy:
    group = policy.development.group if policy.development else None
    if group is None:
        return policy
    return develop(policy, group=replace(group, looked_in=group.looked_in - {person}))


def _without_report(policy: Policy, act: EnteredAct) -> Policy:
    versions = tuple(
        replace(version, reports=tuple(report for report in version.reports if report.entered != act.id))
        for version in policy.versions
    )
    return changed(policy, versions=versions)


def _awaited_again(policy: Policy, act: EnteredAct) -> Policy:
    """A review or advice that was set aside is awaited once more."""
    if policy.development is None:
        return policy
    reviews = tuple(
        replace(review, awaited=True, outcome="", text="", by="", entered="", answer_due=None)
        if review.entered == act.id
        else review
        for review in policy.development.reviews
    )
    consultations = tuple(
        replace(consultation, advice="", given=False, entered="")
        if consultation.entered == act.id
        else consultation
        for consultation in policy.development.consultations
    )
    return develop(policy, reviews=reviews, consultations=consultations)


def _in_period(policy: Policy, number: int, change: Any) -> Policy:
    if policy.development is None:
        return policy

    def after(period: Period) -> Period:
        return changed(period, **change(period)) if period.number == number else period

    return develop(policy, periods=tuple(after(period) for period in current(policy).periods))
