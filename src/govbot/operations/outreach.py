"""Outreach for the operator: export every message and try, list undelivered messages, send them again."""

from __future__ import annotations

import csv
import io

from govbot.bot.outreach import all_told
from govbot.bot.recording import record
from govbot.bot.request_context import RequestContext
from govbot.core.cards.outreach import what_words
from govbot.core.csv_cells import neutral
from govbot.core.grammar import Acting, Refusal
from govbot.core.workflow.events import DeliveryTriedAgain
from govbot.operations.importing import OPERATOR
from govbot.record.outreach import OutreachMessage, Try

COLUMNS = (
    "policy", "name", "address", "agency", "what", "asked_at", "chat", "try", "tried_at", "outcome", "why",
    "delivered_at",
)  # fmt: skip


def outreach_csv(context: RequestContext, policy: str) -> str:
    """CSV with one line for each delivery attempt, instants in UTC; it holds no text that a person wrote.

    Raises Refusal if the record has no such policy.
    """
    stream = f"policy:{policy}"
    if not context.tx.exists(stream):
        raise Refusal(f"There is no policy {policy} in this record. “/gov list” shows all of them.")
    messages = all_told(context.tx, stream)
    tries = context.tx.outreach.tries({message.id for message in messages})
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(COLUMNS)
    for message in messages:
        for number, attempt in enumerate(tries.get(message.id) or [None], start=1):
            lines.writerow([neutral(cell) for cell in _cells(context, policy, message, number, attempt)])
    return out.getvalue()


def _cells(
    context: RequestContext, policy: str, message: OutreachMessage, number: int, attempt: Try | None
) -> tuple[str, ...]:
    person, directory = context.tx.people.get(message.person), context.directory
    return (
        policy,
        person.name if person else message.person,
        person.email if person else "",
        directory.agency_name(directory.people[message.person].agency)
        if message.person in directory.people
        else "",
        what_words(message.card),
        message.asked_at.isoformat(),
        message.platform,
        str(number) if attempt else "",
        attempt.started_at.isoformat() if attempt else "",
        (attempt.outcome or "under way") if attempt else message.state,
        attempt.error if attempt else message.why,
        message.delivered_at.isoformat()
        if message.delivered_at and attempt and attempt.outcome == "sent"
        else "",
    )


def in_columns(lines: str) -> str:
    """The CSV as aligned columns for a terminal: each column is as wide as its widest cell."""
    rows = list(csv.reader(io.StringIO(lines)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"
        for row in rows
    )


def lost_lines(context: RequestContext) -> list[str]:
    """One line for each message that was not delivered; if there is none, one line that says so."""
    if lost := context.tx.outreach.undelivered():
        return [_lost_line(context, message) for message in lost]
    waiting = sum(
        queue.due + queue.later + queue.sending for queue in context.tx.service_status.condition().queues
    )
    return [f"Nothing was given up; messages that wait: {waiting}." if waiting else "Everything has arrived."]


def _lost_line(context: RequestContext, message: OutreachMessage) -> str:
    to = context.directory.named(message.person) if message.person else message.to
    stream = message.stream.removeprefix("policy:")
    return f"{message.id}  {stream}  {message.state}  {to}: {what_words(message.card)}. {message.why}"


def send_again(context: RequestContext, *, unknown_too: bool) -> int:
    """Queue the undelivered messages again, recorded on each policy as the operator's act; returns their number.

    Obligations that govbot gave up are tried again as well.
    """
    context.tx.obligations.try_again()
    lost = [
        message for message in context.tx.outreach.undelivered() if unknown_too or message.state != "unknown"
    ]
    for stream in sorted({message.stream for message in lost}):
        if stream.startswith("policy:"):
            who = Acting("operator", OPERATOR, context.today, evidence="on the command line")
            record(context, stream, who, [DeliveryTriedAgain(unknown_too=unknown_too)])
        else:
            context.tx.outreach.try_again(stream, unknown_too=unknown_too)
    return len(lost)
