"""The oracle: what must hold at the end, read from the database file and from what stands on the platforms."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from govbot.bot.for_delivery import DeliveryViews
from govbot.core.workflow.obligations import obligations
from govbot.record import Tx, verify
from govbot.record.columns import written
from tests.simulation.actions import Attempt
from tests.simulation.government import Government

# Whose words an entry takes over from an earlier one: a drafted response goes out once somebody has looked at it.
TAKEN_OVER = {
    "CommentsAnswered": "ResponseDrafted",
    "CommentSplit": "FeedbackGiven",
    "MarkedFileSent": "DraftSubmitted",
}
HOUR = timedelta(hours=1)
# A day's message to somebody is written down ahead, for the morning.
UNDER_WAY = "state IN ('waiting', 'sending') AND NOT (card = 'digest' AND not_before > ?)"


def rows(database: Path, sql: str, *given: Any) -> list[sqlite3.Row]:
    """The rows of a query, read by a connection of its own."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as conn:
        conn.row_factory = sqlite3.Row
        return conn.execute(sql, given).fetchall()


async def violations(government: Government, attempts: Iterable[Attempt]) -> list[str]:
    """Every violation of what must hold, as a sentence."""
    faults = [*effects(government.database, attempts), *messages(government), *rooms(government)]

    async def of_the_record() -> list[str]:
        return await government.app.record.read(lambda tx: record(tx, government), within=60)

    return faults + await government.app.installation.comparisons.reading(
        government.app.record, of_the_record
    )


# The event in which the file of an action comes, where that is no draft; other events name it again.
FILE_COMES_IN = {"send_marked_file": "MarkedFileSent", "give_feedback": "FeedbackGiven"}


def effects(database: Path, attempts: Iterable[Attempt]) -> Iterable[str]:
    """Whoever read that it is done finds it in the record, once; whoever read no does not."""
    entries = rows(database, "SELECT stream, seq, type, recorded_at, body FROM entries")
    for attempt in attempts:
        marks = [f"[{attempt.mark}]"] if attempt.marked else []
        there = [entry for entry in entries if any(mark in entry["body"] for mark in marks)]
        if attempt.sha256:
            marks.append(attempt.sha256)
            comes_in = FILE_COMES_IN.get(attempt.plan.action.name, "DraftSubmitted")
            with_file = [e for e in entries if e["type"] == comes_in and attempt.sha256 in e["body"]]
            # A comment that is corrected keeps its file.
            there += with_file[:1] if comes_in == "FeedbackGiven" else with_file
        types = {entry["type"] for entry in there}
        own = [entry for entry in there if TAKEN_OVER.get(entry["type"]) not in types]
        instants = {entry["recorded_at"] for entry in own}
        what = (
            f"{attempt.plan.action.name} of {attempt.plan.subject} by {attempt.plan.email} ({attempt.mark})"
        )
        if len(instants) > 1:
            yield f"twice in the record: {what}: {[(entry['stream'], entry['seq'], entry['type']) for entry in there]}"
        if marks and attempt.acknowledged and not there:
            yield f"lost, though it was acknowledged: {what}"
        if there and attempt.refused:
            yield f"recorded, though the person was told no: {what}: {attempt.replies}"


def messages(government: Government) -> Iterable[str]:
    """Every message came to an end; each stands where it was sent once; what nobody knows was shown."""
    outbox = rows(government.database, "SELECT * FROM outbox")
    for row in rows(
        government.database, f"SELECT * FROM outbox WHERE {UNDER_WAY}", written(government.clock.at)
    ):
        yield f"message {row['id']} ({row['card']}) came to no end: {row['state']}, {row['last_error']}"
    told = {row["about"] or row["stream"] for row in outbox if row["card"] == "undelivered"}
    receipts = Counter(row["posting"] for row in rows(government.database, "SELECT posting FROM messages"))
    keys = Counter(_key(message) for message in government.slack.posted())
    for row in outbox:
        what = (
            f"message {row['id']} ({row['card']} to {row['person'] or row['addressee']}, {row['platform']})"
        )
        undelivered = row["state"] in ("failed", "parked", "unknown") and row["card"] != "undelivered"
        if undelivered and not {str(row["id"]), row["stream"] if row["person"] else ""} & told:
            yield f"{what} was not delivered for sure, and nobody was told: {row['state']}"
        if row["platform"] and row["state"] == "sent" and receipts[row["id"]] != 1:
            yield f"{what} is sent, with {receipts[row['id']]} receipts"
        there, expected = keys[row["key"]], {"sent": (1,), "unknown": (0, 1)}.get(row["state"], (0,))
        if row["platform"] == "slack" and there not in expected:
            yield f"{what} is {row['state']}, and stands {there} times on Slack"
    yield from _on_teams(government, outbox)


