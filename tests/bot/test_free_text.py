"""What is typed in plain words is offered as the answer to what is awaited, and never met with silence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from govbot.adapter_api.answers import Upload
from govbot.core.cards.vocabulary import OpenForm, ShowCard, ShowRefusal
from govbot.core.workflow.events import FeedbackGiven
from tests.bot.chat_in_memory import buttons
from tests.bot.town import Town, town_at, town_in
from tests.core.cards.given import words


@pytest.fixture
async def circulating(tmp_path: Path) -> AsyncIterator[Town]:
    async with town_at("circulate", tmp_path) as town:
        yield town


def root_of(town: Town, user: str, headline: str) -> str:
    """The id of the message of this headline."""
    return next(
        name
        for name, (place, card) in town.chat.messages.items()
        if place == f"D-{user}" and card.headline.startswith(headline)
    )


async def given(town: Town) -> list[FeedbackGiven]:
    entries = await town.app.record.read(lambda tx: tx.entries("policy:ITP-1"))
    return [entry.event for entry in entries if isinstance(entry.event, FeedbackGiven)]


async def test_words_are_offered_shown_in_the_form_and_filed_once(circulating: Town) -> None:
    town = circulating
    await town.dss.says("A year is too short for us.")
    offer = town.dss.card
    assert offer.headline == "File these words?"
    assert "Nothing is recorded yet." in words(offer)
    await town.dss.press("Comment: ITP-1")
    assert (
        next(form_field for form_field in town.dss.form.fields if form_field.name == "text").initial
        == "A year is too short for us."
    )
    assert await given(town) == []
    await town.dss.fill()
    assert [comment.text for comment in await given(town)] == ["A year is too short for us."]
    assert "To add to it, comment again; to correct or withdraw it" in words(town.dss.card)
    await town.dss.press("Comment: ITP-1", offer)
    assert "have been filed already" in town.dss.no
    assert "A year is too short" not in str(await town.rows("select * from notes"))


async def test_the_offer_holds_after_a_restart_and_for_nobody_else(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.dss.says("A year is too short for us.")
        value, chat, clock = town.dss.value("Comment: ITP-1"), town.chat, town.clock
    async with town_in(tmp_path, clock=clock, chat=chat) as again:
        await again.dcp.presses(value)
        assert "typed by somebody else" in again.dcp.no
        await again.dss.presses(value)
        await again.dss.fill()
        assert len(await given(again)) == 1


async def test_a_reply_in_the_thread_of_a_card_belongs_to_its_policy(circulating: Town) -> None:
    town = circulating
    root = root_of(town, "dss", "Your agency's feedback")
    await town.dss.press("No comment")
    await town.dss.says("One more thing: who pays?", "D-dss", root)
    await town.dss.press("Comment: ITP-1")
    await town.dss.fill()
    assert [comment.kind for comment in await given(town)] == ["no comment", "comment"]
    await town.legal.says("One more thing", "D-legal", root_of(town, "legal", "Your office's review"))
    assert "Nothing that awaits you takes these words" in words(town.legal.card)


async def test_words_are_offered_as_all_that_they_fit_and_as_a_comment_while_a_period_is_open(
    circulating: Town,
) -> None:
    town = circulating
    await town.dss.press("No comment")
    await town.dss.says("One more thing: who pays?")
    assert [button.label for button in buttons(town.dss.card)] == ["Comment: ITP-1", "No, I was just saying"]
    await town.dss.press("Comment: ITP-1")
    await town.dss.fill()
    assert [comment.kind for comment in await given(town)] == ["no comment", "comment"]
    await town.raise_need("Second policy")
    await town.cio.does("close-feedback ITP-1")
    await town.dss.says("And another thing")
    assert "Nothing that awaits you takes these words" in words(town.dss.card), "the period is closed"


async def test_words_that_nothing_takes_are_answered_with_what_one_can_do(circulating: Town) -> None:
    town = circulating
    await town.publisher.says("The header lacks the law that it rests on.")
    assert words(town.publisher.card).splitlines()[1].startswith("Nothing that awaits you takes these words")
    await town.publisher.says("   ")
    assert town.publisher.card.headline == "Awaiting your action: nothing"
    await town.publisher.says("GOV status ITP-1")
    assert town.publisher.card.headline.startswith("Where ITP-1")


async def test_what_is_longer_than_an_answer_is_said_to_be_cut(circulating: Town) -> None:
    town = circulating
    await town.dss.says("word " * 2000)
    assert "One answer takes 3,000 characters" in words(town.dss.card)
    await town.dss.press("Comment: ITP-1")
    initial = next(form_field for form_field in town.dss.form.fields if form_field.name == "text").initial
    assert isinstance(initial, str)
    assert len(initial) == 3000
    await town.dss.fill()
    assert isinstance(town.dss.last, ShowCard)


async def test_a_message_is_recorded_as_its_authors_feedback_with_time_and_text(circulating: Town) -> None:
    town = circulating
    at = town.clock.at
    town.clock.at += timedelta(days=1)
    town.cio.last = await town.bot.record_as_feedback(
        town.cio.account, town.dcp.account, at, "We need two years."
    )
    form = town.cio.form
    assert "Entered by you for DCP (dcp@ct.example). The record names you both." in str(form.intro)
    await town.cio.fill()
    assert "Entered by you for DCP" in words(town.cio.card)
    (entry,) = [
        entry
        for entry in await town.app.record.read(lambda tx: tx.entries("policy:ITP-1"))
        if isinstance(entry.event, FeedbackGiven)
    ]
    assert isinstance(entry.event, FeedbackGiven)
    assert entry.event.text == "We need two years."
    assert (entry.actor, entry.entered_by) == (await town.person_id("dcp"), await town.person_id("cio"))
    assert entry.happened_on == at.date()
    assert entry.evidence.startswith("A message in chat of ")


async def test_only_a_clerk_records_anothers_message_and_only_of_those_asked(circulating: Town) -> None:
    town = circulating
    now = town.clock.at
    reply = await town.bot.record_as_feedback(town.dss.account, town.dcp.account, now, "We need two years.")
    assert isinstance(reply, ShowRefusal)
    assert "entered for DCP by word of mouth" in reply.sentence
    assert "only by the policy lead or the liaison" in reply.sentence
    reply = await town.bot.record_as_feedback(town.cio.account, town.legal.account, now, "We need two years.")
    assert isinstance(reply, ShowRefusal)
    assert "on the roster of no open feedback period" in reply.sentence
    reply = await town.bot.record_as_feedback(town.cio.account, town.dcp.account, now, " ")
    assert isinstance(reply, ShowRefusal)
    assert "no words" in reply.sentence
    own = await town.bot.record_as_feedback(town.dss.account, town.dss.account, now, "Our own words.")
    assert isinstance(own, OpenForm)


async def test_a_message_may_belong_to_one_of_several_periods(circulating: Town) -> None:
    town = circulating
    await town.dcp.does("need", title="Cloud services", text="Prices rise.", sources=["a"])
    await town.advisor.does("pursue ITP-2", lead=await town.person_id("cio"))
    await town.cio.does("draft ITP-2", {"file": Upload("c.md", "text/markdown", b"# Cloud\n\nText.\n")})
    await town.cio.does("feedback ITP-2", capacities=["agency data officer"], passing_over="A court's date.")
    town.cio.last = await town.bot.record_as_feedback(
        town.cio.account, town.dcp.account, town.clock.at, "Two years."
    )
    assert town.cio.card.headline == "Feedback on which policy?"
    await town.cio.press("ITP-2")
    await town.cio.fill()
    assert isinstance(town.cio.last, ShowCard)
    assert town.cio.card.subject == "policy:ITP-2"
