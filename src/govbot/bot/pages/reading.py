"""The page on which a draft is read: its text with a table of contents, its marks, its hashes, its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from govbot.bot.pages.deciding import NOTHING_TO_DECIDE, Deciding, deciding
from govbot.bot.request_context import RequestContext
from govbot.core.cards.changes import compared_with
from govbot.core.cards.drafting import attachments_for
from govbot.core.cards.hidden import held_by, may_open
from govbot.core.cards.needs import sources
from govbot.core.cards.pages import NO_FILE
from govbot.core.cards.texts import draft_to_read
from govbot.core.cards.view import View
from govbot.core.grammar import Refusal
from govbot.core.held import Held, from_text
from govbot.core.workflow.attachments import attachment_words
from govbot.core.workflow.policy import Draft
from govbot.core.workflow.readers import NOT_SHOWN
from govbot.documents.clean import CleanCopy, make_copy
from govbot.library.page_cache import DrawnOnce
from govbot.library.text import Entry, Rendered, render
from govbot.record import DamagedDocument, Record

PICTURES = "picture/"  # where they are served, beside the page
TEXT_BYTES = 32 * 2**20  # of drafts' texts that are kept


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft, as one person reads it. `html` is clean: only harmless elements are in it; empty until it is drawn.

    `attachments` are the other files that belong to the draft. `deciding` is what stands above the text for whoever
    decides; `held` is what the Word file held besides the text,
    in a line, and `kinds` its passages. The file itself is for those with a part in the policy (`has_file`).
    """

    name: str
    policy: str
    title: str
    label: str
    rows: tuple[tuple[str, str], ...]
    marks: str
    note: str
    file: str
    sha256: str
    text_sha256: str
    summary: str = ""
    has_file: bool = True
    held: str = ""
    kinds: Sequence[Held] = ()
    deciding: Deciding = NOTHING_TO_DECIDE
    compared: Sequence[tuple[str, str]] = ()
    attachments: Sequence[tuple[int, str]] = ()
    html: str = ""
    contents: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The file as it was submitted."""

    name: str
    data: bytes


def reading(context: RequestContext, subject: str, about: str) -> Reading:
    """The page of a draft, without its text; `about` is its label.

    Raises Refusal where it is not shown to the person.
    """
    view, draft = _draft(context, subject, about)
    newest = view.development.draft
    rows = [("Submitted", f"{view.day(draft.on)}, by {view.name(draft.by)}")]
    if draft.withdrawn:
        rows.append(("Withdrawn", "It was a wrong file"))
    elif newest and newest.label != draft.label:
        rows.append(("Newer", f"{newest.label} has been submitted since"))
    rows += sources(view.development)
    rows += _written(draft.paper.header)
    opens = may_open(view, draft)
    return Reading(
        name=view.name(context.person),
        policy=view.policy.id,
        title=view.policy.title,
        label=draft.label,
        rows=tuple(rows),
        marks=view.marks(f"draft {draft.label}"),
        note=draft.note,
        summary=draft.summary,
        deciding=deciding(context, replace(view, about=draft.label), draft),
        compared=compared_with(view, draft),
        attachments=_attachments(view, draft),
        file=draft.paper.name,
        sha256=draft.paper.sha256,
        text_sha256=draft.paper.text_sha256,
        has_file=opens,
        held=held_by(draft.paper) if opens else "",
        kinds=_kinds(context, draft) if opens else (),
    )


def _attachments(view: View, draft: Draft) -> tuple[tuple[int, str], ...]:
    """The other files that the person may open: their places among the draft's, and what each is."""
    shown = attachments_for(view, draft)
    return tuple(
        (n, next(attachment_words((file,)))) for n, file in enumerate(draft.attachments) if file in shown
    )


def _written(header: Mapping[str, str]) -> list[tuple[str, str]]:
    """Facts of the draft's own head that no form takes over as they stand."""
    day = header.get("version_date", "")
    return [
        (label, fact)
        for label, fact in (
            ("Policy number, as written", header.get("number", "")),
            ("Effective, as written", header.get("effective", "")),
            ("Date of its newest version", day),
        )
        if fact
    ]


def _kinds(context: RequestContext, draft: Draft) -> Sequence[Held]:
    """What the draft's file held; nothing where the record does not have it any more."""
    digest = draft.paper.held_sha256
    try:
        return from_text(context.tx.documents.text(digest)) if digest else ()
    except DamagedDocument:
        return ()


class DraftTexts:
    """The texts of drafts as HTML: each is drawn once in a child process, and kept under its hash.

    Who may read a draft is checked at each request, before its text is asked for here.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._rendered = DrawnOnce[Rendered](_size, TEXT_BYTES)

    async def drawn(self, page: Reading) -> Reading:
        """The page with its text. Raises JobFailed."""

        async def arguments() -> tuple[str, str, bool, str]:
            text = await self._record.read(lambda tx: tx.documents.text(page.text_sha256))
            return text, "", True, PICTURES

        rendered = await self._rendered.get(page.text_sha256, render, arguments)
        return replace(page, html=rendered.html, contents=rendered.contents)


def _size(rendered: Rendered) -> int:
    return len(rendered.html.encode()) + sum(
        len(entry.words) + len(entry.anchor) for entry in rendered.contents
    )


def original(context: RequestContext, subject: str, about: str) -> Original:
    """The file of a draft; raises Refusal where it is not shown to the person.

    Whoever only answers reads the text: in the file there may be comments and deleted words.
    """
    view, draft = _draft(context, subject, about)
    if not may_open(view, draft):
        raise Refusal(NO_FILE)
    return Original(draft.paper.name, context.tx.documents.data(draft.paper.sha256))


def _draft(context: RequestContext, subject: str, about: str) -> tuple[View, Draft]:
    """The draft, by the same rule as on every card; raises Refusal where it is not shown to the person."""
    view = context.view(subject)
    draft = draft_to_read(view, about)
    if draft is None:
        raise Refusal(view.process.say(NOT_SHOWN))
    return view, draft


@dataclass(frozen=True, slots=True)
class AttachedOriginal:
    """A file that belongs to a draft: its name, bytes and text; `cleaned` where a clean copy is handed out instead."""

    name: str
    data: bytes
    text: str = ""
    cleaned: bool = False


def attachment(context: RequestContext, subject: str, about: str, place: int) -> AttachedOriginal:
    """The file at this place among the draft's; raises Refusal where it is not the person's to open.

    Whoever only answers gets a clean copy of a Word file: in the file itself there may be comments and deleted words.
    """
    view, draft = _draft(context, subject, about)
    files = dict(enumerate(draft.attachments))
    file = files.get(place)
    if file is None or file not in attachments_for(view, draft):
        raise Refusal(NO_FILE)
    documents = context.tx.documents
    data = documents.data(file.paper.sha256)
    if may_open(view, draft) or not file.paper.is_word:
        return AttachedOriginal(file.paper.name, data)
    return AttachedOriginal(file.paper.name, data, documents.text(file.paper.text_sha256), cleaned=True)


async def handed_out(file: AttachedOriginal) -> Original:
    """The file, or the clean copy of it. Raises Refusal where there is none."""
    if not file.cleaned:
        return Original(file.name, file.data)
    copy = await make_copy(file.data, file.text)
    if not isinstance(copy, CleanCopy):
        raise Refusal(NO_FILE)
    return Original(file.name, copy.data)
