"""Looks a policy and its versions up in the record, with those texts alone that a page needs."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from govbot.core.process import Process
from govbot.library.shelf import Shelved, Version, slug
from govbot.library.shelving import shelved
from govbot.library.word_copies import word_file
from govbot.record import DamagedDocument, Tx


class NoSuchPage(Exception):
    """Nothing of the Library has this address."""


def find(
    tx: Tx, process: Process, stream: str, name: str, texts: Collection[str] = ()
) -> tuple[Shelved, Version]:
    """The policy, and its version of this name ("v1.1"), or the shown one where `name` is empty.

    `texts` are the hashes of the texts that are read; every other one is empty. Raises NoSuchPage.
    """

    def text(sha256: str) -> str:
        return tx.documents.text(sha256) if sha256 in texts else ""

    word_of = partial(word_file, tx)
    policy = shelved(tx.state(stream)[0], process, text, word_of) if tx.exists(stream) else None
    if policy is None:
        raise NoSuchPage
    if not name:
        return policy, policy.shown
    version = next((version for version in policy.versions if f"v{slug(version.number)}" == name), None)
    if version is None:
        raise NoSuchPage
    return policy, version


def with_texts(
    tx: Tx, process: Process, stream: str, name: str, *, compared: bool = False
) -> tuple[Shelved, Version]:
    """The same with the version's text and, where it is `compared`, that of the version before it.

    Raises NoSuchPage, also where a first version would be compared, and DamagedDocument where a compared text is.
    """
    policy, version = find(tx, process, stream, name)
    texts = {version.text_sha256}
    if compared:
        before = policy.before(version)
        if before is None:
            raise NoSuchPage
        texts.add(before.text_sha256)
    policy, version = find(tx, process, stream, name, texts)
    if compared and policy.compared_with(version) is None:
        raise DamagedDocument(version.text_sha256)
    return policy, version
