"""Puts a policy on the shelf: from where it stands to what its public pages say."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from govbot.core.days import said_day
from govbot.core.entered import act_of
from govbot.core.process import Process
from govbot.core.workflow.policy import Approval, Policy
from govbot.core.workflow.policy import Version as Adopted
from govbot.library.shelf import Shelved, Site, Version
from govbot.library.word_copies import LATER, WordFile
from govbot.record import DamagedDocument

UNDER_WAY = {
    "drafting": "A revision is being drafted.",
    "staff review": "A revision is in {stage_review}.",
    "agency feedback": "A revision is in {stage_feedback}.",
    "secretary's review": "A revision is in the {stage_secretary}.",
    "release candidate": "A revision is approved and not yet published.",
}


WordOf = Callable[[Policy, Adopted], WordFile]


def _no_word(policy: Policy, version: Adopted) -> WordFile:
    return WordFile()


def site_of(process: Process, root: str = "") -> Site:
    """Whose library it is, by the names of the process; `root` as in `Site`."""
    government = process.government
    return Site(government.name, government.publisher, process.say("{library}"), root=root)


def shelved(
    policy: Policy, process: Process, text_of: Callable[[str], str], word_of: WordOf = _no_word
) -> Shelved | None:
    """What the public may read of a policy; None as long as no version is adopted. `text_of` takes a text's hash,
    `word_of` says which Word file is offered of a version."""
    if not policy.versions:
        return None
    versions = tuple(_version(policy, version, process, text_of, word_of) for version in policy.versions)
    in_force = next(
        (
            version
            for version, adopted in zip(versions, policy.versions, strict=True)
            if adopted is policy.version
        ),
        None,
    )
    return Shelved(
        policy_id=policy.id,
        title=policy.title,
        stage=process.say(UNDER_WAY.get(policy.development.stage, "")) if policy.development else "",
        in_force=in_force,
        versions=versions,
        next_review=None if policy.rescission_due else policy.next_review_on,
        rescinded_on=policy.rescinded_on,
        sources=_sources(policy),
        deviations=_deviations(policy, process),
    )


def _sources(policy: Policy) -> tuple[tuple[str, str], ...]:
    """Where the need came from that led to the policy, each source with its citation."""
    began = next((development for development in policy.past if development.sources), None)
    return tuple((source.name, source.citation) for source in began.sources) if began else ()


def _deviations(policy: Policy, process: Process) -> tuple[tuple[date, str, str], ...]:
    """The deviations of developments that are over, in their order; never one that is marked."""
    over = {development.number for development in policy.past}
    return tuple(
        (deviation.on, process.step(deviation.step), deviation.public_sentence)
        for deviation in policy.deviations
        if deviation.public_sentence
        and deviation.development in over
        and not policy.marks.get(f"deviation {deviation.id}")
    )


def without_word_files(policy: Shelved, digests: Collection[str]) -> Shelved:
    """The same, where the Word files with these SHA-256 are not offered."""
    versions = tuple(
        replace(version, word="", word_note=LATER) if version.word in digests else version
        for version in policy.versions
    )
    now = policy.versions.index(policy.in_force) if policy.in_force else None
    return replace(policy, versions=versions, in_force=None if now is None else versions[now])


def _text(digest: str, text_of: Callable[[str], str]) -> tuple[str, bool]:
    """A text, and whether it is damaged: then it is empty, and all other pages go on."""
    try:
        return text_of(digest), False
    except DamagedDocument:
        return "", True


def _approved_by(policy: Policy, approval: Approval) -> str:
    """The office that approved, its authority, and that it was entered from a paper, where it was; never a name."""
    words = f"{approval.capacity}, {approval.authority}".rstrip(", ")
    act = act_of(policy.entered, approval.entered)
    if act is None:
        return words
    disputed = " (disputed, to be settled)" if act.verdict == "disputed" else ""
    return f"{words}, entered from the signed document{disputed}"


def _version(
    policy: Policy, version: Adopted, process: Process, text_of: Callable[[str], str], word_of: WordOf
) -> Version:
    later = version.status == "adopted"
    approval = version.approval
    text, damaged = _text(version.paper.text_sha256, text_of)
    word = word_of(policy, version)
    return Version(
        number=version.number,
        title=version.title,
        originator=version.originator,
        adopted_on=version.adopted_on,
        effective_on=version.effective_on,
        description=version.description,
        laws=tuple(line.strip() for line in version.laws.splitlines() if line.strip()),
        publisher=version.publisher,
        sha256=version.paper.sha256,
        text_sha256=version.paper.text_sha256,
        text=text,
        status=f"adopted, in force from {said_day(version.effective_on)}" if later else version.status,
        approved_by=_approved_by(policy, approval) if approval else "",
        approved_on=approval.on if approval else None,
        published_at=version.address,
        word=word.sha256,
        word_note=word.note,
        word_is_before=word.is_before,
        corrected=version.correction is not None,
        damaged=damaged,
        appendices=word.appendices,
    )
