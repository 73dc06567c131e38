"""All that can be done inside one transaction; synchronous, and run again where somebody was first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection

from govbot.core.grammar import Acting, Document, DocumentRef, Entry, Event, Notification, Obligation
from govbot.core.service_status import Checked, Condition, Ticked
from govbot.record import (
    accounts,
    attempts,
    chain,
    digests,
    documents,
    listing,
    notes,
    obligations,
    outbox,
    outreach,
    people,
    receipts,
    rooms,
    service_status,
)
from govbot.record.accounts import AccountRow
from govbot.record.attempts import Attempt
from govbot.record.digests import Reminded
from govbot.record.errors import WriteConflict
from govbot.record.folds import Fold, Folded, fold_of
from govbot.record.listing import Listed
from govbot.record.outreach import Told, Try
from govbot.record.people import Person
from govbot.record.receipts import Receipt

T = TypeVar("T")


class Tx:
    """One transaction. `now` is its instant; `conn` is for functions of this folder alone."""

    def __init__(
        self,
        conn: Connection,
        folds: Mapping[str, Fold],
        folded: Folded,
        now: datetime,
        randomness: Callable[[int], bytes],
        *,
        silent: bool = False,
        appended_to: set[str] | None = None,
    ) -> None:
        self.conn = conn
        self.now = now
        self.randomness = randomness
        self._folds = folds
        self._folded = folded
        self._silent = silent
        self._heads: dict[str, chain.Head] = {}
        self._taken: set[str] = set()
        # What an earlier turn of this transaction appended to is taken before anything is looked at.
        self._appended_to = set() if appended_to is None else appended_to
        self.lock(self._appended_to)
        self._states: dict[str, tuple[int, Any]] = {}
        self._derived: dict[str, tuple[Hashable, Any]] = {}
        self._people_version: int | None = None
        self._since_put: dict[str, int] = {}  # the head of a stream before what was appended since `put_owed`

    # Streams: what has happened, and where that leaves things

    def lock(self, streams: Iterable[str], reading: Iterable[str] = ()) -> None:
        """Take these streams before looking at them; those that are only read may not grow meanwhile."""
        wanted = set(streams) - self._taken
        self._see(chain.lock(self.conn, set(reading) - self._taken - wanted, reading=True))
        self._see(chain.lock(self.conn, wanted))
        self._taken |= wanted

    def _see(self, heads: Mapping[str, chain.Head]) -> None:
        for stream, head in heads.items():
            if self._heads.setdefault(stream, head) != head:
                raise WriteConflict(f"{stream} has grown since it was looked at.")

    def exists(self, stream: str) -> bool:
        return self.head(stream) > 0

    def head(self, stream: str) -> int:
        """The seq of a stream's last entry; 0 where there is none."""
        return self._head(stream)[0]

    def streams(self, kind: str = "") -> list[str]:
        """The ids of all streams, or of those of a kind."""
        return chain.ids(self.conn, kind)

    def state(self, stream: str) -> tuple[Any, int]:
        """The state of a stream and the seq of its last entry; only entries not seen before are read."""
        head, fold = self._head(stream)[0], fold_of(self._folds, stream)
        kept = self._states.get(stream) or self._folded.get(stream, head)
        seq, state = kept or (0, fold.blank(stream))
        if seq < head:
            for entry in chain.of_stream(self.conn, self._folds, stream, after=seq, most=head - seq):
                state = fold.evolve(state, entry)
        if head:
            self._states[stream] = (head, state)
        return state, head

    def derived(self, name: str, version: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes of this version of things, made once; others see it only after the commit."""
        kept = self._derived.get(name) or self._folded.derived(name)
        if kept is None or kept[0] != version:
            kept = self._derived[name] = (version, make())
        made: T = kept[1]
        return made

    def append(self, stream: str, acting: Acting, events: Sequence[Event]) -> list[Entry]:
        """Record what has happened, at the end of a stream."""
        self._may_tell()
        if not events:
            return []
        self._appended_to.add(stream)
        self.lock([stream])
        before = self._head(stream)
        self._since_put.setdefault(stream, before[0])
        known = self._states.get(stream)
        after, entries = chain.append(self.conn, stream, before, acting, events, self.now, self.randomness)
        self._heads[stream] = after
        if known is not None or before == chain.START:
            fold = fold_of(self._folds, stream)
            state = known[1] if known else fold.blank(stream)
            for entry in entries:
                state = fold.evolve(state, entry)
            self._states[stream] = (after[0], state)
        return entries

    def entries(self, stream: str | None = None, after: int = 0, limit: int = 1000) -> list[Entry]:
        """The entries of a stream after a seq; without a stream, of all streams after a position."""
        if stream is not None:
            return list(chain.of_stream(self.conn, self._folds, stream, after, limit))
        return [entry for _, entry in self.numbered_entries(after, limit)]

    def numbered_entries(self, after: int = 0, limit: int = 1000) -> list[tuple[int, Entry]]:
        """The entries of all streams in the order of recording, each with its position, after a position."""
        return list(chain.of_all(self.conn, self._folds, after, limit))

    def digested_entries(self, stream: str = "", after: int = 0, limit: int = 100) -> list[tuple[Entry, str]]:
        """Entries with their digests: of a stream in order, or the last ones of all streams, newest first."""
        if stream:
            return chain.digested(self.conn, self._folds, stream, after, limit)
        return chain.last(self.conn, self._folds, limit)

    def evidence_paper(self, stream: str, seq: int) -> DocumentRef | None:
        """The document that was given as evidence of an entry."""
        return chain.evidence_paper(self.conn, stream, seq)

    def _head(self, stream: str) -> chain.Head:
        if stream not in self._heads:
            self._heads[stream] = chain.head(self.conn, stream)
        return self._heads[stream]

    def _may_tell(self) -> None:
        if self._silent:
            raise RuntimeError("While views are rebuilt nothing is recorded and nothing is sent.")

    # Documents, numbers, answers, notes

    def store(self, document: Document) -> None:
        """Keep a document's bytes and text; what is kept already stays."""
        documents.store(self.conn, document, self.now)

    def paper_text(self, text_sha256: str) -> str:
        return documents.text_of(self.conn, text_sha256)

    def paper_bytes(self, sha256: str) -> bytes:
        return documents.data_of(self.conn, sha256)

    def next_number(self, counter: str) -> int:
        """1, 2, 3 …: used up with this transaction."""
        return notes.next_number(self.conn, counter)

    def last_number(self, counter: str) -> int:
        """The number that was used up last; 0 where none was."""
        return notes.last_number(self.conn, counter)

    def answer(self, key: str) -> str | None:
        """What was answered to the request with this key, if it was committed."""
        return notes.answer(self.conn, key)

    def remember(self, key: str, answer: str, at: datetime) -> None:
        notes.remember(self.conn, key, answer, at)

    def note(self, name: str) -> str | None:
        return notes.note(self.conn, name)

    def set_note(self, name: str, value: str) -> None:
        notes.set_note(self.conn, name, value)

    # What is awaited

    def put_owed(self, stream: str, owed: Iterable[Obligation]) -> tuple[list[Obligation], list[Obligation]]:
        """Write what is now awaited on a stream, as a difference: what was opened, and what was settled."""
        wanted = {each.key: each for each in owed}
        name, seq = f"owed {stream}", self._head(stream)[0]
        kept = self._derived.get(name) or self._folded.derived(name)
        self._derived[name] = (seq, wanted)
        if kept is None or kept[0] != self._since_put.pop(stream, seq):
            return obligations.put(self.conn, stream, wanted, self.now)
        return obligations.put_after(self.conn, stream, kept[1], wanted, self.now)

    def owed_to(self, parties: Iterable[str]) -> list[tuple[str, Obligation]]:
        """What these parties owe, by due date, each with its stream."""
        return obligations.to(self.conn, parties)

    def owed_on(self, stream: str) -> list[Obligation]:
        return obligations.on(self.conn, stream)

    def all_owed(self) -> list[tuple[str, Obligation]]:
        """All that is awaited, by due date, each with its stream."""
        return obligations.everything(self.conn)

    def due_before(self, instant: datetime, party: str = "clock") -> list[tuple[str, Obligation]]:
        """What this party owes by an instant, in the order of the due dates, each with its stream."""
        return obligations.due_before(self.conn, instant, party)

    def clock_failed(self, stream: str, owed: Obligation) -> int:
        """Note that the clock could not do this: it tries again later. How often it has; 0 if noted already."""
        return obligations.failed(self.conn, stream, owed, self.now)

    def clock_tries_again(self) -> int:
        """The clock begins anew with what it has failed at; how much that is."""
        return obligations.unpark(self.conn, "clock")

    # What is told

    def tell(self, stream: str, seq: int, news: Sequence[Notification], at: datetime) -> None:
        """Put messages into the outbox, in the transaction that recorded what they tell."""
        self._may_tell()
        outbox.tell(self.conn, stream, seq, news, at, self.randomness)

    def stale(self, stream: str, not_before: datetime) -> None:
        """Cards of this stream that are out already may show something else now."""
        self._may_tell()
        first = int.from_bytes(self.randomness(6), "big")
        receipts.mark_stale(self.conn, stream, not_before, first)

    def message_at(self, platform: str, conversation: str, message: str) -> Receipt | None:
        """The card of ours that is in this place."""
        return receipts.at(self.conn, platform, conversation, message)

    def messages_sent(self) -> int:
        """How many messages have been delivered."""
        return receipts.count(self.conn)

    def drawn(self, receipt: Receipt, facts_digest: str, live: bool) -> None:
        """The card in this place was drawn again, by whoever."""
        receipts.drawn(self.conn, receipt.id, facts_digest, live)

    def room_of(self, platform: str, conversation: str) -> str | None:
        """The stream whose room this conversation is."""
        return rooms.stream_of(self.conn, platform, conversation)

    def link_room(self, stream: str, platform: str, conversation: str) -> str | None:
        """People made this conversation a stream's room; returns the other stream whose room it is already."""
        return rooms.link(self.conn, stream, platform, conversation, self.now)

    def rooms_with(self, person: str) -> list[str]:
        """The streams in whose rooms this person is."""
        theirs = [(one.platform, one.tenant, one.user) for one in accounts.reaching(self.conn, person)]
        return rooms.with_any(self.conn, theirs)

    # How govbot is doing

    def condition(self) -> Condition:
        """What waits on each lane, what did not go out, the last tick and the last check."""
        return service_status.condition(self.conn, self.now)

    def note_tick(self, done: int, late: float) -> None:
        """Keep that a tick has ended: how much was due, and how many seconds late the oldest of it was."""
        service_status.note_tick(self.conn, Ticked(self.now, done, late))

    def note_check(self, entries: int, bad: str) -> None:
        """Keep that the whole record was checked, and what was found."""
        service_status.note_check(self.conn, Checked(self.now, entries, bad))

    def told(self, stream: str) -> list[Told]:
        """Every message to a person about this stream, in order."""
        return outreach.of(self.conn, stream)

    def told_by_digest(self, person: str, day: str) -> list[Told]:
        """The message of reminders of this person and day, on each of their chats."""
        return outreach.digest(self.conn, person, day)

    def tries(self, rows: Iterable[int]) -> dict[int, list[Try]]:
        """Every attempt at these messages."""
        return outreach.tries(self.conn, rows)

    def reminded(self, stream: str) -> list[Reminded]:
        """Who was reminded of something on this stream, in order."""
        return digests.on(self.conn, stream)

    def undelivered(self, stream: str = "") -> list[Told]:
        """What was given up, failed for good or is unknown: on a stream, or anywhere."""
        return outreach.undelivered(self.conn, stream)

    def try_again(self, stream: str, *, unknown_too: bool) -> int:
        """Send once more what did not arrive; how many messages."""
        return outreach.again(self.conn, self.now, stream, unknown_too=unknown_too)

    def snooze(self, person: str, stream: str, action: str, about: str, until: datetime) -> None:
        """Leave this person with it until then."""
        digests.snooze(self.conn, person, stream, action, about, until)

    def asked_elsewhere(self, stream: str, action: str) -> list[tuple[str, datetime]]:
        """Which parties have this to do on other streams, and by when."""
        return obligations.asked_elsewhere(self.conn, stream, action, self.now)

    # The list of policies

    def led_by(self, person: str) -> list[Listed]:
        """The policies that this person leads."""
        return listing.led_by(self.conn, person)

    def list_policy(
        self, id: str, title: str, stage: str, lead: str, version: str, updated: datetime, search: str = ""
    ) -> None:
        """List a policy, or change how it is listed. `search` has more words by which it is found."""
        listing.put(self.conn, Listed(id, title, stage, lead, version, updated, search))

    def policies(self, typed: str = "", limit: int = 100) -> list[Listed]:
        """The policies that contain what was typed, last changed first."""
        return listing.matching(self.conn, typed, limit)

    # People and their accounts

    def add_person(self, name: str, email: str, agency: str = "", active: bool = True) -> Person:
        """Add somebody. Raises ValueError, with a sentence, when the address is somebody's already."""
        self._people_version = None
        return people.add(self.conn, name, email, agency, active, self.now)

    def change_person(self, person: Person) -> None:
        """Keep a person's changed name, address, agency or activity."""
        self._people_version = None
        people.change(self.conn, person)

    def person(self, id: str) -> Person | None:
        return people.one(self.conn, id)

    def person_by_email(self, email: str) -> Person | None:
        return people.by_email(self.conn, email)

    def people(self) -> list[Person]:
        return people.everybody(self.conn)

    def people_version(self) -> int:
        """A number that rises whenever anybody is added or changed."""
        if self._people_version is None:
            self._people_version = people.version(self.conn)
        return self._people_version

    def account(self, platform: str, tenant: str, user: str) -> AccountRow | None:
        return accounts.one(self.conn, platform, tenant, user)

    def accounts_of(self, person: str) -> list[AccountRow]:
        """The accounts that are linked to a person."""
        return accounts.of(self.conn, person)

    def linked_accounts(self) -> list[AccountRow]:
        """Every account that is linked to a person."""
        return accounts.linked(self.conn)

    def platforms(self) -> list[str]:
        """The platforms on which anybody's account is linked."""
        return accounts.platforms(self.conn)

    def link(self, platform: str, tenant: str, user: str, person: str) -> None:
        """Link an account to a person: from now on it acts for them."""
        accounts.link(self.conn, platform, tenant, user, person, self.now)

    def unlink(self, platform: str, tenant: str, user: str) -> None:
        accounts.unlink(self.conn, platform, tenant, user)

    def set_conversation(self, platform: str, tenant: str, user: str, conversation: str) -> None:
        """Keep where this account is written to; it takes our messages (again)."""
        accounts.set_conversation(self.conn, platform, tenant, user, conversation)

    # What was refused

    def attempt(self, attempt: Attempt) -> None:
        """Keep a refused attempt, at most 20 rows a minute from one account."""
        attempts.keep(self.conn, attempt)

    def attempts(self, limit: int = 100) -> list[Attempt]:
        """The last refused attempts, newest first."""
        return attempts.last(self.conn, limit)

    # For the record alone

    def keep_states(self) -> None:
        """After the commit: what was folded here may be used by others."""
        self._folded.keep(self._states, self._derived)
