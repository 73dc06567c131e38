"""The playground's pictures of what Slack and Teams are sent: every word and every button of it, and inert."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from html import unescape
from typing import Any

import pytest
from aiohttp import ClientSession, web

from govbot.adapter_api.drawings import Draw, Drawing
from govbot.core.cards.forms import fields
from govbot.core.cards.kinds import KINDS
from govbot.core.cards.vocabulary import Card, Form, Text
from govbot.core.grammar import Action
from govbot.core.table import TABLE, plain_label
from govbot.runtime.adapters import drawings
from govbot_slack import card as slack_card
from govbot_teams import messages
from govbot_web import build
from govbot_web import draw as web_draw
from govbot_web.adapter import serve
from govbot_web.chat import account_of
from govbot_web.client import Playground
from tests.adapters.answering import moment
from tests.adapters.test_every_action import stood
from tests.adapters.test_every_card import drawn, run_together
from tests.web.scripted_bot import ScriptedBot
from tests.web.scripted_cards import APPROVAL
from tests.web.scripted_controls import ScriptedBackstage

DRAWS = drawings()
PAGE = web_draw.Draw(ScriptedBackstage(), draws_elsewhere=True)
BY_PEOPLE = [action for action in TABLE if "clock" not in action.by]
# What a chat is sent and does not show as words: names, signed values, texts for screen readers only.
UNSEEN = frozenset(
    {
        "type", "action_id", "block_id", "callback_id", "value", "style", "private_metadata", "confirm", "data",
        "verb", "id", "speak", "fallbackText", "$schema", "version", "associatedInputs", "errorMessage", "name",
        "contentType", "summary", "refresh", "spacing", "weight", "size", "color", "fontType", "width", "options",
        "choices", "choices.data", "initial_date", "placeholder",
    }
)  # fmt: skip


def picture(drawing: Drawing) -> str:
    """The words of the picture, without its tags and without the JSON beside it."""
    page = PAGE.drawn(drawings=[asdict(drawing)], kind="card")
    return page[page.index('<div class="as ') : page.index('<div class="sent">')]


def words(thing: Any, name: str = "") -> Iterator[str]:
    """Every text of a payload that a person reads."""
    if isinstance(thing, str) and name not in UNSEEN:
        yield thing
    elif isinstance(thing, list) and name not in UNSEEN:
        for inner in thing:
            yield from words(inner)
    elif isinstance(thing, dict):
        if thing.get("type") == "Action.ShowCard":  # opens only when pressed
            thing = {"title": thing["title"]}
        for key, value in thing.items():
            if key not in UNSEEN:
                yield from words(value, key)


def must_show(drawing: Drawing) -> None:
    payload = (
        drawing.payload["blocks"]
        if drawing.chat == "slack" and "title" not in drawing.payload
        else drawing.payload
    )
    shown = run_together(unescape(picture(drawing)))
    for text in words(payload):
        assert run_together(unescape(text)) in shown, text


def test_both_chats_offer_their_drawings() -> None:
    assert [draw(Card("A", (Text("b"),))).chat for draw in DRAWS] == ["slack", "teams"]


def test_a_drawing_is_what_the_chat_is_sent() -> None:
    slack, teams = (draw(APPROVAL) for draw in DRAWS)
    assert slack.payload == slack_card.message(APPROVAL)
    assert teams.payload == messages.of_card(APPROVAL)
    assert slack.sizes[0] == f"{len(slack.payload['blocks'])} of 50 blocks"
    assert teams.sizes[0].endswith(" KB of 28 KB")


@pytest.mark.parametrize("draw", DRAWS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_shows_every_word_of_every_kind_of_card(kind: str, draw: Draw) -> None:
    for card in drawn(kind):
        must_show(draw(card))


@pytest.mark.parametrize("draw", DRAWS)
@pytest.mark.parametrize("action", BY_PEOPLE, ids=lambda action: action.name)
def test_a_picture_shows_every_question_of_every_form(action: Action, draw: Draw) -> None:
    government, person, _ = stood(action)
    asked = fields(action, moment(government, action, person))
    sentence = government.process.source(action.source).sentence
    must_show(draw(Form(plain_label(action, government.process), "t", asked, (Text(sentence, "small"),))))


@pytest.mark.parametrize("draw", DRAWS)
@pytest.mark.check("S40")
def test_what_people_wrote_is_escaped_in_a_picture(draw: Draw) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    shown = picture(draw(Card(hostile, (Text(hostile, "quote"),))))
    assert "<script" not in shown
    assert "<img" not in shown
    assert "alert(1)" in shown


async def test_only_who_sees_a_message_sees_how_it_is_drawn_elsewhere() -> None:
    bot, controls = ScriptedBot(), ScriptedBackstage()
    adapter, app = build(bot, controls, draws=DRAWS), web.Application()
    adapter.mount(app)
    await adapter.start()
    runner = await serve(app, port=0)
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    sent = await adapter.chat.send(account_of("p1"), "", APPROVAL, "k")
    where = {"conversation": sent.conversation, "message": sent.message}
    async with ClientSession() as session:
        playground = Playground(session, base)
        drawn = await playground.get("/api/as/p1/drawn", **where)
        assert [drawing["name"] for drawing in drawn["drawings"]] == ["Slack", "Teams"]
        assert APPROVAL.headline in unescape(drawn["html"])
        assert (await playground.get("/api/as/p2/drawn", **where))["reply"] == "sorry"
        gone = await playground.get("/api/as/p1/drawn", message="m99")
        assert gone["sentence"] == "This message is no longer here, or it has no card: choose another one."
        assert (await playground.post("/api/as/p1/drawn", {"form": {"title": 7}}))["reply"] == "sorry"
        assert (await playground.post("/api/as/p1/drawn", {}))["reply"] == "sorry"
    await runner.cleanup()
