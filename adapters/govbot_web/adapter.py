"""Puts the playground together, and mounts it on an aiohttp application."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from govbot.adapter_api.drawings import Draw as Draws
from govbot.adapter_api.simulation_controls import SimulationControls
from govbot.bot import Bot
from govbot_web.acts import Acts
from govbot_web.body import Unreadable
from govbot_web.chat import WebChat
from govbot_web.context import PlaygroundContext
from govbot_web.draw import Draw
from govbot_web.guard import guard, harden, new_token, no
from govbot_web.hub import Hub
from govbot_web.previews import Looks
from govbot_web.rehearsal import Rehearsal
from govbot_web.replies import Replies
from govbot_web.transcript import Transcript
from govbot_web.views import Views

STATIC = Path(__file__).parent / "static"
BROKEN = "Something went wrong in the playground. Look for {} in its log."

log = logging.getLogger(__name__)


class WebAdapter:
    """The playground. `chat` is its port for the courier."""

    def __init__(
        self,
        bot: Bot,
        controls: SimulationControls,
        transcript_path: Path | None = None,
        draws: Sequence[Draws] = (),
        apart: str = "",
    ) -> None:
        hub, draw = Hub(), Draw(controls, bool(draws))
        self.chat = WebChat(controls, Transcript.open(transcript_path), hub)
        replies = Replies(bot, controls, self.chat, draw)
        self._bot, self._hub, self._apart = bot, hub, apart
        self._context = PlaygroundContext(bot, controls, self.chat, draw, hub, replies, new_token())
        self._looks = Looks(self._context, draws)

    def mount(self, app: web.Application) -> None:
        """Add the pages, and guard the whole application: everything in it is for this machine alone."""
        app.middlewares.extend((guard(self._context.token, self._apart), apologise))
        app.on_response_prepare.append(harden)
        app.on_shutdown.append(self._let_go)
        for part in (Views(self._context), Acts(self._context), Rehearsal(self._context), self._looks):
            app.add_routes(part.routes())
        app.router.add_static("/static", STATIC)

    @property
    def notices(self) -> tuple[str, ...]:
        """Nothing: the playground's own command says where it is."""
        return ()

    async def start(self) -> None:
        """Introduce the chat to the bot."""
        self._bot.meet(self.chat)

    async def run(self) -> None:
        """Nothing: browsers call the addresses that `mount` adds."""

    async def stop(self) -> None:
        """Let the open pages go."""
        self._hub.close()

    async def _let_go(self, app: web.Application) -> None:
        await self.stop()


async def serve(app: web.Application, port: int = 8080) -> web.AppRunner:
    """Serve an application on loopback, and nowhere else; `cleanup()` the runner to end it."""
    runner = web.AppRunner(app, access_log=None, handle_signals=False)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner


@web.middleware
async def apologise(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every "no" is a sentence; a fault is one with a reference to look for in the log."""
    try:
        return await handler(request)
    except Unreadable as refusal:
        return refusal.answer
    except web.HTTPException:
        raise
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("playground fault %s at %s", reference, request.path)
        return no(500, BROKEN.format(reference))
