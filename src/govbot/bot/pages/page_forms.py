"""Forms on a page: drawn with their long lists, opened again after a refusal, and bound to their session."""

from __future__ import annotations

from dataclasses import replace

from govbot.bot.forms import find_choices, open_form
from govbot.bot.pages.link_cards import read_form
from govbot.bot.pages.results import Filling
from govbot.bot.pages.sessions import Session
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken, request_key
from govbot.core.cards import pages as say
from govbot.core.cards.vocabulary import Form
from govbot.core.grammar import Refusal
from govbot.core.table import PAGE_BY_NAME

MOST_CHOICES = 500
# The forms of the comment board: what is done with the comments that are ticked there, and what is undone.
WITH_TICKED = (
    "sort_comments", "join_comments", "draft_response", "respond_to_comments", "link_change", "split_comment",
)  # fmt: skip
BOARD_FORMS = frozenset((*WITH_TICKED, "look_at_response", "undo_organising"))
# Forms that a page leads to besides its own, by the page.
FORMS_OF = {"board": BOARD_FORMS, "comment": frozenset({"give_answers"})}


def token_of(session: Session) -> SignedToken:
    """The token of the session's form."""
    if session.form:
        return read_form(session.form)
    return SignedToken(PAGE_BY_NAME[session.page].action, session.subject, session.about)


def check_form(context: RequestContext, session: Session, token: str) -> None:
    """Raises Refusal where this form was not drawn for this session."""
    if session.page in ("read", "preview"):
        raise Refusal(say.NO_FORM)
    given = context.signer.read(token)
    if given.action in FORMS_OF.get(session.page, ()) and given.subject == session.subject:
        return
    drawn = token_of(session)
    if (drawn.action, drawn.subject, drawn.mode) != (given.action, given.subject, given.mode):
        raise Refusal(say.NO_FORM)


def form_page(context: RequestContext, session: Session) -> Filling:
    """The form of the session; under a new nonce, and with a sentence, where it was handed in before."""
    token = token_of(session)
    is_used = bool(token.nonce) and context.tx.answers.get(request_key(session.person, token)) is not None
    form = open_form(context, replace(token, nonce="") if is_used else token)
    page = draw_form(context, session, form)
    return replace(page, sentence=say.ALREADY_IN) if is_used else page


def same_form(context: RequestContext, session: Session, token: str) -> Filling:
    """The same form once more, under the same token."""
    return draw_form(context, session, open_form(context, context.signer.read(token)))


def draw_form(context: RequestContext, session: Session, form: Form) -> Filling:
    """The form with the choices of those lists that a chat would look up as one types."""
    token = context.signer.read(form.token)
    choices = {
        field.name: tuple(find_choices(context, token, field.name, "", MOST_CHOICES))
        for field in form.fields
        if field.choices is None
    }
    name = context.directory.name(session.person)
    return Filling(name, PAGE_BY_NAME[session.page].title, form, choices)
