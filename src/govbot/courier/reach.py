"""Finds where people are written to: their linked accounts, else those that their addresses lead to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from govbot.chat import Account, OutcomeUnknown, RetryLater, Undeliverable
from govbot.courier.means import Means, log
from govbot.record import AccountRow, Tx, accounts
from govbot.record.outbox import Address


@dataclass(slots=True)
class Reached:
    """Who is written to where. `later`: seconds after which those left over can be looked up."""

    addresses: dict[str, list[Address]] = field(default_factory=dict)
    unreachable: dict[str, str] = field(default_factory=dict)
    later: float | None = None


LATER = "People are still to be looked up."
NOBODY = "No account was found for this person on any chat."
REFUSES = "This person has blocked or uninstalled govbot."


async def reach(means: Means, people: Iterable[str]) -> Reached:
    """Look up each person; a platform that asks to wait ends the search for now."""
    wanted = list(people)
    known = await means.record.read(lambda tx: {person: _known(tx, person) for person in wanted})
    reached = Reached()
    for person, (email, rows) in known.items():
        usable = [_address(row, person) for row in rows if not row.refused and row.platform in means.chats]
        if not usable and any(row.refused for row in rows):
            reached.unreachable[person] = REFUSES
            continue
        try:
            usable = usable or await _search(means, person, email)
        except RetryLater as later:
            reached.later = later.seconds
            break
        if usable:
            reached.addresses[person] = usable
        else:
            reached.unreachable[person] = NOBODY
    return reached


def _known(tx: Tx, person: str) -> tuple[str, list[AccountRow]]:
    listed = tx.person(person)
    return (listed.email if listed else "", accounts.reaching(tx.conn, person))


def _address(row: AccountRow | Account, person: str) -> Address:
    return Address(row.platform, row.tenant, row.user, person=person)


async def _search(means: Means, person: str, email: str) -> list[Address]:
    """The accounts that a person's address leads to; kept, so that each is looked for once."""
    found = [account for name in list(means.chats) if (account := await _ask(means, name, email))]
    if found:
        await means.record.write(lambda tx: _keep(tx, person, found))
    return [_address(account, person) for account in found]


async def _ask(means: Means, platform: str, email: str) -> Account | None:
    if not email:
        return None
    try:
        async with asyncio.timeout(means.send_within):
            return await means.chats[platform].address(email)
    except Undeliverable:
        return None
    except (OutcomeUnknown, TimeoutError) as unknown:
        raise RetryLater(str(unknown)) from unknown
    except RetryLater:
        raise
    except Exception as error:
        log.exception("looking up an address failed", platform=platform)
        raise RetryLater(f"Looking up an address failed: {type(error).__name__}.") from error


def _keep(tx: Tx, person: str, found: list[Account]) -> None:
    for account in found:
        accounts.found(tx.conn, account.platform, account.tenant, account.user, person)
