"""People with like names are told apart by address and office; a name that a chat shows counts for nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from govbot.core.cards.vocabulary import ShowCard
from govbot.record import Tx
from govbot_slack import SlackAdapter
from govbot_slack.standin import Message, Workspace
from tests.bot.town import Town, town_at
from tests.core.cards.given import words

pytestmark = pytest.mark.check("S38")


async def called(town: Town, names: dict[str, str]) -> None:
    """These people get these names."""

    def rename(tx: Tx) -> None:
        for user, name in names.items():
            person = tx.people.by_email(f"{user}@ct.example")
            assert person is not None
            tx.people.change(replace(person, name=name))

    await town.app.record.write(rename)


@pytest.mark.parametrize("other", ["Ada Lovelace", "ADA  LOVELACE", "Ａda Lovelace"])
async def test_whose_name_others_share_is_shown_with_the_address(tmp_path: Path, other: str) -> None:
    async with town_at("reviewed", tmp_path) as town:
        await called(town, {"cio": "Ada Lovelace", "ciso": other, "cdo": "Grace Hopper"})
        await town.advisor.command("status ITP-1")
        assert "Ada Lovelace (cio@ct.example)" in words(town.advisor.card)
        assert "(cdo@ct.example)" not in words(town.advisor.card)
        await town.advisor.command("lead ITP-1")
        labels = [choice.label for choice in town.advisor.form.fields[0].choices or ()]
        assert {"Ada Lovelace (cio@ct.example)", f"{other} (ciso@ct.example)"} <= set(labels)
        assert len(set(labels)) == len(labels)


async def test_feedback_is_its_agencys_and_offices_whatever_the_author_is_called(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await called(town, {"dss": "Ada Lovelace", "dcp": "Ada Lovelace"})
        for user in ("dss", "dcp"):
            person = town.person(user)
            await person.press("Comment")
            await person.fill(kind="comment", text=f"From {user}.")
            assert isinstance(person.last, ShowCard)
        await town.cio.command("comments ITP-1")
        shown = words(town.cio.card)
        assert "Department of Social Services' agency data officer" in shown
        assert "Consumer Protection's agency data officer" in shown


async def test_who_calls_themselves_the_secretary_in_a_chat_is_not(tmp_path: Path) -> None:
    async with (
        town_at("request", tmp_path) as town,
        Workspace(("OPM Secretary", "dss@ct.example"), ("OPM Secretary", "secretary@ct.example")) as slack,
    ):
        await slack.serve(SlackAdapter(town.bot, slack.settings()))
        refused = await slack.person("dss@ct.example").command("approve ITP-1")
        assert isinstance(refused, Message)
        assert "belongs to: the OPM Secretary" in refused.words
        assert "Approved" not in await town.entries()
