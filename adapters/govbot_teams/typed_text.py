"""Handles typed messages: commands, with or without their prefix, and free text."""

from __future__ import annotations

import re
from collections.abc import Collection

from govbot.adapter_api.chat import RetryLater, Undeliverable
from govbot.core.cards.vocabulary import Card, Reply
from govbot_teams import files, messages, replies
from govbot_teams.activity import Incoming
from govbot_teams.context import AdapterContext

PREFIXES = ("gov", "/gov")
ANSWERED = "I have answered in our personal chat, so that only you read it."
WRITE_FIRST = (
    "I can't write to you yet. Add govbot to your personal apps in Teams, then type that again there."
)
# More words than this are a sentence, even where the first is a command.
MOST_WORDS = 6
MOST_WORDS_IN_THREAD = 2
_NUMBER = re.compile(r"[a-z]+-\d+")


async def said(context: AdapterContext, incoming: Incoming) -> None:
    """Answer a message: once it is on disk, and then beside the answer to Teams.

    What people say to each other is none of ours, where Teams delivers it; a command with its prefix is.
    """
    if not incoming.is_to_us and incoming.words.partition(" ")[0].casefold() not in PREFIXES:
        return
    sent = files.sent(incoming.raw)
    if sent and incoming.is_personal:
        reply: Reply | Card | str = await _received(context, incoming)
    else:
        reply = await _made_sense_of(context, incoming)
    context.background.soon(_answer(context, incoming, reply))


def command_of(typed: str, known: Collection[str], in_thread: bool = False) -> str | None:
    """The command that was typed, without its prefix; None where it is none."""
    first, _, rest = typed.strip().partition(" ")
    if first.casefold() in PREFIXES:
        return rest.strip()
    words = typed.casefold().split()
    word = words[1] if len(words) > 1 and words[0] == "later" else (words[0] if words else "")
    most = MOST_WORDS_IN_THREAD if in_thread else MOST_WORDS
    if "\n" in typed.strip() or len(words) > most:
        return None
    is_known = word in known or (len(words) == 1 and _NUMBER.fullmatch(word) is not None)
    return typed.strip() if is_known else None


async def _made_sense_of(context: AdapterContext, incoming: Incoming) -> Reply | Card:
    known = {word for word, _ in context.bot.words()}
    command = command_of(incoming.words, known, bool(incoming.root))
    if command is not None and command.casefold() in ("", messages.HOME):
        return await context.bot.home(incoming.account)
    if command is not None:
        return await context.bot.command(incoming.account, command, incoming.conversation)
    return await context.bot.said(incoming.account, incoming.words, incoming.conversation, incoming.root)


async def _received(context: AdapterContext, incoming: Incoming) -> Reply | str:
    """A file: kept for the form that it belongs to; the bot asks which policy it is a draft of."""
    assert context.session is not None
    file = files.sent(incoming.raw)[-1]
    try:
        upload = await files.download(file, context.session, context.settings)
    except files.Unreadable as error:
        return str(error)
    context.files.keep(incoming.account, upload)
    return await context.bot.received(incoming.account, upload)


async def _answer(context: AdapterContext, incoming: Incoming, reply: Reply | Card | str) -> None:
    """Reply in the personal chat; if the question came from a shared conversation, a note there says so."""
    who = incoming.account
    match reply:
        case str():
            message = replies.sentence(reply)
        case Card():
            message = messages.of_home(reply, incoming.member)
        case _:
            message = replies.message(context, who, reply)
    if incoming.is_personal:
        await context.chat.say(who, incoming.conversation, message)
        return
    note = ANSWERED
    try:
        await context.chat.say(who, "", message)
    except (Undeliverable, RetryLater):
        note = WRITE_FIRST
    await context.chat.say(who, _thread(incoming), replies.sentence(note))


def _thread(incoming: Incoming) -> str:
    """The place of a note in a shared conversation: the thread of the question."""
    place = incoming.raw.get("conversation")
    return str(place.get("id") or "") if isinstance(place, dict) else incoming.conversation
