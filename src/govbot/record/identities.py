"""Salted digests of people and accounts: entries carry these, so that names and addresses can be removed.

A digest is made like that of an entry's body: its salt, then canonical JSON. The salt lies beside the values, in
`people` and `accounts`, and goes with them: then nobody can tell any more whose digest this was.
"""

from __future__ import annotations

from govbot.record.chain import canonical, salted

SALT = 16  # bytes
PERSON, ACCOUNT = "govbot-person-1", "govbot-account-1"


def person_digest(salt: bytes, person: str, name: str, email: str) -> str:
    """The digest of a person's name and address."""
    return salted(salt, canonical([PERSON, person, name, email]))


def account_digest(salt: bytes, platform: str, tenant: str, user: str) -> str:
    """The digest of an account on a chat platform."""
    return salted(salt, canonical([ACCOUNT, platform, tenant, user]))
