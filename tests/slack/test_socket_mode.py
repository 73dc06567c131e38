"""The same through Socket Mode: a command, a click, a form, and connections that end."""

from __future__ import annotations

import asyncio

import pytest

from govbot.core.cards.vocabulary import OpenForm, ShowCard
from govbot_slack import SlackAdapter
from govbot_slack import adapter as adapter_module
from govbot_slack.standin import View, Workspace
from tests.slack.scripted import CARD, DONE, FORM, ScriptedBot

ADA = "ada@state.example"


async def test_a_command_a_click_and_a_form_through_socket_mode(slack: Workspace, bot: ScriptedBot) -> None:
    await slack.serve(SlackAdapter(bot, slack.settings()), socket_mode=True)
    ada = slack.person(ADA)
    bot.replies |= {"status": ShowCard(CARD), "approve-token": OpenForm(FORM), "form-token": ShowCard(DONE)}
    view = await ada.press(await ada.command("status"), "Approve")
    assert isinstance(view, View)
    assert await ada.fill(view, {"why": "x", "section": "s1"}) is view
    assert view.words.startswith("D2 is approved")
    bot.replies["hello"] = ShowCard(CARD)
    assert (await ada.say("hello")) is ada.direct[-1]
    assert (await ada.home()).words.startswith("Nothing awaits you")


async def test_strangers_are_turned_away_in_socket_mode_too(slack: Workspace, bot: ScriptedBot) -> None:
    await slack.serve(SlackAdapter(bot, slack.settings()), socket_mode=True)
    eve = slack.add("Eve", "eve@elsewhere.example", team="T0ELSEWHERE")
    assert "another organisation" in (await eve.command("status")).words
    assert bot.asked == []


@pytest.mark.parametrize("how", ["warned", "abrupt"])
@pytest.mark.check("R18")
async def test_every_acknowledged_click_has_its_effect_though_connections_end(
    slack: Workspace, bot: ScriptedBot, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter_module, "PING_SECONDS", 0.2)
    await slack.serve(SlackAdapter(bot, slack.settings()), socket_mode=True)
    ada = slack.person(ADA)
    bot.reply = ShowCard(CARD)
    acknowledged = 0
    for number in range(20):
        payload = slack.payloads.command(ada.user, "/gov", f"n{number}", ada.direct_place)
        sending = asyncio.create_task(slack.sockets.deliver("slash_commands", payload))
        if number % 5 == 4:
            await asyncio.sleep(0.001)
            if how == "warned":
                await slack.sockets.warn()
            else:
                slack.sockets.cut()
        if await sending is not None:
            acknowledged += 1
            assert bot.calls("command")[-1][1] == f"n{number}"
    assert acknowledged >= 16
    await slack.until(lambda: slack.sockets.count > 0)
    assert (await ada.command("afterwards")).words.startswith("D2 awaits")
