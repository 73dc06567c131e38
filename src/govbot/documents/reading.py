"""A document file read for whoever wonders what govbot makes of it: also what is beside its text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from govbot.core.grammar import WORD
from govbot.documents.upload import LARGEST, read_upload
from govbot.documents.word import Attachment, Comment, read_word


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read out of a file: as an upload of it would be stored, and the parts that the text leaves out."""

    name: str
    media: str
    sha256: str
    text_sha256: str
    text: str
    header: dict[str, str]
    sections: tuple[str, ...]
    notes: tuple[str, ...]
    comments: tuple[Comment, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def read_file(path: Path) -> Reading:
    """Read a file as an upload. Raises Refusal, a sentence that names the file, and OSError."""
    with path.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    document = read_upload(path.name, "", data)
    header = {key: value for key, value in document.paper.header.items() if key != "notes"}
    notes = tuple(filter(None, document.paper.header.get("notes", "").split("\n")))
    word = read_word(data) if document.paper.media == WORD else None
    return Reading(
        document.paper.name,
        document.paper.media,
        document.paper.sha256,
        document.paper.text_sha256,
        document.text,
        header,
        document.paper.sections,
        word.notes if word else notes,
        word.comments if word else (),
        word.attachments if word else (),
    )
