"""A link, handed over in chat: made for the person who asks, at the moment that they ask, and fresh each time."""

from __future__ import annotations

import json
from dataclasses import astuple

from govbot.bot.pages.links import PageLinks
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards import pages as say
from govbot.core.cards.texts import draft_to_read
from govbot.core.cards.vocabulary import Card
from govbot.core.days import said
from govbot.core.grammar import Refusal
from govbot.core.table import PAGE_BY_NAME, page_refusal
from govbot.record import Tx

ANOTHER = "Give me another link"
OWN_LIST = "What is awaiting me"


def link_card(
    tx: Tx, moments: RequestContext, person: str, name: str, subject: str, about: str = "", form: str = ""
) -> Card:
    """The card with the link; refused where there are no pages, or where this one is not open to the person."""
    passes, page = moments.passes, PAGE_BY_NAME.get(name)
    if passes is None or page is None or (page.name == "form" and not form):
        raise Refusal(say.NO_PAGES)
    about = about.partition(" ")[0]
    may_open(tx, moments, person, name, subject, about)
    view = moments.view(tx, subject, person)
    if name == "read" and (draft := draft_to_read(view, about)):
        about = draft.label
    made = passes.issue(tx.now, name, person, subject, about, form)
    fresh = view.show("home", OWN_LIST) if form else view.show(f"page {name}", ANOTHER, about)
    title = view.title if view.policy.id else ""
    until, hours = said(made.ends, moments.process), say.span(minutes(passes))
    return say.link_card(page, about, title, passes.address(made), until, hours, fresh, view.subject)


def may_open(tx: Tx, moments: RequestContext, person: str, name: str, subject: str, about: str) -> None:
    """Refused, by the table, where the page is not open to this person now."""
    page = PAGE_BY_NAME[name]
    at = moments.at(tx, subject, moments.acting(tx, person), about)
    if why_not := page_refusal(page, at, moments.standing(tx, subject, person)):
        raise Refusal(why_not)


def minutes(passes: PageLinks) -> int:
    """For how long a page stays open, in minutes."""
    return int(passes.linking.open_for.total_seconds() // 60)


def form_kept(sealed: SignedToken) -> str:
    """What a form's token stands for, as a pass carries it: without its seal, which nothing may keep."""
    return json.dumps(astuple(sealed), ensure_ascii=False, separators=(",", ":"))


def form_of(kept: str) -> SignedToken:
    return SignedToken(*json.loads(kept))
