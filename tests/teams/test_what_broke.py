"""What broke in Teams with clients that nobody here wrote: each fault by a test that fails without its mending."""

from __future__ import annotations

from typing import Any

import pytest

from govbot.adapter_api.chat import (
    Account,
    ChatRefusesGovbot,
    ConversationGone,
    DeliveryOutcomeUnknown,
    RetryLater,
)
from govbot.adapter_api.manifest import ManifestRequest
from govbot.core.cards.vocabulary import (
    Button,
    Buttons,
    Card,
    Facts,
    Field,
    Form,
    ShowCard,
    ShowRefusal,
    Text,
)
from govbot_teams import TeamsAdapter, form, own_way, replies
from govbot_teams.errors import TeamsSays, in_words
from govbot_teams.manifest import AMONG_OTHERS, PERSONAL, SAMPLE_ID, teams_manifest
from govbot_teams.standin import Workspace, screen
from tests.teams.scripted import CARD, ScriptedBot

ADA = "ada@state.example"


async def test_texts_name_teams_own_way_of_typing(
    teams: Workspace, bot: ScriptedBot, adapter: TeamsAdapter
) -> None:
    bot.replies["status"] = ShowRefusal("Open a current card with “/gov”, or type /gov list.")
    seen = await teams.person(ADA).say("gov status")
    assert "“gov”, or type gov list." in str(seen)
    quoted = Card("Type /gov", (Text("As I typed: /gov x", "quote"), Facts((("Then", "/gov help"),))))
    assert own_way.card(quoted) == Card(
        "Type gov", (Text("As I typed: /gov x", "quote"), Facts((("Then", "gov help"),)))
    )
    assert own_way.words("https://state.example/gov and a/gov") == "https://state.example/gov and a/gov"
    assert "gov help" in str(replies.sentence("/gov help"))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (429, RetryLater),
        (503, RetryLater),
        (500, DeliveryOutcomeUnknown),
        (502, DeliveryOutcomeUnknown),
        (504, DeliveryOutcomeUnknown),
        (401, ChatRefusesGovbot),
        (404, ConversationGone),
    ],
)
async def test_what_teams_surely_did_not_take_is_tried_again(status: int, expected: type[Exception]) -> None:
    with pytest.raises(expected) as told:
        async with in_words(once=True):
            raise TeamsSays(status)
    assert type(told.value) is expected


async def test_who_installs_the_app_again_is_greeted_again(
    teams: Workspace, bot: ScriptedBot, adapter: TeamsAdapter
) -> None:
    ada = teams.person(ADA)
    await ada.install()
    await teams.deliver(teams.payloads.installed(ada.user, ada.chat, "remove")[0])
    before = len(bot.calls("home"))
    await ada.install()
    assert len(bot.calls("home")) == before + 1


def test_a_hint_stands_under_its_own_question() -> None:
    asked = Form("F", "t", (Field("a", "First", "line", hint="Of the first"), Field("b", "Second", "date")))
    body: list[dict[str, Any]] = form.card(asked)["body"]
    shown = [
        element.get("label") or element["inlines"][0]["text"]
        for element in body
        if "label" in element or "inlines" in element
    ]
    assert shown == ["F", "First", "Of the first", "Second"]


async def test_a_conversation_that_moved_is_opened_anew(
    teams: Workspace, adapter: TeamsAdapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = await adapter.chat.address(ADA)
    assert account is not None
    sent = await adapter.chat.send(account, "", CARD, "k1")

    async def moved(*_: Any) -> None:
        raise TeamsSays(404, "ConversationNotFound")

    with monkeypatch.context() as patched:
        patched.setattr(adapter.chat._turns, "post", moved)
        with pytest.raises(ConversationGone):
            await adapter.chat.send(account, sent.conversation, CARD, "k2")
    opened: list[Account] = []
    real = adapter.chat._opened

    async def noted(service: str, member: str) -> str:
        opened.append(account)
        return await real(service, member)

    monkeypatch.setattr(adapter.chat, "_opened", noted)
    await adapter.chat.send(account, "", CARD, "k3")
    assert opened == [account]


def test_privacy_and_terms_stand_where_the_government_has_them() -> None:
    stated = {"GOVBOT_PRIVACY_URL": "https://state.example/privacy"}
    request = ManifestRequest(
        base_url="https://govbot.example",
        government="State",
        commands=dict.fromkeys(["", *PERSONAL, *AMONG_OTHERS], "x"),
        environment=stated,
        options={"app_id": SAMPLE_ID},
    )
    made = teams_manifest(request)
    assert '"privacyUrl": "https://state.example/privacy"' in made
    assert '"termsOfUseUrl": "https://govbot.example/library/"' in made


async def test_a_card_whose_action_is_done_gives_way_in_the_personal_chat(
    teams: Workspace, bot: ScriptedBot, adapter: TeamsAdapter
) -> None:
    account = await adapter.chat.address(ADA)
    assert account is not None
    ada = teams.person(ADA)
    asked = Card("Feedback", (Buttons((Button("Close now", "close-token", "", "Close it now?"),)),))
    await adapter.chat.send(account, "", asked, "k1")
    card, before = ada.inbox[-1], len(ada.inbox)
    bot.replies["close-token"] = ShowCard(Card("The feedback period is closed."), is_done=True)
    assert await ada.press(card, "Close now") is card
    assert screen.buttons(ada.card(card)) == []
    assert screen.words(ada.card(card)) == "The feedback period is closed."
    assert len(ada.inbox) == before
