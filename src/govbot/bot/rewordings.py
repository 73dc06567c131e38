"""Changes the words of a draft or version before the rule decides: in its Word file where that can be done.

Word files are read in a child process, outside of a transaction; the rule compares the result with the text that it
makes itself, and takes nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from govbot.bot.request_context import text_read
from govbot.bot.tokens import SignedToken
from govbot.core.cards.answers import clean
from govbot.core.grammar import Action, Document, DocumentRef, Refusal
from govbot.core.held import PICTURES
from govbot.core.redline import replace_words
from govbot.core.table import BY_NAME
from govbot.core.workflow.accepted_words import texts_towards
from govbot.core.workflow.policy import Draft, Policy, Version
from govbot.core.workflow.word_files import word_sources
from govbot.documents import read_upload_bounded
from govbot.documents.clean import CleanCopy, make_copy, make_copy_through
from govbot.documents.pictures import named_in, without_pictures
from govbot.documents.worker_process import PoolBusy
from govbot.record import DamagedDocument, Record, Tx

BUSY = (
    "Several files are being read at this moment. Nothing was recorded: press the button again in a minute."
)


@dataclass(frozen=True, slots=True)
class _Rewording:
    """A text and what it becomes; the Word files that it may be changed in, best first, as bytes and text."""

    changed: str
    word: tuple[tuple[bytes, str], ...]


async def reworded(record: Record, token: SignedToken, answers: Mapping[str, object]) -> Document | None:
    """The document with the words replaced that the answers name; None where the action changes none, or they fail.

    It is the Word file with the passage changed, else Markdown; its sections and header are read anew. Raises Refusal.
    """
    action = BY_NAME[token.action]
    old, new = clean(answers.get("old_words")), clean(answers.get("new_words")) or ""
    of_header = clean(answers.get("part")) not in (None, "", "text")
    if of_header or not _changes_words(action) or not isinstance(old, str) or not isinstance(new, str):
        return None
    rewording = await record.read(lambda tx: _rewording(tx, action, token.subject, old, new))
    if rewording is None:
        return None
    for data, text in rewording.word:
        try:
            copy = await make_copy(data, text, rewording.changed)
        except PoolBusy:
            raise Refusal(BUSY) from None
        if isinstance(copy, CleanCopy):
            made = await read_upload_bounded("changed.docx", "", copy.data)
            return _with_pictures(made, rewording.changed)
    return await read_upload_bounded("changed.md", "", rewording.changed.encode())


async def with_accepted_words(record: Record, subject: str) -> Document | None:
    """The current draft's Word file with the accepted words in it; None where it is none, or they have no place in it.

    Raises Refusal.
    """
    found = await record.read(lambda tx: _accepted(tx, subject))
    if found is None:
        return None
    data, texts = found
    try:
        copy = await make_copy_through(data, texts)
    except PoolBusy:
        raise Refusal(BUSY) from None
    if not isinstance(copy, CleanCopy):
        return None
    made = await read_upload_bounded("changed.docx", "", copy.data)
    return _with_pictures(made, texts[-1])


def _accepted(tx: Tx, subject: str) -> tuple[bytes, tuple[str, ...]] | None:
    """The draft's Word file, and its text as it changes with each accepted comment."""
    policy: Policy = tx.state(subject)[0]
    development = policy.development
    draft = development.draft if development else None
    if development is None or draft is None or not draft.paper.is_word or not development.accepted_words:
        return None
    try:
        data, text = _read(tx, draft.paper)
        texts = tuple(texts_towards(text, development.accepted_words))
    except (ValueError, DamagedDocument):
        return None
    different = tuple(each for number, each in enumerate(texts) if not number or each != texts[number - 1])
    return (data, different) if len(different) > 1 else None


def _with_pictures(made: Document, changed: str) -> Document:
    """The document with the pictures of the text that it was made from: their bytes in a clean copy are others."""
    if made.text == changed or without_pictures(made.text) != without_pictures(changed):
        return made
    digest = sha256(changed.encode()).hexdigest()
    header = {**made.paper.header, **({PICTURES: named} if (named := named_in(changed)) else {})}
    paper = made.paper.model_copy(update={"text_sha256": digest, "header": header})
    return replace(made, paper=paper, text=changed)


def _changes_words(action: Action) -> bool:
    return {"old_words", "new_words"} <= set(action.command.model_fields)


def _rewording(tx: Tx, action: Action, subject: str, old: str, new: str) -> _Rewording | None:
    """What has to be changed; None where the rule will refuse it."""
    policy: Policy = tx.state(subject)[0]
    before = _before(policy, action)
    try:
        text = text_read(tx, policy, action.reads_text)
        changed = replace_words(text, old, new)
        sources = word_sources(policy, before) if before else ()
        files = {source.original.sha256: source.original for source in sources}
        return _Rewording(changed, tuple(_read(tx, paper) for paper in files.values()))
    except (ValueError, DamagedDocument):
        return None


def _before(policy: Policy, action: Action) -> Draft | Version | None:
    if action.reads_text == "version":
        return policy.version
    return policy.development.draft if policy.development else None


def _read(tx: Tx, paper: DocumentRef) -> tuple[bytes, str]:
    return tx.documents.data(paper.sha256), tx.documents.text(paper.text_sha256)
