"""Reads an uploaded file or a typed text into a document: its kind, its text, its hashes, its header."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from pathlib import PurePosixPath

from govbot.core.grammar import WORD, Document, DocumentRef, MarginComment, Refusal
from govbot.core.held import HELD, PICTURES, Held, as_text, in_a_line
from govbot.documents.errors import Unreadable
from govbot.documents.header import facts
from govbot.documents.hidden import held_in
from govbot.documents.pictures import named_in
from govbot.documents.sections import sections_of
from govbot.documents.word import WordText, read_word

LARGEST = 10 * 2**20  # bytes
LONGEST = 1_000_000  # characters: some 400 pages
LONGEST_NAME = 120

MARKDOWN, PLAIN = "text/markdown", "text/plain"
MEDIA = {".docx": WORD, ".md": MARKDOWN, ".markdown": MARKDOWN, ".txt": PLAIN, ".text": PLAIN}
FACT_LENGTH = 1_000

_OFFERED = "upload a Word (.docx), Markdown (.md) or text (.txt) file."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN = {
    b"%PDF": f"is a PDF, whose text can't be worked on: {_OFFERED}",
    b"{\\rtf": f"is an RTF file: save it as Word (.docx), or {_OFFERED}",
    b"\x89PNG": f"is a picture: {_OFFERED}",
    b"\xff\xd8\xff": f"is a picture: {_OFFERED}",
    b"GIF8": f"is a picture: {_OFFERED}",
}
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Signs that reorder what is shown, or show nothing: text that a reader can't see as it is.
_UNSEEN = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def read_upload(name: str, media: str, data: bytes) -> Document:
    """A file as it was uploaded; can take seconds (`read_upload_bounded` ends it).

    `media` counts only where the name has no known ending. Raises Refusal, a sentence that names the file.
    """
    name = safe_name(name)
    try:
        kind = _kind(name, media, data)
        if kind == WORD:
            word = read_word(data)
            return _document(name, kind, data, word, _without_shown(held_in(data), len(word.pictures)))
        return _document(name, kind, data, WordText(_decoded(data), ()))
    except Unreadable as fault:
        raise Refusal(f"“{name}” {fault}") from fault


def _without_shown(held: tuple[Held, ...], shown: int) -> tuple[Held, ...]:
    """What the file holds besides its text, without the pictures that the text shows."""
    rows = (Held(row.kind, row.count - shown) if row.kind == "picture" and shown else row for row in held)
    return tuple(row for row in rows if row.count > 0)


def read_text(words: str, name: str = "draft.md") -> Document:
    """Words typed into a form, kept as a Markdown file. Raises Refusal when there are none, or too many."""
    data = words.encode("utf-8", "replace")
    return read_upload(name, MARKDOWN, data)


def safe_name(name: str) -> str:
    """A file's name without its folders and without signs that could disguise it."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] not in "CZ" or c == " ").strip(" .")
    shown = re.sub(r"[<>:\"|?*`]", "_", shown) or "document"
    ending = PurePosixPath(shown).suffix[:12]
    return shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - len(ending)] + ending


def _kind(name: str, media: str, data: bytes) -> str:
    """The media type by the name; refused where the first bytes show another one."""
    if not data:
        raise Unreadable("is empty: choose the file again, or type the text.")
    if len(data) > LARGEST:
        raise Unreadable("is larger than 10 MB: make it smaller (pictures weigh most), and upload it again.")
    for start, fault in _KNOWN.items():
        if data.startswith(start):
            raise Unreadable(fault)
    if data.startswith(_OLE):
        raise Unreadable(_old_or_locked(data))
    kind = MEDIA.get(PurePosixPath(name).suffix.lower()) or MEDIA.get(f".{media}") or _by_media(media)
    if not kind:
        raise Unreadable(f"is of a kind that can't be read here: {_OFFERED}")
    is_zip = data.startswith(b"PK\x03\x04")
    if kind == WORD and not is_zip:
        raise Unreadable(f"is not a Word file, though it is named so: {_OFFERED}")
    if kind != WORD and is_zip:
        raise Unreadable("is not a text file, though it is named so: if it is from Word, name it .docx.")
    return kind


def _by_media(media: str) -> str:
    plain = media.partition(";")[0].strip().lower()
    return plain if plain in (WORD, MARKDOWN, PLAIN) else ""


def _old_or_locked(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is protected by a password: save it without one, and upload that."
    return "is in Word's old format (.doc): in Word, save it as .docx, and upload that."


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            "is not in UTF-8: save it again with the encoding UTF-8, and upload that."
        ) from error
    if _NOT_TEXT.search(text):
        raise Unreadable(f"is not a text file, though it is named so: {_OFFERED}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _document(name: str, media: str, data: bytes, read: WordText, held: tuple[Held, ...] = ()) -> Document:
    text, notes = read.text, read.notes
    if not re.search(r"\w", text):
        raise Unreadable("has no text in it: choose another file, or type the text.")
    if len(text) > LONGEST:
        raise Unreadable("has more than 1,000,000 characters of text: upload it in parts.")
    if _UNSEEN.search(text):
        notes = (*notes, "The text has invisible signs in it, which can change how it is shown.")
    header = {key: value[:FACT_LENGTH] for key, value in facts(text, read.margins).items()}
    if notes:
        header["notes"] = " ".join(notes)
    if read.pictures:
        header[PICTURES] = named_in(text)
    if held:
        header[HELD] = in_a_line(held)
    paper = DocumentRef(
        name=name,
        media=media,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        text_sha256=sha256(text.encode()).hexdigest(),
        sections=sections_of(text, read.run_ins),
        header=header,
        held_sha256=sha256(as_text(held).encode()).hexdigest() if held else "",
    )
    comments = tuple(MarginComment(comment.text, comment.passage) for comment in read.comments)
    return Document(paper=paper, data=data, text=text, held=as_text(held), comments=comments)
