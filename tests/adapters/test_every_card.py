"""Every kind of card and everything that can be looked at, on every chat: the same words, the same buttons."""

from __future__ import annotations

from functools import cache

import pytest

from govbot.adapter_api.simulated_chat import Seen
from govbot.core.cards.guide import QUERIES
from govbot.core.cards.kinds import KINDS
from govbot.core.cards.vocabulary import Card
from tests.adapters.given import CHATS, place
from tests.core.cards.given import Story, labels, lines
from tests.core.cards.test_every_card import full
from tests.core.given import COMMENTED, LEAD
from tests.core.given import given as history


@cache
def whole() -> Story:
    return full()


def drawn(kind: str) -> list[Card]:
    """The cards of this kind that were sent in a full history; one without its facts where none was."""
    story = whole()
    told = [notification for notification in story.told if notification.card == kind]
    return [
        story.card(kind, "cio", notification.about, **dict(notification.facts)) for notification in told
    ] or [story.card(kind, "cio")]


def run_together(words: str) -> str:
    """Words without what each chat draws between them."""
    return "".join(character for character in words if character.isalnum())


@pytest.mark.parametrize("chat", CHATS)
async def test_every_kind_of_card_is_shown_whole(chat: str) -> None:
    async with place(chat, history()) as at:
        player = await at.player("auditor")
        port = at.app.bot.chats[chat]
        account = await port.address(player.email)
        assert account is not None
        for kind in KINDS:
            for number, card in enumerate(drawn(kind)):
                await port.send(account, "", card, f"{kind} {number}")
                seen = (await player.inbox())[-1]
                assert run_together(card.headline) in run_together(f"{seen.title} {seen.words}"), kind
                assert list(seen.buttons) == labels(card), kind
                for part in card.parts:
                    for line in lines(part):
                        assert run_together(line) in run_together(seen.words), (kind, line)


async def test_everything_that_can_be_looked_at_reads_alike_on_every_chat() -> None:
    words = [word.split()[0] if word else "" for word, _ in QUERIES]
    seen: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for chat in CHATS:
        async with place(chat, history(*COMMENTED)) as at:
            player = await at.player(LEAD)
            replies = [await player.command(word) for word in words]
            seen[chat] = [_plain(reply) for reply in replies]
    assert seen["slack"] == seen["teams"] == seen["web"]


def _plain(seen: Seen) -> tuple[str, tuple[str, ...]]:
    return seen.title.replace("/gov", "gov"), seen.buttons  # each chat names its own way of typing
