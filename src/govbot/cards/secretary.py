"""Cards of Step 4: the OPM Secretary's decision, and adoption."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.cards.drafting import draft_facts
from govbot.cards.view import View
from govbot.cards.vocabulary import Buttons, Facts, Items, Part, Text


def request(view: View) -> Iterator[Part]:
    """One exact draft for the OPM Secretary's decision; how it came here, in plain words."""
    found = view.development
    draft = next((one for one in found.drafts if f"D{one.number}" == view.about), None)
    if draft is None:
        return
    yield from draft_facts(view, draft)
    yield Items(tuple(_history(view)))
    pending = found.request
    if pending and f"D{pending.draft}" == view.about:
        rows = [
            ("Presented by", view.names(pending.presenters)),
            ("Decision awaited by", view.when(pending.due)),
        ]
        rows += [("Meeting", view.day(pending.meeting_on))] if pending.meeting_on else []
        rows += (
            [("Reviewed for the OPM Secretary by", view.name(pending.reviewed_by))]
            if pending.reviewed_by
            else []
        )
        yield Facts(tuple(rows))
        if pending.materials:
            yield Text(pending.materials, "quote")
        if pending.review_text:
            yield Text(pending.review_text, "quote")
        authority = view.acts_as("approve")
        if authority:
            yield Text(f"You would act {authority}.", "strong")
        yield Buttons((view.show("read", "Read the draft"), view.show("comments", "Read the comments")))
        yield from view.buttons(
            "approve",
            "approve_with_change",
            "return_draft",
            "discuss",
            "put_on_calendar",
            "reviewed_for_secretary",
        )
    else:
        yield Text(_closed(view), "strong")


def _history(view: View) -> Iterator[str]:
    found = view.development
    if found.group:
        yield f"Ad hoc group: {found.group.name}, {len(found.group.members)} members"
    elif found.without_group:
        yield "Drafted without an ad hoc group"
    for review in found.reviews:
        yield f"{review.asked.name}: {review.outcome or 'no review yet'}{f' (done on D{review.draft})' if review.draft else ''}"
    if found.period:
        heard = f"{len(found.period.agencies_answered)} of {len(found.period.agencies)} agencies answered"
        concerns = sum(one.kind == "concern" for one in found.comments)
        yield f"Agency feedback: {heard}; {len(found.comments)} answers, {concerns} concerns, {len(found.unanswered)} comments without a response"
    for deviation in view.policy.deviations:
        yield f"Deviation, {deviation.step}: {deviation.public_sentence}"


def _closed(view: View) -> str:
    approval = view.development.approval
    if approval and (approval.with_change or f"D{approval.draft}" == view.about):
        how = f", {approval.authority}" if approval.authority else ""
        change = f" with a change (as D{approval.draft})" if approval.with_change else ""
        return f"Approved{change} on {view.day(approval.on)} by the {approval.capacity}{how}. This did not publish it."
    if view.development.draft and f"D{view.development.draft.number}" != view.about:
        return f"A newer draft, {view.development.draft.label}, exists; this request is void."
    return "This request is closed: the draft was returned or withdrawn."


def decided(view: View) -> Iterator[Part]:
    """What the OPM Secretary decided, for the lead and the Steering Group."""
    decision = view.facts.get("decision", "")
    by = view.facts.get("by", "the OPM Secretary")
    yield Text(f"{decision} by {by}." if decision else "The OPM Secretary has decided.")
    if view.facts.get("reasons"):
        yield Text(view.facts["reasons"], "quote")
    yield from view.buttons("submit_draft", "withdraw_approval")


def discussion(view: View) -> Iterator[Part]:
    """The OPM Secretary wants to talk."""
    yield Text(view.facts.get("text") or "The OPM Secretary asks to discuss the draft.", "quote")
    request_ = view.development.request
    if request_ and request_.meeting_on:
        yield Facts((("Day", view.day(request_.meeting_on)),))


def candidate(view: View) -> Iterator[Part]:
    """A release candidate, for the publisher."""
    approval = view.development.approval
    draft = next((one for one in view.development.drafts if approval and one.number == approval.draft), None)
    if draft:
        yield from draft_facts(view, draft)
    if approval and view.policy.stage == "release candidate":
        yield Facts((("Approved", view.day(approval.on)), ("Adoption by", view.when(approval.adoption_due))))
        yield from view.buttons("adopt")
    elif view.policy.versions:
        yield Text(f"Adopted as version {view.policy.versions[-1].number}.", "strong")
        yield from view.buttons("note_publication")
