"""Where the pictures of a version's text are: in the Word file that it was read from, or reworded from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govbot.core.workflow.policy import Policy
from govbot.core.workflow.policy import Version as Adopted
from govbot.core.workflow.word_files import word_base
from govbot.library.shelf import slug
from govbot.record import DamagedDocument, Tx

_IN_TEXT = re.compile(r"\(picture:([0-9a-f]{16})\)")
Source = tuple[str, str]  # the SHA-256 of the Word file, and of the text


def picture_source(tx: Tx, stream: str, name: str, id: str) -> Source | None:
    """The file and the text of this picture of a version ("v1.0"), or of the one before it; None for none."""
    policy: Policy | None = tx.state(stream)[0] if tx.exists(stream) else None
    versions = policy.versions if policy else ()
    place = next((n for n, version in enumerate(versions) if f"v{slug(version.number)}" == name), None)
    if policy is None or place is None:
        return None
    for version in reversed(versions[max(place - 1, 0) : place + 1]):
        if id in pictures_in(tx, version):
            return _source(policy, version)
    return None


def pictures_in(tx: Tx, version: Adopted) -> tuple[str, ...]:
    """The ids of the pictures of a version's text, each once."""
    try:
        text = tx.documents.text(version.paper.text_sha256)
    except DamagedDocument:
        return ()
    return tuple(dict.fromkeys(_IN_TEXT.findall(text)))


def all_pictures(tx: Tx) -> Iterator[tuple[str, str, str, Source]]:
    """Every picture of every version: the policy's id, the version's number, the picture's id, and where it is."""
    for stream in tx.streams("policy"):
        policy: Policy = tx.state(stream)[0]
        for n, version in enumerate(policy.versions):
            for shown in policy.versions[max(n - 1, 0) : n + 1]:
                if source := _source(policy, shown):
                    for id in pictures_in(tx, shown):
                        yield policy.id, version.number, id, source


def _source(policy: Policy, version: Adopted) -> Source | None:
    file = word_base(policy, version)
    return (file.sha256, version.paper.text_sha256) if file else None
