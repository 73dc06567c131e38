"""What stands on the directing group's agenda of itself: on each policy, what it decides or looks at. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from govbot.core.days import local_day, said, said_day
from govbot.core.grammar import Obligation
from govbot.core.membership.directory import Directory
from govbot.core.process import Process
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.offices import office_of
from govbot.core.workflow.policy import Decision, Policy
from govbot.core.workflow.reminding import REVIEW_DAYS
from govbot.core.workflow.weekly import LISTED_WHEN_LATE, Line, lines_of

# What is open and that group's to take up, under which heading, with the actions that settle it.
TO_TAKE_UP = {
    "recommend_pursuing": ("decide", ("recommend_pursuing", "not_at_this_time", "join_need")),
    "advance": ("decide", ("advance", "send_back")),
    "close_development": ("decide", ("close_development", "send_back")),
    "decide_variance": ("decide", ("decide_variance",)),
    "complete_review": ("review", ("complete_review",)),
}
HEADINGS = {
    "decide": "To decide",
    "late": "Past its date, at rest or to assign",
    "review": "Due for review",
    "deviation": "Deviations since the last meeting, for reform of the process",
}


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A line of the agenda under one of the headings."""

    heading: str
    line: Line


def agenda_lines(
    policy: Policy,
    directory: Directory,
    process: Process,
    now: datetime,
    changed_at: datetime,
    since: date | None,
) -> list[AgendaLine]:
    """The lines of one policy; `changed_at` is when something was last recorded on it, `since` the last meeting."""
    late = lines_of(policy, directory, process, now, changed_at)
    lines = [*_to_take_up(policy, directory, process, now)]
    lines += [AgendaLine("decide" if "recommend_pursuing" in line.actions else "late", line) for line in late]
    lines += _deviations(policy, process, since)
    return lines


def _to_take_up(
    policy: Policy, directory: Directory, process: Process, now: datetime
) -> Iterator[AgendaLine]:
    """What is to be taken up and does not stand among the weekly list's lines, which have what is late."""
    taken: set[tuple[str, str]] = set()
    for awaited in obligations(policy):
        heading, actions = TO_TAKE_UP.get(awaited.action, ("", ()))
        if not heading or _is_elsewhere(awaited, process, now) or (awaited.action, awaited.about) in taken:
            continue
        taken.add((awaited.action, awaited.about))
        until = f", until {said(awaited.due, process)}" if awaited.due else ""
        office = office_of(process, directory, awaited.party)
        yield AgendaLine(heading, Line(office, f"{awaited.what}{until}", actions, awaited.about))


def _is_elsewhere(awaited: Obligation, process: Process, now: datetime) -> bool:
    """Whether it is late and on the weekly list, or a regular review that is not announced yet."""
    if awaited.due is None:
        return False
    if awaited.due <= now:
        return awaited.action in LISTED_WHEN_LATE
    until_then = local_day(awaited.due, process) - local_day(now, process)
    return awaited.action == "complete_review" and until_then.days > max(REVIEW_DAYS)


def _deviations(policy: Policy, process: Process, since: date | None) -> Iterator[AgendaLine]:
    for deviation in policy.deviations:
        if since is None or deviation.on >= since:
            marked = policy.marks.get(f"deviation {deviation.id}")
            sentence = "it carries a mark" if marked else deviation.public_sentence
            what = f"{process.step(deviation.step)}, {said_day(deviation.on)}: {sentence}"
            yield AgendaLine("deviation", Line(process.say("{steering_group}"), what))


def decisions_of(policy: Policy, day: date) -> tuple[Decision, ...]:
    """What the directing group decided on this policy on a meeting's day."""
    return tuple(decision for decision in policy.decisions if decision.on == day)
