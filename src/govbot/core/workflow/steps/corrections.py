"""Technical corrections: the publisher proposes one; a second person confirms a slip, the deciding office or a delegate
decides on more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import count
from typing import Annotated, Literal

from govbot.core.grammar import (
    Ask,
    Change,
    Choice,
    Command,
    Document,
    Event,
    FieldErrors,
    Needs,
    Obligation,
    Refusal,
    StoreDocument,
    all_of,
)
from govbot.core.redline import replace_words, shown_changes
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, due, today
from govbot.core.workflow.policy import Policy, ProposedCorrection, Version
from govbot.core.workflow.replacement import passage_of, reworded, told_of_word
from govbot.core.workflow.touching import touches
from govbot.core.workflow.word_files import word_base

PARTS = (
    Choice("text", "The policy's text"),
    Choice("title", "Its title"),
    Choice("originator", "Its originator"),
    Choice("laws", "Relevant laws or regulations (a renumbered statute)"),
)
Part = Literal["text", "title", "originator", "laws"]


class CorrectTechnically(Command):
    part: Annotated[Part, Ask("Where", "choice", choices=PARTS, initial="text", optional=True)] = "text"
    old_words: Annotated[str, Ask("Replace these words", "text", "Copied from the policy", most=2000)]
    new_words: Annotated[str, Ask("… by these", "text", "Empty: strike them", optional=True, most=2000)] = ""
    reason: Annotated[str, Ask("What is corrected", "line", "A typo, a link, a renumbered statute", most=200)]


def correct_technically(
    context: PolicyContext, command: CorrectTechnically
) -> Iterator[Event | StoreDocument]:
    version, process = _in_force(context, command.part), context.process
    document, value = _corrected(context, version, command)
    before, after = _before_and_after(context, version, command)
    touched = touches(before, after, process.corrections)
    days = process.deadlines.secretary_business_days if touched else process.deadlines.settle_business_days
    if document is not None:
        yield StoreDocument(document)
    yield e.CorrectionProposed(
        correction=f"K{len(context.state.corrections) + 1}",
        corrects=version.number,
        part=command.part,
        old_words=command.old_words,
        new_words=command.new_words,
        value=value,
        reason=command.reason,
        paper=document.paper if document else None,
        touches=touched,
        due=due(context, days),
        passage=passage_of(before, after),
    )


def _in_force(context: PolicyContext, part: str) -> Version:
    """The version in force; to correct its text that very text must be at hand, not a revision's draft."""
    version = context.state.version
    assert version is not None  # the row is open to a version in force only
    if part == "text" and hashlib.sha256(context.text.encode()).hexdigest() != version.paper.text_sha256:
        raise Refusal(f"The text at hand is not that of version {version.number}. Please tell the operator.")
    return version


def _corrected(
    context: PolicyContext, version: Version, command: CorrectTechnically
) -> tuple[Document | None, str]:
    """The corrected text as a document, or the whole of the corrected fact of the header."""
    if command.part == "text":
        return _text_corrected(context, version, command), ""
    return None, _header_corrected(version, command)


def _before_and_after(
    context: PolicyContext, version: Version, command: CorrectTechnically
) -> tuple[str, str]:
    """The whole text, or the whole fact of the header, as it is and as it would be."""
    document, value = _corrected(context, version, command)
    return (context.text, document.text) if document else (getattr(version, command.part), value)


def _text_corrected(context: PolicyContext, version: Version, command: CorrectTechnically) -> Document:
    name = f"{context.state.id}-{corrected_number(context.state, version)}"
    return reworded(context, version.paper, command.old_words, command.new_words, name)


def _header_corrected(version: Version, command: CorrectTechnically) -> str:
    """The whole of this fact of the header, with the words replaced; a problem at its field where that cannot be."""
    try:
        value = replace_words(getattr(version, command.part), command.old_words, command.new_words)
    except ValueError as problem:
        raise FieldErrors({"old_words": str(problem)}) from None
    if not value.strip():
        raise FieldErrors({"new_words": "Nothing would be left of it. Write how it should read."})
    if value == getattr(version, command.part):
        raise FieldErrors({"new_words": "That is the same wording. Write how it should read."})
    return value


def corrected_number(policy: Policy, version: Version) -> str:
    """x.y → x.y+1, or the next one that no version has."""
    taken = {version.number for version in policy.versions}
    whole, _, part = version.number.partition(".")
    return next(number for minor in count(int(part) + 1) if (number := f"{whole}.{minor}") not in taken)


