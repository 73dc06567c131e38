"""What stands in the Library: policies with their versions, and the addresses of their pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Appendix:
    """A file that is published with a version: the last part of its address, its name, media type and SHA-256.

    The SHA-256 is "" where nothing can be offered: a Word file of which no clean copy could be made.
    """

    place: str
    name: str
    media: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Version:
    """One adopted version of a policy.

    `status` is "in force", "adopted, in force from January 4, 2027", "superseded" or "rescinded".
    `sha256` is that of the original file, which is not public, `text_sha256` that of `text` in UTF-8; `word` is that
    of the Word file that is offered, a clean copy, empty where there is none, and `word_note` what is said of it. It
    may be as approved, before a change of words (`word_is_before`). `approved_by` is an office. `published_at` is the
    address where the version appeared on the office's own website, or empty. A `corrected` one is not, to the letter,
    what was approved: a slip was corrected since. The text of a `damaged` one is gone or was changed: it is empty.
    """

    number: str
    title: str
    originator: str
    adopted_on: date
    effective_on: date
    description: str
    laws: tuple[str, ...]
    publisher: str
    sha256: str
    text_sha256: str
    text: str
    status: str
    approved_by: str = ""
    approved_on: date | None = None
    published_at: str = ""
    word: str = ""
    word_note: str = ""
    word_is_before: bool = False
    corrected: bool = False
    damaged: bool = False
    appendices: tuple[Appendix, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelved:
    """A policy: its versions in the order of their adoption, and the one in force, if any.

    `stage` says in words what is happening to it ("A revision is in agency feedback."), or is empty. `sources` are
    those of the need that it answers, each with its citation ("" where none was given). `deviations` from the
    process are those of its developments that are over: the day, the step, and the sentence for the public.
    """

    policy_id: str
    title: str
    stage: str
    in_force: Version | None
    versions: tuple[Version, ...]
    next_review: date | None = None
    rescinded_on: date | None = None
    sources: tuple[tuple[str, str], ...] = ()
    deviations: tuple[tuple[date, str, str], ...] = ()

    @property
    def shown(self) -> Version:
        """The version in force, else the latest."""
        return self.in_force or self.versions[-1]

    @property
    def group(self) -> str:
        """Under which heading the list of policies has it."""
        if self.in_force:
            return "In force"
        return "Rescinded" if self.rescinded_on else "Adopted, not yet in force"

    def before(self, version: Version) -> Version | None:
        """The version that came before, if any."""
        place = self.versions.index(version)
        return self.versions[place - 1] if place else None

    def compared_with(self, version: Version) -> Version | None:
        """The version before, where both texts are there to be compared."""
        before = self.before(version)
        return None if before is None or before.damaged or version.damaged else before


@dataclass(frozen=True, slots=True)
class Site:
    """Whose library it is. `root` is "" for links that work in any folder, else where pages are served."""

    government: str = "State of Example"
    office: str = "Office of Policy and Management"
    name: str = "Library of Policies"
    contact: str = ""
    root: str = ""
    today: date | None = None  # where pages are served: what is overdue is told as of this day


EXAMPLE = Site()


# Where pages stand -----------------------------------------------------------------------------------


def list_path(number: int) -> str:
    """A page of the list of policies, counted from 1."""
    return "index.html" if number == 1 else f"page-{number}.html"


def policy_path(policy: Shelved) -> str:
    return f"{slug(policy.policy_id)}/index.html"


def version_path(policy: Shelved, version: Version) -> str:
    return f"{slug(policy.policy_id)}/v{slug(version.number)}/index.html"


def redline_path(policy: Shelved, version: Version) -> str:
    """What changed in this version since the one before."""
    return f"{slug(policy.policy_id)}/v{slug(version.number)}/changes.html"


def text_path(policy: Shelved, version: Version) -> str:
    return f"{slug(policy.policy_id)}/v{slug(version.number)}/text.md"


def appendix_path(policy: Shelved, version: Version, appendix: Appendix) -> str:
    """An appendix of a version; "" where none is offered."""
    if not appendix.sha256:
        return ""
    return f"{slug(policy.policy_id)}/v{slug(version.number)}/appendix/{appendix.place}"


def picture_path(policy: Shelved, version: Version, id: str) -> str:
    """A picture of a version's text."""
    return f"{slug(policy.policy_id)}/v{slug(version.number)}/picture/{id}"


def word_path(policy: Shelved, version: Version) -> str:
    """The Word file, named after the policy and the version; empty where none is offered."""
    if not version.word:
        return ""
    return f"{slug(policy.policy_id)}/v{slug(version.number)}/{word_name(policy, version)}"


def word_name(policy: Shelved, version: Version) -> str:
    """The name of a version's Word file: "ITP-1-version-1.0.docx"; of an earlier text it says so."""
    before = "-before-the-change" if version.word_is_before else ""
    return f"{slug(policy.policy_id)}-version-{slug(version.number)}{before}.docx"


def slug(words: str) -> str:
    """Words as one safe part of an address; two that differ stay different."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", words).strip("-.")[:80]
    return safe if safe == words else f"{safe}-{sha256(words.encode()).hexdigest()[:8]}".lstrip("-")


def matching(shelf: Sequence[Shelved], query: str) -> tuple[Shelved, ...]:
    """The policies in which every word of the query stands, in the title, the header or the text."""
    words = query.casefold().split()
    return tuple(policy for policy in shelf if all(word in _searched(policy) for word in words))


def described(policy: Shelved) -> str:
    """What a search looks through beside the text: titles, the number, the originator, the laws."""
    version = policy.shown
    return "\n".join((policy.title, policy.policy_id, version.title, version.originator, *version.laws))


def _searched(policy: Shelved) -> str:
    return f"{described(policy)}\n{policy.shown.text}".casefold()
