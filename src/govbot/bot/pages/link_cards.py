"""The card with a link to a page: the link is made for the person who asks, and fresh each time."""

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

ANOTHER = "Give me another link"
OWN_LIST = "What is awaiting me"


def link_card(context: RequestContext, name: str, subject: str, about: str = "", form: str = "") -> Card:
    """The card with a fresh link to a page.

    Raises Refusal where there are no pages, or where this one is not open to the person.
    """
    links, page = context.links, PAGE_BY_NAME.get(name)
    if links is None or page is None or (page.name == "form" and not form):
        raise Refusal(say.NO_PAGES)
    about = about.partition(" ")[0]
    check_open(context, name, subject, about)
    view = context.view(subject)
    if name == "read" and (draft := draft_to_read(view, about)):
        about = draft.label
    link = links.issue(context.now, name, context.person, subject, about, form)
    another = view.show("home", OWN_LIST) if form else view.show(f"page {name}", ANOTHER, about)
    title = view.title if view.policy.id else ""
    until, hours = said(link.ends, context.process), say.span(minutes(links))
    return say.link_card(page, about, title, links.address(link), until, hours, another, view.subject)


def check_open(context: RequestContext, name: str, subject: str, about: str) -> None:
    """Raises Refusal where the table does not open this page to the person now."""
    rule_context = context.rule_context(subject, about)
    if why_not := page_refusal(PAGE_BY_NAME[name], rule_context, context.standing(subject)):
        raise Refusal(why_not)


def minutes(links: PageLinks) -> int:
    """For how long a page stays open, in minutes."""
    return int(links.linking.open_for.total_seconds() // 60)


def write_form(token: SignedToken) -> str:
    """A form's token as a link carries it: without its MAC, which must not be kept anywhere."""
    return json.dumps(astuple(token), ensure_ascii=False, separators=(",", ":"))


def read_form(text: str) -> SignedToken:
    """The token that `write_form` wrote."""
    return SignedToken(*json.loads(text))