def correction_in_advance(context: PolicyContext, command: CorrectTechnically) -> Iterator[str | Change]:
    """Who decides on it and why, and the redline."""
    version = _in_force(context, command.part)
    before, after = _before_and_after(context, version, command)
    touched = touches(before, after, context.process.corrections)
    if touched:
        yield context.say(
            "It touches {touched}, so it is more than a slip: the {secretary}, or a delegate, decides it.",
            touched=", ".join(touched),
        )
    else:
        yield context.say(
            "It is a slip: a second person of {publisher}, or the {secretary_office}, confirms it."
        )
    number = corrected_number(context.state, version)
    yield context.say(
        "Version {old} then becomes {new}. The {secretary_office} is told.", old=version.number, new=number
    )
    document, _ = _corrected(context, version, command)
    if document is not None:
        yield from told_of_word(context, version, document)
    yield from shown_changes(before, after)


# What becomes of it ----------------------------------------------------------------------------------


def pending(context: PolicyContext) -> ProposedCorrection | None:
    return context.state.correction


def bound_correction(context: PolicyContext) -> str:
    """What the buttons are bound to: the correction and the words that it puts."""
    proposed = pending(context)
    return f"{proposed.id} {proposed.digest}" if proposed else ""


nothing_pending = Needs(
    "no other correction that waits",
    met=lambda context: pending(context) is None,
    otherwise=lambda context: (
        f"Correction {context.state.correction.id} waits to be confirmed or decided. It comes first; who proposed it "
        "can take it back with “/gov refuse-correction”."
    ),
)
something_pending = Needs(
    "a correction that waits",
    met=lambda context: pending(context) is not None,
    otherwise="No technical correction of this policy waits now.",
)
is_a_slip = Needs(
    "a correction that is a slip",
    met=lambda context: pending(context) is None or not context.state.correction.touches,
    otherwise=lambda context: context.say(
        "It touches {touched}: the {secretary}, or a delegate, decides it.",
        touched=", ".join(context.state.correction.touches),
    ),
)
is_more_than_a_slip = Needs(
    "a correction that is more than a slip",
    met=lambda context: pending(context) is None or bool(context.state.correction.touches),
    otherwise="It is a slip: a second person of {publisher}, or the {secretary_office}, confirms it.",
)
# Whoever proposed it does not confirm or decide it; this does not bind the Secretary.
is_somebody_elses = Needs(
    "a correction that somebody else proposed",
    met=lambda context: (
        pending(context) is None
        or context.who.capacity.kind == "secretary"
        or context.who.person != context.state.correction.by
    ),
    otherwise="You proposed it yourself: somebody else confirms or decides it. You can take it back.",
)
to_confirm = all_of(something_pending, is_a_slip, is_somebody_elses)
to_decide = all_of(something_pending, is_more_than_a_slip, is_somebody_elses)


class ConfirmCorrection(Command):
    pass


def make_correction(context: PolicyContext, command: Command) -> Iterator[Event]:
    """It becomes a version of its own, by whoever confirms or decides."""
    proposed, version = pending(context), context.state.version
    assert proposed is not None  # the rows are open to one that waits, which is of the version in force
    assert version is not None
    base = None
    if proposed.paper is not None and not proposed.paper.is_word:
        base = word_base(context.state, version)
    yield e.TechnicallyCorrected(
        version=corrected_number(context.state, version),
        corrects=version.number,
        old_words=proposed.old_words,
        new_words=proposed.new_words,
        reason=proposed.reason,
        paper=proposed.paper or version.paper,
        corrected_on=today(context),
        correction=proposed.id,
        part=proposed.part,
        value=proposed.value,
        word_from=base,
        word_due=due(context, context.process.deadlines.adoption_business_days) if base else None,
    )


class RefuseCorrection(Command):
    reasons: Annotated[str, Ask("Reasons", "text", optional=True, most=1000)] = ""


def refuse_correction(context: PolicyContext, command: RefuseCorrection) -> Iterator[Event]:
    proposed = pending(context)
    assert proposed is not None  # the row is open to one that waits
    yield e.CorrectionRefused(correction=proposed.id, reasons=command.reasons)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """A slip: a second person's confirmation; for more than a slip: the deciding office's decision."""
    proposed = policy.correction
    if proposed is None:
        return
    what = f"on technical correction {proposed.id}"
    if proposed.touches:
        yield Obligation(
            "role:secretary",
            "approve_correction",
            f"the {{secretary}}'s decision {what}",
            proposed.due,
            proposed.id,
        )
    else:
        party = f"confirmers:{proposed.by}"
        yield Obligation(party, "confirm_correction", f"your word {what}", proposed.due, proposed.id)
