"""Finds words: in titles, texts of versions and drafts that the person may read, and the person's own comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from govbot.bot.request_context import RequestContext
from govbot.core.cards.find import PER_PAGE, Hit, around, find_card, holds, passage_in, words_of
from govbot.core.cards.texts import draft_to_read, may_read_comments
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Card
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow.comparisons import VERSION
from govbot.core.workflow.policy import Comment, Version
from govbot.record import DamagedDocument, ListedPolicy

COMMENT = "Your comment {id} on D{draft}{section}{aside}"
TITLE = "Its title"
Draw = Callable[[], Hit]


def find(context: RequestContext, typed: str, page: int = 0) -> Card:
    """One page of all that holds these words; titles first, then texts, then own comments, last changed first."""
    words = words_of(typed)
    first = page * PER_PAGE
    found = list(islice(_hits(context, words), first + PER_PAGE + 1)) if words else []
    shown = [hit() for hit in found[first : first + PER_PAGE]]
    return find_card(
        context.view(DIRECTORY), typed.strip() if words else "", shown, page, len(found) > first + PER_PAGE
    )


def _hits(context: RequestContext, words: Sequence[str]) -> Iterator[Draw]:
    """Every hit, drawn only where it is shown; a policy's state is read only where something of it may hold them."""
    listed = sorted(context.tx.policies.everything(), key=lambda row: row.updated, reverse=True)
    named = {word for word in words if any(word == row.id.casefold() for row in listed)}
    words = [word for word in words if word not in named]
    rows = [row for row in listed if not named or row.id.casefold() in named]
    in_text = context.texts.holding(context.tx, words) if words else frozenset()
    titled = [row for row in rows if holds(f"{row.id} {row.title}", words) or not words]
    seen = {row.id for row in titled}
    for row in titled:
        yield from _of_policy(context, row, words, is_titled=True, is_in_text=f"policy:{row.id}" in in_text)
    for row in rows:
        if row.id not in seen and f"policy:{row.id}" in in_text:
            yield from _of_policy(context, row, words, is_titled=False, is_in_text=True)
    yield from _own_comments(context, words, {f"policy:{row.id}" for row in rows})


def _of_policy(
    context: RequestContext, row: ListedPolicy, words: Sequence[str], *, is_titled: bool, is_in_text: bool
) -> Iterator[Draw]:
    view = context.view(f"policy:{row.id}")
    texts = [text for text in _texts(view) if _text_holds(context, text[1], words)] if is_in_text else []
    for label, digest in texts:
        yield partial(_of_text, context, view, label, digest, words)
    if is_titled and not texts:
        yield partial(Hit, view.title, TITLE, "", (_about(view),))


def _texts(view: View) -> Iterator[tuple[str, str]]:
    """The text of the version, which is everybody's, and that of the newest draft that the viewer may read."""
    version = _version(view)
    if version:
        yield f"{VERSION}{version.number}", version.paper.text_sha256
    if draft := draft_to_read(view):
        yield draft.label, draft.paper.text_sha256


def _version(view: View) -> Version | None:
    return view.policy.version or view.policy.adopted or next(reversed(view.policy.versions), None)


def _text_holds(context: RequestContext, digest: str, words: Sequence[str]) -> bool:
    try:
        return holds(context.tx.documents.text(digest), words)
    except DamagedDocument:
        return False


def _of_text(context: RequestContext, view: View, label: str, digest: str, words: Sequence[str]) -> Hit:
    passage = passage_in(context.tx.documents.text(digest), words)
    number = label.removeprefix(VERSION)
    of = f"Version {number}" if label.startswith(VERSION) else f"Draft {label}"
    place = f"{of}, “{passage.section}”" if passage.section else of
    read = view.show("read", "Read it there", f"{label} {passage.page}")
    return Hit(view.title, place, passage.words, (read, _about(view)))


def _about(view: View) -> Button:
    return view.show("policy", f"About {view.policy.id}")


def _own_comments(context: RequestContext, words: Sequence[str], among: set[str]) -> Iterator[Draw]:
    if not words:
        return
    for stream, id in context.texts.answers_holding(context.tx, context.person, words):
        if stream not in among:
            continue
        view = context.view(stream)
        developments = (
            *((view.policy.development,) if view.policy.development else ()),
            *reversed(view.policy.past),
        )
        own = (
            comment
            for development in developments
            for comment in development.comments
            if comment.id == id and comment.person == context.person and holds(comment.text, words)
        )
        yield from (partial(_of_comment, view, comment, words) for comment in islice(own, 1))


def _of_comment(view: View, comment: Comment, words: Sequence[str]) -> Hit:
    section = f", “{comment.section}”" if comment.section else ""
    aside = " (withdrawn)" if comment.taken_back else " (set aside)" if comment.set_aside else ""
    place = COMMENT.format(id=comment.id, draft=comment.draft, section=section, aside=aside)
    if comment.response:
        place += f" → {comment.response}"
    opens = (view.show("comments", "All comments"),) if may_read_comments(view) else ()
    return Hit(view.title, place, around(comment.text, words), (*opens, _about(view)))
