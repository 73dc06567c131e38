"""Outreach for the operator: the export that proves it, what did not arrive, and sending that again."""

from __future__ import annotations

import csv
import io

from govbot.bot.outreach import all_told
from govbot.bot.recording import record
from govbot.bot.request_context import RequestContext
from govbot.core.cards.outreach import what_words
from govbot.core.grammar import Acting, Refusal
from govbot.core.workflow.events import DeliveryTriedAgain
from govbot.operations.importing import OPERATOR
from govbot.record.outreach import OutreachMessage, Try

COLUMNS = (
    "policy", "name", "address", "agency", "what", "asked_at", "chat", "try", "tried_at", "outcome", "why",
    "delivered_at",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a leading apostrophe, as OWASP's CSV Injection page says."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def outreach_csv(context: RequestContext, policy: str) -> str:
    """One line for each try at each message, instants in UTC. It holds no text that anybody wrote."""
    stream = f"policy:{policy}"
    if not context.tx.exists(stream):
        raise Refusal(f"There is no policy {policy} in this record. “/gov list” shows all of them.")
    told = all_told(context.tx, stream)
    tries = context.tx.outreach.tries({one.id for one in told})
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(COLUMNS)
    for one in told:
        for number, attempt in enumerate(tries.get(one.id) or [None], start=1):
            lines.writerow([neutral(cell) for cell in _cells(context, policy, one, number, attempt)])
    return out.getvalue()


def _cells(
    context: RequestContext, policy: str, told: OutreachMessage, number: int, attempt: Try | None
) -> tuple[str, ...]:
    person, directory = context.tx.people.get(told.person), context.directory
    return (
        policy,
        person.name if person else told.person,
        person.email if person else "",
        directory.agency_name(directory.people[told.person].agency)
        if told.person in directory.people
        else "",
        what_words(told.card),
        told.asked_at.isoformat(),
        told.platform,
        str(number) if attempt else "",
        attempt.started_at.isoformat() if attempt else "",
        (attempt.outcome or "under way") if attempt else told.state,
        attempt.error if attempt else told.why,
        told.delivered_at.isoformat() if told.delivered_at and attempt and attempt.outcome == "sent" else "",
    )


def in_columns(lines: str) -> str:
    """The same for reading in a terminal: each column as wide as its widest cell."""
    rows = list(csv.reader(io.StringIO(lines)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"
        for row in rows
    )


def lost_lines(context: RequestContext) -> list[str]:
    """What did not arrive, a line each; where all did, or may yet, that."""
    if lost := context.tx.outreach.undelivered():
        directory = context.directory
        return [
            f"{one.id}  {one.stream.removeprefix('policy:')}  {one.state}  "
            f"{directory.named(one.person) if one.person else one.to}: {what_words(one.card)}. {one.why}"
            for one in lost
        ]
    waiting = sum(
        queue.due + queue.later + queue.sending for queue in context.tx.service_status.condition().queues
    )
    return [f"Nothing was given up; messages that wait: {waiting}." if waiting else "Everything has arrived."]


def send_again(context: RequestContext, *, unknown_too: bool) -> int:
    """All of it once more, recorded on each policy as the operator's act; how many messages.

    What time could not bring about is tried again as well.
    """
    context.tx.obligations.try_again()
    lost = [one for one in context.tx.outreach.undelivered() if unknown_too or one.state != "unknown"]
    for stream in sorted({one.stream for one in lost}):
        if stream.startswith("policy:"):
            who = Acting("operator", OPERATOR, context.today, evidence="on the command line")
            record(context, stream, who, [DeliveryTriedAgain(unknown_too=unknown_too)])
        else:
            context.tx.outreach.try_again(stream, unknown_too=unknown_too)
    return len(lost)
