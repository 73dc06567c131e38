"""Who acts: an account that the platform has verified, linked once to a person of the directory."""

from __future__ import annotations

from collections.abc import Mapping

from govbot.adapter_api.chat import Account, Chat, Profile
from govbot.bot.recording import record
from govbot.bot.request_context import Installation, RequestContext
from govbot.core.grammar import Acting, Capacity, Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.events import AccountLinked, AccountUnlinked
from govbot.record import Record, Tx

GUEST = "Guests and people from outside cannot act here. Ask the policy lead to enter your words for you."
GONE = (
    "Your account is deactivated, so nothing can be recorded for you. Ask the roster keeper if that is wrong."
)
UNKNOWN = "{email} is not in the directory. Ask the roster keeper{keeper} to add you, then try again."
OPERATOR = Capacity("operator", "operator")
DEACTIVATED = "the chat has deactivated the account"
NO_ADDRESS = "The chat does not tell your address, so you cannot be recognised. Ask the operator for help."


class Identities:
    """Knows whose account is whose, and keeps it in memory; whether they are active is read at each act."""

    def __init__(self, record_: Record, installation: Installation, chats: Mapping[str, Chat]) -> None:
        self._record = record_
        self._installation = installation
        self._chats = chats
        self._people: dict[Account, str] = {}

    async def person(self, account: Account) -> str:
        """The person whose account this is; raises Refusal, with what to do, where nobody may act with it."""
        if account not in self._people:
            linked = await self._record.read(lambda tx: _linked(tx, account))
            self._people[account] = linked or await self._link(account)
        return self._people[account]

    async def remember(self) -> None:
        """Take the linked accounts into memory."""
        for row in await self._record.read(lambda tx: tx.accounts.linked()):
            if row.person:
                self._people[Account(row.platform, row.tenant, row.user)] = row.person

    def known(self, account: Account) -> str:
        """The person whose account this is, if they have been met; "" otherwise."""
        return self._people.get(account, "")

    def forget(self, account: Account) -> None:
        """Look this account up again before its next act."""
        self._people.pop(account, None)

    async def _link(self, account: Account) -> str:
        profile = await self._profile(account)
        if profile.is_deactivated:
            raise Refusal(GONE)
        if profile.is_guest:
            raise Refusal(GUEST)
        if not profile.email:
            raise Refusal(NO_ADDRESS)
        return await self._record.write(lambda tx: link_account(self._installation.context(tx), profile))

    async def _profile(self, account: Account) -> Profile:
        """What the platform told when this person was first written to; else what it says now."""
        key = (account.platform, account.tenant, account.user)
        email = await self._record.read(lambda tx: tx.accounts.member(*key))
        return Profile(account, email) if email else await self._chats[account.platform].profile(account)


def link_account(context: RequestContext, profile: Profile) -> str:
    """Link an account to the person with its address, as a recorded event; the person's id.

    Raises Refusal where the directory has no such person.
    """
    tx, account = context.tx, profile.account
    linked = _linked(tx, account)
    if linked:
        return linked
    person = tx.people.by_email(profile.email)
    directory = context.directory
    if person is None or person.id not in directory.people:
        keepers = ", ".join(directory.named(keeper) for keeper in directory.holders("roster keeper"))
        raise Refusal(UNKNOWN.format(email=profile.email, keeper=f" ({keepers})" if keepers else ""))
    another = bool(tx.accounts.of(person.id))
    digest = tx.accounts.link(account.platform, account.tenant, account.user, person.id)
    event = AccountLinked(person=person.id, platform=account.platform, digest=digest, another=another)
    who = Acting(person.id, Capacity("anyone", directory.name(person.id)), context.today)
    record(context, DIRECTORY, who, [event])
    return person.id


def unlink_account(context: RequestContext, account: Account) -> None:
    """The platform has deactivated this account: it acts for nobody any more, as a recorded event."""
    tx = context.tx
    linked = _linked(tx, account)
    digest = tx.accounts.unlink(account.platform, account.tenant, account.user)
    tx.accounts.note_member(account.platform, account.tenant, account.user, "")
    if linked:
        event = AccountUnlinked(person=linked, platform=account.platform, digest=digest)
        who = Acting("operator", OPERATOR, context.today, evidence=DEACTIVATED)
        record(context, DIRECTORY, who, [event])


def _linked(tx: Tx, account: Account) -> str | None:
    row = tx.accounts.get(account.platform, account.tenant, account.user)
    return row.person if row else None


def require_active(context: RequestContext) -> None:
    """Raises Refusal where the person has been deactivated since they were linked."""
    if not context.directory.is_active(context.person):
        raise Refusal(GONE)
