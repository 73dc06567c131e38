"""Events of people's accounts on the chats, and of the digest of what is stored of each person."""

from __future__ import annotations

from govbot.core.membership.base import DirectoryEvent


class AccountLinked(DirectoryEvent):
    """An account was linked to a person; `digest` is its salted digest, the salt lies beside the account.

    Entries of earlier versions have no digest, but the tenant's and the user's id themselves. `another` says that
    the person had an account already.
    """

    person: str
    platform: str
    tenant: str = ""
    user: str = ""
    digest: str = ""
    another: bool = False


class AccountUnlinked(DirectoryEvent):
    """An account was unlinked from a person and no longer acts for them."""

    person: str
    platform: str
    digest: str = ""


class IdentityRecorded(DirectoryEvent):
    """A person's name and address were added or changed; `digest` is salted, the salt lies beside them.

    An upgrade has `taken_over` whoever was there before there were such entries, with the digests of the
    `accounts` that were linked to them.
    """

    person: str
    digest: str
    accounts: tuple[str, ...] = ()
    taken_over: bool = False
