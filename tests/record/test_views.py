"""Views and what is kept beside the record: the list of policies, and refused attempts."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from govbot.core.grammar import Notification
from govbot.record import Attempt, ListedPolicy, Record, Tx
from tests.record.given import CIO, MORNING, Clock, Noted


def listed(tx: Tx, id: str, title: str, days: int = 0) -> None:
    tx.policies.put(ListedPolicy(id, title, "need", "p1", "", MORNING + timedelta(days=days), "Ada Lovelace"))


def find(typed: str, tx: Tx) -> list[ListedPolicy]:
    return tx.policies.matching(typed)


async def test_the_list_shows_what_changed_last_first_and_is_searched(record: Record) -> None:
    def work(tx: Tx) -> None:
        listed(tx, "ITP-1", "Cloud Use")
        listed(tx, "ITP-2", "100% Remote_Work", days=1)
        listed(tx, "ITP-1", "Cloud Computing", days=2)

    await record.write(work)
    titles = {
        typed: [each.title for each in await record.read(partial(find, typed))]
        for typed in ("", "CLOUD", "itp-2", "0%", "e_w", "100_", "lovelace")
    }
    assert titles == {
        "": ["Cloud Computing", "100% Remote_Work"],
        "CLOUD": ["Cloud Computing"],
        "itp-2": ["100% Remote_Work"],
        "0%": ["100% Remote_Work"],
        "e_w": ["100% Remote_Work"],
        "100_": [],
        "lovelace": ["Cloud Computing", "100% Remote_Work"],
    }
    assert len(await record.read(lambda tx: tx.policies.matching(limit=1))) == 1


@pytest.mark.check("R26")
async def test_rebuilding_the_list_sends_nothing(record: Record) -> None:
    def work(tx: Tx) -> None:
        tx.append("policy:ITP-1", CIO, [Noted(words="Cloud")])
        listed(tx, "ITP-9", "left over")

    def project(tx: Tx, stream: str, state: Any) -> None:
        listed(tx, stream.removeprefix("policy:"), state[0])

    def tells(tx: Tx, stream: str, state: Any) -> None:
        tx.outbox.tell(stream, 1, [Notification("steering", "need")], MORNING)

    await record.write(work)
    assert await record.rebuild_views(project, version=1) is True
    assert await record.rebuild_views(project, version=1) is False
    assert [each.id for each in await record.read(lambda tx: tx.policies.matching())] == ["ITP-1"]
    with pytest.raises(RuntimeError, match="nothing is sent"):
        await record.rebuild_views(tells, version=2)
    assert [each.id for each in await record.read(lambda tx: tx.policies.matching())] == ["ITP-1"]


async def test_nobody_can_make_the_attempts_grow(record: Record, clock: Clock) -> None:
    def attempt(account: str) -> Attempt:
        return Attempt(
            clock.now, account, "p1", "approve", "policy:ITP-1", "Only the OPM Secretary approves."
        )

    for _ in range(50):
        await record.write(lambda tx: tx.attempts.keep(attempt("slack/T1/U1")))
    await record.write(lambda tx: tx.attempts.keep(attempt("slack/T1/U2")))
    kept = await record.read(lambda tx: tx.attempts.last())
    assert [each.more for each in kept[:2]] == [0, 30]
    assert len(kept) == 21
    clock.forward(minutes=2)
    await record.write(lambda tx: tx.attempts.keep(attempt("slack/T1/U1")))
    assert len(await record.read(lambda tx: tx.attempts.last(limit=100))) == 22
