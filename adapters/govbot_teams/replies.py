"""Draws the bot's replies for Teams: a message, the answer to a pressed button, or a dialog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govbot.adapter_api.chat import Account
from govbot.adapter_api.replies import headed
from govbot.core.cards.vocabulary import Card, OpenForm, Reply, ShowCard, ShowErrors, ShowRefusal
from govbot_teams import card as draw
from govbot_teams import form, limits, messages, own_way
from govbot_teams.context import AdapterContext
from govbot_teams.sdk_turns import Answer
from govbot_teams.text import cut, plain

MESSAGE_TYPE = "application/vnd.microsoft.activity.message"
BELOW = "“{headline}” comes as a message below."
ELSEWHERE = "“{headline}” has come as a message in our personal chat."
OPEN_AGAIN = "This form was opened too long ago. Type the command, or press the button, once more."


def sentence(words: str) -> dict[str, Any]:
    """A message that is one sentence, in which Teams reads no markup."""
    return {"type": "message", "text": own_way.words(words), "textFormat": "plain"}


def message(context: AdapterContext, who: Account, reply: Reply) -> dict[str, Any]:
    """The reply as a message to one person."""
    match reply:
        case ShowCard(card=card):
            return messages.of_card(card)
        case OpenForm(form=asked):
            drawn = form.card(asked, context.filled(who, asked))
            return messages.around(drawn, asked.title)
        case ShowErrors(by_field=problems):
            return sentence(" ".join(problems.values()))
        case ShowRefusal(sentence=words, card=None):
            return sentence(words)
        case ShowRefusal(sentence=words, card=card):
            assert card is not None
            return messages.of_card(headed(words, card))


def executed(drawn: Mapping[str, Any]) -> Answer:
    """The answer to a pressed button: this card, in the place of the pressed one, for that person."""
    return Answer(200, {"statusCode": 200, "type": draw.CARD_TYPE, "value": drawn})


def sentence_shown(words: str) -> Answer:
    """The answer to a pressed button: a sentence for that person; the card stays."""
    return Answer(200, {"statusCode": 200, "type": MESSAGE_TYPE, "value": own_way.words(words)})


def in_dialog(drawn: Mapping[str, Any], title: str) -> Answer:
    """The next content of a dialog."""
    shown = {
        "title": cut(plain(title), limits.DIALOG_TITLE),
        "width": "medium",
        "card": {"contentType": draw.CARD_TYPE, "content": drawn},
    }
    return Answer(200, {"task": {"type": "continue", "value": shown}})


def card_in_dialog(card: Card) -> Answer:
    """A card in a dialog."""
    return in_dialog(draw.adaptive(card, dialog=True), card.headline)
