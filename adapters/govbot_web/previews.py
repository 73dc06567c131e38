"""How Slack and Teams would draw a card or a form: a sober picture of it, with the JSON beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from aiohttp import web

from govbot.adapter_api.drawings import Draw
from govbot.core.cards.vocabulary import Card, Form
from govbot_web.body import UNREADABLE, Unreadable, read
from govbot_web.context import PlaygroundContext
from govbot_web.plain import form_from

NOT_A_CARD = "This message is no longer here, or it has no card: choose another one."


class Looks:
    """The handlers behind “In Slack and Teams”. `draws` is what the installed adapters offer."""

    def __init__(self, context: PlaygroundContext, draws: Sequence[Draw]) -> None:
        self._context = context
        self._draws = draws

    def routes(self) -> list[web.RouteDef]:
        """Where they are."""
        return [
            web.get("/api/as/{person}/drawn", self.message),
            web.post("/api/as/{person}/drawn", self.form),
        ]

    async def message(self, request: web.Request) -> web.Response:
        """A message that this person sees, as the chats draw its card."""
        person = (await self._context.person(request)).id
        conversation = self._context.conversation(request.query.get("conversation", ""), person)
        for message in self._context.chat.transcript.of(conversation, person):
            if message.id == request.query.get("message") and message.card is not None:
                return self._answer(message.card)
        raise Unreadable(404, NOT_A_CARD)

    async def form(self, request: web.Request) -> web.Response:
        """A form that the page has open, as the chats draw it."""
        await self._context.person(request)
        body = await read(request)
        try:
            return self._answer(form_from(body.words["form"]))
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Unreadable(400, UNREADABLE) from None

    def _answer(self, what: Card | Form) -> web.Response:
        drawings = [asdict(draw(what)) for draw in self._draws]
        kind = "form" if isinstance(what, Form) else "card"
        html = self._context.draw.drawn(drawings=drawings, kind=kind)
        return web.json_response({"drawings": drawings, "html": html})
