"""What people type after `/gov`: words of the table, a policy's number, and what only shows something."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches

from govbot.bot import on_behalf
from govbot.bot.forms import needs_form, open_form
from govbot.bot.free_text import field_for_words
from govbot.bot.queries import MOST_LISTED, show
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.forms import asks_of
from govbot.core.cards.overview import choose_card
from govbot.core.cards.vocabulary import Button, Buttons, Card, OpenForm, Reply, ShowCard, Text
from govbot.core.grammar import Action, Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME, BY_WORD, PAGES, plain_label, refusal
from govbot.record import Tx

SHOWS = {
    "status": "status", "show": "policy", "policy": "policy", "read": "read", "comments": "comments",
    "sections": "sections", "more": "more", "reviews": "opinions", "agencies": "agencies",
    "outreach": "outreach",
}  # fmt: skip
GENERAL = {
    "home": "home", "mine": "home", "help": "help", "list": "list", "policies": "list",
    "deviations": "deviations", "operations": "operations",
}  # fmt: skip
SHOWS |= {page.word: f"page {page.name}" for page in PAGES if page.word}
EVERY_WORD = (*SHOWS, *GENERAL, "later", *BY_WORD)


class UnknownCommand(Refusal):
    """What was typed was not understood: no attempt at anything, so none is kept."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A command as typed: the word, the policy that it names (or ""), and the rest.

    `where` is the conversation among others in which it was typed: "teams 19:…", or "".
    """

    word: str
    policy: str
    rest: str
    later: bool = False
    where: str = ""


def parse(words: str, prefix: str) -> Typed:
    """Take apart what was typed; the policy's number may stand right before or after the word."""
    left = re.sub(r"^/?gov(\s+|$)", "", words.strip(), flags=re.IGNORECASE)
    is_later = bool(re.match(r"later(\s|$)", left, re.IGNORECASE))
    left = left[5:].strip() if is_later else left
    number = rf"{re.escape(prefix)}-0*(\d{{1,9}})(?![\w-])"
    first = re.match(rf"(?:(?P<word>[^\s]+)\s+)??{number}", left, re.IGNORECASE)
    if first:
        rest = left[first.end() :].strip(" :,")
        word = first["word"] or ""
        if not word:
            word, _, rest = rest.partition(" ")
        return Typed(word.casefold(), f"{prefix}-{first[2]}", rest.strip(), is_later)
    word, _, rest = left.partition(" ")
    named = re.search(rf"(?<![\w-]){number}", rest, re.IGNORECASE) if word.casefold() in SHOWS else None
    if named:
        return Typed(word.casefold(), f"{prefix}-{named[1]}", rest[named.end() :].strip(), is_later)
    return Typed(word.strip().casefold(), "", rest.strip(), is_later)


def is_command(words: str, prefix: str) -> bool:
    """Whether a message typed to the bot is a command without its “/gov”.

    Nothing but its word and a policy.
    """
    typed = parse(words, prefix)
    return not typed.rest and (typed.word in EVERY_WORD or (not typed.word and bool(typed.policy)))


def run(tx: Tx, moments: RequestContext, person: str, words: str, room: str | None, where: str = "") -> Reply:
    """Answer a command: a card, or a form to fill in. `room` is the stream whose room it was typed in."""
    typed = replace(parse(words, moments.process.government.policy_prefix), where=where)
    if typed.later:
        return _later(tx, moments, person, typed, room)
    if typed.word in GENERAL or not (typed.word or typed.policy):
        name = GENERAL.get(typed.word, "home")
        return ShowCard(show(tx, moments, person, name, DIRECTORY, typed.rest if name == "list" else ""))
    if typed.word in SHOWS or not typed.word:
        return _shown(tx, moments, person, typed, room)
    action = BY_WORD.get(typed.word)
    if action is None:
        raise UnknownCommand(
            f"“{typed.word[:40]}” is not a word that govbot knows.{near(typed.word)} “/gov help” lists all of them."
        )
    return take(tx, moments, person, action, typed, room)


def near(word: str) -> str:
    """The word that was probably meant."""
    alike = get_close_matches(word[:40], EVERY_WORD, 1, 0.6)
    alike = alike or [known for known in EVERY_WORD if len(word) > 2 and known.startswith(word[:3])][:1]
    return f" Did you mean “/gov {alike[0]}”?" if alike else ""


def _shown(tx: Tx, moments: RequestContext, person: str, typed: Typed, room: str | None) -> Reply:
    draft = re.fullmatch(r"d(\d{1,4})", typed.rest, re.IGNORECASE)
    about = f"D{draft[1]}" if draft and typed.word in ("read", "page") else ""
    meant = Typed(typed.word, typed.policy, "") if about else typed
    what = SHOWS.get(typed.word, "policy")
    subjects = subjects_of(tx, moments, meant, room)
    if len(subjects) == 1:
        return ShowCard(show(tx, moments, person, what, subjects[0], about))
    rows = []
    for subject in subjects:
        view = moments.view(tx, subject, person)
        rows.append(view.show(what, view.title, about))
    return ShowCard(Card("Which policy do you mean?", tuple(Buttons((one,)) for one in rows)))


