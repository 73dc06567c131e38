"""Answers words typed to the bot: questions at once, tasks as buttons, greetings shortly; nothing is done by it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from govbot.bot import comparing, finding, first_cards, free_text, on_behalf, queries
from govbot.bot.awaited import awaited_of
from govbot.bot.days_in_words import day_in
from govbot.bot.meant import shown_of
from govbot.bot.plain_words.reading import Reading, read
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Text
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME, plain_label

MOST_POLICIES = 100  # those changed last, by whose titles words are read
MOST_BUTTONS = 6
MOST_LABEL = 75  # characters of a button's label
HELLO = "Hello. What would you like to do?"
WELCOME = "You're welcome."
NOT_RECORDED = "Nothing of this is recorded."
CHAT = (
    "I run the policy process and can't answer that. Ask me, for example, “when is ITP-1 due”, “who has not "
    "answered” or “what changed in D2”; or tell me to “remind me Monday”."
)
OFFER = "Is this what you mean? Nothing is done until you press a button."
JUST_SAYING = "No, I was just saying"
WHICH = "Which policy do you mean?"
EXPORT = (
    "Lists and exports are made by the operator (“govbot outreach --csv”). In chat you can read them here."
)
# The day in the words goes into this question of the task's form.
DAY_OF = {
    "snooze": "until",
    "extend_feedback": "closes_on",
    "shorten_feedback": "closes_on",
    "give_until": "until",
    "announce_absence": "until",
}


def answer(context: RequestContext, words: str, stream: str | None) -> Card:
    """The answer to words that are no command. `stream` is the policy in whose card's thread they were typed."""
    reading = read_words(context, words)
    if reading.kind in ("hello", "thanks"):
        return _greeting(context, reading.kind)
    if stream is not None or reading.kind == "answer":
        return _offer(context, words, stream)
    if reading.action:
        return _task(context, reading, words)
    return _question(context, reading, words)


def read_words(context: RequestContext, words: str) -> Reading:
    """What the words most probably mean, by the titles of this government's policies."""
    listed = context.tx.policies.matching("", MOST_POLICIES)
    titles = {row.id: row.title for row in listed}
    bodies = (context.process.say("{agencies}"), context.process.say("{agency}"))
    return read(words, context.process.government.policy_prefix, titles, bodies)


def _home(context: RequestContext) -> Button:
    return context.view(DIRECTORY).show("home", "What is awaiting me")


def _greeting(context: RequestContext, kind: str) -> Card:
    general = context.view(DIRECTORY)
    if kind == "thanks":
        return Card(WELCOME, (Text(NOT_RECORDED, "small"),))
    buttons = (_home(context), general.show("list", "All policies"), general.show("help", "Help"))
    return Card(HELLO, (Buttons(buttons),))


def _offer(context: RequestContext, words: str, stream: str | None) -> Card:
    """Offer to file the words as an answer; else the person's own list, so that nobody meets silence."""
    offer = free_text.offer_words(context, words, stream)
    if offer is None:
        home = first_cards.home(context)
        return Card(home.headline, (Text(free_text.NOTHING_TAKES), *home.parts), home.subject)
    no = Button(JUST_SAYING, context.signer.sign(SignedToken("show said", DIRECTORY)))
    return Card(offer.headline, (*offer.parts, Buttons((no,))), offer.subject)


# Tasks -----------------------------------------------------------------------------------------------


def _task(context: RequestContext, reading: Reading, words: str) -> Card:
    """A button for the task, on the policy that is named or on each on which it is open; else why it is not."""
    action = BY_NAME[reading.action]
    label = plain_label(action, context.process)
    if action.stream != "policy":
        token = SignedToken(action.name, "new" if action.stream == "new" else DIRECTORY)
        return _with_buttons(context, label, [token], words)
    named = [f"policy:{reading.policy}"] if reading.policy else _subjects(context)
    tokens = [SignedToken(action.name, subject) for subject in named if context.tx.exists(subject)]
    reasons = {token.subject: on_behalf.why_not(context, token) for token in tokens}
    open_ones = [token for token in tokens if not reasons[token.subject]]
    if open_ones:
        return _with_buttons(context, label, open_ones[:MOST_BUTTONS], words)
    why = next(iter(reasons.values()), "") if reading.policy else ""
    sentence = why or f"“{label}” is open to you on no policy now."
    return Card(f"{label}: not now", (Text(sentence), Buttons((_home(context),))))


def _with_buttons(context: RequestContext, label: str, tokens: Sequence[SignedToken], words: str) -> Card:
    note = _keep_day(context, tokens[0].action, words)
    buttons: list[Button] = []
    for token in tokens:
        view = context.view(token.subject) if token.subject.startswith("policy:") else None
        shown = f"{label}: {view.policy.id}" if view else label
        signed = SignedToken(token.action, token.subject, _bound_about(context, token), note=note)
        buttons.append(Button(shown[:MOST_LABEL], context.signer.sign(signed), "" if buttons else "primary"))
    return Card(f"{label}?", (Text(OFFER), Buttons((*buttons, _home(context)))))


