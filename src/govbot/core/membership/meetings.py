"""A group's meetings as a state: when and where, the agenda's own items, who was there, what is public. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from govbot.core.grammar import Entry, Obligation
from govbot.core.membership import meeting_events as m

# The papers that public-meeting rules speak of, in the order in which they are due.
PAPERS = {"notice": "the notice", "agenda": "the agenda", "votes": "the votes", "minutes": "the minutes"}


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item in words of its own, besides those drawn from what is open."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Published:
    """A paper of a meeting that is public, where, and since when."""

    paper: str
    where: str
    on: date


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. `changes` counts how often its time or place changed; `without` are policies left off the agenda.

    `held` once its minutes are recorded, on the day `recorded_on`; `confirmed_on` is None until they are confirmed.
    `public_by` says by when which paper is to be public, by the law of `citation`; `published` which are.
    """

    id: str
    starts_at: datetime
    place: str
    agenda_due: datetime
    minutes_due: datetime
    changes: int = 0
    items: tuple[AgendaItem, ...] = ()
    counted: int = 0
    without: tuple[str, ...] = ()
    sent: bool = False
    cancelled: str = ""
    held: bool = False
    recorded_on: date | None = None
    present: tuple[str, ...] = ()
    others: str = ""
    notes: str = ""
    deferred: tuple[str, ...] = ()
    confirmed_on: date | None = None
    correction: str = ""
    public_by: tuple[tuple[str, datetime], ...] = ()
    citation: str = ""
    published: tuple[Published, ...] = ()

    @property
    def is_ahead(self) -> bool:
        """Whether it has neither been held nor cancelled."""
        return not self.held and not self.cancelled

    @property
    def unpublished(self) -> tuple[tuple[str, datetime], ...]:
        """The papers that are to be public and are not, each with its instant.

        Votes and minutes are among them once the agenda has been sent: the meeting is near then.
        """
        done = {each.paper for each in self.published}
        done |= set() if self.sent or self.held else {"votes", "minutes"}
        return () if self.cancelled else tuple(each for each in self.public_by if each[0] not in done)


@dataclass(frozen=True, slots=True)
class SteeringDecision:
    """A decision outside any one policy, as it was recorded."""

    number: str
    on: date
    kind: str
    text: str
    consensus: str
    differs: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Meetings:
    """All meetings in the order in which they were called, the cadence in words, and the decisions.

    `public` is counsel's answer on public-meeting rules ("yes", "no", "not asked"), `public_said` where it is given.
    """

    called: tuple[Meeting, ...] = ()
    cadence: str = ""
    cadence_decided: str = ""
    decisions: tuple[SteeringDecision, ...] = ()
    public: str = "not asked"
    public_said: str = ""

    def meeting(self, id: str) -> Meeting | None:
        """The meeting with this id, "M1" for the first."""
        return next((meeting for meeting in self.called if meeting.id == id), None)

    @property
    def ahead(self) -> tuple[Meeting, ...]:
        """Those that are neither held nor cancelled, the soonest first."""
        return tuple(sorted((each for each in self.called if each.is_ahead), key=lambda each: each.starts_at))

    @property
    def held(self) -> tuple[Meeting, ...]:
        """Those whose minutes are recorded, the latest first."""
        return tuple(sorted((each for each in self.called if each.held), key=lambda each: each.starts_at))[
            ::-1
        ]


def after(meetings: Meetings, entry: Entry) -> Meetings:
    """The meetings after an entry about them."""
    event = cast(m.MeetingEvents, entry.event)
    match event:
        case m.CadenceSet():
            return replace(meetings, cadence=event.cadence, cadence_decided=event.decided)
        case m.MeetingCalled():
            called = Meeting(
                event.meeting, event.starts_at, event.place, event.agenda_due, event.minutes_due,
                items=_left_over(meetings),
            )  # fmt: skip
            return replace(meetings, called=(*meetings.called, replace(called, counted=len(called.items))))
        case m.MeetingMoved():
            return _with(
                meetings, event.meeting, starts_at=event.starts_at, place=event.place, sent=False,
                agenda_due=event.agenda_due, minutes_due=event.minutes_due, changes=_changes(meetings, event.meeting),
                public_by=(), published=(),
            )  # fmt: skip
        case m.MeetingCancelled():
            number = _changes(meetings, event.meeting)
            return _with(meetings, event.meeting, cancelled=event.reason, changes=number)
        case m.AgendaEdited():
            return _edited(meetings, event)
        case m.AgendaSent():
            return _with(meetings, event.meeting, sent=True)
        case m.MeetingRecorded():
            return _recorded(meetings, event, entry.happened_on)
        case m.MinutesConfirmed():
            done = {"confirmed_on": entry.happened_on, "correction": event.correction}
            return _with(meetings, event.meeting, **done)
        case m.MeetingRulesAnswered():
            return _answered(meetings, event)
        case m.PublicDatesSet():
            dates = zip(
                PAPERS, (event.notice_due, event.agenda_due, event.votes_due, event.minutes_due), strict=True
            )
            public_by = tuple((paper, due) for paper, due in dates if due)
            return _with(meetings, event.meeting, public_by=public_by, citation=event.citation)
        case m.MeetingPaperPublished():
            meeting = meetings.meeting(event.meeting)
            known = meeting.published if meeting else ()
            published = (*known, Published(event.paper, event.where, entry.happened_on))
            return _with(meetings, event.meeting, published=published)
        case m.SteeringDecisionRecorded():
            decision = SteeringDecision(
                event.number, event.decided_on or entry.happened_on, event.kind, event.text, event.consensus,
                event.differs, event.meeting,
            )  # fmt: skip
            return replace(meetings, decisions=(*meetings.decisions, decision))


