"""Stores: a SQLite record of 500 representatives in 50 agencies, and policies that ask all of them for feedback."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from bench.policies import Events, policy_in_feedback, short_policy
from govbot.bot.recording import list_policy, record
from govbot.bot.tokens import SignedToken
from govbot.core.grammar import Acting, Capacity
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.events import AccountLinked
from govbot.core.workflow import events as e
from govbot.core.workflow.obligations import obligations
from govbot.demo.sample import sample
from govbot.documents import read_text
from govbot.operations.importing import take_in
from govbot.operations.rosters import Agency, Representative, read_offices
from govbot.record import Tx
from govbot.runtime.app import App
from govbot.runtime.clock import Clock
from govbot.runtime.settings import DEFAULT_PROCESS, process_at

SECRET = "standin-signing-secret"
KEY = "bench" * 8
USERS, AGENCIES = 500, 50
FEW, MANY = 10, 10_000  # policies in a store
SHORT, LONG = 10, 5_000  # events in a policy that asks for feedback
ASKING = 4  # policies of a store that ask everybody for feedback
AT_A_TIME = 1000  # policies written in one transaction
CAPACITY = "security liaison"

Links = Mapping[str, tuple[tuple[str, str, str, str], ...]]  # address → platform, tenant, user, conversation
OPERATOR = Capacity("operator", "operator")


@dataclass(frozen=True, slots=True)
class Store:
    """A folder with a record."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "bench.db"

    def copy(self, folder: Path) -> Store:
        """The same in another folder, to write into."""
        shutil.copytree(self.folder, folder)
        return Store(folder)

    def buttons(self) -> Iterator[tuple[str, str]]:
        """Slack's id of each representative, with the value of a “No comment” button; ASKING for each of them."""
        values: dict[str, list[str]] = json.loads((self.folder / "values.json").read_text())
        for number in range(ASKING):
            yield from ((user, of_user[number]) for user, of_user in values.items())


@asynccontextmanager
async def open_app(
    folder: Path, clock: Clock | None = None, *, in_service: bool = False, url: str = ""
) -> AsyncIterator[App]:
    """govbot on this folder's record (or that of a URL), opened; it delivers nothing until it is started."""
    url = url or f"sqlite:///{folder / 'bench.db'}"
    app = App(url, process_at(DEFAULT_PROCESS), KEY.encode(), clock, in_service=in_service)
    await app.open()
    try:
        yield app
    finally:
        await app.close()


async def prepare(folder: Path, links: Links, policies: int, events: int) -> Store:
    """A new store of so many policies, of which ASKING ask everybody for feedback and have so many events."""
    folder.mkdir()  # noqa: ASYNC240
    async with open_app(folder) as app:
        roster = await app.record.write(lambda tx: _roster(tx, app, links), within=60)
        values = await app.record.write(lambda tx: _asking(tx, app, roster, links, events), within=300)
        for first in range(ASKING + 1, policies + 1, AT_A_TIME):
            numbers = range(first, min(first + AT_A_TIME, policies + 1))
            write = partial(_short_policies, app=app, lead=roster[0].person, numbers=numbers)
            await app.record.write(write, within=60)
    (folder / "values.json").write_text(json.dumps(values))
    return Store(folder)


def append_policy(tx: Tx, app: App, number: int, events: Events) -> None:
    """Append a policy's events with its obligations and its line in the lists. Nobody is notified."""
    subject = f"policy:ITP-{number}"
    _append(tx, app, subject, events)
    state, _ = tx.state(subject)
    tx.put_obligations(subject, obligations(state))
    list_policy(tx, subject, state)


def _append(tx: Tx, app: App, subject: str, events: Events) -> None:
    """Append events as they are, in one go for each run of events by the same person."""
    today = app.bot.context(tx).today
    for person, run in groupby(events, key=itemgetter(1)):
        tx.append(subject, Acting(person, OPERATOR, today), [event for event, _ in run])


def _roster(tx: Tx, app: App, links: Links) -> tuple[e.RosterEntry, ...]:
    """Everybody, each in an agency and reachable by their links."""
    agencies = [Agency(f"A{number:02}", f"Agency {number}") for number in range(AGENCIES)]
    representatives = [
        Representative(email, email, agencies[number % AGENCIES].code, CAPACITY, accounts[0][0])
        for number, (email, accounts) in enumerate(links.items())
    ]
    take_in(app.bot.context(tx), agencies, representatives, read_offices(sample("offices.csv")))
    entries: list[e.RosterEntry] = []
    linked: list[AccountLinked] = []
    for email, accounts in links.items():
        person = tx.people.by_email(email)
        assert person is not None
        entries.append(e.RosterEntry(person=person.id, agency=person.agency, capacities=(CAPACITY,)))
        for platform, tenant, user, conversation in accounts:
            digest = tx.accounts.link(platform, tenant, user, person.id)
            linked.append(AccountLinked(person=person.id, platform=platform, digest=digest))
            tx.accounts.set_conversation(platform, tenant, user, conversation)
    tx.append(DIRECTORY, Acting("operator", OPERATOR, app.bot.context(tx).today), linked)
    return tuple(entries)


def _asking(
    tx: Tx, app: App, roster: tuple[e.RosterEntry, ...], links: Links, events: int
) -> dict[str, list[str]]:
    """Write the policies that ask everybody; return the values of each Slack user's buttons."""
    document = read_text(sample("policy.md").decode())
    tx.documents.store(document)
    users = [user for accounts in links.values() for platform, _, user, _ in accounts if platform == "slack"]
    values: dict[str, list[str]] = {user: [] for user in users}
    for number in range(1, ASKING + 1):
        subject = f"policy:ITP-{number}"
        policy = policy_in_feedback(roster, document.paper, events, datetime.now(UTC))
        period = sum(isinstance(event, e.FeedbackOpened) for event, _ in policy)
        _append(tx, app, subject, policy[:-1])
        acting = Acting("operator", OPERATOR, app.bot.context(tx).today)
        record(app.bot.context(tx), subject, acting, [policy[-1][0]])
        token = SignedToken("no_comment", subject, f"P{period}", "", "feedback_request")
        for user in users:
            values[user].append(app.bot.installation.signer.sign(token))
    return values


def _short_policies(tx: Tx, app: App, lead: str, numbers: range) -> None:
    for number in numbers:
        append_policy(tx, app, number, short_policy(lead, number, datetime.now(UTC)))
