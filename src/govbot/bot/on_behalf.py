"""Acts entered later, or for somebody else: first whose act it is, then the form as that person would see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.answers import read_fields
from govbot.core.cards.forms import ENTERED_FOR, WHOSE, draw_field
from govbot.core.cards.overview import is_clerk
from govbot.core.cards.vocabulary import Form, Text
from govbot.core.decide import NOT_A_CLERK
from govbot.core.grammar import Acting, Choice, Refusal
from govbot.core.membership.choices import as_choices
from govbot.core.table import BY_NAME, capacities_for, plain_label, refusal


def may_enter(context: RequestContext, subject: str) -> bool:
    """Whether this person enters acts for others here."""
    return is_clerk(context.standing(subject))


def why_not(context: RequestContext, token: SignedToken, person: str = "") -> str | None:
    """Why the action is not open to this person ("": whoever asks); None where it is."""
    rule_context = context.rule_context(token.subject, token.about, context.acting(person))
    return refusal(BY_NAME[token.action], rule_context, context.standing(token.subject, person))


def candidates(context: RequestContext, token: SignedToken) -> list[str]:
    """Whose act it can be: those to whom the action is open now; for who is no clerk, only themselves."""
    is_for_others = may_enter(context, token.subject)
    people = context.directory.active_people() if is_for_others else [context.person]
    return [person for person in people if not why_not(context, token, person)]


def name_only_candidate(context: RequestContext, token: SignedToken) -> SignedToken:
    """The token, with whose act it is where it can be only one person's.

    Raises Refusal where it can be nobody's.
    """
    if token.mode != "later" or token.entered_for:
        return token
    people = candidates(context, token)
    if people:
        return replace(token, entered_for=people[0]) if len(people) == 1 else token
    sentence = why_not(context, token) or ""
    held = context.standing(token.subject)
    is_theirs = capacities_for(BY_NAME[token.action], held) or is_clerk(held)
    raise Refusal(sentence if is_theirs else f"{sentence} {context.process.say(NOT_A_CLERK)}")


def candidate_choices(context: RequestContext, token: SignedToken) -> list[Choice]:
    """Whose act it can be, by name and address."""
    return as_choices(context.directory, candidates(context, token))


def candidate_form(context: RequestContext, token: SignedToken) -> Form:
    """The first form, which asks whose act it is."""
    asked = replace(WHOSE, choices=tuple(candidate_choices(context, token)))
    field = draw_field(ENTERED_FOR, asked, context.rule_context(token.subject))
    assert field is not None
    label = plain_label(BY_NAME[token.action], context.process)
    policy = context.policy(token.subject)
    title = f"{policy.id} “{policy.title}”: {label}" if policy.id else label
    return Form(
        label, context.signer.sign(replace(token, card="")), (field,), (Text(title, "strong"),), "Next"
    )


def read_candidate(context: RequestContext, token: SignedToken, answers: Mapping[str, Any]) -> SignedToken:
    """The token, with whose act it is as the first form says; raises FieldErrors."""
    asked = replace(WHOSE, choices=tuple(candidate_choices(context, token)))
    values = read_fields({ENTERED_FOR: asked}, answers, context.rule_context(token.subject))
    return replace(token, entered_for=str(values[ENTERED_FOR]))


def actor(context: RequestContext, token: SignedToken) -> Acting:
    """Who acts with this button or form: its presser, or the person for whom a clerk enters it."""
    if token.mode != "later" or not token.entered_for or token.entered_for == context.person:
        return context.acting()
    if not may_enter(context, token.subject):
        raise Refusal(context.process.say(NOT_A_CLERK))
    return replace(context.acting(token.entered_for), entered_by=context.person)
