"""What a form brings: answers as they came, and documents read out of uploads and typed texts."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govbot.cards.forms import ENVELOPE, asks_of, clean, is_document
from govbot.documents import read_text, read_upload
from govbot.grammar import Action, Ask, Document, Paper, Refused, Unanswered

Answer = str | Sequence[str] | bool | None
LARGEST = 10 * 2**20  # bytes


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name, the media type that was claimed, and its bytes."""

    name: str
    media: str
    data: bytes


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
                read[name] = await asyncio.to_thread(_document, ask, uploads[name])
            elif name in action.command.model_fields and is_document(action.command, name):
                words = clean(answers.get(name))
                read[name] = (
                    await asyncio.to_thread(read_text, words) if isinstance(words, str) and words else None
                )
        except Refused as fault:
            problems[name] = str(fault)
    if problems:
        raise Unanswered(problems)
    return read


def _document(ask: Ask, upload: Upload) -> Document:
    if not ask.as_is:
        return read_upload(upload.name, upload.media, upload.data)
    if not upload.data:
        raise Refused(f"“{upload.name}” is empty. Attach the signed document itself.")
    if len(upload.data) > LARGEST:
        raise Refused(f"“{upload.name}” is larger than 10 MB. Attach a smaller scan.")
    digest = hashlib.sha256(upload.data).hexdigest()
    nothing = hashlib.sha256(b"").hexdigest()
    paper = Paper(
        name=upload.name[:120], media=upload.media, size=len(upload.data), sha256=digest, text_sha256=nothing
    )
    return Document(paper, upload.data, "")
