"""What people type after `/gov`: words of the table, a policy's number, and what only shows something."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govbot.bot.forms import needs_form, open_form
from govbot.bot.moment import Moments
from govbot.bot.sealing import Sealed
from govbot.bot.showing import MOST_LISTED, show
from govbot.cards.overview import choose_card
from govbot.cards.vocabulary import Button, Buttons, Card, Open, Reply, Show, Text
from govbot.grammar import Action, Refused
from govbot.membership.directory import STREAM as DIRECTORY
from govbot.record import Tx
from govbot.table import BY_NAME, BY_WORD, plain_label, refusal

SHOWS = {"status": "status", "show": "policy", "read": "read", "comments": "comments"}
GENERAL = {"": "home", "home": "home", "mine": "home", "help": "help", "list": "list"}


@dataclass(frozen=True, slots=True)
class Typed:
    """A command as typed: the word, the policy that it names (or ""), and the rest."""

    word: str
    policy: str
    rest: str
    later: bool = False


def parse(words: str, prefix: str) -> Typed:
    """Take apart what was typed; the policy's number may stand anywhere, in any case."""
    later = words.strip().casefold().startswith("later ")
    left = words.strip()[6:] if later else words.strip()
    named = re.search(rf"(?<![\w-]){re.escape(prefix)}-(\d+)(?![\w-])", left, re.IGNORECASE)
    policy = f"{prefix}-{int(named.group(1))}" if named else ""
    rest = (left[: named.start()] + left[named.end() :]) if named else left
    word, _, rest = rest.strip().partition(" ")
    return Typed(word.casefold().removeprefix("/gov"), policy, rest.strip(), later)


def run(tx: Tx, moments: Moments, person: str, words: str, room: str | None) -> Reply:
    """Answer a command: a card, or a form to fill in. `room` is the stream whose room it was typed in."""
    typed = parse(words, moments.process.government.policy_prefix)
    if typed.word in GENERAL and not typed.policy and not typed.later:
        return Show(show(tx, moments, person, GENERAL[typed.word], DIRECTORY, typed.rest))
    if typed.word in SHOWS or (typed.policy and not typed.word):
        subject = subject_of(tx, moments, typed, room)
        return Show(show(tx, moments, person, SHOWS.get(typed.word, "policy"), subject))
    action = BY_WORD.get(typed.word)
    if action is None:
        raise Refused(
            f"“{typed.word}” is no word that I know.{near(typed.word)} “/gov help” lists all of them."
        )
    return take(tx, moments, person, action, typed, room)


def near(word: str) -> str:
    """A word of the table that begins alike."""
    alike = [known for known in BY_WORD if known[:3] == word[:3]]
    return f" Did you mean “{alike[0]}”?" if alike else ""


def take(tx: Tx, moments: Moments, person: str, action: Action, typed: Typed, room: str | None) -> Reply:
    """Open the form of an action, or offer its button, for the policy that is meant."""
    mode = "later" if typed.later else ""
    if action.stream != "policy":
        subject = "new" if action.stream == "new" else DIRECTORY
        return offer(tx, moments, person, Sealed(action.name, subject, mode=mode))
    if typed.policy or room:
        subject = subject_of(tx, moments, typed, room)
        return offer(tx, moments, person, Sealed(action.name, subject, mode=mode))
    open_ones = [
        f"policy:{listed.id}"
        for listed in tx.policies("", MOST_LISTED)
        if typed.later or not refuses(tx, moments, person, action, f"policy:{listed.id}")
    ]
    if not open_ones:
        raise Refused(
            f"“{plain_label(action)}” is open to you on no policy now. Name one to read why: “/gov {action.word} ITP-1”."
        )
    if len(open_ones) == 1:
        return offer(tx, moments, person, Sealed(action.name, open_ones[0], mode=mode))
    rows = []
    for subject in open_ones:
        view = moments.view(tx, subject, person)
        value = moments.seal.close(Sealed(action.name, subject, mode=mode))
        rows.append((view.title, Button(view.title, value)))
    return Show(choose_card(action, rows))


def refuses(tx: Tx, moments: Moments, person: str, action: Action, subject: str) -> str:
    at = moments.at(tx, subject, moments.acting(tx, person))
    return refusal(action, at, moments.standing(tx, subject, person))


def offer(tx: Tx, moments: Moments, person: str, sealed: Sealed) -> Reply:
    """The form; or, where nothing has to be asked, a card with the button."""
    action = BY_NAME[sealed.what]
    at = moments.at(tx, sealed.subject, moments.acting(tx, person), sealed.about)
    if action.bound and not sealed.bound:
        sealed = Sealed(sealed.what, sealed.subject, sealed.about, action.bound(at), mode=sealed.mode)
    if needs_form(tx, moments, person, sealed):
        return Open(open_form(tx, moments, person, sealed))
    why_not = refusal(action, at, moments.standing(tx, sealed.subject, person))
    if why_not:
        raise Refused(why_not)
    view = moments.view(tx, sealed.subject, person)
    sentence = f"“{action.source.sentence}” ({action.source.where})"
    return Show(
        Card(view.title, (Text(sentence, "small"), Buttons((view.button(action.name),))), view.subject)
    )


def subject_of(tx: Tx, moments: Moments, typed: Typed, room: str | None) -> str:
    """The stream of the policy that is meant: named, or the room's, or the only one whose title matches."""
    if typed.policy:
        subject = f"policy:{typed.policy}"
        if not tx.exists(subject):
            raise Refused(f"There is no policy {typed.policy}. “/gov list” shows all of them.")
        return subject
    if room and not typed.rest:
        return room
    found = tx.policies(typed.rest, MOST_LISTED)
    if len(found) == 1:
        return f"policy:{found[0].id}"
    if not found:
        words = f" matches “{typed.rest}”" if typed.rest else " has been raised yet"
        raise Refused(f"No policy{words}. “/gov list” shows all of them.")
    names = ", ".join(one.id for one in found[:5])
    raise Refused(
        f"Which policy do you mean: {names}? Write its number after the word, as in “{typed.word} {found[0].id}”."
    )
