"""Words typed to govbot: questions are answered, tasks offered as buttons, and nothing is done by words alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from govbot.core.cards.vocabulary import ShowRefusal
from govbot.core.workflow.events import FeedbackGiven, WordTakenBack
from govbot.core.workflow.taking_back import MINUTE_OVER
from tests.bot.chat_in_memory import buttons
from tests.bot.town import Town, town_at
from tests.core.cards.given import words


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    folder = tmp_path_factory.mktemp("conversation")
    async with town_at("circulate", folder) as circulating:
        yield circulating


async def entries(town: Town) -> list[str]:
    recorded = await town.app.record.read(lambda tx: tx.entries("policy:ITP-1"))
    return [type(entry.event).__name__ for entry in recorded]


async def test_greetings_and_thanks_record_and_offer_nothing(town: Town) -> None:
    before = await entries(town)
    await town.dss.says("Good morning!")
    assert town.dss.card.headline == "Hello. What would you like to do?"
    await town.dss.says("thanks")
    assert words(town.dss.card) == "You're welcome.\nNothing of this is recorded."
    assert await entries(town) == before


async def test_questions_are_answered_at_once(town: Town) -> None:
    await town.dss.says("when is itp1 due?")
    assert town.dss.card.headline.startswith("Dates of ITP-1")
    assert "your feedback on D1" in words(town.dss.card)
    await town.cio.says("who has not answered ITP-1")
    assert "No answer yet from:" in words(town.cio.card)
    await town.dss.says("ITP 1")
    assert "ITP-1" in town.dss.card.headline
    await town.dss.says("what do I have to do")
    assert town.dss.card.headline.startswith("Awaiting your action")
    await town.dss.says("what is the weather like")
    assert town.dss.card.headline == "I did not understand that"


async def test_a_task_is_a_button_with_the_day_in_its_form_and_never_done_by_words(town: Town) -> None:
    before = await entries(town)
    await town.cio.says("extend ITP-1 to Dec 18")
    assert [button.label for button in buttons(town.cio.card)] == ["Extend: ITP-1", "What is awaiting me"]
    await town.cio.press("Extend: ITP-1")
    closes = next(field for field in town.cio.form.fields if field.name == "closes_on")
    assert str(closes.initial).endswith("-12-18")
    await town.dss.says("extend ITP-1 to Friday")
    assert town.dss.card.headline == "Extend: not now"
    await town.cio.says("please approve ITP-1")
    assert not any("Approve" in button.label for button in buttons(town.cio.card))
    assert await entries(town) == before


async def test_an_answer_is_taken_back_by_undo_and_asked_for_again(town: Town) -> None:
    await town.dcp.does("comment ITP-1", kind="concern", text="Too short.")
    assert "Undo" in [button.label for button in buttons(town.dcp.card)]
    await town.dcp.press("Undo")
    assert "Undone" in town.dcp.card.headline
    recorded = await town.app.record.read(lambda tx: tx.entries("policy:ITP-1"))
    last = [entry.event for entry in recorded][-2:]
    assert isinstance(last[0], FeedbackGiven)
    assert isinstance(last[1], WordTakenBack)
    await town.dcp.says("withdraw my comment")
    assert town.dcp.card.headline == "Withdraw what I said: not now"
    await town.dcp.says("comment on ITP-1")
    assert buttons(town.dcp.card)[0].label == "Comment: ITP-1"


async def test_undo_after_its_minute_says_so_and_offers_to_correct_or_to_withdraw(town: Town) -> None:
    await town.dcp.does("comment ITP-1", kind="concern", text="Too short.")
    town.clock.at += timedelta(seconds=61)
    before = await entries(town)
    await town.dcp.press("Undo")
    assert town.dcp.no == MINUTE_OVER
    assert isinstance(town.dcp.last, ShowRefusal)
    offered = town.dcp.last.card
    assert offered
    assert [button.label for button in buttons(offered)] == ["Correct it", "Withdraw it"]
    assert await entries(town) == before
    await town.dcp.press("Withdraw it", offered)
    await town.dcp.fill(reason="Sent too early")
    assert "Withdrawn" in town.dcp.card.headline
    await town.cio.command("comments ITP-1")
    assert town.cio.card.headline.endswith(": 0 answers")


async def test_words_are_offered_as_an_answer_and_may_be_just_said(town: Town) -> None:
    await town.dss.says("Section 3 is too strict for us.")
    await town.dss.press("No, I was just saying")
    assert town.dss.card.headline == "All right: nothing is recorded."


async def test_what_was_typed_into_a_closed_form_is_offered_again_for_a_day(town: Town) -> None:
    await town.dss.command("comment ITP-1")
    form = town.dss.form
    await town.app.bot.closed(town.dss.account, form.token, {"kind": "concern", "text": "Two months more."})
    await town.dss.command("comment ITP-1")
    text = next(field for field in town.dss.form.fields if field.name == "text")
    assert text.initial == "Two months more."
    assert "You had typed this before" in str(town.dss.form.intro)
    await town.dss.fill()
    await town.dss.command("comment ITP-1")
    assert next(field for field in town.dss.form.fields if field.name == "text").initial is None


async def test_undo_stands_first_on_the_request_for_its_minute_and_is_gone_after_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    async with town_at("circulate", tmp_path_factory.mktemp("undo")) as town:
        await town.dcp.press("No comment")
        assert buttons(town.dcp.card)[0].label == "Undo"
        await town.dcp.press("Undo")
        assert "No comment" in [button.label for button in buttons(town.dcp.card)]
        await town.dcp.press("No comment")
        town.clock.at += timedelta(seconds=61)
        await town.cio.does("extend ITP-1", closes_on="2026-11-20")
        await town.settle()
        newest = next(card for card in town.dcp.inbox if "feedback is asked for" in card.headline)
        assert "Undo" not in [button.label for button in buttons(newest)]