@dataclass(frozen=True, slots=True)
class Secretariat:
    """Of whom the papers of a group's meetings are awaited, and by which actions."""

    parties: tuple[str, ...]
    send: str
    record: str
    publish: str


OF_THE_DIRECTOR = Secretariat(("role:advisor",), "send_agenda_by_clock", "record_meeting", "note_published")


def obligations(meetings: Meetings, secretariat: Secretariat = OF_THE_DIRECTOR) -> Iterator[Obligation]:
    """The clock sends an agenda at its time; minutes are recorded; what the law wants public is made public."""
    for meeting in meetings.ahead:
        if not meeting.sent:
            yield Obligation(
                "clock", secretariat.send, "the agenda's sending", meeting.agenda_due, meeting.id
            )
        what = f"the minutes of the meeting {meeting.id}"
        for party in secretariat.parties:
            yield Obligation(party, secretariat.record, what, meeting.minutes_due, meeting.id, strength="may")
    for meeting in meetings.called:
        for paper, due in meeting.unpublished:
            what = f"{PAPERS[paper]} of the meeting {meeting.id}, to be public"
            for party in secretariat.parties:
                about = f"{meeting.id} {paper}"
                yield Obligation(party, secretariat.publish, what, due, about, strength="will")


def _answered(meetings: Meetings, event: m.MeetingRulesAnswered) -> Meetings:
    """Counsel's answer; where the rules do not apply, nothing has to be public of the meetings ahead."""
    answered = replace(meetings, public=event.answer, public_said=event.source)
    for meeting in meetings.ahead if event.answer != "yes" else ():
        answered = _with(answered, meeting.id, public_by=(), citation="")
    return answered


def _left_over(meetings: Meetings) -> tuple[AgendaItem, ...]:
    """The items that the last meeting left for the next: they begin the new one's own items."""
    last = meetings.held[0] if meetings.held and not meetings.ahead else None
    texts = [item.text for item in last.items if item.id in last.deferred] if last else []
    return tuple(AgendaItem(f"A{number}", text) for number, text in enumerate(texts, 1))


def _edited(meetings: Meetings, event: m.AgendaEdited) -> Meetings:
    meeting = meetings.meeting(event.meeting)
    if meeting is None:
        return meetings
    items = tuple(item for item in meeting.items if item.id not in event.taken_off)
    counted = meeting.counted + bool(event.added)
    if event.added:
        items = (*items, AgendaItem(f"A{counted}", event.added))
    without = (*meeting.without, event.without) if event.without else meeting.without
    return _with(meetings, event.meeting, items=items, counted=counted, without=without)


def _recorded(meetings: Meetings, event: m.MeetingRecorded, day: date) -> Meetings:
    """The minutes; what was left for the next meeting goes on to the next that is called already."""
    recorded = _with(
        meetings, event.meeting, held=True, recorded_on=day, present=event.present, others=event.others,
        notes=event.notes, deferred=event.deferred,
    )  # fmt: skip
    meeting, following = recorded.meeting(event.meeting), recorded.ahead[:1]
    if meeting is None or not following:
        return recorded
    for text in (item.text for item in meeting.items if item.id in event.deferred):
        recorded = _edited(recorded, m.AgendaEdited(meeting=following[0].id, added=text))
    return recorded


def _changes(meetings: Meetings, id: str) -> int:
    meeting = meetings.meeting(id)
    return meeting.changes + 1 if meeting else 0


def _with(meetings: Meetings, id: str, **facts: object) -> Meetings:
    called = tuple(replace(each, **facts) if each.id == id else each for each in meetings.called)  # type: ignore[arg-type]
    return replace(meetings, called=called)
