"""The message extension in Teams: finding a policy, and what a pasted link shows."""

from __future__ import annotations

from govbot_teams import TeamsAdapter
from govbot_teams.standin import Workspace
from tests.teams.conftest import ADA
from tests.teams.scripted import CARD


async def test_whoever_writes_a_message_finds_a_policy_and_puts_its_card_into_it(
    teams: Workspace, adapter: TeamsAdapter
) -> None:
    ada = teams.person(ADA)
    for words in ("", "backup"):
        (found,) = await ada.find(words)
        assert found["preview"]["content"] == {"title": "ITP-1 “Backup”", "text": "In force"}
        assert found["content"]["speak"] == CARD.headline
    assert await ada.find("nothing such") == []


async def test_a_pasted_link_to_the_library_shows_public_facts_and_another_nothing(
    teams: Workspace, adapter: TeamsAdapter
) -> None:
    ada = teams.person(ADA)
    (shown,) = await ada.paste("https://gov.example/library/ITP-1/index.html")
    assert shown["preview"]["content"]["title"] == CARD.headline
    assert await ada.paste("https://gov.example/p/1/open/secret") == []
