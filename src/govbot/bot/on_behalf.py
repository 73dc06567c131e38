"""Acts entered later, or for somebody else: first whose act it is, then the form as they would see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.forms import ENTERED_FOR, WHOSE, draw_field, read_fields
from govbot.core.cards.overview import is_clerk
from govbot.core.cards.vocabulary import Form, Text
from govbot.core.decide import NOT_A_CLERK
from govbot.core.grammar import Acting, Choice, Refusal
from govbot.core.membership.choices import as_choices
from govbot.core.table import BY_NAME, capacities_for, plain_label, refusal
from govbot.record import Tx


def may_enter(tx: Tx, moments: RequestContext, person: str, subject: str) -> bool:
    """Whether this person enters acts for others here."""
    return is_clerk(moments.standing(tx, subject, person))


def candidates(tx: Tx, moments: RequestContext, person: str, sealed: SignedToken) -> list[str]:
    """Whose act it can be: those to whom the action is open now; for who is no clerk, only themselves."""
    everybody = (
        moments.directory(tx).active_people() if may_enter(tx, moments, person, sealed.subject) else [person]
    )
    return [one for one in everybody if not why_not(tx, moments, one, sealed)]


def why_not(tx: Tx, moments: RequestContext, person: str, sealed: SignedToken) -> str | None:
    """Why the action is not open to this person; None where it is."""
    at = moments.at(tx, sealed.subject, moments.acting(tx, person), sealed.about)
    return refusal(BY_NAME[sealed.what], at, moments.standing(tx, sealed.subject, person))


def settled(tx: Tx, moments: RequestContext, person: str, sealed: SignedToken) -> SignedToken:
    """The same, with whose act it is where only one person's it can be; refused where it is nobody's."""
    if sealed.mode != "later" or sealed.whose:
        return sealed
    people = candidates(tx, moments, person, sealed)
    if not people:
        own = why_not(tx, moments, person, sealed)
        theirs = capacities_for(BY_NAME[sealed.what], moments.standing(tx, sealed.subject, person))
        whole = theirs or may_enter(tx, moments, person, sealed.subject)
        raise Refusal(own if whole else f"{own} {NOT_A_CLERK}")
    return replace(sealed, whose=people[0]) if len(people) == 1 else sealed


def whose_choices(tx: Tx, moments: RequestContext, person: str, sealed: SignedToken) -> list[Choice]:
    """Whose act it can be, by name and address."""
    return as_choices(moments.directory(tx), candidates(tx, moments, person, sealed))


def whose_form(tx: Tx, moments: RequestContext, person: str, sealed: SignedToken) -> Form:
    """The first form: whose act it is."""
    choices = tuple(whose_choices(tx, moments, person, sealed))
    who = moments.acting(tx, person)
    field = draw_field(ENTERED_FOR, replace(WHOSE, choices=choices), moments.at(tx, sealed.subject, who))
    assert field is not None
    label = plain_label(BY_NAME[sealed.what], moments.process)
    policy = moments.policy(tx, sealed.subject)
    title = f"{policy.id} “{policy.title}”: {label}" if policy.id else label
    return Form(label, moments.seal.close(replace(sealed, on="")), (field,), (Text(title, "strong"),), "Next")


def chosen(
    tx: Tx, moments: RequestContext, person: str, sealed: SignedToken, answers: Mapping[str, Any]
) -> SignedToken:
    """What the first form says: whose act it is."""
    choices = tuple(whose_choices(tx, moments, person, sealed))
    at = moments.at(tx, sealed.subject, moments.acting(tx, person))
    asked = {ENTERED_FOR: replace(WHOSE, choices=choices)}
    return replace(sealed, whose=str(read_fields(asked, answers, at)[ENTERED_FOR]))


def actor(tx: Tx, moments: RequestContext, person: str, sealed: SignedToken) -> Acting:
    """Who acts with this button or form: its presser, or the person for whom a clerk enters it."""
    if sealed.mode != "later" or not sealed.whose or sealed.whose == person:
        return moments.acting(tx, person)
    if not may_enter(tx, moments, person, sealed.subject):
        raise Refusal(NOT_A_CLERK)
    return replace(moments.acting(tx, sealed.whose), entered_by=person)
