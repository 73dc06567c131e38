"""How a reply is said where there is no place of its own for it: as a small message, or in a small modal."""

from __future__ import annotations

from typing import Any

from govbot.core.cards.vocabulary import (
    Card,
    Divider,
    OpenForm,
    Reply,
    ShowCard,
    ShowErrors,
    ShowRefusal,
    Text,
)
from govbot_slack import card as draw

NOT_DONE = "That did not work"
TOO_LATE = "Slack did not open the form in time. Press the button, or type the command, once more."
NO_FORM_HERE = (
    "This needs a form, which Slack opens only for a button or a command. Type /gov to see your buttons."
)


def alone(reply: Reply) -> dict[str, Any]:
    """The reply as a message to one person. A form can't be one: it says so."""
    match reply:
        case ShowCard(card=card):
            return draw.message(card)
        case OpenForm():
            return draw.sentence(NO_FORM_HERE)
        case ShowErrors(by_field=problems):
            return draw.sentence(" ".join(problems.values()))
        case ShowRefusal(sentence=sentence, card=None):
            return draw.sentence(sentence)
        case ShowRefusal(sentence=sentence, card=card):
            assert card is not None
            return {**draw.message(_headed(sentence, card)), "text": draw.sentence(sentence)["text"]}


def shown(reply: ShowCard | ShowRefusal | ShowErrors) -> Card:
    """The reply as a card, for a modal."""
    match reply:
        case ShowCard(card=card):
            return card
        case ShowErrors(by_field=problems):
            return Card(NOT_DONE, tuple(Text(problem) for problem in problems.values()))
        case ShowRefusal(sentence=sentence, card=None):
            return Card(NOT_DONE, (Text(sentence),))
        case ShowRefusal(sentence=sentence, card=card):
            assert card is not None
            return _headed(sentence, card)


def _headed(sentence: str, card: Card) -> Card:
    return Card(card.headline, (Text(sentence, "warning"), Divider(), *card.parts), card.subject)
