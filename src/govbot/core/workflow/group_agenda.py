"""What stands on the agenda of an ad hoc group of itself: its requests, open concerns, the draft in hand. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.days import said, said_day
from govbot.core.membership.directory import Directory
from govbot.core.process import Process
from govbot.core.texts import literal
from govbot.core.workflow.agenda import AgendaLine
from govbot.core.workflow.policy import Development, Group, Policy
from govbot.core.workflow.weekly import Line

HEADINGS = {
    "asked": "Asked of the group",
    "draft": "The draft in hand",
    "concern": "Unresolved concerns",
    "look in": "Not looked in yet",
}


def group_agenda_lines(policy: Policy, directory: Directory, process: Process) -> list[AgendaLine]:
    """The lines of the policy on which the group works; none where no group is at work."""
    development = policy.development
    group = development.group if development else None
    if development is None or group is None or group.closed:
        return []
    return [
        *_asked(development, group, process),
        *_draft(development, group),
        *_concerns(policy, development, directory),
        *_to_look_in(group, directory),
    ]


def _asked(development: Development, group: Group, process: Process) -> Iterator[AgendaLine]:
    for request in development.requests:
        if request.is_awaited(development.stage):
            until = f", until {said(request.due, process)}" if request.due else ""
            what = f"{literal(request.text)}{until}"
            yield AgendaLine("asked", Line(group.name, what, ("answer_request",), request.id))


def _draft(development: Development, group: Group) -> Iterator[AgendaLine]:
    draft = development.draft
    if draft is None:
        return
    stated = {each.person for each in development.positions if each.draft == draft.number}
    many = len(group.everybody)
    what = f"{draft.label} of {said_day(draft.on)}; {len(stated)} of {many} have said where they stand on it"
    yield AgendaLine("draft", Line(group.name, what, ("state_position", "report_back")))


def _concerns(policy: Policy, development: Development, directory: Directory) -> Iterator[AgendaLine]:
    """The concerns on the draft in hand, in their own words where the draft carries no mark."""
    draft = development.draft
    for position in development.positions if draft else ():
        if draft and position.draft == draft.number and position.position == "unresolved concern":
            is_marked = bool(policy.marks.get(f"draft {draft.label}"))
            said_by = literal(directory.name(position.person))
            words = (
                "the draft carries a mark: read it with “/gov reviews”"
                if is_marked
                else literal(position.text)
            )
            yield AgendaLine("concern", Line(said_by, words))


def _to_look_in(group: Group, directory: Directory) -> Iterator[AgendaLine]:
    waiting = [each for each in group.members if each in group.look_in and each not in group.looked_in]
    names = ", ".join(directory.name(person) for person in waiting if directory.is_active(person))
    if names:
        yield AgendaLine("look in", Line(group.name, literal(names), ("look_in",)))
