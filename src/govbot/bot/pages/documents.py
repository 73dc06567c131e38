"""Documents drawn from the record: shown on a page, and handed out as Word and PDF files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from govbot.bot.meetings import agenda_for, minutes_for
from govbot.bot.overview import whole_binder
from govbot.bot.pages.reading import Original
from govbot.bot.reform import report_for
from govbot.bot.request_context import RequestContext
from govbot.core.cards.pages import NO_FILE
from govbot.core.cards.vocabulary import Buttons, Card, Link
from govbot.core.days import said
from govbot.core.grammar import Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.documents.card_files import SUFFIXES, card_file
from govbot.documents.worker_process import shared_pool

DRAWN_WITHIN = 60.0  # seconds
DRAWN = "Drawn from the record on {when}."


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document without buttons, as its reader may read it. `drawn` says when; `name` is whose page it is."""

    name: str
    card: Card
    drawn: str


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A document that is to be written as a file."""

    file: str
    card: Card
    drawn: str
    kind: str


def _agenda(context: RequestContext, subject: str, about: str) -> Card:
    return agenda_for(context, subject, about, page=None)


def _minutes(context: RequestContext, subject: str, about: str) -> Card:
    return minutes_for(context, subject, about, page=None)


def _binder(context: RequestContext, subject: str, about: str) -> Card:
    return whole_binder(context)


def _reform_report(context: RequestContext, subject: str, about: str) -> Card:
    return report_for(context, int(about), page=None)


# The documents, by the name of their page; each of the context, of the subject and of what its link names.
DOCUMENTS: dict[str, Callable[[RequestContext, str, str], Card]] = {
    "agenda": _agenda,
    "minutes": _minutes,
    "group_agenda": _agenda,
    "group_minutes": _minutes,
    "binder": _binder,
    "reform_report": _reform_report,
}


def document_page(context: RequestContext, page: str, subject: str, about: str) -> DocumentPage:
    """The document of this page, whole."""
    card = DOCUMENTS[page](context, subject, about)
    parts = tuple(part for part in card.parts if not isinstance(part, Buttons | Link))
    return DocumentPage(context.directory.name(context.person), replace(card, parts=parts), drawn_on(context))


def drawn_on(context: RequestContext) -> str:
    """When a document is drawn, for its foot."""
    return DRAWN.format(when=said(context.now, context.process))


def document_file(context: RequestContext, page: str, subject: str, about: str, kind: str) -> DocumentFile:
    """The same, to be written as "word" or "pdf". Raises Refusal for another kind, or another page."""
    if page not in DOCUMENTS or kind not in SUFFIXES:
        raise Refusal(NO_FILE)
    shown = document_page(context, page, subject, about)
    of = "" if subject == DIRECTORY else f"-{subject.removeprefix('policy:')}"
    name = page.replace("_", "-")
    file = f"{name}{of}{f'-{about}' if about else ''}-{context.today}{SUFFIXES[kind]}"
    return DocumentFile(file, shown.card, shown.drawn, kind)


async def written(file: DocumentFile) -> Original:
    """The file. Raises JobFailed."""
    data = await shared_pool().run(card_file, file.card, file.drawn, file.kind, within=DRAWN_WITHIN)
    return Original(file.file, data)
