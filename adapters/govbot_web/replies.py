"""What becomes of the bot's answer: a message, a card in another's place, a form, a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from govbot.adapter_api.chat import Sent
from govbot.adapter_api.simulation_controls import SimulationControls
from govbot.bot import Bot
from govbot.core.cards.vocabulary import Card, OpenForm, Reply, ShowCard, ShowErrors, ShowRefusal
from govbot_web.chat import WebChat, account_of
from govbot_web.draw import Draw
from govbot_web.transcript import Message


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody acted: in which conversation, on which message (if on one), in whose thread."""

    person: str
    conversation: str
    message: Message | None = None
    root: str = ""


class Replies:
    """Turns replies into messages and into what the page is told."""

    def __init__(self, bot: Bot, controls: SimulationControls, chat: WebChat, draw: Draw) -> None:
        self._bot, self._controls, self._chat, self._draw = bot, controls, chat, draw

    async def answer(self, reply: Reply, place: Place) -> dict[str, Any]:
        """The JSON of a reply, after what it shows was put into the conversation."""
        match reply:
            case ShowCard(card, instead):
                message = await self._show(card, instead, place, shows=card)
                return {"reply": "show", "message": await self._draw.message(message, place.person)}
            case OpenForm(form):
                return {"reply": "open", **self._draw.form(form)}
            case ShowErrors(by_field):
                return {"reply": "problems", "by_field": by_field}
            case ShowRefusal(sentence, card):
                if card is not None:
                    await self._show(card, instead=True, place=place)
                return {"reply": "sorry", "sentence": sentence}

    async def _show(self, card: Card, instead: bool, place: Place, shows: Card | None = None) -> Message:
        pressed = place.message
        if not instead or pressed is None or pressed.card is None:
            return self._chat.add(
                place.conversation, self._controls.now(), card=card, root=place.root, only_for=place.person
            )
        changed = self._chat.change(pressed, card)
        if pressed.key:
            await self._bot.shown(account_of(place.person), Sent(pressed.conversation, pressed.id), shows)
        return changed
