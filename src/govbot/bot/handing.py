"""A link, handed over in chat: made for the person who asks, at the moment that they ask, and fresh each time."""

from __future__ import annotations

import json
from dataclasses import astuple

from govbot.bot.moment import Moments
from govbot.bot.passes import Passes
from govbot.bot.sealing import Sealed
from govbot.cards import pages as say
from govbot.cards.texts import draft_to_read
from govbot.cards.vocabulary import Card
from govbot.days import said
from govbot.grammar import Refused
from govbot.record import Tx
from govbot.table import PAGE_BY_NAME, page_refusal

ANOTHER = "Give me another link"
OWN_LIST = "What is awaiting me"


def link_card(
    tx: Tx, moments: Moments, person: str, name: str, subject: str, about: str = "", form: str = ""
) -> Card:
    """The card with the link; refused where there are no pages, or where this one is not open to the person."""
    passes, page = moments.passes, PAGE_BY_NAME.get(name)
    if passes is None or page is None or (page.name == "form" and not form):
        raise Refused(say.NO_PAGES)
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


def may_open(tx: Tx, moments: Moments, person: str, name: str, subject: str, about: str) -> None:
    """Refused, by the table, where the page is not open to this person now."""
    page = PAGE_BY_NAME[name]
    at = moments.at(tx, subject, moments.acting(tx, person), about)
    if why_not := page_refusal(page, at, moments.standing(tx, subject, person)):
        raise Refused(why_not)


def minutes(passes: Passes) -> int:
    """For how long a page stays open, in minutes."""
    return int(passes.linking.open_for.total_seconds() // 60)


def form_kept(sealed: Sealed) -> str:
    """What a form's token stands for, as a pass carries it: without its seal, which nothing may keep."""
    return json.dumps(astuple(sealed), ensure_ascii=False, separators=(",", ":"))


def form_of(kept: str) -> Sealed:
    return Sealed(*json.loads(kept))
