"""Sessions of pages: which browser redeemed a link, and until when; read again at every request."""

from __future__ import annotations

import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from govbot.bot.pages.links import PageLink
from govbot.bot.request_context import RequestContext
from govbot.core.cards import pages as say
from govbot.core.cards.pages import span
from govbot.core.days import said
from govbot.core.grammar import Refusal
from govbot.record import Tx


class SessionClosed(Refusal):
    """A page that is not open here, though a new link to it may be asked for."""


@dataclass(frozen=True, slots=True)
class Session:
    """A redeemed link: its facts without its token, the browser's digest, and until when (ISO, UTC)."""

    id: str
    page: str
    person: str
    subject: str
    about: str
    form: str
    browser: str
    until: str


def redeem(context: RequestContext, link: PageLink, browser: str, open_for: timedelta) -> None:
    """Open the link's page in this browser, and in no other; again in the same browser changes nothing."""
    session = session_of(context.tx, link.id)
    if session is not None:
        check(context.tx, session, browser, open_for)
        return
    check_unused(context, link)
    until = (context.now + open_for).isoformat()
    session = Session(
        link.id, link.page, link.person, link.subject, link.about, link.form, _digest(browser), until
    )
    context.tx.answers.remember(_key(link.id), json.dumps(asdict(session)), context.now)


def check_unused(context: RequestContext, link: PageLink) -> None:
    """Raises Refusal where the link is no longer good, or where its person may not act any more."""
    if has_ended(context.tx, link.id):
        raise SessionClosed(say.ENDED)
    if context.now >= link.ends:
        raise SessionClosed(say.EXPIRED.format(until=said(link.ends, context.process)))
    check_person(context, link.person)


def current(context: RequestContext, id: str, browser: str, open_for: timedelta) -> Session:
    """The session that is open in this browser; raises Refusal where none is.

    Whether its person may act is read at this moment.
    """
    session = session_of(context.tx, id)
    if session is None:
        raise Refusal(say.NOT_OPENED)
    check(context.tx, session, browser, open_for)
    check_person(context, session.person)
    return session


def check(tx: Tx, session: Session, browser: str, open_for: timedelta) -> None:
    """Raises SessionClosed in another browser, after the session's end, and once a new link was sent."""
    if has_ended(tx, session.id):
        raise SessionClosed(say.ENDED)
    if not is_of(session, browser):
        raise SessionClosed(say.OPENED_ELSEWHERE)
    if tx.now >= datetime.fromisoformat(session.until):
        raise SessionClosed(say.OVER.format(hours=span(int(open_for.total_seconds() // 60))))


def is_of(session: Session, browser: str) -> bool:
    """Whether the session was opened in this browser."""
    return bool(browser) and hmac.compare_digest(_digest(browser), session.browser)


def check_person(context: RequestContext, person: str) -> None:
    """Raises Refusal for a person who has left, or who has no account of a chat any more."""
    if not context.directory.is_active(person) or not context.tx.accounts.of(person):
        raise Refusal(say.NOBODY)


def session_of(tx: Tx, id: str) -> Session | None:
    """The session that was opened with the link of this id, whether still open or not."""
    kept = tx.answers.get(_key(id))
    return Session(**json.loads(kept)) if kept else None


def has_ended(tx: Tx, id: str) -> bool:
    """Whether a new link was sent in the place of this one."""
    return bool(tx.notes.get(_ended(id)))


def end(tx: Tx, id: str) -> bool:
    """End the link and its session; False where they had ended before."""
    if has_ended(tx, id):
        return False
    tx.notes.set(_ended(id), "ended")
    return True


def _key(id: str) -> str:
    return sha256(f"page\n{id}".encode()).hexdigest()


def _ended(id: str) -> str:
    return f"page {id} ended"


def _digest(browser: str) -> str:
    return sha256(browser.encode()).hexdigest()
