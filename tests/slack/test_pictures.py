"""A card's picture is put below it as a file with words for screen readers; without it the card goes out too."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from govbot.adapter_api.chat import Sent
from govbot.core.cards.vocabulary import Card, Picture
from govbot_slack import SlackAdapter
from govbot_slack.standin import Workspace
from govbot_slack.standin.faults import Fault
from tests.slack.scripted import CARD

PNG = b"\x89PNG of a timeline"
WITH = replace(CARD, parts=(Picture("<svg/>", "Timeline of 2 developments", base64.b64encode(PNG).decode()),))
ADA = "ada@state.example"


async def sent_to_ada(adapter: SlackAdapter, card: Card) -> Sent:
    account = await adapter.chat.address(ADA)
    assert account is not None
    return await adapter.chat.send(account, "", card, "k1")


async def test_the_picture_is_shown_below_its_card_with_words(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    sent = await sent_to_ada(adapter, WITH)
    assert sent.note == ""
    (file,) = slack.world.uploads.values()
    assert (file.data, file.alt) == (PNG, "Timeline of 2 developments")
    assert file.channel == sent.conversation
    assert "Timeline of 2 developments" in slack.person(ADA).direct[0].words


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.getUploadURLExternal", Fault("error", name="missing_scope")),
        ("upload", Fault("status", status=500)),
        ("files.completeUploadExternal", Fault("drop before")),
    ],
)
async def test_a_picture_that_slack_does_not_take_is_told_and_the_card_is_there(
    slack: Workspace, adapter: SlackAdapter, method: str, fault: Fault
) -> None:
    slack.fail(replace(fault, method=method))
    sent = await sent_to_ada(adapter, WITH)
    assert sent.note.startswith("The card went out without its picture. ")
    assert [message.text for message in slack.person(ADA).direct] == [CARD.headline]
    assert not any(file.channel for file in slack.world.uploads.values())


async def test_a_file_is_put_to_slacks_own_host_alone(slack: Workspace, adapter: SlackAdapter) -> None:
    slack.world.address = "http://elsewhere.example"
    sent = await sent_to_ada(adapter, WITH)
    assert sent.note == "The card went out without its picture. Slack named another host for the file."
    assert not any(file.data for file in slack.world.uploads.values())
