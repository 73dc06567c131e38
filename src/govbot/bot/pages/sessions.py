"""A page's opening, kept: which browser redeemed a pass, until when; read again at every request."""

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
    """What is kept of a redeemed pass: its facts without its token, the browser's digest, and until when."""

    id: str
    page: str
    person: str
    subject: str
    about: str
    form: str
    browser: str
    until: str


def redeem(tx: Tx, moments: RequestContext, one: PageLink, browser: str, open_for: timedelta) -> None:
    """Bind the pass to this browser, once; again in the same browser changes nothing."""
    found = opening(tx, one.id)
    if found is not None:
        check(tx, found, browser, open_for)
        return
    unused(tx, moments, one)
    until = (tx.now + open_for).isoformat()
    kept = Session(one.id, one.page, one.person, one.subject, one.about, one.form, _digest(browser), until)
    tx.answers.remember(_key(one.id), json.dumps(asdict(kept)), tx.now)


def unused(tx: Tx, moments: RequestContext, one: PageLink) -> None:
    """Refused where the pass is no longer good, or whom it was made for may not act any more."""
    if tx.notes.get(_ended(one.id)):
        raise SessionClosed(say.ENDED)
    if tx.now >= one.ends:
        raise SessionClosed(say.EXPIRED.format(until=said(one.ends, moments.process)))
    known(tx, moments, one.person)


def current(tx: Tx, moments: RequestContext, id: str, browser: str, open_for: timedelta) -> Session:
    """The page that is open in this browser; refused where none is. Whether the person may act is read now."""
    found = opening(tx, id)
    if found is None:
        raise Refusal(say.NOT_OPENED)
    check(tx, found, browser, open_for)
    known(tx, moments, found.person)
    return found


def check(tx: Tx, found: Session, browser: str, open_for: timedelta) -> None:
    """Refused in another browser, later, and once a new link was sent in its place."""
    if tx.notes.get(_ended(found.id)):
        raise SessionClosed(say.ENDED)
    if not browser or not hmac.compare_digest(_digest(browser), found.browser):
        raise SessionClosed(say.OPENED_ELSEWHERE)
    if tx.now >= datetime.fromisoformat(found.until):
        raise SessionClosed(say.OVER.format(hours=span(int(open_for.total_seconds() // 60))))


def known(tx: Tx, moments: RequestContext, person: str) -> None:
    """Refused for whoever has left, and for whom no account of a chat speaks any more."""
    if not moments.directory(tx).is_active(person) or not tx.accounts.of(person):
        raise Refusal(say.NOBODY)


def opening(tx: Tx, id: str) -> Session | None:
    kept = tx.answers.get(_key(id))
    return Session(**json.loads(kept)) if kept else None


def end(tx: Tx, id: str) -> bool:
    """Nothing opens with this pass any more; whether it was still good for that."""
    if tx.notes.get(_ended(id)):
        return False
    tx.notes.set(_ended(id), "ended")
    return True


def _key(id: str) -> str:
    return sha256(f"page\n{id}".encode()).hexdigest()


def _ended(id: str) -> str:
    return f"page {id} ended"


def _digest(browser: str) -> str:
    return sha256(browser.encode()).hexdigest()
