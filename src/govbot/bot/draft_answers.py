"""Draft answers: texts typed into a form that was closed without being handed in, kept for a day.

They are kept beside the record, never in it, and offered again in the same form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from govbot.adapter_api.answers import Answer
from govbot.bot.tokens import SignedToken
from govbot.core.cards.answers import clean
from govbot.core.cards.forms import asks_of
from govbot.core.cards.vocabulary import Text
from govbot.core.table import BY_NAME
from govbot.record import Tx

KEPT_FOR = timedelta(days=1)
MOST = 20_000  # characters of one form
NAME = "draft answer "
AGAIN = Text("You had typed this before, and closed the form. Nothing of it is recorded until you submit.")


def typed_in(token: SignedToken, answers: Mapping[str, Answer]) -> dict[str, str]:
    """The texts that were typed into a form; empty where there is nothing to lose."""
    asks = asks_of(BY_NAME[token.action].command)
    texts = {
        name: clean(value) or ""
        for name, value in answers.items()
        if isinstance(value, str) and name in asks and asks[name].kind in ("line", "text")
    }
    typed = {name: text for name, text in texts.items() if text}
    return typed if sum(map(len, typed.values())) <= MOST else {}


def keep(tx: Tx, person: str, token: SignedToken, typed: Mapping[str, str]) -> None:
    """Keep what was typed, in place of what was kept of this form before."""
    forget(tx, person, token)
    tx.notes.set(f"{_name(tx.now)} {_form(person, token)}", json.dumps(dict(typed)))


def kept(tx: Tx, person: str, token: SignedToken) -> dict[str, str]:
    """What was typed into this form within a day; empty where nothing was."""
    for day in (tx.now, tx.now - KEPT_FOR):
        if text := tx.notes.get(f"{_name(day)} {_form(person, token)}"):
            return dict(json.loads(text))
    return {}


def forget(tx: Tx, person: str, token: SignedToken) -> None:
    """The form was handed in, or what was typed in it is replaced."""
    for day in (tx.now, tx.now - KEPT_FOR):
        name = f"{_name(day)} {_form(person, token)}"
        if tx.notes.get(name) is not None:
            tx.notes.set(name, "")


def forget_old(tx: Tx) -> None:
    """Forget what was typed before yesterday."""
    tx.notes.forget_between(NAME, _name(tx.now - KEPT_FOR))


def _name(at: datetime) -> str:
    return f"{NAME}{at:%Y-%m-%d}"


def _form(person: str, token: SignedToken) -> str:
    return " ".join((person, token.action, token.subject, token.about, token.mode, token.entered_for))
