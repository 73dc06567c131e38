"""How people read an act that was entered for somebody else: what it is, and how it came into the record."""

from __future__ import annotations

import re

from govbot.core.days import said_day
from govbot.core.entered import EnteredAct
from govbot.core.grammar import Event
from govbot.core.membership import events as d
from govbot.core.membership.directory import Directory
from govbot.core.process import Process
from govbot.core.workflow import events as e

VERDICTS = {
    "": "not confirmed yet",
    "confirmed": "confirmed by the person",
    "disputed": "disputed, to be settled",
    "set aside": "set aside: the person asked to correct it",
    "stands": "disputed, and settled: it stands",
}


def what_it_is(act: EnteredAct, process: Process, directory: Directory) -> str:
    """What was entered, without what somebody wrote: "review of the State Data Plan on D2: no concerns"."""
    match act.event:
        case e.FeedbackGiven() as event:
            return f"“{event.kind}” on D{event.draft} ({event.comment})"
        case e.NotTheRightPerson():
            return "“I'm not the right person”"
        case e.AgencyResponseNamed() as event:
            signed = f", signed by {event.signed_by}" if event.signed_by else ""
            name = directory.agency_name(event.agency)
            return process.say("the {agency}'s response of {name}{signed}", name=name, signed=signed)
        case e.PositionStated() as event:
            return f"position on D{event.draft}: {event.position}"
        case e.GroupAnswered() as event:
            return f"answer to the group's request {event.request}"
        case e.MemberLookedIn():
            return "having looked in"
        case e.Acknowledged() as event:
            return _of_version("acknowledgment", event, directory)
        case e.Attested() as event:
            return _of_version("attestation", event, directory)
        case e.StatusReported() as event:
            return _of_version(f"status “{event.status}”", event, directory)
        case e.VarianceReported() | e.VarianceRequested() as event:
            return _of_version(f"policy variance {event.variance}", event, directory)
        case e.ReviewGiven() as event:
            track = next((track.name for track in process.tracks if track.key == event.track), event.track)
            return f"review of {track} on D{event.draft}: {event.outcome}"
        case e.AdviceGiven() as event:
            return f"advice of the consultation “{event.consultation}”"
        case e.Approved() as event:
            return f"approval of D{event.draft}{' with a change' if event.with_change else ''}"
        case e.Returned() as event:
            return f"return of D{event.draft}"
        case e.ApprovalWithdrawn():
            return "withdrawal of the approval"
        case e.Rescinded() as event:
            return f"rescission of version {event.version}"
        case e.RescissionDeclined():
            return "decision to keep the policy in force"
        case d.DesigneeNamed() as event:
            return f"naming {directory.name(event.person)} as designee"
        case d.DesigneeEnded() as event:
            return f"ending the standing of {directory.name(event.person)} as designee"
        case d.DelegationFiled() as event:
            return f"delegation to {directory.name(event.person)} ({event.citation})"
        case d.DelegationEnded():
            return "end of a delegation"
        case event:
            return _event_words(event)


def _event_words(event: Event) -> str:
    """The event's name as words: "steering decision recorded"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", type(event).__name__).lower()


def _of_version(
    what: str,
    event: e.Acknowledged | e.Attested | e.StatusReported | e.VarianceReported | e.VarianceRequested,
    directory: Directory,
) -> str:
    return f"{what} of {directory.agency_name(event.agency)}, version {event.version}"


def whose_act(act: EnteredAct, directory: Directory) -> str:
    """Whose act it is: a person of the directory, or who signed the letter, as written."""
    return directory.name(act.person) if act.person else act.signed_by


def item_of(act: EnteredAct) -> str:
    """What carries the marks of the words that were entered; "" where nothing of the kind is marked."""
    match act.event:
        case e.FeedbackGiven() as event:
            return f"comment {event.comment}"
        case e.ReviewGiven() as event:
            return f"review {event.track}"
        case e.AdviceGiven() as event:
            return f"advice {event.consultation}"
        case _:
            return ""


def how_it_came(act: EnteredAct, directory: Directory, *, is_open: bool = True) -> str:
    """ "entered by the policy lead, from “by telephone”, Wed, Dec 2, 2026; confirmed by the person".

    Unless it `is_open`, for those from whom a mark keeps the act's words, the paper is not named.
    """
    if not act.entered_by:
        return f"by {directory.name(act.person)}, from {_source(act, is_open)}"
    words = f"entered by {directory.name(act.entered_by)}, from {_source(act, is_open)}"
    verdict = f"; {VERDICTS[act.verdict]}" if act.verdict else ""
    return f"{words}{verdict}"


def _source(act: EnteredAct, is_open: bool) -> str:
    day = said_day(act.on)
    if act.paper and not is_open:
        return f"a file of {day}"
    if act.said:
        return f"“{act.said}”, {day}"
    return f"the file {act.paper.name}, {day}" if act.paper else day
