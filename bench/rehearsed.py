"""A record that is prepared for clicks: a feedback period that asks 600 representatives of 50 agencies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from govbot.bot.acting import record
from govbot.bot.sealing import Sealed
from govbot.documents import read_text
from govbot.grammar import Acting, Capacity
from govbot.house import House
from govbot.operator.importing import take_in
from govbot.operator.rosters import Agency, Representative, read_offices
from govbot.record import Tx
from govbot.sample import sample
from govbot.settings import DEFAULT_PROCESS, process_at
from govbot.workflow import events as e

SECRET = "standin-signing-secret"
TEAM = "T0GOV"
SUBJECT = "policy:ITP-1"
AGENCIES, EACH = 50, 12


async def open_house(folder: Path) -> House:
    """The house of this folder's record."""
    house = House(f"sqlite:///{folder / 'bench.db'}", process_at(DEFAULT_PROCESS), b"bench" * 8)
    await house.open()
    return house


async def prepare(folder: Path, users: list[tuple[str, str]]) -> dict[str, str]:
    """Fill the record; `users` are (Slack user, address). Answers each user with the value of their button."""
    house = await open_house(folder)
    try:
        agencies = [Agency(f"A{number:02}", f"Agency {number}") for number in range(AGENCIES)]
        roster = [
            Representative(email, email, agencies[number % AGENCIES].code, "security liaison", "slack")
            for number, (_, email) in enumerate(users)
        ]
        offices = read_offices(sample("offices.csv"))
        await house.record.write(
            lambda tx: take_in(tx, house.bot.moments, agencies, roster, offices), within=60
        )
        return await house.record.write(lambda tx: _circulating(tx, house, users), within=60)
    finally:
        await house.close()


def _circulating(tx: Tx, house: House, users: list[tuple[str, str]]) -> dict[str, str]:
    moments, values = house.bot.moments, {}
    entries = []
    for user, email in users:
        person = tx.person_by_email(email)
        assert person is not None
        tx.link("slack", TEAM, user, person.id)
        entries.append(
            e.RosterEntry(person=person.id, agency=person.agency, capacities=("security liaison",))
        )
        sealed = Sealed("no_comment", SUBJECT, "P1", "", "feedback_request")
        values[user] = moments.seal.close(sealed)
    document = read_text(sample("policy.md").decode())
    tx.store(document)
    later = datetime.now(UTC) + timedelta(days=30)
    who = Acting("operator", Capacity("operator", "operator"), moments.today(tx))
    events = [
        e.NeedRaised(title="A policy", text="For the bench", sources=(), decision_due=later),
        e.PursuitRecommended(lead=entries[0].person, need="high", risk="high", lead_due=later),
        e.DraftSubmitted(draft=1, paper=document.paper),
        e.FeedbackOpened(period=1, draft=1, roster=tuple(entries), closes_at=later),
    ]
    record(tx, moments, SUBJECT, who, events, timedelta())
    return values
