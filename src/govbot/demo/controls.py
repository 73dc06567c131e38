"""What a rehearsal may look at and a chat may not: everybody, the clock, the record in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import TypeVar
from zoneinfo import ZoneInfo

from govbot.adapter_api.simulation_controls import Channel, Deadline, Line, Persona, Standing, Tip, Verdict
from govbot.core.cards.awaited import as_anybody_reads, party_words
from govbot.core.cards.digest import plainly
from govbot.core.cards.status import stage_words, status_paragraph
from govbot.core.grammar import Obligation
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.directory import Directory
from govbot.core.process import Process
from govbot.core.workflow.obligations import parties_of
from govbot.core.workflow.policy import stream_of
from govbot.demo.entries import as_line
from govbot.record import Tx, verify
from govbot.runtime.app import App

T = TypeVar("T")
MOST_DUE = 3  # lines of what falls due next
AHEAD = "rehearsal ahead, seconds"
STAGES = (
    "need", "drafting", "staff review", "agency feedback", "secretary's review", "release candidate", "adopted",
    "in force",
)  # fmt: skip
PLACES = {
    "need": 0, "drafting": 1, "staff review": 2, "agency feedback": 3, "secretary's review": 4,
    "release candidate": 5, "adopted": 6, "in force": 7, "superseded": 7, "rescinded": 7,
    "closed": 0, "joined": 0,
}  # fmt: skip


class RehearsalControls:
    """The backstage of one house."""

    def __init__(self, app: App) -> None:
        self._house = app
        self._members: frozenset[str] | None = None
        self._personas: tuple[Directory, Sequence[Persona]] | None = None
        self._parties: tuple[Directory, date, Mapping[str, list[str]]] | None = None

    @property
    def zone(self) -> tzinfo:
        return ZoneInfo(self._house.process.government.zone)

    def now(self) -> datetime:
        return self._house.clock.now()

    async def move_clock(self, to: datetime) -> None:
        """Move on, and let what is due happen. ValueError for an earlier time."""
        self._house.clock.move(to)
        ahead = str(self._house.clock.ahead.total_seconds())
        await self._house.record.write(lambda tx: tx.notes.set(AHEAD, ahead))
        await self._house.settle()

    async def resume_clock(self) -> None:
        """After a restart the rehearsal's clock goes on from where it was."""
        ahead = await self._house.record.read(lambda tx: tx.notes.get(AHEAD))
        self._house.clock.ahead = timedelta(seconds=float(ahead or 0))

    async def next_deadline(self) -> Deadline | None:
        """The next instant at which anything is due, and what."""

        def soonest(tx: Tx) -> Deadline | None:
            ahead = [
                (one.due, stream, one)
                for stream, one in tx.obligations.all_open()
                if one.due and one.due > tx.now
            ]
            if not ahead:
                return None
            first = min(due for due, _, _ in ahead)
            return Deadline(
                first, self._due(tx, [(stream, one) for due, stream, one in ahead if due == first])
            )

        return await self._house.record.read(soonest)

    def _due(self, tx: Tx, together: Sequence[tuple[str, Obligation]]) -> str:
        """What is due at one instant, a line each: "ITP-2: to look in on the draft (3 people)"."""
        parties: dict[str, list[str]] = {}
        for stream, owed in together:
            view = self._house.bot.context(tx).view(stream)
            what = plainly(view, owed)
            line = f"{view.policy.id}: {as_anybody_reads(view, what)}"
            parties.setdefault(line, []).append("" if owed.party == "clock" else party_words(view, owed))
        lines = [line + _of_whom(those) for line, those in parties.items()]
        more = len(lines) - MOST_DUE
        return "\n".join([*lines[:MOST_DUE], *([f"and {more} more"] if more > 0 else [])])

    async def people(self) -> Sequence[Persona]:
        """Everybody, the steering group first."""
        directory = await self._look(lambda tx, directory: directory)
        if self._personas is None or self._personas[0] is not directory:
            self._personas = (directory, personas_of(directory, self._house.process))
        return self._personas[1]

    async def waiting(self) -> Mapping[str, int]:
        """How many things are awaited of each person."""

        def count(tx: Tx, directory: Directory) -> Mapping[str, int]:
            today = self._house.bot.context(tx).today
            awaited = Counter(owed.party for _, owed in tx.obligations.all_open())
            parties = self._parties_on(directory, today)
            return {one: sum(awaited[party] for party in those) for one, those in parties.items()}

        return await self._look(count)

    def _parties_on(self, directory: Directory, today: date) -> Mapping[str, list[str]]:
        """By which parties each person is meant today; worked out once for a directory and a day."""
        if self._parties is None or self._parties[0] is not directory or self._parties[1] != today:
            process = self._house.process
            parties = {one: parties_of(one, directory, process, today) for one in directory.people}
            self._parties = (directory, today, parties)
        return self._parties[2]

    def channels(self) -> Sequence[Channel]:
        return (
            Channel(
                "channel:steering",
                self._house.process.say("{steering_group}"),
                "What is open, and what was decided",
                self._members,
            ),
            Channel("channel:announcements", "Announcements", "Policies adopted, for everybody"),
        )

    async def know_the_steering_group(self) -> None:
        """Who may read the steering group's channel."""

        def members(tx: Tx, directory: Directory) -> frozenset[str]:
            readers = directory.steering(self._house.bot.context(tx).today)
            return frozenset((*readers, *directory.holders("auditor"), *directory.holders("records officer")))

        self._members = await self._look(members)

    def stages(self) -> Sequence[str]:
        return [stage_words(self._house.process, stage) for stage in STAGES]

    async def policies(self) -> Sequence[Standing]:
        def standing(tx: Tx) -> Sequence[Standing]:
            ordered = sorted(tx.policies.matching("", 200), key=lambda one: int(one.id.rpartition("-")[2]))
            return [
                Standing(one.id, one.title, self._in_words(tx, one.id), PLACES.get(one.stage, 0))
                for one in ordered
            ]

        return await self._house.record.read(standing)

    def _in_words(self, tx: Tx, policy: str) -> str:
        """The status paragraph without the title: "In drafting; D2 is submitted; next: …"."""
        view = self._house.bot.context(tx).view(stream_of(policy))
        words = status_paragraph(view).removeprefix(f"{view.title}: ")
        return words[:1].upper() + words[1:]

    async def entries(self, stream: str = "", after: int = 0, limit: int = 100) -> Sequence[Line]:
        """Entries of a policy (or the directory), oldest first; of all streams, newest first, for ""."""
        stream = stream if stream in ("", DIRECTORY) else stream_of(stream)

        def lines(tx: Tx, directory: Directory) -> Sequence[Line]:
            found = tx.digested_entries(stream, after, limit)
            return [as_line(directory, self._house.process, entry, digest) for entry, digest in found]

        return await self._look(lines)

    async def verify(self) -> Verdict:
        found = await self._house.record.read(verify)
        if found.whole:
            return Verdict(True, f"The record is whole: {found.entries} entries in {found.streams} streams.")
        if found.bad is None:
            return Verdict(False, found.first)
        stream, seq, sentence = found.bad
        return Verdict(False, f"The first bad entry is {seq} of {stream}: {sentence}")

    async def library(self, policy: str) -> str:
        def page(tx: Tx) -> str:
            state, _ = tx.state(f"policy:{policy}")
            return f"/library/{policy}/index.html" if state.versions else ""

        return await self._house.record.read(page)

    async def guide(self) -> Sequence[Tip]:
        directory = await self._look(lambda tx, directory: directory)
        representative = await self._somebody_asked(directory)
        secretary = next(iter(directory.holders("approver")), "")
        publisher = next(iter(directory.holders("publisher")), "")
        if not (representative and secretary and publisher):
            return ()
        group, say = await self._without_a_group(), self._house.process.say
        return (
            Tip(
                "Answer a feedback request",
                say("You are {an_agency}'s representative; it is asked of you."),
                representative,
            ),
            Tip(
                "Approve with a button",
                say("You are the {secretary}; one exact draft awaits you."),
                secretary,
            ),
            Tip(
                "Adopt and publish",
                say("Once it is approved: {publisher} puts it in the Library."),
                publisher,
            ),
            *group,
            Tip(
                "Raise a need",
                "Anyone can; press Enter to send. A draft to submit for it later:",
                representative,
                "/gov need",
                "/sample/policy.docx",
            ),
        )

    async def _without_a_group(self) -> Sequence[Tip]:
        """The step of a policy whose lead is awaited to assemble a group; none where each has decided on one."""
        awaited = await self._house.record.read(lambda tx: tx.obligations.all_open())
        found = next(((stream, one) for stream, one in awaited if one.action == "assemble_group"), None)
        if found is None:
            return ()
        policy, lead = found[0].removeprefix("policy:"), found[1].party.removeprefix("lead:")
        words = f"You lead {policy}; press Enter to send."
        return (Tip(self._house.process.say("Assemble {a_group}"), words, lead, f"/gov group {policy}"),)

    async def _somebody_asked(self, directory: Directory) -> str:
        """A representative of whom something is awaited, and who stands in for nobody; else any."""
        waiting = await self.waiting()
        stands_in = {named.person for named in directory.designees.values()}
        plain = [one.id for one in directory.people.values() if one.agency and one.id not in stands_in]
        return next((one for one in plain if waiting.get(one)), plain[0] if plain else "")

    def idle(self) -> str:
        return "Nothing has come yet. Type /gov to see what is awaiting you, or /gov help for all you can do."

    async def _look(self, look: Callable[[Tx, Directory], T]) -> T:
        return await self._house.record.read(lambda tx: look(tx, self._house.bot.context(tx).directory))


GROUPS = ("{steering_group}", "{secretary}", "Staff and offices", "{Agencies}", "Others")


def personas_of(directory: Directory, process: Process) -> Sequence[Persona]:
    """Everybody who may be played, the steering group first."""
    groups = [process.say(group) for group in GROUPS]
    personas = [_persona(directory, process, person) for person in directory.active_people()]
    return sorted(personas, key=lambda persona: (groups.index(persona.group), persona.agency, persona.name))


def _persona(directory: Directory, process: Process, person: str) -> Persona:
    name = directory.names.get(person)
    facts = directory.people[person]
    roles = {office.role for office in directory.offices if office.person == person}
    if person in directory.seats.values():
        group = "{steering_group}"
    elif roles & {"approver", "secretary's contact"}:
        group = "{secretary}"
    elif roles:
        group = "Staff and offices"
    else:
        group = "{Agencies}" if facts.agency else "Others"
    agency = directory.agency_name(facts.agency) if facts.agency else ""
    return Persona(
        person, name.name if name else person, name.email if name else "", agency, process.say(group)
    )


def _of_whom(parties: Sequence[str]) -> str:
    if len(parties) > 1:
        return f" ({len(parties)} people)"
    return f" — {parties[0]}" if parties[0] else ""
