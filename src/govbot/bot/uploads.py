"""What a form brings: answers as they came, and documents read out of uploads and typed texts."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from typing import Any

from govbot.adapter_api.answers import Answer, Upload
from govbot.core.cards.answers import clean, too_long
from govbot.core.cards.forms import ENVELOPE, asks_of, is_document
from govbot.core.grammar import Action, Ask, Document, DocumentRef, FieldErrors, Refusal
from govbot.core.workflow.attachments import PDF
from govbot.documents import read_text_bounded, read_upload_bounded

LARGEST = 10 * 2**20  # bytes
OR_PDF = "A PDF can be attached as well."
READ_WITHIN = 1.0  # seconds: a chat waits for three


async def read_documents(
    action: Action, answers: Mapping[str, Answer], uploads: Mapping[str, Upload]
) -> dict[str, Any]:
    """The answers with every file and every text that is a document read; problems at their field."""
    read: dict[str, Any] = dict(answers)
    asks = dict(asks_of(action.command)) | {"evidence_file": ENVELOPE["evidence_file"]}
    problems = {}
    for name, ask in asks.items():
        try:
            if name in uploads:
                read[name] = await _document(ask, uploads[name])
            elif ask.kind == "file":
                read[name] = None
            elif name in action.command.model_fields and is_document(action.command, name):
                read[name] = await _typed(ask, clean(answers.get(name)))
        except Refusal as fault:
            problems[name] = str(fault)
    if problems:
        raise FieldErrors(problems)
    return read


async def _typed(ask: Ask, words: Any) -> Any:
    """A typed text as a document; what is no text is left for the form to refuse."""
    if not isinstance(words, str) or not words:
        return words
    if problem := too_long(ask, words):
        raise Refusal(problem)
    return await read_text_bounded(words)


async def _document(ask: Ask, upload: Upload) -> Document:
    is_pdf = ask.takes_pdf and upload.data.startswith(b"%PDF-")
    if not ask.as_is and not is_pdf:
        try:
            return await read_upload_bounded(upload.name, upload.media, upload.data)
        except Refusal as refused:
            if ask.takes_pdf:
                raise Refusal(f"{refused} {OR_PDF}") from refused
            raise
    name = clean(upload.name).replace("\n", " ")[:120] or "document"
    if not upload.data:
        raise Refusal(f"“{name}” is empty. Attach the document itself.")
    if len(upload.data) > LARGEST:
        raise Refusal(f"“{name}” is larger than 10 MB. Attach a smaller one.")
    digest = hashlib.sha256(upload.data).hexdigest()
    nothing = hashlib.sha256(b"").hexdigest()
    media = PDF if is_pdf else upload.media[:120]
    paper = DocumentRef(name=name, media=media, size=len(upload.data), sha256=digest, text_sha256=nothing)
    return Document(paper, upload.data, "")


async def words_of(upload: Upload, most: int = 3000) -> str:
    """The text of a file that somebody sent by itself, as one answer takes it; "" where it can't be read."""
    try:
        async with asyncio.timeout(READ_WITHIN):
            document = await read_upload_bounded(upload.name, upload.media, upload.data)
    except (Refusal, TimeoutError):
        return ""
    return document.text[:most]
