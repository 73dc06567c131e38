"""A reply of the bot as one card, for chats that have no other place to show it."""

from __future__ import annotations

from govbot.core.cards.vocabulary import Card, Divider, ShowCard, ShowErrors, ShowRefusal, Text

NOT_DONE = "That did not work"


def as_card(reply: ShowCard | ShowRefusal | ShowErrors) -> Card:
    """The reply as a card; a refusal stands above the current card, where there is one."""
    match reply:
        case ShowCard(card=card):
            return card
        case ShowErrors(by_field=problems):
            return Card(NOT_DONE, tuple(Text(problem) for problem in problems.values()))
        case ShowRefusal(sentence=sentence, card=None):
            return Card(NOT_DONE, (Text(sentence),))
        case ShowRefusal(sentence=sentence, card=card):
            assert card is not None
            return headed(sentence, card)


def headed(sentence: str, card: Card) -> Card:
    """A card with a warning above it."""
    return Card(card.headline, (Text(sentence, "warning"), Divider(), *card.parts), card.subject)