def _later(tx: Tx, moments: RequestContext, person: str, typed: Typed, room: str | None) -> Reply:
    """“/gov later WORD POLICY”: the form; without the word, what can be entered later."""
    action = BY_WORD.get(typed.word)
    if action is not None:
        return take(tx, moments, person, action, typed, room)
    if typed.word:
        raise UnknownCommand(f"“{typed.word[:40]}” is nothing that can be entered later.{near(typed.word)}")
    subjects = subjects_of(tx, moments, typed, room)
    if len(subjects) > 1:
        raise UnknownCommand("For which policy? Type its number too, as in “/gov later ITP-1”.")
    return ShowCard(show(tx, moments, person, "later", subjects[0]))


def take(
    tx: Tx, moments: RequestContext, person: str, action: Action, typed: Typed, room: str | None
) -> Reply:
    """Open the form of an action, or offer its button, for the policy that is meant."""
    mode = "later" if typed.later else ""
    about = typed.where if action.where_typed else ""
    if action.stream != "policy":
        subject = "new" if action.stream == "new" else DIRECTORY
        return offer(tx, moments, person, SignedToken(action.name, subject, mode=mode), typed.rest)
    if typed.policy or room:
        subject = _one_named(tx, typed.policy) if typed.policy else str(room)
        return offer(tx, moments, person, SignedToken(action.name, subject, about, mode=mode), typed.rest)
    sealed = [
        SignedToken(action.name, f"policy:{one.id}", about, mode=mode)
        for one in tx.policies.matching(typed.rest, MOST_LISTED)
    ]
    if not sealed and typed.rest:
        raise UnknownCommand(f"No policy matches “{typed.rest[:80]}”. “/gov list” shows all of them.")
    open_ones = [one for one in sealed if _is_open(tx, moments, person, one)]
    if not open_ones:
        raise Refusal(
            f"“{plain_label(action, moments.process)}” is open to you on no policy now. Name one to read why: “/gov "
            f"{action.word} ITP-1”."
        )
    if len(open_ones) == 1:
        return offer(tx, moments, person, open_ones[0])
    rows = [Button(moments.view(tx, one.subject, person).title, moments.seal.close(one)) for one in open_ones]
    return ShowCard(choose_card(action, rows, moments.process))


def _is_open(tx: Tx, moments: RequestContext, person: str, sealed: SignedToken) -> bool:
    if sealed.mode == "later":
        return bool(on_behalf.candidates(tx, moments, person, sealed))
    return not on_behalf.why_not(tx, moments, person, sealed)


def offer(tx: Tx, moments: RequestContext, person: str, sealed: SignedToken, rest: str = "") -> Reply:
    """The form, with what was typed in it; or, where nothing has to be asked, a card with the button."""
    action = BY_NAME[sealed.what]
    at = moments.at(tx, sealed.subject, moments.acting(tx, person), sealed.about)
    if action.bound and not sealed.bound:
        sealed = SignedToken(sealed.what, sealed.subject, sealed.about, action.bound(at), mode=sealed.mode)
    if needs_form(tx, moments, person, sealed):
        field = "title" if "title" in asks_of(action.command) else field_for_words(action.name)
        return OpenForm(open_form(tx, moments, person, sealed, {field: rest} if rest and field else {}))
    why_not = refusal(action, at, moments.standing(tx, sealed.subject, person))
    if why_not:
        raise Refusal(why_not)
    view = moments.view(tx, sealed.subject, person)
    source = view.process.source(action.source)
    sentence = f"“{source.sentence}” ({source.where})"
    parts = (
        Text("Press the button to record it."),
        Buttons((view.button(action.name, sealed.about),)),
        Text(sentence, "small"),
    )
    return ShowCard(Card(f"{plain_label(action, view.process)}: {view.title}", parts, view.subject))


def subjects_of(tx: Tx, moments: RequestContext, typed: Typed, room: str | None) -> list[str]:
    """The policies that may be meant: the one named, the room's, or those that match what was typed."""
    if typed.policy:
        return [_one_named(tx, typed.policy)]
    if room and not typed.rest:
        return [room]
    found = tx.policies.matching(typed.rest[:100], MOST_LISTED)
    if not found:
        words = f" matches “{typed.rest[:80]}”" if typed.rest else " has been raised yet"
        raise UnknownCommand(f"No policy{words}. “/gov list” shows all of them.")
    return [f"policy:{one.id}" for one in found]


def _one_named(tx: Tx, policy: str) -> str:
    subject = f"policy:{policy}"
    if not tx.exists(subject):
        raise UnknownCommand(f"There is no policy {policy}. “/gov list” shows all of them.")
    return subject
