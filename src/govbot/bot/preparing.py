"""What is read in a child process before an action is taken: files are never read, nor compared, in a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from govbot.bot.request_context import text_read
from govbot.bot.rewordings import reworded, with_accepted_words
from govbot.bot.tokens import SignedToken
from govbot.core.grammar import WORD, Document
from govbot.core.table import BY_NAME
from govbot.core.workflow.accepted_words import FIELD
from govbot.core.workflow.filled_table import FilledTable, from_csv, from_markdown
from govbot.core.workflow.marked_up import MarkedUp, read_marks
from govbot.core.workflow.policy import Draft, Policy
from govbot.documents import read_upload_bounded
from govbot.documents.worker_process import JobFailed, shared_pool
from govbot.record import DamagedDocument, Record, Tx

Prepared = Document | MarkedUp | FilledTable


async def prepare(record: Record, token: SignedToken, answers: Mapping[str, object]) -> Prepared | None:
    """The document with the words replaced that the answers name, or what a marked-up file says; None for others.

    Raises Refusal.
    """
    file = answers.get("file")
    if BY_NAME[token.action].reads_text == "circulated" and isinstance(file, Document):
        return await _marks(record, token.subject, file)
    if token.action == "take_in_responses" and isinstance(file, Document):
        return await _table(file)
    if token.action == "submit_draft" and _is_ticked(answers.get(FIELD)):
        return await with_accepted_words(record, token.subject)
    return await reworded(record, token, answers)


def _is_ticked(answer: object) -> bool:
    """Whether a box is ticked, in any of the ways in which chats say so."""
    return bool(answer) and str(answer).casefold() not in ("false", "no", "off", "0")


async def _table(file: Document) -> FilledTable:
    """The table of responses in a CSV or a Word file. Raises Refusal."""
    if not file.data.startswith(b"PK"):
        return from_csv(file.data)
    read = await read_upload_bounded("table.docx", WORD, file.data)
    return from_markdown(read.text)


async def _marks(record: Record, subject: str, file: Document) -> MarkedUp | None:
    """What the file says of the draft that circulates; its comments alone, where the texts cannot be compared."""
    draft, text = await record.read(lambda tx: _circulated(tx, subject))
    if draft is None:
        return None
    try:
        return await shared_pool().run(read_marks, draft, text, replace(file, data=b""))
    except JobFailed:
        return read_marks(draft, "", file)


def _circulated(tx: Tx, subject: str) -> tuple[Draft | None, str]:
    policy: Policy = tx.state(subject)[0]
    draft = policy.development.circulated if policy.development else None
    try:
        return draft, text_read(tx, policy, "circulated")
    except DamagedDocument:
        return draft, ""
