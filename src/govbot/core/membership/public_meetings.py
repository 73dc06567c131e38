"""Public-meeting rules: what counsel says of them, by when a meeting's papers are public, and that they are.

Rules copy the instants into events, so that a later configuration changes nothing that is awaited already.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Literal

from govbot.core.days import hours_before, said
from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs
from govbot.core.membership import meeting_events as m
from govbot.core.membership.choices import about_or_first
from govbot.core.membership.meeting_choices import MeetingContext, meetings_of
from govbot.core.membership.meetings import PAPERS, Meeting

MEETING_RULES = (Choice("yes", "Yes"), Choice("no", "No"), Choice("not asked", "Counsel has not been asked"))


class AnswerMeetingRules(Command):
    answer: Annotated[
        Literal["yes", "no", "not asked"],
        Ask(
            "Does counsel treat it as subject to public-meeting rules?",
            "choice",
            choices=MEETING_RULES,
            initial=lambda context: meetings_of(context).public,
        ),
    ]
    source: Annotated[
        str, Ask("Where counsel says so", hint="As in “e-mail of Nov 3”", optional=True, most=300)
    ] = ""


def answer_meeting_rules(context: MeetingContext, command: AnswerMeetingRules) -> Iterator[Event]:
    """Where the rules apply from now on, the papers of the meetings ahead have their dates from now on too."""
    yield m.MeetingRulesAnswered(answer=command.answer, source=command.source)
    if command.answer == "yes":
        for meeting in meetings_of(context).ahead:
            yield from _dated(context, meeting.id, meeting.starts_at)


def public_dates(context: MeetingContext, meeting: str, starts_at: datetime) -> Iterator[Event]:
    """By when the papers of this meeting are public, where counsel says that the rules apply."""
    if meetings_of(context).public == "yes":
        yield from _dated(context, meeting, starts_at)


def _dated(context: MeetingContext, meeting: str, starts_at: datetime) -> Iterator[Event]:
    rules = context.process.public_meetings
    days = timedelta(days=rules.minutes_days_after or 0)
    hours = timedelta(hours=rules.votes_hours_after or 0)
    dated = m.PublicDatesSet(
        meeting=meeting,
        notice_due=_before(context, starts_at, rules.notice_hours_before),
        agenda_due=_before(context, starts_at, rules.agenda_hours_before),
        votes_due=starts_at + hours if hours else None,
        minutes_due=starts_at + days if days else None,
        citation=rules.citation,
    )
    if dated.notice_due or dated.agenda_due or dated.votes_due or dated.minutes_due:
        yield dated


def _before(context: MeetingContext, starts_at: datetime, hours: int | None) -> datetime | None:
    return hours_before(starts_at, hours, context.process) if hours else None


def _unpublished(context: MeetingContext) -> list[tuple[Meeting, str, datetime]]:
    """Each paper that is to be public and is not yet, with its meeting and by when, the soonest first."""
    listed = [
        (meeting, paper, due) for meeting in meetings_of(context).called for paper, due in meeting.unpublished
    ]
    return sorted(listed, key=lambda each: each[2])


def _papers(context: MeetingContext) -> list[Choice]:
    return [
        Choice(f"{meeting.id} {paper}", f"{meeting.id}, {PAPERS[paper]}: by {said(due, context.process)}")
        for meeting, paper, due in _unpublished(context)
    ]


def _about_or_soonest(context: MeetingContext) -> str:
    return about_or_first(context, _papers(context))


papers_to_publish = Needs(
    "a paper of a meeting that is to be public",
    met=lambda context: bool(_papers(context)),
    otherwise="No paper of a meeting waits to be made public.",
)


class NotePublished(Command):
    paper: Annotated[str, Ask("What is public now", "choice", choices=_papers, initial=_about_or_soonest)]
    where: Annotated[str, Ask("Where", hint="An address, or with whom it is filed", most=300)]


def note_published(context: MeetingContext, command: NotePublished) -> Iterator[Event]:
    """Raises FieldErrors for votes and minutes of a meeting that has not begun."""
    id, _, paper = command.paper.partition(" ")
    meeting = meetings_of(context).meeting(id)
    if meeting and paper in ("votes", "minutes") and meeting.starts_at > context.now:
        raise FieldErrors({"paper": f"{id} has not begun. Its {paper} can be public after it."})
    yield m.MeetingPaperPublished(meeting=id, paper=paper, where=command.where)
