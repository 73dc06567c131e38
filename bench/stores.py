"""Records to measure on: 500 representatives of 50 agencies, and policies that ask all of them for feedback.

Each is made once in a run, and copied for whoever writes into it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from bench.policies import asking, small
from govbot.bot.recording import list_policy, record
from govbot.bot.tokens import SignedToken
from govbot.core.grammar import Acting, Capacity, Event
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
SHORT, LONG = 10, 5_000  # events in a policy
ASKING = 4  # policies of a store that ask everybody
AT_A_TIME = 1000  # policies written in one transaction

Links = Mapping[str, tuple[tuple[str, str, str, str], ...]]  # address → platform, tenant, user, conversation
OPERATOR = Capacity("operator", "operator")


@dataclass(frozen=True, slots=True)
class Store:
    """A folder with a record; `policies` are those that ask everybody for feedback."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "bench.db"

    def copy(self, folder: Path) -> Store:
        """The same, to write into."""
        shutil.copytree(self.folder, folder)
        return Store(folder)

    def buttons(self) -> Iterator[tuple[str, str]]:
        """Every representative, by Slack's id, with the value of a button that records a decision."""
        values: dict[str, list[str]] = json.loads((self.folder / "values.json").read_text())
        for number in range(ASKING):
            yield from ((user, mine[number]) for user, mine in values.items())


def house_at(folder: Path, clock: Clock | None = None, *, in_service: bool = False) -> App:
    """The house of this folder's record."""
    url = f"sqlite:///{folder / 'bench.db'}"
    return App(url, process_at(DEFAULT_PROCESS), KEY.encode(), clock, in_service=in_service)


async def prepare(folder: Path, links: Links, policies: int, events: int) -> Store:
    """A new store: so many policies, of which a few ask everybody and have so many events."""
    folder.mkdir()  # noqa: ASYNC240
    app = house_at(folder)
    await app.open()
    try:
        people = await app.record.write(lambda tx: _people(tx, app, links), within=60)
        values = await app.record.write(lambda tx: _asking(tx, app, people, links, events), within=300)
        for first in range(ASKING + 1, policies + 1, AT_A_TIME):
            numbers = range(first, min(first + AT_A_TIME, policies + 1))
            write = partial(_small, app=app, people=people, numbers=numbers)
            await app.record.write(write, within=60)
    finally:
        await app.close()
    (folder / "values.json").write_text(json.dumps(values))
    return Store(folder)


def _people(tx: Tx, app: App, links: Links) -> dict[str, e.RosterEntry]:
    """Everybody, each in an agency and reachable where the links say; their roster entries by address."""
    agencies = [Agency(f"A{number:02}", f"Agency {number}") for number in range(AGENCIES)]
    roster = [
        Representative(email, email, agencies[number % AGENCIES].code, "security liaison", accounts[0][0])
        for number, (email, accounts) in enumerate(links.items())
    ]
    take_in(app.bot.context(tx), agencies, roster, read_offices(sample("offices.csv")))
    found = {}
    for email, accounts in links.items():
        person = tx.people.by_email(email)
        assert person is not None
        found[email] = e.RosterEntry(person=person.id, agency=person.agency, capacities=("security liaison",))
        for platform, tenant, user, conversation in accounts:
            tx.accounts.link(platform, tenant, user, person.id)
            tx.accounts.set_conversation(platform, tenant, user, conversation)
    return found


def _asking(
    tx: Tx, app: App, people: Mapping[str, e.RosterEntry], links: Links, events: int
) -> dict[str, list[str]]:
    """The policies that ask everybody; the values of each Slack user's buttons."""
    document = read_text(sample("policy.md").decode())
    tx.documents.store(document)
    values: dict[str, list[str]] = {}
    for number in range(1, ASKING + 1):
        subject = f"policy:ITP-{number}"
        made = asking(tuple(people.values()), document.paper, events, datetime.now(UTC))
        period = sum(isinstance(one, e.FeedbackOpened) for one, _ in made)
        _append(tx, app, subject, made[:-1])
        who = Acting("operator", OPERATOR, app.bot.context(tx).today)
        record(app.bot.context(tx), subject, who, [made[-1][0]])
        for accounts in links.values():
            for platform, _, user, _ in accounts:
                if platform == "slack":
                    sealed = SignedToken("no_comment", subject, f"P{period}", "", "feedback_request")
                    values.setdefault(user, []).append(app.bot.installation.signer.sign(sealed))
    return values


def _small(tx: Tx, app: App, people: Mapping[str, e.RosterEntry], numbers: range) -> None:
    lead = next(iter(people.values())).person
    for number in numbers:
        subject = f"policy:ITP-{number}"
        _append(tx, app, subject, small(lead, number, datetime.now(UTC)))
        state, _ = tx.state(subject)
        tx.put_obligations(subject, obligations(state))
        list_policy(tx, subject, state)


def _append(tx: Tx, app: App, subject: str, made: list[tuple[Event, str]]) -> None:
    """Append what happened, by whom, and tell nobody."""
    today: date = app.bot.context(tx).today
    start = 0
    while start < len(made):
        person = made[start][1]
        end = start + 1
        while end < len(made) and made[end][1] == person:
            end += 1
        tx.append(subject, Acting(person, OPERATOR, today), [event for event, _ in made[start:end]])
        start = end
