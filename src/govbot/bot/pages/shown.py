"""Which page a session shows, drawn for the person to whom it is open."""

from __future__ import annotations

from govbot.bot.pages import (
    answers,
    board,
    commenting,
    coverage,
    documents,
    evidence,
    overview,
    public_preview,
    reading,
    responses,
)
from govbot.bot.pages.answers import AnswersPage
from govbot.bot.pages.board import BoardPage
from govbot.bot.pages.commenting import CommentingPage
from govbot.bot.pages.coverage import CoveragePage
from govbot.bot.pages.documents import DOCUMENTS, DocumentPage
from govbot.bot.pages.evidence import EvidencePage
from govbot.bot.pages.overview import OverviewPage
from govbot.bot.pages.page_forms import form_page
from govbot.bot.pages.public_preview import PublicPreview
from govbot.bot.pages.reading import Reading
from govbot.bot.pages.responses import ResponsesPage
from govbot.bot.pages.results import Filling
from govbot.bot.pages.sessions import Session
from govbot.bot.request_context import RequestContext
from govbot.core.cards.memo import Memo, memo

Shown = (
    Reading
    | DocumentPage
    | EvidencePage
    | Memo
    | OverviewPage
    | AnswersPage
    | BoardPage
    | CoveragePage
    | PublicPreview
    | ResponsesPage
    | CommentingPage
    | Filling
)


def shown(context: RequestContext, session: Session, edited: str, only: str) -> Shown:
    """The session's page; `edited` is the saved comment in its form, `only` the filter of its table."""
    match session.page:
        case "read":
            return reading.reading(context, session.subject, session.about)
        case "evidence":
            return evidence.evidence_page(context, session.subject, session.about)
        case "overview":
            return overview.overview_page(context)
        case board.PAGE:
            return board.board_page(context.view(session.subject))
        case "coverage":
            return coverage.coverage_page(context, session.subject)
        case "answers":
            return answers.answers_page(context, session.subject)
        case "responses":
            return responses.responses_page(context, session.subject, only)
        case page if page in DOCUMENTS:
            return documents.document_page(context, page, session.subject, session.about)
        case "print":
            return memo(context.view(session.subject))
        case commenting.PAGE:
            return commenting.commenting_page(context, session.subject, edited)
        case public_preview.PAGE:
            return public_preview.public_preview(context, session.subject, session.form)
        case _:
            return form_page(context, session)
