"""Acts that were entered for somebody else, as a state keeps them, and what the person said of each.

A policy and the directory both keep such acts; the events here are recorded in the stream of the act itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from govbot.core.grammar import DocumentRef, Entered, Entry, Event

Verdict = Literal["", "confirmed", "disputed", "set aside", "stands"]


class EntriesConfirmed(Event):
    """The person says of acts that were entered for them: that is right."""

    acts: tuple[str, ...]


class EntryContested(Event):
    """The person asks to correct an act that was entered for them.

    `set_aside` where it was entered by word of mouth. `settle_due` (UTC) is when its settlement is due, by
    `settler` (a party); None where the person spoke too late for one, and the words stand as a note of correction.
    """

    act: str
    text: str
    set_aside: bool = False
    settle_due: datetime | None = None
    settler: str = ""


class EntrySettled(Event):
    """A disputed act was settled: it stands as it was entered, or is set aside."""

    act: str
    outcome: Literal["stands", "set aside"]
    text: str = ""


EnteredEvents = EntriesConfirmed | EntryContested | EntrySettled


@dataclass(frozen=True, slots=True)
class EnteredAct:
    """An act that `entered_by` entered for `person`: how it was said or on what paper, and what became of it.

    `verdict` is "" as long as the person has said nothing; "disputed" only concerns an act on paper, which stands
    and completes what it completed until it is settled. `text` is what the person wrote, `settled` what whoever
    settled it wrote. Of a letter whose signer is nobody of the directory `person` is "": `signed_by` is who signed it,
    as written, and `told` are the people who speak to it. `settle_due` is when a settlement is due (UTC), None where
    none is awaited.
    """

    id: str
    person: str
    entered_by: str
    how: Entered
    said: str
    paper: DocumentRef | None
    on: date
    recorded_at: datetime
    event: Event
    verdict: Verdict = ""
    text: str = ""
    settle_due: datetime | None = None
    settler: str = ""
    settled: str = ""
    signed_by: str = ""
    told: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Who is told of it, and says whether it is right."""
        return (self.person,) if self.person else self.told

    @property
    def is_open(self) -> bool:
        """Whether the person has not said yet whether it is right."""
        return not self.verdict

    @property
    def is_set_aside(self) -> bool:
        return self.verdict == "set aside"


def with_entered(acts: tuple[EnteredAct, ...], entry: Entry) -> tuple[EnteredAct, ...]:
    """The acts with this entry among them, which was entered for its actor."""
    return (*acts, _act(f"A{len(acts) + 1}", entry))


def with_evidence(acts: tuple[EnteredAct, ...], entry: Entry) -> tuple[EnteredAct, ...]:
    """The acts that have a file as evidence and are not among the entered ones, with this entry's where it has one.

    Among them are own acts of an earlier day, and what was entered before there were classes of entries.
    """
    if entry.evidence_paper is None or entry.event.entered:
        return acts
    return (*acts, _act(f"F{len(acts) + 1}", entry))


def with_attached(acts: tuple[EnteredAct, ...], entry: Entry, file: DocumentRef) -> tuple[EnteredAct, ...]:
    """The acts that have a file, with this entry's, whose author sent this one with it."""
    return (*acts, replace(_act(f"F{len(acts) + 1}", entry), paper=file))


def _act(id: str, entry: Entry) -> EnteredAct:
    return EnteredAct(
        id=id,
        person=entry.actor,
        entered_by=entry.entered_by or "",
        how=entry.event.entered,
        said=entry.evidence,
        paper=entry.evidence_paper,
        on=entry.happened_on,
        recorded_at=entry.recorded_at,
        event=entry.event,
    )


def judged(acts: tuple[EnteredAct, ...], event: EnteredEvents) -> tuple[EnteredAct, ...]:
    """The acts after the person, or whoever settles, has said something of them."""
    match event:
        case EntriesConfirmed():
            return _change(acts, event.acts, verdict="confirmed")
        case EntryContested():
            if event.settle_due is None:
                return _change(acts, (event.act,), text=event.text)
            verdict = "set aside" if event.set_aside else "disputed"
            return _change(
                acts,
                (event.act,),
                verdict=verdict,
                text=event.text,
                settle_due=event.settle_due,
                settler=event.settler,
            )
        case EntrySettled():
            return _change(
                acts,
                (event.act,),
                verdict=event.outcome,
                settled=event.text or event.outcome,
                settle_due=None,
            )


def act_of(acts: Iterable[EnteredAct], id: str) -> EnteredAct | None:
    """The act of this id; None where there is none."""
    return next((act for act in acts if act.id == id), None)


def told_together(acts: Iterable[EnteredAct], act: EnteredAct) -> tuple[EnteredAct, ...]:
    """The acts of the same person that the same message tells: entered by the same one, on the same day, from
    the same source (such as one meeting)."""
    return tuple(
        other
        for other in acts
        if (other.people, other.entered_by, other.said, other.on)
        == (act.people, act.entered_by, act.said, act.on)
        and abs(other.recorded_at - act.recorded_at).total_seconds() < 24 * 3600
    )


def _change(acts: tuple[EnteredAct, ...], ids: Iterable[str], **changes: object) -> tuple[EnteredAct, ...]:
    wanted = frozenset(ids)
    return tuple(replace(act, **changes) if act.id in wanted else act for act in acts)  # type: ignore[arg-type]
