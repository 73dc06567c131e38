"""Draws the bot's replies as messages to one person."""

from __future__ import annotations

from typing import Any

from govbot.adapter_api.replies import headed
from govbot.core.cards.vocabulary import OpenForm, Reply, ShowCard, ShowErrors, ShowRefusal
from govbot_slack import card as draw

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
            return {**draw.message(headed(sentence, card)), "text": draw.sentence(sentence)["text"]}
