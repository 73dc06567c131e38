"""Who acts: an account that the platform has verified, linked once to a person of the directory."""

from __future__ import annotations

from datetime import timedelta

from govbot.adapter_api.chat import Account, Chat, Profile
from govbot.bot.recording import record
from govbot.bot.request_context import RequestContext
from govbot.core.grammar import Acting, Capacity, Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.events import AccountLinked
from govbot.record import Record, Tx

GUEST = "Guests and people from outside cannot act here. Ask the policy lead to enter your words for you."
GONE = (
    "Your account is deactivated, so nothing can be recorded for you. Ask the roster keeper if that is wrong."
)
UNKNOWN = "{email} is not in the directory. Ask the roster keeper{keeper} to add you, then try again."
NO_ADDRESS = "The chat does not tell your address, so you cannot be recognised. Ask the operator for help."


NO_DELAY = timedelta()


class Identities:
    """Knows whose account is whose, and keeps it in memory; whether they are active is read at each act."""

    def __init__(self, record_: Record, moments: RequestContext, chats: dict[str, Chat]) -> None:
        self._record = record_
        self._moments = moments
        self._chats = chats
        self._known: dict[Account, str] = {}

    async def person(self, account: Account) -> str:
        """The person whose account this is; refused, with what to do, where nobody may act with it."""
        if account not in self._known:
            linked = await self._record.read(lambda tx: self._linked(tx, account))
            self._known[account] = linked or await self._link(account)
        return self._known[account]

    async def remember(self) -> None:
        """Take the linked accounts into memory."""
        for row in await self._record.read(lambda tx: tx.accounts.linked()):
            if row.person:
                self._known[Account(row.platform, row.tenant, row.user)] = row.person

    def known(self, account: Account) -> str:
        """The person whose account this is, if they have been met; "" otherwise."""
        return self._known.get(account, "")

    def forget(self, account: Account) -> None:
        self._known.pop(account, None)

    def _linked(self, tx: Tx, account: Account) -> str | None:
        row = tx.accounts.get(account.platform, account.tenant, account.user)
        return row.person if row else None

    async def _link(self, account: Account) -> str:
        profile = await self._chats[account.platform].profile(account)
        if profile.is_deactivated:
            raise Refusal(GONE)
        if profile.is_guest:
            raise Refusal(GUEST)
        if not profile.email:
            raise Refusal(NO_ADDRESS)
        return await self._record.write(lambda tx: self._link_in(tx, profile))

    def _link_in(self, tx: Tx, profile: Profile) -> str:
        account = profile.account
        linked = self._linked(tx, account)
        if linked:
            return linked
        found = tx.people.by_email(profile.email)
        directory = self._moments.directory(tx)
        if found is None or found.id not in directory.people:
            keepers = ", ".join(directory.named(person) for person in directory.holders("roster keeper"))
            keeper = f" ({keepers})" if keepers else ""
            raise Refusal(UNKNOWN.format(email=profile.email, keeper=keeper))
        event = AccountLinked(
            person=found.id, platform=account.platform, tenant=account.tenant, user=account.user
        )
        who = Acting(found.id, Capacity("anyone", directory.name(found.id)), self._moments.today(tx))
        record(tx, self._moments, DIRECTORY, who, [event], NO_DELAY)
        tx.accounts.link(account.platform, account.tenant, account.user, found.id)
        return found.id


def active(tx: Tx, moments: RequestContext, person: str) -> None:
    """Refused where the person has been deactivated since."""
    if not moments.directory(tx).is_active(person):
        raise Refusal(GONE)
