"""What a pressed button or a handed-in form does, within one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from govbot.bot import draft_answers, for_delivery, forms, free_text, on_behalf, queries
from govbot.bot.act import Done, act
from govbot.bot.pages.public_preview import preview_link
from govbot.bot.preparing import Prepared
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken, TokenSigner, request_key
from govbot.core.cards.confirmations import Receipt, done_card, minute_over_card
from govbot.core.cards.kinds import KINDS, draw
from govbot.core.cards.vocabulary import Card, OpenForm, Reply, ShowCard, ShowRefusal
from govbot.core.decide import NeedsConfirmation
from govbot.core.grammar import Refusal
from govbot.core.table import BY_NAME
from govbot.core.workflow.taking_back import MINUTE_OVER

SHOW = "show "
NEW_CALENDAR_ADDRESS = "show calendar new"

# Draws a reply from the state that its transaction has found; it reads nothing, so it needs no transaction.
DrawReply = Callable[[], Reply]


def read_button(signer: TokenSigner, value: str) -> SignedToken:
    """The token of a button; raises Refusal where it was not made here, or by an older version."""
    token = signer.read(value)
    if not token.action.startswith(SHOW) and token.action not in BY_NAME:
        raise Refusal("This button belongs to an older govbot. Open a current card with “/gov”.")
    return token


def read_form(signer: TokenSigner, value: str) -> SignedToken:
    """The token of an action's form; raises Refusal where it is none."""
    token = read_button(signer, value)
    if token.action not in BY_NAME:
        raise Refusal("That is no form. Open a current one with “/gov”.")
    return token


def show(context: RequestContext, token: SignedToken) -> Reply:
    """The card that a button only shows."""
    return ShowCard(queries.show(context, token.action.removeprefix(SHOW), token.subject, token.about))


def form_of_button(context: RequestContext, token: SignedToken) -> Reply | None:
    """The form that a button opens; None where the action is taken at once, if only to be refused."""
    if not forms.needs_form(context, token):
        return None
    if context.tx.answers.get(request_key(context.person, token)) is not None:
        return None
    if token.mode != "later" and on_behalf.why_not(context, token):
        return None
    action = BY_NAME[token.action]
    rule_context = context.rule_context(token.subject, token.about)
    if action.bound and token.bound and action.bound(rule_context) != token.bound:
        return None
    return open_prefilled(context, replace(token, nonce=""))


def form_for(context: RequestContext, token: SignedToken, answers: Mapping[str, object]) -> Reply:
    """The action's form, once the first form has said whose act it is."""
    return open_prefilled(context, on_behalf.read_candidate(context, token, answers))


def open_prefilled(context: RequestContext, token: SignedToken) -> Reply:
    """The action's form, with the kept words that it files in it."""
    return OpenForm(forms.open_form(context, token, free_text.prefill(context, token)))


def take(
    context: RequestContext,
    token: SignedToken,
    answers: Mapping[str, object],
    redraw_after: timedelta,
    *,
    is_pressed: bool = False,
    prepared: Prepared | None = None,
) -> Reply | DrawReply:
    """Take the action: the form again where it has to be confirmed, else how to draw the card that follows.

    `prepared` is what was read beside the transaction for this action.
    """
    if token.action == "undo" and (late := minute_over_card(context.view(token.subject), token.about)):
        return ShowRefusal(MINUTE_OVER, late)
    outcome = act(context, token, answers, redraw_after, is_pressed=is_pressed, prepared=prepared)
    match outcome:
        case NeedsConfirmation() as asked:
            confirming = replace(token, seen=asked.digest)
            link = preview_link(context, BY_NAME[token.action], token.subject, answers)
            asked = replace(asked, parts=(*asked.parts, *link))
            return OpenForm(forms.confirmation_form(context, confirming, answers, asked))
        case Done():
            if not is_pressed:  # a button that asks nothing has no form that could have been closed
                draft_answers.forget(context.tx, context.person, token)
            if token.note:
                free_text.forget_words(context.tx, token.note)
            return _after(context, token, outcome)


def _after(context: RequestContext, token: SignedToken, done: Done) -> DrawReply:
    """How to draw the pressed card as it is now; without one, that the action is done."""
    if _is_on_lasting_card(token):
        shown = context.view(token.subject, token.about, on=token.card)
        return lambda: ShowCard(draw(token.card, shown), instead=True)
    entered_for = token.entered_for if token.entered_for != context.person else ""
    view = context.view(done.subject)
    receipt = Receipt(done.told, done.again, done.recorded_at)
    return lambda: ShowCard(done_card(view, done.action, entered_for, receipt), is_done=True)


def current_card(context: RequestContext, token: SignedToken) -> Card:
    """The card that takes the place of an outdated one."""
    policy = context.policy(token.subject)
    request = policy.development.request if policy.development else None
    if BY_NAME[token.action].bound and request and token.card != "correction":
        return _pressed_card(context, replace(token, card="secretary_request", about=f"D{request.draft}"))
    if _is_on_lasting_card(token):
        return _pressed_card(context, token)
    return queries.show(context, "status", token.subject)


def _is_on_lasting_card(token: SignedToken) -> bool:
    return token.card in KINDS and not KINDS[token.card].passing


def _pressed_card(context: RequestContext, token: SignedToken) -> Card:
    card, _, _ = for_delivery.draw_card(context, token.card, token.subject, token.about, {})
    return card
