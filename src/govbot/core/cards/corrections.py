"""Cards of technical corrections: one that waits to be confirmed or decided, and one that is made."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Facts, Part, Text
from govbot.core.grammar import Change
from govbot.core.workflow.policy import ProposedCorrection

WHERE = {
    "text": "the policy's text",
    "title": "its title",
    "originator": "its originator",
    "laws": "relevant laws",
}
WHAT_FOLLOWS = (
    "It becomes a version of its own and is published at once. What {agencies} answered carries over."
)
MADE = "This is over: it is made, as version {made}."
ENDED = {
    "refused": "This is over: {name} refused it.",
    "void": "This is over: another version is in force since, or none.",
}


def change_of(old: str, new: str, passage: tuple[str, ...]) -> Change:
    """The redline in its sentence; of what was recorded before sentences were kept, the words alone."""
    if len(passage) == 4:
        return Change(*passage)
    return Change("", f"{old} " if new else old, new, "")


def correction(view: View) -> Iterator[Part]:
    """One that was proposed: what it changes, what makes it more than a slip, and the buttons."""
    proposed = next((each for each in view.policy.corrections if each.id == view.about), None)
    if proposed is None:
        return
    yield change_of(proposed.old_words, proposed.new_words, proposed.passage)
    yield Facts(
        (
            ("Where", f"{WHERE[proposed.part]}, version {proposed.corrects}"),
            ("Corrected", proposed.reason),
            ("Proposed by", f"{view.name(proposed.by)}, {view.day(proposed.on)}"),
            ("Awaited by", view.when(proposed.due)),
        )
    )
    if proposed.status == "waits":
        yield Text(view.say(_asked(proposed), touched=", ".join(proposed.touches)))
        if authority := view.acts_as("approve_correction"):
            yield Text(f"You would act {authority}.", "strong")
        yield Text(view.say(WHAT_FOLLOWS), "small")
        yield from view.buttons("approve_correction", "confirm_correction", "refuse_correction")
        return
    if proposed.status == "made":
        yield Text(MADE.format(made=proposed.made), "strong")
        return
    yield Text(ENDED[proposed.status].format(name=view.name(proposed.refused_by)), "strong")
    if proposed.reasons:
        yield Text(proposed.reasons, "quote")


def _asked(proposed: ProposedCorrection) -> str:
    if proposed.touches:
        return "It touches {touched}, so it is more than a slip: the {secretary}, or a delegate, decides it."
    return "It is a slip: a second person of {publisher}, or the {secretary_office}, confirms it."


def corrected(view: View) -> Iterator[Part]:
    """One that is made, told to the approver's office, the steering group, the lead and whoever proposed it."""
    version = next((each for each in view.policy.versions if each.number == view.about), None)
    if version is None or version.correction is None:
        return
    made = version.correction
    by = f" It was confirmed or decided by the {made.capacity}." if made.by else ""
    yield Text(f"A technical correction is published.{by} Nothing is asked of you.")
    proposed = next((each for each in view.policy.corrections if each.made == version.number), None)
    yield change_of(made.old_words, made.new_words, proposed.passage if proposed else ())
    yield Facts((("Version", version.number), ("Where", WHERE[made.part]), ("Corrected", made.reason)))
