"""Cards of Step 4: the OPM Secretary's decision, and adoption."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.drafting import draft_facts
from govbot.core.cards.status import answered_words
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Facts, Items, Part, Text
from govbot.core.table import BY_NAME, refusal
from govbot.core.workflow.policy import SecretaryRequest

DECIDING = (
    "approve",
    "approve_with_change",
    "return_draft",
    "discuss",
    "put_on_calendar",
    "reviewed_for_secretary",
)


def request(view: View) -> Iterator[Part]:
    """One exact draft for the OPM Secretary's decision; how it came here, in plain words."""
    found = view.development
    draft = next((one for one in found.drafts if one.label == view.about), None)
    if draft is None:
        return
    pending = found.request if found.request and f"D{found.request.draft}" == view.about else None
    if pending:
        yield Text(_asked(view, draft.label))
    yield from draft_facts(view, draft)
    yield Items(tuple(_history(view)))
    if pending is None:
        yield Text(_closed(view), "strong")
        return
    yield from _pending(view, pending)
    yield Buttons((*view.reading("Read the draft", draft.label), view.show("comments", "Read the comments")))
    yield from view.buttons(*DECIDING)


def _asked(view: View, label: str) -> str:
    """What is asked of the viewer, by what they may do."""
    kinds = {capacity.kind for capacity in view.held}
    secretary = view.process.government.secretary
    if kinds & {"secretary", "delegate"}:
        return (
            f"Please decide on {label}: approve it, approve it with a change of wording, return it, "
            "or discuss it. "
            "Approval does not publish it: OPM's publisher adopts and publishes it afterwards."
        )
    if "secretary_designee" in kinds:
        return (
            f"You may review {label} for the {secretary}, who decides. To approve it yourself, a "
            "written delegation on file is needed."
        )
    return f"{label} is before the {secretary} for a decision. You can put it on the calendar."


def _pending(view: View, pending: SecretaryRequest) -> Iterator[Part]:
    rows = [
        ("Presented by", view.names(pending.presenters)),
        ("Decision awaited by", view.when(pending.due)),
    ]
    rows += [("Meeting", view.day(pending.meeting_on))] if pending.meeting_on else []
    if pending.reviewed_by:
        rows.append(("Reviewed for the OPM Secretary by", view.name(pending.reviewed_by)))
    yield Facts(tuple(rows))
    for words in (pending.materials, pending.review_text):
        if words:
            yield Text(words, "quote")
    kinds = {capacity.kind for capacity in view.held}
    if kinds & {"secretary", "delegate"}:
        authority, why_not = view.acts_as("approve"), refusal(BY_NAME["approve"], view.at(), view.held)
        if why_not:
            yield Text(why_not, "warning")
        elif authority:
            yield Text(f"You would act {authority}.", "strong")


def _history(view: View) -> Iterator[str]:
    found = view.development
    if found.group:
        yield f"Ad hoc group: {found.group.name}, {len(found.group.members)} members"
    elif found.without_group:
        yield "Drafted without an ad hoc group"
    for review in found.reviews:
        done = f" (done on D{review.draft})" if review.draft else ""
        yield f"Review of {review.asked.name}: {review.outcome or 'none yet'}{done}"
    if found.period:
        heard = answered_words(found.period)
        concerns = sum(one.kind == "concern" for one in found.comments)
        left = len(found.unanswered)
        yield (
            f"Agency feedback: {heard}; answers: {len(found.comments)}, of which concerns: "
            f"{concerns}; without a response: {left}"
        )
    for deviation in view.policy.deviations:
        sentence = view.readable(f"deviation {deviation.id}", deviation.public_sentence)
        yield f"Deviation, {deviation.step}: {sentence}"


def _closed(view: View) -> str:
    approval = view.development.approval
    if approval and (approval.with_change or f"D{approval.draft}" == view.about):
        how = f", {approval.authority}" if approval.authority else ""
        change = f" with a change (as D{approval.draft})" if approval.with_change else ""
        on = f"Approved{change} on {view.on(approval.on, approval.recorded_at)} by the {approval.capacity}{how}."
        adopted = view.policy.development is None and view.policy.versions
        return (
            f"{on} {view.over}"
            if adopted
            else f"{on} This did not publish it: OPM's publisher adopts and publishes it next."
        )
    if view.over:
        return view.over
    draft = view.development.draft
    if draft and draft.label != view.about:
        return f"A newer draft, {draft.label}, exists; this request is void. Nothing is asked of you here."
    return (
        "This request is closed: the draft was returned, or its approval withdrawn. Nothing is "
        "asked of you here."
    )


def decided(view: View) -> Iterator[Part]:
    """What the OPM Secretary decided, for the lead and the Steering Group."""
    decision = view.facts.get("decision", "")
    by = view.facts.get("by", "the OPM Secretary")
    yield Text(f"{decision} by {by}." if decision else "The OPM Secretary has decided.")
    if view.facts.get("reasons"):
        yield Text(view.facts["reasons"], "quote")
    if view.policy.stage == "release candidate":
        yield Text("It is a release candidate now: OPM's publisher adopts and publishes it.")
    yield from view.buttons("submit_draft", "withdraw_approval")


def discussion(view: View) -> Iterator[Part]:
    """The OPM Secretary wants to talk, or has found a day for it."""
    pending = view.development.request
    meeting = pending.meeting_on if pending else None
    if meeting:
        yield Text(f"The OPM Secretary's office has put it on the calendar: {view.day(meeting)}.")
    else:
        yield Text("The OPM Secretary asks to discuss the draft before deciding.")
    if view.facts.get("text"):
        yield Text(view.facts["text"], "quote")
    yield Text("Please arrange it with the OPM Secretary's office; the decision is still awaited.", "small")


def candidate(view: View) -> Iterator[Part]:
    """A release candidate, for the publisher."""
    approval = view.development.approval
    draft = next((one for one in view.development.drafts if approval and one.number == approval.draft), None)
    if draft:
        yield from draft_facts(view, draft)
    if approval and view.policy.stage == "release candidate":
        yield Facts(
            (
                ("Approved", view.on(approval.on, approval.recorded_at)),
                ("Adoption by", view.when(approval.adoption_due)),
            )
        )
        yield Text(
            "Please complete the standard header, adopt it and publish it. It is then in the Policy Library; "
            "afterwards, note the address on OPM's website."
        )
        yield Buttons(view.reading("Read the draft", draft.label if draft else ""))
        yield from view.buttons("adopt")
    elif view.policy.development is None and view.policy.versions:
        yield Text(f"Adopted as version {view.policy.versions[-1].number}.", "strong")
        yield from view.buttons("note_publication")
    else:
        yield Text("The approval was withdrawn; there is nothing to adopt now.", "strong")
