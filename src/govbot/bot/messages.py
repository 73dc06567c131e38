"""What somebody typed: a command, plain words, or another person's message; within one transaction."""

from __future__ import annotations

from datetime import datetime

from govbot.adapter_api.chat import Account, Chat, Sent
from govbot.bot import commands, first_cards, for_delivery, free_text
from govbot.bot import conversation as conversation_answers
from govbot.bot.buttons import open_prefilled
from govbot.bot.request_context import RequestContext
from govbot.core.cards.kinds import acts, digest
from govbot.core.cards.vocabulary import Card, Reply, ShowCard
from govbot.core.grammar import Notification
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.record import Tx

MOST_COMMAND_WORDS = 6  # more are a sentence, even where the first is a command's word


def run_command(
    context: RequestContext, chat: Chat | None, platform: str, words: str, conversation: str
) -> Reply:
    """Answer what was typed after `/gov` in this conversation ("": nobody knows where)."""
    room = context.tx.rooms.stream_of(platform, conversation) if conversation else None
    # A conversation with govbot alone is nobody's room, nor is one of the government's own channels.
    could_be_room = (
        chat is not None
        and bool(conversation)
        and chat.is_shared(conversation)
        and conversation not in chat.channels.values()
    )
    where = f"{platform} {conversation}" if could_be_room else ""
    return commands.run(context, words, room, where)


def file_words(context: RequestContext, account: Account, words: str, conversation: str, root: str) -> Reply:
    """Answer plain words: a question, a task, or an answer to what is awaited; nobody meets silence."""
    receipt = context.tx.receipts.at(account.platform, conversation, root) if root else None
    stream = receipt.stream if receipt else None
    if not words:
        return ShowCard(first_cards.home(context))
    if stream is None and (command := _as_command(context, words, conversation, account)):
        return command
    return ShowCard(conversation_answers.answer(context, words, stream))


def _as_command(context: RequestContext, words: str, conversation: str, account: Account) -> Reply | None:
    """A command with more than its word, typed without “/gov”: where plain words mean nothing else."""
    reading = conversation_answers.read_words(context, words)
    known = words.partition(" ")[0].casefold() in commands.EVERY_WORD
    if reading.kind not in ("chat", "answer") or not known or len(words.split()) > MOST_COMMAND_WORDS:
        return None
    return commands.run(context, words, context.tx.rooms.stream_of(account.platform, conversation))


def file_message_of(
    context: RequestContext, account: Account, author: str, at: datetime, words: str, conversation: str
) -> Reply:
    """The form that records this person's message as their feedback, or the policies to choose from."""
    room = context.tx.rooms.stream_of(account.platform, conversation) if conversation else None
    offer = free_text.offer_feedback_of(context, author, at, words, room)
    return ShowCard(offer) if isinstance(offer, Card) else open_prefilled(context, offer)


def note_refusal(tx: Tx, platform: str, why: str) -> None:
    """A platform refuses govbot itself: noted, and told to the operator where another chat has their channel."""
    if tx.refusals.note(platform, why):
        facts = {"card": "all", "why": why, "platform": platform}
        news = Notification("channel:operator", "undelivered", platform, facts)
        tx.outbox.tell(DIRECTORY, 0, [news], tx.now)


def note_shown(context: RequestContext, account: Account, sent: Sent, card: Card | None) -> None:
    """Note that the adapter has replaced the card of this message itself, with `card` or another one."""
    receipt = context.tx.receipts.at(account.platform, sent.conversation, sent.message)
    if receipt is None:
        return
    if card is None:
        theirs = context.for_person(receipt.person)
        card, _, _ = for_delivery.draw_card(
            theirs, receipt.card, receipt.stream, receipt.about, receipt.facts
        )
    context.tx.receipts.drawn(receipt, digest(card), acts(card))
