"""Serves the playground with the scripted bot, to look at: `python -m tests.web.play [port]`."""

from __future__ import annotations

import asyncio
import sys

from aiohttp import web

from govbot_web import build
from govbot_web.adapter import serve
from govbot_web.chat import account_of
from tests.web.scripted_bot import ScriptedBot
from tests.web.scripted_cards import APPROVAL, APPROVED, FEEDBACK
from tests.web.scripted_controls import ScriptedBackstage


async def play(port: int) -> None:
    """Serve until interrupted."""
    adapter = build(ScriptedBot(), ScriptedBackstage())
    app = web.Application()
    adapter.mount(app)
    await adapter.start()
    chat = adapter.chat
    people = [account_of(person) for person in ("p1", "p2", "p6", "p20")]
    for person in people:
        await chat.send(person, "", FEEDBACK, f"feedback {person.user}")
        await chat.send(person, "", APPROVAL, f"approval {person.user}")
    await chat.post("channel:steering", APPROVED, "approved")
    await chat.post("channel:announcements", APPROVED, "approved")
    room = await chat.open_room("Artificial Intelligence ad hoc group", "Ad hoc group for ITP-2", people)
    await chat.post(room, FEEDBACK, "room")
    await serve(app, port)
    print(f"http://127.0.0.1:{port}/#as=p1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(play(int(sys.argv[1]) if len(sys.argv) > 1 else 8080))
