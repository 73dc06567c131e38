"""The simulation controls of the playground and the tour: everybody, the clock, the record in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import TypeVar
from zoneinfo import ZoneInfo

from govbot.adapter_api.simulation_controls import (
    Channel,
    Deadline,
    Happened,
    Line,
    Persona,
    Standing,
    Tip,
    Verdict,
)
from govbot.core.cards.awaited import as_anybody_reads, party_words
from govbot.core.cards.digest import plainly
from govbot.core.cards.status import stage_words, status_paragraph
from govbot.core.days import opening
from govbot.core.grammar import Obligation
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.directory import Directory
from govbot.core.workflow.parties import parties_of
from govbot.core.workflow.passing_on import answerable, parties_left_alone
from govbot.core.workflow.policy import stream_of
from govbot.demo.entries import as_line
from govbot.demo.guide import tips
from govbot.demo.personas import personas_of
from govbot.record import Tx, verify
from govbot.runtime.app import App

T = TypeVar("T")
MOST_MORNINGS = 130  # on which a moved clock stops: half a year of reminders
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


def rehearsed_ahead(tx: Tx) -> timedelta:
    """How far the clock of this record's rehearsal has moved on; nothing for a record that is no rehearsal's."""
    return timedelta(seconds=float(tx.notes.get(AHEAD) or 0))


class RehearsalControls:
    """The simulation controls of one app. Only people whom `listed` accepts are listed."""

    def __init__(self, app: App, listed: Callable[[Persona], bool] = lambda persona: True) -> None:
        self._app, self._listed = app, listed
        self._members: frozenset[str] | None = None
        self._personas: tuple[Directory, Sequence[Persona]] | None = None
        self._parties: tuple[Directory, date, Mapping[str, list[str]]] | None = None

    @property
    def zone(self) -> tzinfo:
        return ZoneInfo(self._app.process.government.zone)

    def say(self, template: str) -> str:
        return self._app.process.say(template)

    def now(self) -> datetime:
        return self._app.clock.now()

    async def move_clock(self, to: datetime) -> Sequence[Happened]:
        """Move the clock forward: deadlines and mornings on the way come in order, each at its instant.

        Returns what happened. Raises ValueError for an earlier time.
        """
        happened: list[Happened] = []
        if to > self.now():  # else jump_clock says that it is earlier
            mornings = iter(self._mornings(to))
            morning = next(mornings, to)
            while (instant := await self._next_instant(morning, to)) < to:
                happened += await self._move_to(instant)
                while morning <= instant < to:
                    morning = next(mornings, to)
        return [*happened, *await self._move_to(to)]

    async def _next_instant(self, morning: datetime, to: datetime) -> datetime:
        """The next deadline, the next morning (of reminders), or the end of the way: which comes first."""
        due = await self.next_deadline()
        return min(due.at, morning, to) if due else min(morning, to)

    def _mornings(self, to: datetime) -> Sequence[datetime]:
        """The mornings on which people are reminded, until `to`; on a long way the first ones alone."""
        day, process = self.now().astimezone(self.zone).date(), self._app.process
        mornings = (opening(day + timedelta(days=ahead), process) for ahead in range(MOST_MORNINGS))
        return [morning for morning in mornings if self.now() < morning < to]

    async def jump_clock(self, to: datetime) -> None:
        """Move the clock at once; what fell due on the way is done at the end. Raises ValueError if earlier."""
        self._app.clock.move(to)
        ahead = str(self._app.clock.ahead.total_seconds())
        await self._app.record.write(lambda tx: tx.notes.set(AHEAD, ahead))
        await self._app.settle()

    async def _move_to(self, to: datetime) -> Sequence[Happened]:
        """Move to an instant, and do what is due then; what it brought about, in words."""
        seen = await self._look(_last_entries)
        sent = await self._sent()
        await self.jump_clock(to)
        now = await self._look(_last_entries)
        changed = {stream: seen.get(stream, 0) for stream, seq in now.items() if seq > seen.get(stream, 0)}
        lines = [
            line
            for stream, after in changed.items()
            for line in await self.entries(stream.removeprefix("policy:"), after)
        ]
        told = await self._sent() - sent
        happened = [Happened(line.at, f"{line.stream}: {line.what}") for line in lines]
        messages = f"{told} message{'' if told == 1 else 's'} went out"
        return [*happened, *([Happened(self.now(), messages)] if told > 0 else [])]

    async def _sent(self) -> int:
        return await self._app.record.read(lambda tx: tx.outbox.counts().get("sent", 0))

    async def resume_clock(self) -> None:
        """Restore the rehearsal's clock after a restart."""
        self._app.clock.ahead = await self._app.record.read(rehearsed_ahead)

    async def next_deadline(self) -> Deadline | None:
        """The next instant at which something is due, and its description."""

        def soonest(tx: Tx) -> Deadline | None:
            ahead = [
                (obligation.due, stream, obligation)
                for stream, obligation in tx.obligations.all_open()
                if obligation.due and obligation.due > tx.now
            ]
            if not ahead:
                return None
            first = min(due for due, _, _ in ahead)
            return Deadline(
                first,
                self._due(tx, [(stream, obligation) for due, stream, obligation in ahead if due == first]),
            )

        return await self._app.record.read(soonest)

    def _due(self, tx: Tx, together: Sequence[tuple[str, Obligation]]) -> str:
        """Describe the obligations of one instant, a line each: "ITP-2: to look in on the draft (3 people)"."""
        parties: dict[str, list[str]] = {}
        for stream, obligation in together:
            view = self._app.bot.context(tx).view(stream)
            what = plainly(view, obligation)
            line = f"{view.policy.id}: {as_anybody_reads(view, what)}"
            parties.setdefault(line, []).append(
                "" if obligation.party == "clock" else party_words(view, obligation)
            )
        lines = [line + _of_whom(those) for line, those in parties.items()]
        more = len(lines) - MOST_DUE
        return "\n".join([*lines[:MOST_DUE], *([f"and {more} more"] if more > 0 else [])])

    async def people(self) -> Sequence[Persona]:
        """Everybody, the steering group first."""
        directory = await self._look(lambda tx, directory: directory)
        if self._personas is None or self._personas[0] is not directory:
            self._personas = (directory, personas_of(directory, self._app.process))
        return [persona for persona in self._personas[1] if self._listed(persona)]

    def limited_to(self, listed: Callable[[Persona], bool]) -> RehearsalControls:
        """The same controls, listing only some of the people."""
        limited = RehearsalControls(self._app, listed)
        limited._members = self._members
        return limited

    async def waiting(self) -> Mapping[str, int]:
        """The number of obligations that each person has."""

        def count(tx: Tx, directory: Directory) -> Mapping[str, int]:
            today = self._app.bot.context(tx).today
            awaited = Counter(obligation.party for _, obligation in tx.obligations.all_open())
            parties = self._parties_on(directory, today)
            own = {person: sum(awaited[party] for party in those) for person, those in parties.items()}
            return Counter(own) + self._passed_on(tx, directory, today)

        return await self._look(count)

    def _passed_on(self, tx: Tx, directory: Directory, today: date) -> Counter[str]:
        """The number of obligations that have passed on to each person because somebody left."""
        process, context = self._app.process, self._app.bot.context(tx)
        alone = parties_left_alone(directory, process, today)
        return Counter(
            person
            for stream, obligation in tx.obligations.of(alone)
            for person in answerable(
                obligation.party, context.policy(stream), directory, process.director.key, today
            ).people
        )

    def _parties_on(self, directory: Directory, today: date) -> Mapping[str, list[str]]:
        """The parties that each person belongs to today; cached for one directory and one day."""
        if self._parties is None or self._parties[0] is not directory or self._parties[1] != today:
            process = self._app.process
            parties = {person: parties_of(person, directory, process, today) for person in directory.people}
            self._parties = (directory, today, parties)
        return self._parties[2]

    def channels(self) -> Sequence[Channel]:
        return (
            Channel(
                "channel:steering",
                self._app.process.say("{steering_group}"),
                "What is open, and what was decided",
                self._members,
            ),
            Channel("channel:announcements", "Announcements", "Policies adopted, for everybody"),
        )

    async def know_the_steering_group(self) -> None:
        """Read from the directory who may read the steering group's channel."""

        def members(tx: Tx, directory: Directory) -> frozenset[str]:
            readers = directory.steering(self._app.bot.context(tx).today)
            return frozenset((*readers, *directory.holders("auditor"), *directory.holders("records officer")))

        self._members = await self._look(members)

    def stages(self) -> Sequence[str]:
        return [stage_words(self._app.process, stage) for stage in STAGES]

    async def policies(self) -> Sequence[Standing]:
        def standing(tx: Tx) -> Sequence[Standing]:
            ordered = sorted(tx.policies.matching("", 200), key=lambda row: int(row.id.rpartition("-")[2]))
            return [
                Standing(row.id, row.title, self._in_words(tx, row.id), PLACES.get(row.stage, 0))
                for row in ordered
            ]

        return await self._app.record.read(standing)

    def _in_words(self, tx: Tx, policy: str) -> str:
        """The status paragraph without the title: "In drafting; D2 is submitted; next: …"."""
        view = self._app.bot.context(tx).view(stream_of(policy))
        words = status_paragraph(view).removeprefix(f"{view.title}: ")
        return words[:1].upper() + words[1:]

    async def entries(self, stream: str = "", after: int = 0, limit: int = 100) -> Sequence[Line]:
        """Entries of a policy (or the directory), oldest first; of all streams, newest first, for ""."""
        stream = stream if stream in ("", DIRECTORY) else stream_of(stream)

        def lines(tx: Tx, directory: Directory) -> Sequence[Line]:
            entries = tx.digested_entries(stream, after, limit)
            return [as_line(directory, self._app.process, entry, digest) for entry, digest in entries]

        return await self._look(lines)

    async def verify(self) -> Verdict:
        verified = await self._app.record.read(verify)
        if verified.whole:
            return Verdict(
                True, f"The record is whole: {verified.entries} entries in {verified.streams} streams."
            )
        if verified.bad is None:
            return Verdict(False, verified.first)
        stream, seq, sentence = verified.bad
        return Verdict(False, f"The first bad entry is {seq} of {stream}: {sentence}")

    async def library(self, policy: str) -> str:
        def page(tx: Tx) -> str:
            state, _ = tx.state(f"policy:{policy}")
            return f"/library/{policy}/index.html" if state.versions else ""

        return await self._app.record.read(page)

    async def guide(self) -> Sequence[Tip]:
        return await tips(self._app, await self.waiting())

    def idle(self) -> str:
        return (
            "Nothing has come yet. Type /gov to see what is awaiting you, or /gov help for what you can do."
        )

    async def _look(self, look: Callable[[Tx, Directory], T]) -> T:
        return await self._app.record.read(lambda tx: look(tx, self._app.bot.context(tx).directory))


def _last_entries(tx: Tx, directory: Directory) -> Mapping[str, int]:
    """The number of the last entry of every policy, and of the directory."""
    return {**tx.heads("policy"), DIRECTORY: tx.head(DIRECTORY)}


def _of_whom(parties: Sequence[str]) -> str:
    if len(parties) > 1:
        return f" ({len(parties)} people)"
    return f" — {parties[0]}" if parties[0] else ""
