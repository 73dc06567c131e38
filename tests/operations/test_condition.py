"""The operator's view says what to look into, in chat, in the channel and in the terminal, and is for the operator."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from govbot.adapter_api.chat import RetryLater, Sent
from govbot.cli.main import app as commands
from govbot.core.cards.operations import operations_card, rows, warnings
from govbot.core.service_status import Checked, Condition, QueueStatus, Ticked
from govbot.operations.importing import take_in
from govbot.operations.outreach import lost_lines
from govbot.operations.rosters import Office
from govbot.record import Tx
from tests.bot.chat_in_memory import CHANNELS
from tests.bot.town import Town, town_at
from tests.core.cards.given import words
from tests.government import PROCESS, agencies
from tests.places import Place

NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
TICKED = Ticked(NOW - timedelta(seconds=12), 3, 95.0)
WHOLE = Checked(NOW - timedelta(hours=13), 356, "")
WELL = Condition(NOW, (), 0, TICKED, WHOLE)


def ago(**by: float) -> datetime:
    return NOW - timedelta(**by)


TROUBLES = {
    "Slack: a message has been due for 2 hours.": Condition(
        NOW, (QueueStatus("slack", due=3, due_since=ago(hours=2.4)),), 0, TICKED, WHOLE
    ),
    "Microsoft Teams: 1 message parked after the last try.": Condition(
        NOW, (QueueStatus("teams", parked=1),), 0, TICKED, WHOLE
    ),
    "Slack: of 2 messages nobody knows whether they arrived. Ask the people.": Condition(
        NOW, (QueueStatus("slack", unknown=2),), 0, TICKED, WHOLE
    ),
    "Slack: 2 messages not taken so far, and tried again: Slack refuses the token.": Condition(
        NOW,
        (QueueStatus("slack", later=2, retried=2, stuck=2, why="Slack refuses the token."),),
        0,
        TICKED,
        WHOLE,
    ),
    "The clock has not ticked on this record yet.": Condition(NOW, (), 0, None, WHOLE),
    "The clock has not ticked for 3 minutes: is govbot running?": Condition(
        NOW, (), 0, Ticked(ago(minutes=3), 0, 0.0), WHOLE
    ),
    "Time should have brought about what it has not (2 overdue): see the log.": Condition(
        NOW, (), 2, TICKED, WHOLE
    ),
    "ITP-7: “the closing of the feedback period” was due, failed at every try, and is parked. The log says why; what "
    "is mended is tried again with govbot undelivered --again, or when govbot starts.": Condition(
        NOW, (), 1, TICKED, WHOLE, (("policy:ITP-7", "the closing of the feedback period"),)
    ),
    "The record was not found whole: Entry 2 was changed.": Condition(
        NOW, (), 0, TICKED, Checked(ago(hours=1), 356, "Entry 2 was changed.")
    ),
    "The record was not checked in the last two days: run govbot verify every night.": Condition(
        NOW, (), 0, TICKED, Checked(ago(days=3), 356, "")
    ),
}


@pytest.mark.parametrize(("sentence", "condition"), TROUBLES.items(), ids=TROUBLES)
def test_what_the_operator_should_look_into_is_said_first(sentence: str, condition: Condition) -> None:
    assert list(warnings(condition, PROCESS)) == [sentence]
    card = operations_card(condition, PROCESS)
    assert card.headline == "Operations: 1 thing to look into"
    assert sentence in words(card)


def test_when_all_is_well_the_card_says_so_in_its_headline() -> None:
    assert operations_card(WELL, PROCESS).headline == "Operations: all is well"
    assert list(rows(WELL, PROCESS)) == [
        ("Messages", "none is waiting, and none has failed"),
        ("Last tick", "12 seconds ago; 3 due, the oldest 1 minute late"),
        ("Record checked", "Mon, Nov 30, 2026, 9:00 PM ET: 356 entries, whole"),
    ]


def test_what_failed_for_good_is_in_the_headline_though_nothing_can_be_done() -> None:
    failed = replace(WELL, queues=(QueueStatus("slack", failed=2), QueueStatus("teams", failed=1)))
    assert operations_card(failed, PROCESS).headline == (
        "Operations: all is running; 3 messages failed for good"
    )


def test_a_lane_is_one_line() -> None:
    queue = QueueStatus("web", 4, ago(minutes=2), 9, 2, 1, 0, 0, 5)
    assert next(iter(rows(Condition(NOW, (queue, QueueStatus("")), 0, None, None), PROCESS))) == (
        "The playground",
        "4 due now (for 2 minutes), 1 being sent, 7 for later, 2 to be tried again, 5 failed for good",
    )


def test_a_tick_with_nothing_due_and_a_record_never_checked() -> None:
    quiet = Condition(NOW, (QueueStatus(""),), 0, Ticked(NOW, 0, 0.0), None)
    assert list(rows(quiet, PROCESS)) == [
        ("To be addressed", "nothing is waiting"),
        ("Last tick", "0 seconds ago; nothing due"),
    ]
    assert len(list(warnings(quiet, PROCESS))) == 1


async def test_the_condition_is_read_off_the_record(place: Place) -> None:
    async with town_at("circulate", place) as town:

        def spoil(tx: Tx) -> None:
            for number, state in enumerate(("parked", "parked", "unknown", "failed"), 1):
                tx.conn.exec_driver_sql(f"UPDATE outbox SET state = '{state}' WHERE id = {number}")

        def queues(now: Condition) -> dict[str, tuple[int, int, int]]:
            return {queue.platform: (queue.parked, queue.unknown, queue.failed) for queue in now.queues}

        before = await town.app.record.read(lambda tx: tx.service_status.condition())
        assert queues(before) == {}
        assert before.overdue == 0
        await town.app.record.write(spoil)
        await town.app.record.write(lambda tx: tx.service_status.note_check(5, ""))
        after = await town.app.record.read(lambda tx: tx.service_status.condition())
        assert tuple(map(sum, zip(*queues(after).values(), strict=True))) == (2, 1, 1)
        assert after.checked == Checked(town.clock.now(), 5, "")
        town.clock.at += timedelta(days=400)
        late = await town.app.record.read(lambda tx: tx.service_status.condition())
        assert late.overdue > 0
        await town.app.scheduler.tick()
        ticked = (await town.app.record.read(lambda tx: tx.service_status.condition())).ticked
        assert ticked is not None
        assert ticked.late > 86_400


async def test_the_operator_alone_is_shown_it_in_chat(town: Town) -> None:
    await town.dss.command("operations")
    assert "is shown to its operator" in town.dss.no
    watcher = Office("Operations", "customs@ct.example", "operator", "chat")
    await town.app.record.write(lambda tx: take_in(town.bot.context(tx), agencies(), (), (watcher,)))
    town.chat.people["customs"] = "customs@ct.example"
    operator = replace(town.dss, user="customs")
    await operator.command("operations")
    assert operator.card.headline == "Operations: 2 things to look into"
    await operator.press("Look again")
    assert operator.card.headline == "Operations: 2 things to look into"


async def test_the_operators_channel_gets_one_card_a_day(town: Town) -> None:
    town.chat.channels["operator"] = "C-operations"
    for _ in range(3):
        await town.settle()
    assert len(told(town)) == 1
    assert told(town)[0].startswith("Operations:")
    town.clock.at += timedelta(days=1)
    await town.settle()
    assert len(told(town)) == 2
    assert "operator" not in CHANNELS


def told(town: Town) -> list[str]:
    return [card.headline for where, card in town.chat.messages.values() if where == "C-operations"]


async def test_govbot_status_says_it_in_the_terminal(place: Place) -> None:
    async with town_at("circulate", place):
        pass
    ran = await asyncio.to_thread(CliRunner().invoke, commands, ["status", "--database", place.url])
    assert ran.exit_code == 1
    assert "The clock has not ticked for" in ran.output
    assert "Last tick" in ran.output


async def test_what_the_chat_does_not_take_is_said_with_its_reason_long_before_it_is_given_up(
    place: Place,
) -> None:
    async with town_at("reviewed", place) as town:

        async def refused(*_: object) -> Sent:
            raise RetryLater("The chat refuses the token.", 60.0)

        town.chat.send = refused  # type: ignore[method-assign,assignment]
        await town.cio.does("feedback ITP-1", closes_on="2026-10-23")
        for _ in range(4):
            await town.settle()
            town.clock.at += timedelta(minutes=2)
        context = town.app.bot.context
        condition = await town.app.record.read(lambda tx: tx.service_status.condition())
        said = list(warnings(condition, PROCESS))
        assert any("not taken so far" in sentence and "refuses the token" in sentence for sentence in said)
        (line,) = await town.app.record.read(lambda tx: lost_lines(context(tx)))
        assert line.startswith("Nothing was given up; messages that wait:")
