"""The pages as HTML. Everything that people wrote is escaped; a draft's text comes clean from the bot."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from govbot.bot import (
    PAGES_ROOT,
    AnswersPage,
    BoardPage,
    Closed,
    CommentingPage,
    CoveragePage,
    DocumentPage,
    EvidencePage,
    Filling,
    Handed,
    Landing,
    OverviewPage,
    Reading,
    RedlinePage,
    ResponsesPage,
)
from govbot.core.cards.memo import Memo
from govbot.core.cards.vocabulary import Field, Part
from govbot_pages import guard
from govbot_pages.upload import FIELD

STATIC = Path(__file__).with_name("static")
_TEMPLATES = Environment(
    loader=PackageLoader("govbot_pages"), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True,
)  # fmt: skip


def landing(id: str, token: str, shown: Landing, browser: str, sentence: str = "") -> str:
    """What a link opens first: a button, so that a preview or a scanner uses nothing up."""
    proof = guard.proof(browser, id) if browser else ""
    return _page("landing", id=id, token=token, shown=shown, proof=proof, sentence=sentence)


def reading(id: str, shown: Reading) -> str:
    text = Markup(shown.html)  # noqa: S704 - the bot's renderer has cleaned it
    return _page("reading", id=id, shown=shown, text=text)


def commenting(id: str, shown: CommentingPage, browser: str) -> str:
    text = Markup(shown.draft.html)  # noqa: S704 - the bot's renderer has cleaned it
    filling = Filling(shown.name, "", shown.form, {}) if shown.form else None
    entered = _Entered(filling) if filling else None
    return _page("commenting", id=id, shown=shown, text=text, proof=guard.proof(browser, id), entered=entered)


def redline(id: str, shown: RedlinePage) -> str:
    text = Markup(shown.html)  # noqa: S704 - the redline escapes every word
    return _page("redline", id=id, shown=shown, text=text)


def evidence(id: str, shown: EvidencePage) -> str:
    return _page("evidence", id=id, shown=shown)


def document(id: str, shown: DocumentPage) -> str:
    return _page("document", id=id, shown=shown)


def memo(id: str, shown: Memo) -> str:
    return _page("memo", id=id, shown=shown)


def overview(id: str, shown: OverviewPage) -> str:
    """The table of all policies, and its pictures, which come as whole SVG from the core."""
    pictures = [(picture, Markup(picture.svg)) for picture in shown.pictures]  # noqa: S704 - it escapes what people wrote
    return _page("overview", id=id, shown=shown, pictures=pictures)


def board(id: str, shown: BoardPage) -> str:
    """The comment board. Its rows, which may be thousands, are put together here: a template is much slower."""
    groups = [(group.heading, Markup("".join(map(_board_row, group.rows)))) for group in shown.groups]  # noqa: S704 - each cell is escaped
    return _page("board", id=id, shown=shown, groups=groups)


def _board_row(row: tuple[str, ...]) -> str:
    """A row of the board, with the box to tick; every cell is escaped."""
    number, *cells = map(escape, row)
    box = f'<input type="checkbox" name="comment" value="{number}" aria-label="{number}">'
    return f'<tr><td>{box}</td><th scope="row">{number}</th><td>{"</td><td>".join(cells)}</td></tr>'


def coverage(id: str, shown: CoveragePage) -> str:
    """Who has answered: the numbers, the picture as whole SVG from the core, and the table behind it."""
    picture = Markup(shown.picture.svg)  # noqa: S704 - it escapes what people wrote
    return _page("coverage", id=id, shown=shown, svg=picture)


def answers(id: str, shown: AnswersPage) -> str:
    return _page("answers", id=id, shown=shown)


def responses(id: str, shown: ResponsesPage) -> str:
    return _page("responses", id=id, shown=shown)


def filling(id: str, shown: Filling, browser: str) -> str:
    return _page("filling", id=id, shown=shown, proof=guard.proof(browser, id), entered=_Entered(shown))


def handed(id: str, shown: Handed) -> str:
    return _page("handed", id=id, shown=shown)


def closed(id: str, shown: Closed, token: str = "", browser: str = "") -> str:
    """A refusal; with the button for a new link where this browser may ask for one."""
    proof = guard.proof(browser, id) if browser else ""
    return _page("closed", id=id, shown=shown, token=token, proof=proof)


class _Entered:
    """What stands in the fields: what was entered, else what the form is prefilled with."""

    def __init__(self, shown: Filling) -> None:
        self._shown = shown

    def text(self, field: Field) -> str:
        value = self._shown.answers.get(field.name) if self._shown.answers else field.initial
        return value if isinstance(value, str) else ""

    def holds(self, field: Field, value: str) -> bool:
        given = self._shown.answers.get(field.name) if self._shown.answers else field.initial
        if given is None or isinstance(given, bool):
            return False
        return given == value if isinstance(given, str) else value in given

    def ticked(self, field: Field) -> bool:
        return self.text(field).casefold() in ("true", "yes", "on", "1")


def _kind(part: Part) -> str:
    return type(part).__name__.lower()


def _page(template: str, **facts: Any) -> str:
    return _TEMPLATES.get_template(f"{template}.html").render(root=PAGES_ROOT, **facts)


_TEMPLATES.globals.update(kind_of=_kind, prefix=FIELD)
