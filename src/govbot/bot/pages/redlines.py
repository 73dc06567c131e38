"""The page of what changed between two texts of a policy, and the same as a Word file with tracked changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from govbot.bot.pages.reading import Original
from govbot.bot.request_context import RequestContext
from govbot.core.cards.changes import compared_with, text_name
from govbot.core.cards.texts import draft_to_read
from govbot.core.cards.view import View
from govbot.core.grammar import DocumentRef, Refusal
from govbot.core.redline import STYLE, compare, redline_html, report
from govbot.core.workflow.comparisons import VERSION, paper_of
from govbot.core.workflow.readers import NOT_SHOWN
from govbot.documents.tracked import tracked_changes
from govbot.documents.worker_process import shared_pool
from govbot.library.page_cache import DrawnOnce
from govbot.record import Record

__all__ = ["STYLE", "RedlinePage", "Redlines", "redline_page"]
PICTURES = "../../../../picture/"  # where they are served, as seen from the redline of any two texts
REDLINE_BYTES = 32 * 2**20  # of redlines that are kept


@dataclass(frozen=True, slots=True)
class RedlinePage:
    """What changed from one text to a later one. `html` is clean; `html` and `summary` are empty until drawn.

    `draft` is the label of the draft whose page is open; `texts` are all that the person can choose to compare.
    """

    name: str
    policy: str
    title: str
    draft: str
    texts: Sequence[tuple[str, str]]
    label: str
    words: str
    earlier: str
    since: str
    marks: str
    author: str
    on: date
    before: DocumentRef
    after: DocumentRef
    summary: str = ""
    html: str = ""


def redline_page(
    context: RequestContext, subject: str, about: str, earlier: str, later: str = ""
) -> RedlinePage:
    """The page, without its redline; `later` is the draft of the page where nothing else is named.

    Raises Refusal where one of the texts is not shown to the person.
    """
    view = context.view(subject)
    draft = draft_to_read(view, about)
    later = later or (draft.label if draft else "")
    texts = compared_with(view)
    papers = [paper_of(view.policy, view.development, label) for label in (earlier, later)]
    before, after = papers
    if draft is None or before is None or after is None or not {earlier, later} <= set(dict(texts)):
        raise Refusal(view.process.say(NOT_SHOWN))
    marks = dict.fromkeys(mark for label in (later, earlier) if (mark := view.marks(f"draft {label}")))
    by, on = _whose(view, later)
    return RedlinePage(
        name=view.name(context.person),
        policy=view.policy.id,
        title=view.policy.title,
        draft=draft.label,
        texts=texts,
        label=later,
        words=text_name(later),
        earlier=earlier,
        since=text_name(earlier),
        marks="; ".join(marks),
        author=by,
        on=on,
        before=before,
        after=after,
    )


def _whose(view: View, label: str) -> tuple[str, date]:
    """Who submitted the draft, or adopted the version, of this label, and when: as tracked changes name it."""
    for draft in view.development.drafts:
        if draft.label == label:
            return view.name(draft.by), draft.on
    version = next(v for v in view.policy.versions if f"{VERSION}{v.number}" == label)
    return version.originator or view.say("the {publisher}"), version.adopted_on


class Redlines:
    """Redlines, drawn once in a child process; who may read both texts is checked at each request."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._drawn = DrawnOnce[tuple[str, str]](lambda drawn: sum(map(len, drawn)), REDLINE_BYTES)

    async def drawn(self, page: RedlinePage) -> RedlinePage:
        """The page with its redline. Raises JobFailed."""

        async def arguments() -> tuple[object, ...]:
            return (*await self._texts(page), page.before.header, page.after.header)

        key = (
            page.before.text_sha256,
            page.after.text_sha256,
            repr(page.before.header),
            repr(page.after.header),
        )
        summary, html = await self._drawn.get(key, draw, arguments)
        return replace(page, summary=summary, html=html)

    async def word_file(self, page: RedlinePage) -> Original:
        """The redline as a Word file, its changes by whoever submitted the draft, on that day. Raises JobFailed."""
        before, after = await self._texts(page)
        noon = datetime.combine(page.on, time(12), UTC)
        name = f"{page.policy} {page.since} to {page.words}.docx"
        return Original(name, await shared_pool().run(tracked, before, after, page.author, noon))

    async def _texts(self, page: RedlinePage) -> Sequence[str]:
        hashes = (page.before.text_sha256, page.after.text_sha256)
        return await self._record.read(lambda tx: [tx.documents.text(digest) for digest in hashes])


def tracked(before: str, after: str, author: str, when: datetime) -> bytes:
    """The Word file; a job for a child process."""
    return tracked_changes(compare(before, after), author, when)


def draw(
    before: str, after: str, header_before: Mapping[str, str], header_after: Mapping[str, str]
) -> tuple[str, str]:
    """How much changed, in a sentence, and the redline as HTML; a job for a child process."""
    units = compare(before, after)
    told = report(units, header_before, header_after)
    return told.sentence, redline_html(units, told, PICTURES)