def _bound_about(context: RequestContext, token: SignedToken) -> str:
    """For what one may have said several times: the last of it."""
    if token.action not in ("undo", "take_back", "correct_comment"):
        return ""
    words = context.view(token.subject).own_words()
    return words[0].about if words else ""


def _keep_day(context: RequestContext, action: str, words: str) -> str:
    """Keep the day that the words name, for the form; the note's name, "" where there is none."""
    field, day = DAY_OF.get(action), day_in(words, context.today)
    if not field or day is None:
        return ""
    nonce = context.signer.nonce()
    kept = {"person": context.person, "words": words, "fields": {field: day.isoformat()}}
    free_text.keep_words(context.tx, nonce, kept)
    return nonce


def _subjects(context: RequestContext) -> list[str]:
    return [f"policy:{row.id}" for row in context.tx.policies.matching("", MOST_POLICIES)]


# Questions -------------------------------------------------------------------------------------------


def _question(context: RequestContext, reading: Reading, words: str) -> Card:
    match reading.kind:
        case "open":
            return first_cards.home(context)
        case "help":
            return first_cards.helping(context)
        case "policies":
            return first_cards.listing(context)
        case "find":
            return finding.find(context, _sought(words))
        case "export":
            general = context.view(DIRECTORY)
            return Card("Exports", (Text(EXPORT), Buttons((general.show("list", "All policies"),))))
        case "chat":
            general = context.view(DIRECTORY)
            return Card(
                "I did not understand that",
                (Text(CHAT), Buttons((_home(context), general.show("help", "Help")))),
            )
        case "people" if not reading.policy:
            return queries.show(context, "who", DIRECTORY)
        case _:
            return _of_policy(context, reading, words)


def _of_policy(context: RequestContext, reading: Reading, words: str) -> Card:
    """The answer for the policy that is named; else for the one that awaits the person; else which is meant."""
    if reading.policy and not context.tx.exists(f"policy:{reading.policy}"):
        return Card(f"There is no policy {reading.policy}", (Buttons((_home(context),)),))
    subjects = [f"policy:{reading.policy}"] if reading.policy else _meant(context, reading.kind, words)
    if len(subjects) != 1:
        shown = SHOWN.get(reading.kind, "status")
        views = [context.view(subject) for subject in subjects[:MOST_BUTTONS]]
        rows = tuple(
            Buttons((view.show(shown, view.title[:MOST_LABEL], _texts_in(view, shown, words)),))
            for view in views
        )
        return Card(WHICH, rows or (Text("No policy has been raised yet."),))
    view = context.view(subjects[0])
    match reading.kind:
        case "changed":
            return _changed(context, view, words)
        case kind:
            shown = SHOWN.get(kind, "status")
            return queries.show(context, shown, subjects[0], _texts_in(view, shown, words))


SHOWN: Mapping[str, str] = {
    "comments": "comments",
    "text": "read",
    "changed": "changes",
    "waiting": "waiting",
    "due": "due",
}


OF_TEXTS = ("read", "changes")  # what is shown of texts, which words may name: "D2"


def _texts_in(view: View, shown: str, words: str) -> str:
    """The texts that the words name, as what is shown takes them; "" for the last ones."""
    named = comparing.named_texts(words)
    if shown == "changes":
        return comparing.compared(view, named) if comparing.is_comparable(view, named) else ""
    return named.partition(" ")[0] if shown == "read" else ""


def _meant(context: RequestContext, kind: str, words: str) -> list[str]:
    """Where no policy is named: those that await the person, else all.

    Of a text ("what changed in D2"), those of which the person may read it; whether or not they await the person.
    """
    awaiting = list(dict.fromkeys(subject for subject, _ in awaited_of(context) if subject != DIRECTORY))
    what, named = SHOWN.get(kind, ""), comparing.named_texts(words)
    if what in OF_TEXTS and named:
        everywhere = [*awaiting, *(subject for subject in _subjects(context) if subject not in awaiting)]
        readable = shown_of(context, what, everywhere, named)
        return [subject for subject in readable if subject in awaiting] or readable
    return shown_of(context, what, awaiting or _subjects(context))


def _changed(context: RequestContext, view: View, words: str) -> Card:
    """The changes of the draft that is named, or of the last one, since another that is named or the one before."""
    return queries.show(
        context, "changes", view.subject, comparing.compared(view, comparing.named_texts(words))
    )


def _sought(words: str) -> str:
    """What is looked for, without the words around it."""
    sought = re.sub(
        r"^\W*(please )?(find|search( for)?|look( up| for)?|is there an?|are there|do we have an?|which)\b|"
        r"^\W*where (do|does|is|are) (it|they|we|the policies|the policy|you|anything)?\b ?(say|says|said|mention(ed)?|"
        r"written|talk)?\b( anything)?|\bpolic(y|ies)\b|\b(on|about|mention(s|ing|ed)?|for|any)\b|[?.!]",
        " ",
        words,
        flags=re.IGNORECASE,
    )
    return " ".join(sought.split())
