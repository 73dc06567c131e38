"""Finds where people are written to: on the chat that they chose, else the one on which they acted first.

Nobody is written to on two chats who did not ask for it. Accounts are those that are linked, else those to
which a person's address leads.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from govbot.adapter_api.chat import (
    Account,
    ChatRefusesGovbot,
    DeliveryOutcomeUnknown,
    PermissionMissing,
    RetryLater,
    Undeliverable,
)
from govbot.delivery.context import DeliveryContext, log, note_lacking
from govbot.record import AccountRow, Tx
from govbot.record.outbox import Address


@dataclass(slots=True)
class Reached:
    """Who is written to where. `later`: seconds after which those left over can be looked up.

    `held`: a platform refuses govbot itself, so that no try is counted.
    """

    addresses: dict[str, list[Address]] = field(default_factory=dict)
    unreachable: dict[str, str] = field(default_factory=dict)
    later: float | None = None
    held: ChatRefusesGovbot | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a person: the address, the accounts, and on which chat they want to be written to."""

    email: str
    rows: Sequence[AccountRow]
    reach: str


EVERYWHERE = "all"
LATER = "People are still to be looked up."
NOBODY = "No account was found for this person on any chat."
REFUSES = "This person has blocked or uninstalled govbot."


async def reach(context: DeliveryContext, people: Iterable[str]) -> Reached:
    """Look up each person; a platform that asks to wait ends the search for now."""
    wanted = list(people)
    known = await context.record.read(lambda tx: {person: _known(tx, context, person) for person in wanted})
    reached, lacking = Reached(), set[str]()
    for person, details in known.items():
        try:
            accounts = await _accounts(context, person, details)
        except ChatRefusesGovbot as refused:
            reached.later, reached.held = refused.seconds, refused
            break
        except RetryLater as later:
            reached.later = later.seconds
            break
        except PermissionMissing as missing:
            reached.unreachable[person] = why = str(missing)
            lacking.add(why)
            continue
        if accounts:
            reached.addresses[person] = [_address(account, person) for account in accounts]
        else:
            reached.unreachable[person] = REFUSES if any(row.refused for row in details.rows) else NOBODY
    for why in sorted(lacking):
        await context.record.write(partial(note_lacking, why=why))
    return reached


def _known(tx: Tx, context: DeliveryContext, person: str) -> _Known:
    listed = tx.people.get(person)
    email = listed.email if listed else ""
    return _Known(email, tx.accounts.reaching(person), context.views.reach_of(tx, person))


async def _accounts(context: DeliveryContext, person: str, known: _Known) -> Sequence[AccountRow | Account]:
    """The accounts that the person is written to."""
    usable = [row for row in known.rows if not row.refused and row.platform in context.chats]
    wanted = list(context.chats) if known.reach == EVERYWHERE else [known.reach]
    there = {row.platform for row in known.rows}
    missing = [name for name in wanted if name in context.chats and name not in there]
    accounts: list[AccountRow | Account] = [
        *usable,
        *await _more(context, person, known, missing, bool(usable)),
    ]
    if not accounts:  # where all that is known refuses, the person may have a new account
        refused = {(row.platform, row.tenant, row.user) for row in known.rows}
        others = [name for name in context.chats if name not in missing]
        searched = await _search(context, person, known.email, others)
        accounts += [each for each in searched if (each.platform, each.tenant, each.user) not in refused]
    chosen = [account for account in accounts if account.platform in wanted] or accounts
    return chosen if known.reach == EVERYWHERE else chosen[:1]


async def _more(
    context: DeliveryContext, person: str, known: _Known, missing: Sequence[str], can_wait: bool
) -> list[Account]:
    """The account on the chosen chat, where none is known there; a chat that asks to wait holds up nobody
    who can be written to elsewhere."""
    try:
        return await _search(context, person, known.email, missing)
    except RetryLater:
        if not can_wait:
            raise
        return []


def _address(row: AccountRow | Account, person: str) -> Address:
    return Address(row.platform, row.tenant, row.user, person=person)


async def _search(
    context: DeliveryContext, person: str, email: str, platforms: Iterable[str]
) -> list[Account]:
    """The accounts that a person's address leads to; kept, so that each is looked for once."""
    accounts = [account for name in platforms if (account := await _ask(context, name, email))]
    if accounts:
        members = [_member(context, account) for account in accounts]
        await context.record.write(lambda tx: _keep(tx, person, accounts, members))
    return accounts


async def _ask(context: DeliveryContext, platform: str, email: str) -> Account | None:
    if not email:
        return None
    try:
        async with asyncio.timeout(context.send_within):
            return await context.chats[platform].address(email)
    except PermissionMissing as missing:
        log.error("an address cannot be looked up", platform=platform, why=str(missing))
        raise
    except Undeliverable:
        return None
    except (DeliveryOutcomeUnknown, TimeoutError) as unknown:
        raise RetryLater(str(unknown)) from unknown
    except RetryLater:
        raise
    except Exception as error:
        log.exception("looking up an address failed", platform=platform)
        raise RetryLater(f"Looking up an address failed: {type(error).__name__}.") from error


def _member(context: DeliveryContext, account: Account) -> str:
    """The address of a full member, as far as the look-up has told it; "" for guests, and where it has not."""
    profile = context.chats[account.platform].at_hand(account)
    return "" if profile is None or profile.is_guest or profile.is_deactivated else profile.email


def _keep(tx: Tx, person: str, accounts: Sequence[Account], members: Sequence[str]) -> None:
    """Keep where somebody is written to; and a member's address, so that a first contact asks nobody."""
    for account, email in zip(accounts, members, strict=True):
        tx.accounts.keep_found(account.platform, account.tenant, account.user, person)
        if email:
            tx.accounts.note_member(account.platform, account.tenant, account.user, email)
