"""The core's histories, recorded in a real record, and a chat on which their people go on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert

from govbot.adapter_api.simulated_chat import Seen, SimulatedChat, SimulatedUser, named
from govbot.bot import LinkSettings, saved_comments
from govbot.bot.first_cards import general_button
from govbot.bot.recording import list_policy
from govbot.core.cards.vocabulary import Button, Buttons, Card
from govbot.core.grammar import Acting, Action, Capacity, Document, DocumentRef, Entry
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.policy import Policy
from govbot.core.workflow.saved_comments import SavedComment
from govbot.demo.controls import RehearsalControls
from govbot.demo.tour.run import simulated_chat_of
from govbot.record import Tx
from govbot.record.tables import people
from govbot.runtime.app import App
from tests.bot.chat_in_memory import StoppedClock
from tests.core.given import Government
from tests.government import SECRET, address
from tests.teams import schema

CHATS = ("slack", "teams", "web")
_EMPTY: list[bytes] = []


@dataclass
class Place:
    """One government at one chat: everybody has an account there, and the history has been recorded."""

    app: App
    simulated_chat: SimulatedChat
    government: Government

    async def player(self, person: str) -> SimulatedUser:
        """Somebody, by the core's name for them; the chat has met them, so that their account is linked."""
        player = await self.simulated_chat.player(self.government.directory.names[person].email)
        await player.command("help")
        return player

    async def post(self, card: Card) -> None:
        """Put a card where everybody reads it."""
        chat = self.app.bot.chats[self.simulated_chat.platform]
        await chat.post(chat.channels["announcements"], card, f"card {card.headline}")

    async def posted(self, player: SimulatedUser, headline: str) -> Seen:
        """The card of this headline, as this person sees it."""
        return named(await player.channel("announcements"), headline)

    async def button(self, action: Action, about: str = "") -> Button:
        """The button of an action, as cards draw it."""

        def drawn(tx: Tx) -> Button:
            if action.stream == "new":
                return general_button(self.app.bot.context(tx), action.name)
            subject = DIRECTORY if action.stream == "directory" else self.government.subject
            return self.app.bot.context(tx).view(subject).button(action.name, about)

        return await self.app.record.read(drawn)

    async def head(self) -> int:
        """How far the record goes."""
        entries = await self.app.record.read(lambda tx: tx.numbered_entries(limit=5000))
        return entries[-1][0]

    async def since(self, position: int) -> list[dict[str, Any]]:
        """What has been recorded since, all that an entry says."""
        entries = await self.app.record.read(lambda tx: tx.numbered_entries(position))
        return [plainly(entry) for _, entry in entries]


def with_button(headline: str, *drawn: Button) -> Card:
    return Card(headline, (Buttons(drawn),))


def plainly(entry: Entry) -> dict[str, Any]:
    """An entry without its number: whose act, in what capacity, and all that the event holds."""
    return {
        "stream": entry.stream,
        "type": entry.type,
        "happened_on": entry.happened_on,
        "recorded_at": entry.recorded_at,
        "actor": entry.actor,
        "capacity": entry.capacity,
        "authority": entry.authority,
        "entered_by": entry.entered_by,
        "evidence": entry.evidence,
        "event": entry.event.model_dump(mode="json"),
    }


@asynccontextmanager
async def place(
    chat: str, government: Government, linking: LinkSettings | None = None
) -> AsyncIterator[Place]:
    """This government at this chat, its history recorded, its clock stopped; with pages where `linking` is given."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "govbot.db"
        if not _EMPTY:
            _EMPTY.append(await _empty(database))
        database.write_bytes(_EMPTY[0])
        clock = StoppedClock(government.now)
        app = App(f"sqlite:///{database}", government.process, SECRET, clock, timedelta(), linking=linking)
        await app.open()
        await _record(app, clock, government)
        directory = (await app.record.read(lambda tx: tx.state(DIRECTORY)))[0]
        # A govbot records the process that it opens with; a government of the core has none.
        government.directory = replace(government.directory, process_sha256=directory.process_sha256)
        simulated_chat = await simulated_chat_of(chat, app, RehearsalControls(app), {})
        if chat == "teams":
            simulated_chat._teams.world.schema = schema.problems  # type: ignore[attr-defined] # as its own tests have it
        try:
            yield Place(app, simulated_chat, government)
        finally:
            await simulated_chat.close()
            await app.close()


async def _empty(database: Path) -> bytes:
    """A database of this version with nothing in it: made once, and copied."""
    app = App(f"sqlite:///{database}", Government().process, SECRET, StoppedClock(), timedelta())
    await app.record.open()
    await app.close()
    return database.read_bytes()  # noqa: ASYNC240 # nothing else runs on this loop


async def _record(app: App, clock: StoppedClock, government: Government) -> None:
    """Write down what has happened, at the instants at which it did; nobody is told of it again."""
    await app.record.write(lambda tx: _people(tx, government))
    for at, entries in groupby(government.entries, lambda entry: entry.recorded_at):
        clock.at = at
        await app.record.write(partial(_entries, entries=list(entries), government=government))
    clock.at = government.now
    for person, comments in government.saved.items():
        await app.record.write(
            partial(_saved, app=app, government=government, person=person, comments=comments)
        )


def _saved(tx: Tx, app: App, government: Government, person: str, comments: Sequence[SavedComment]) -> None:
    saved_comments.change(app.bot.context(tx, person), government.subject, lambda _: comments)


def _people(tx: Tx, government: Government) -> None:
    for person, name in government.directory.names.items():
        row = {"name": name.name, "email": name.email, "email_folded": name.email.casefold(), "agency": ""}
        tx.conn.execute(insert(people), {"id": person, **row, "active": True, "added_at": tx.now})
    tx.people.add("Nobody", address("nobody"))  # so that the directory is read anew


def _entries(tx: Tx, entries: Sequence[Entry], government: Government) -> None:
    for entry in entries:
        for paper in _papers(entry):
            text = government.texts[paper.text_sha256]
            tx.documents.store(Document(paper, government.files.get(paper.sha256, text.encode()), text))
        new = entry.stream != DIRECTORY and not tx.exists(entry.stream)
        if new:
            tx.counters.next("policy")
        capacity = Capacity("", entry.capacity, authority=entry.authority)
        who = Acting(entry.actor, capacity, entry.happened_on, entry.entered_by, entry.evidence)
        tx.append(entry.stream, who, [entry.event])
    for stream in {entry.stream for entry in entries}:
        state, _ = tx.state(stream)
        if isinstance(state, Policy):
            tx.put_obligations(stream, obligations(state))
            list_policy(tx, stream, state)


def _papers(entry: Entry) -> Iterator[DocumentRef]:
    for name in type(entry.event).model_fields:
        value = getattr(entry.event, name)
        if isinstance(value, DocumentRef):
            yield value
