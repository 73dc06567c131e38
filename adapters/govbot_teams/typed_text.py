"""Handles typed messages: commands, with or without their prefix, and free text."""

from __future__ import annotations

import re
from collections.abc import Collection

from govbot.adapter_api.chat import RetryLater, Undeliverable
from govbot.adapter_api.pending_files import MOST_EACH, main_of
from govbot.core.cards.vocabulary import Card, Reply
from govbot_teams import files, messages, replies
from govbot_teams.activity import Incoming
from govbot_teams.context import AdapterContext

PREFIXES = ("gov", "/gov")
ANSWERED = "I have answered in our personal chat, so that only you read it."
WRITE_FIRST = (
    "I can't write to you yet. Add govbot to your personal apps in Teams, then type that again there."
)
# A command without its prefix: its word and a policy's number, in either order. All else is for the bot to read.
MOST_WORDS = 3
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


def command_of(typed: str, known: Collection[str]) -> str | None:
    """The command that was typed, without its prefix; None where it is none."""
    first, _, after = typed.strip().partition(" ")
    if first.casefold() in PREFIXES:
        return after.strip()
    words = typed.casefold().split()
    if "\n" in typed.strip() or len(words) > MOST_WORDS:
        return None
    rest = words[1:] if words and (words[0] in known or words[0] == "later") else words
    numbers = [each for each in rest if _NUMBER.fullmatch(each)]
    plain = [each for each in rest if each not in numbers and each not in known]
    return typed.strip() if words and not plain and len(numbers) <= 1 else None


async def _made_sense_of(context: AdapterContext, incoming: Incoming) -> Reply | Card:
    known = {word for word, _ in context.bot.words()}
    command = command_of(incoming.words, known)
    if command is not None and command.casefold() in ("", messages.HOME):
        return await context.bot.home(incoming.account)
    if command is not None:
        return await context.bot.command(incoming.account, command, incoming.conversation)
    return await context.bot.said(incoming.account, incoming.words, incoming.conversation, incoming.root)


async def _received(context: AdapterContext, incoming: Incoming) -> Reply | str:
    """A file: kept for the form that it belongs to; the bot asks which policy it is a draft of."""
    assert context.session is not None
    sent = files.sent(incoming.raw)[:MOST_EACH]
    try:
        uploads = [await files.download(file, context.session, context.settings) for file in sent]
    except files.Unreadable as error:
        return str(error)
    for upload in uploads:
        context.files.keep(incoming.account, upload)
    return await context.bot.received(incoming.account, main_of(uploads))


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
