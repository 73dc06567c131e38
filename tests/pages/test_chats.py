"""The link in chat: drawn on Slack, on Teams and in the playground, within what each of them takes."""

from __future__ import annotations

from typing import Any

import pytest

from govbot.bot.pages.links import LONGEST, LinkSettings, PageLinks
from govbot.core.cards.vocabulary import Buttons, Card, Link, Text
from govbot.core.grammar import Refusal
from govbot_slack import card as on_slack
from govbot_slack import limits
from govbot_slack.standin import screen
from govbot_slack.standin.checks import check_message, check_view
from govbot_slack.standin.world import SlackSays
from govbot_teams import TeamsAdapter, inputs
from govbot_teams import card as on_teams
from govbot_teams.standin import Message, Workspace
from govbot_teams.standin import screen as teams_screen
from govbot_teams.standin.checks import check_card
from govbot_teams.standin.world import TeamsSays
from govbot_web.plain import card_from, card_plain
from tests.bot.chat_in_memory import START
from tests.pages.given import Place, link_on
from tests.teams import schema

LONG = "https://govbot.example.gov/pages/" + "x" * (limits.BUTTON_URL - 33)
CARD = Card(
    "Read a draft", (Text("For you alone."), Link("Read a draft in the browser", LONG)), "policy:ITP-1"
)


def test_slack_takes_the_longest_link_as_a_button_with_an_address() -> None:
    drawn = on_slack.message(CARD)
    check_message(drawn["blocks"])
    check_view(on_slack.window(CARD))
    button = next(screen.buttons(drawn["blocks"]))
    assert button["url"] == LONG
    assert "value" not in button


def test_slack_refuses_a_longer_one_and_so_does_drawing() -> None:
    long = Card("Read", (Link("Read", LONG + "x"),))
    with pytest.raises(ValueError, match="longer than Slack takes"):
        on_slack.message(long)
    blocks = on_slack.message(CARD)["blocks"]
    blocks[-1]["elements"][0]["url"] += "x"
    with pytest.raises(SlackSays):
        check_message(blocks)


def test_teams_opens_it_by_an_action_of_its_own_in_messages_and_in_dialogs() -> None:
    for in_dialog in (False, True):
        drawn = on_teams.adaptive(CARD, dialog=in_dialog)
        check_card(drawn, schema.problems, in_dialog)
        action = next(teams_screen.actions(drawn))
        assert (action["type"], action["url"]) == ("Action.OpenUrl", LONG)
        action["url"] = "javascript:alert(1)"
        with pytest.raises(TeamsSays):
            check_card(drawn, None, in_dialog)


def test_the_playground_keeps_it_in_its_transcript() -> None:
    assert card_from(card_plain(CARD)) == CARD


async def test_the_card_that_hands_a_link_over_is_drawn_everywhere(drafted: Place) -> None:
    await drafted.town.cio.command("page ITP-1")
    card = drafted.town.cio.card
    check_message(on_slack.message(card)["blocks"])
    check_card(on_teams.adaptive(card), schema.problems)
    assert any(isinstance(part, Buttons) for part in card.parts)


async def test_a_long_form_of_a_chat_fits_into_its_link(drafted: Place) -> None:
    cio = drafted.town.cio
    await cio.command("draft ITP-1")
    assert len(drafted.town.bot.pages.upload_link(cio.account, cio.form.token)) < 1000
    assert len(link_on((await cio.command("upload ITP-1")).card)) < 500


def passes(secret: bytes = b"s" * 32) -> PageLinks:
    return PageLinks(secret, lambda: "nonce", LinkSettings("https://govbot.example.gov"))


def test_a_pass_is_sealed_with_this_installations_secret() -> None:
    made = passes().issue(START, "read", "p1", "policy:ITP-1", "D1")
    token = passes().token(made)
    assert passes().read(token) == made
    with pytest.raises(Refusal):
        passes(b"t" * 32).read(token)


def test_a_pass_too_long_for_a_chat_is_not_made() -> None:
    made: Any = passes().issue(START, "form", "p1", "policy:ITP-1", "D1", "x" * LONGEST)
    with pytest.raises(ValueError, match="too long"):
        passes().address(made)


@pytest.mark.parametrize("cloud", ["gcch", "dod"])
async def test_where_teams_takes_no_files_a_form_leads_to_its_page_and_is_handed_in_there(
    drafted: Place, cloud: str
) -> None:
    async with Workspace(("CIO", "cio@ct.example")) as teams:
        settings = teams.settings(cloud=cloud)
        await teams.serve(TeamsAdapter(drafted.town.bot, settings, drafted.town.bot.pages.upload_link))
        cio = teams.person("cio@ct.example")
        form = await cio.say("draft ITP-1")
        assert isinstance(form, Message)
        assert "attach the file and submit it there" in teams_screen.words(cio.card(form))
        assert inputs.ATTACH not in teams_screen.words(cio.card(form))
        link = next(action["url"] for action in teams_screen.actions(cio.card(form)) if "url" in action)
    browser = drafted.browser()
    file = ("draft.md", b"# I. Scope\n\nA second draft.\n")
    done = await browser.press(await browser.open(link), fields={"answer:file": file})
    assert "The draft is on record." in done.words


async def test_where_teams_takes_no_files_and_there_are_no_pages_the_form_says_so(drafted: Place) -> None:
    async with Workspace(("CIO", "cio@ct.example")) as teams:
        await teams.serve(TeamsAdapter(drafted.town.bot, teams.settings(cloud="gcch")))
        cio = teams.person("cio@ct.example")
        words = teams_screen.words(cio.card(await cio.say("draft ITP-1")))
        assert "no page for uploads" in words
        assert inputs.UPLOAD not in words
        assert inputs.ATTACH not in words