def _key(message: Any) -> str:
    return str(((message.metadata or {}).get("event_payload") or {}).get("key", ""))


def _on_teams(government: Government, outbox: list[sqlite3.Row]) -> Iterable[str]:
    """Teams shows no key: a message without a receipt must be one whose outcome is unknown."""
    receipts = rows(government.database, "SELECT * FROM messages")
    known = {(row["conversation"], row["message"]) for row in receipts} | government.greetings
    unknown = Counter(
        row["card"] for row in outbox if row["platform"] == "teams" and row["state"] == "unknown"
    )
    strays = [
        message for message in government.teams.posted() if (message.conversation, message.id) not in known
    ]
    if len(strays) > unknown.total():
        yield f"{len(strays)} messages on Teams have no receipt, and {unknown.total()} are unknown"


def rooms(government: Government) -> Iterable[str]:
    """A group has at most one room on each chat."""
    opened = Counter(
        (row["stream"], row["platform"]) for row in rows(government.database, "SELECT * FROM rooms")
    )
    yield from (f"two rooms of {stream} on {chat}" for (stream, chat), count in opened.items() if count > 1)


def record(tx: Tx, government: Government) -> list[str]:
    """The chain is whole; what is awaited is what follows from the entries; cards show how things are."""
    verified = verify(tx)
    faults = [f"the record is not whole: {verified.first}"] if not verified.whole else []
    awaited = Counter(
        (stream, obligation.key, obligation.due) for stream, obligation in tx.obligations.all_open()
    )
    expected = Counter(
        (stream, obligation.key, obligation.due)
        for stream in tx.streams("policy")
        for obligation in obligations(tx.state(stream)[0])
    )
    faults += [
        f"not awaited as it should be: {difference}"
        for difference in (awaited - expected) + (expected - awaited)
    ]
    changed = {
        entry["stream"]: datetime.fromisoformat(entry["at"])
        for entry in rows(
            government.database, "SELECT stream, max(recorded_at) AS at FROM entries GROUP BY stream"
        )
    }
    for row in rows(government.database, "SELECT * FROM messages WHERE live"):
        shown = (_drawn(tx, government, row, at) for at in _instants(changed[row["stream"]], tx.now))
        if row["facts_digest"] not in shown:
            faults.append(f"a card that is out shows what was: {row['card']} of {row['stream']}, {row['id']}")
    faults += [
        f"its cards were never drawn again: {row['stream']}"
        for row in rows(government.database, "SELECT * FROM stale")
    ]
    return faults


def _instants(changed: datetime, now: datetime) -> Iterator[datetime]:
    """When a card may have been drawn last: time alone, as a minute or a date passes, draws none again."""
    yield from (now, changed, changed + timedelta(minutes=2))
    for hours in range(1, int((now - changed) / HOUR) + 1):
        yield changed + hours * HOUR


def _drawn(tx: Tx, government: Government, row: sqlite3.Row, at: datetime) -> str:
    """The digest of the card of this row, as it is drawn at this instant."""
    now, tx.now = tx.now, at
    try:
        views = DeliveryViews(government.app.installation)
        return views.draw(tx, row["card"], row["stream"], row["about"], _facts(row), row["person"])[1]
    finally:
        tx.now = now


def _facts(row: sqlite3.Row) -> Any:
    return json.loads(row["facts"])
