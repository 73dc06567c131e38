"""Acts entered later, or for somebody else: first whose act it is, then the form as that person would see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.answers import read_fields
from govbot.core.cards.forms import ENTERED_FOR, WHOSE, draw_field
from govbot.core.cards.vocabulary import Form, Text
from govbot.core.grammar import Acting, Choice, Refusal, RuleContext
from govbot.core.membership.choices import as_choices
from govbot.core.table import BY_NAME, capacities_for, plain_label, refusal, window_title
from govbot.core.workflow.entering import HOW, refusal_to_enter, refused_entry, words_of

NOBODY_NOW = (
    "“{action}” is entered for somebody else {how}, by {by}. There is nobody now for whom you can enter it."
)
OWN_WORD_ONLY = "“{action}” is each person's own word: nobody enters it for somebody else."


def why_not(context: RequestContext, token: SignedToken, person: str = "") -> str | None:
    """Why the action is not open to this person ("": whoever asks); None where it is."""
    rule_context = _context_for(context, token, person or context.person)
    return refusal(BY_NAME[token.action], rule_context, context.standing(token.subject, person))


def may_enter(context: RequestContext, token: SignedToken, person: str) -> bool:
    """Whether whoever asks may enter this action for that person; for oneself one always may."""
    if person == context.person:
        return True
    rule_context = _context_for(context, token, person)
    held = context.standing(token.subject)
    return refusal_to_enter(BY_NAME[token.action], rule_context, context.person, held) is None


def _context_for(context: RequestContext, token: SignedToken, person: str) -> RuleContext[Any]:
    return context.rule_context(token.subject, token.about, _acting(context, person))


def _acting(context: RequestContext, person: str) -> Acting:
    """A person as somebody who acts; entered by whoever asks, where that is somebody else."""
    entered_by = None if person == context.person else context.person
    return replace(context.acting(person), entered_by=entered_by)


def candidates(context: RequestContext, token: SignedToken) -> list[str]:
    """Whose act it can be: those for whom whoever asks may enter it, and to whom it is open now."""
    can_be_entered = BY_NAME[token.action].entering is not None
    people = context.directory.active_people() if can_be_entered else [context.person]
    return [
        person
        for person in people
        if may_enter(context, token, person) and not why_not(context, token, person)
    ]


def name_only_candidate(context: RequestContext, token: SignedToken) -> SignedToken:
    """The token, with whose act it is where it can be only one person's.

    Raises Refusal where it can be nobody's.
    """
    if token.mode != "later" or token.entered_for:
        return token
    people = candidates(context, token)
    if people:
        return replace(token, entered_for=people[0]) if len(people) == 1 else token
    action = BY_NAME[token.action]
    sentence = why_not(context, token) or ""
    if capacities_for(action, context.standing(token.subject)):
        raise Refusal(sentence)
    label = plain_label(action, context.process)
    if action.entering is None:
        raise Refusal(f"{sentence} {context.process.say(OWN_WORD_ONLY, action=label)}")
    by = words_of(action.entering, context.process)
    how = HOW[action.entering.how]
    raise refused_entry(action, f"{sentence} {context.process.say(NOBODY_NOW, action=label, how=how, by=by)}")


def else_for_another(context: RequestContext, token: SignedToken) -> SignedToken:
    """The token as it is where whoever asks may act themselves; else as what they enter for somebody, if they may."""
    action = BY_NAME[token.action]
    if token.mode or action.entering is None or capacities_for(action, context.standing(token.subject)):
        return token
    entered = replace(token, mode="later")
    return entered if candidates(context, entered) else token


def candidate_choices(context: RequestContext, token: SignedToken) -> list[Choice]:
    """Whose act it can be, by name and address."""
    return as_choices(context.directory, candidates(context, token))


def candidate_form(context: RequestContext, token: SignedToken) -> Form:
    """The first form, which asks whose act it is."""
    asked = replace(WHOSE, choices=tuple(candidate_choices(context, token)))
    field = draw_field(ENTERED_FOR, asked, context.rule_context(token.subject))
    assert field is not None
    action = BY_NAME[token.action]
    label = plain_label(action, context.process)
    policy = context.policy(token.subject)
    title = f"{policy.id} “{policy.title}”: {label}" if policy.id else label
    return Form(
        window_title(action, context.process),
        context.signer.sign(replace(token, card="")),
        (field,),
        (Text(title, "strong"),),
        "Next",
    )


def read_candidate(context: RequestContext, token: SignedToken, answers: Mapping[str, Any]) -> SignedToken:
    """The token, with whose act it is as the first form says; raises FieldErrors."""
    asked = replace(WHOSE, choices=tuple(candidate_choices(context, token)))
    values = read_fields({ENTERED_FOR: asked}, answers, context.rule_context(token.subject))
    return replace(token, entered_for=str(values[ENTERED_FOR]))


def actor(context: RequestContext, token: SignedToken) -> Acting:
    """Who acts with this button or form: its presser, or the person for whom they enter it; raises Refusal."""
    if token.mode != "later" or not token.entered_for or token.entered_for == context.person:
        return context.acting()
    rule_context = _context_for(context, token, token.entered_for)
    sentence = refusal_to_enter(
        BY_NAME[token.action], rule_context, context.person, context.standing(token.subject)
    )
    if sentence:
        raise refused_entry(BY_NAME[token.action], sentence)
    return rule_context.who
