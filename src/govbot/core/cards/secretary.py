"""Cards of the approver's decision on one exact draft, and of adoption."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.corrections import change_of
from govbot.core.cards.deciding import before_deciding, beside_the_decision
from govbot.core.cards.drafting import draft_facts
from govbot.core.cards.hidden import held_line
from govbot.core.cards.view import MARKED, View
from govbot.core.cards.vocabulary import Buttons, Facts, Part, Text
from govbot.core.table import BY_NAME, capacities_for, refusal
from govbot.core.workflow.events import ApprovalWithdrawn, Approved, Returned
from govbot.core.workflow.policy import Approval, Draft, SecretaryRequest

DECIDING = (
    "approve",
    "return_draft",
    "approve_with_change",
    "reviewed_for_secretary",
    "discuss",
    "put_on_calendar",
)


def request(view: View) -> Iterator[Part]:
    """One exact draft to decide on: first what the process asks for, and how it came here at the end."""
    development = view.development
    draft = next((draft_of_it for draft_of_it in development.drafts if draft_of_it.label == view.about), None)
    if draft is None:
        return
    pending = (
        development.request if development.request and f"D{development.request.draft}" == view.about else None
    )
    if pending is None:
        yield from draft_facts(view, draft)
        yield Text(_closed(view), "strong")
        yield from view.evidence_buttons(*_decisions(view))
        return
    yield from before_deciding(view, draft, pending)
    yield from _decision(view, draft.label)
    yield from beside_the_decision(view)
    if view.reads(f"draft {draft.label}"):
        yield from held_line(view, draft)


def how_it_came(view: View) -> Iterator[Part]:
    """Who presents the draft, the materials, the file and the group: behind *More* while a decision is pending."""
    pending = view.development.request
    if pending is None or f"D{pending.draft}" != view.about:
        return
    draft = next((draft for draft in view.development.drafts if draft.label == view.about), None)
    if draft is not None:
        yield from _how_it_came(view, draft, pending)


def _decision(view: View, label: str) -> Iterator[Part]:
    """What is asked of the viewer, by what they may do, and the buttons."""
    kinds = {capacity.kind for capacity in view.held}
    if kinds & {"secretary", "delegate"}:
        authority, why_not = view.acts_as("approve"), refusal(BY_NAME["approve"], view.at(), view.held)
        if why_not:
            yield Text(why_not, "warning")
        elif authority:
            yield Text(f"You would act {authority}.", "strong")
        asked = "Approval of {label} does not publish it: {publisher} adopts and publishes it afterwards."
    elif "secretary_designee" in kinds:
        asked = (
            "You may review {label} for the {secretary}, who decides. To approve it yourself, a written "
            "delegation on file is needed."
        )
    else:
        asked = "{label} is before the {secretary} for a decision."
    yield Text(view.say(asked, label=label), "small")
    read, *on_a_page = view.reading("Read the draft", label)
    deciding = [button for row in view.buttons(*DECIDING) for button in row.buttons]
    yield Buttons((read, *deciding, *on_a_page))


def _how_it_came(view: View, draft: Draft, pending: SecretaryRequest) -> Iterator[Part]:
    rows = [("Presented by", view.names(pending.presenters))]
    if pending.reviewed_by:
        rows.append((view.say("Reviewed for the {secretary} by"), view.name(pending.reviewed_by)))
    group = view.development.group
    if group:
        rows.append((view.say("{Group}"), f"{group.name}, {len(group.members)} members"))
    elif view.development.without_group:
        rows.append((view.say("{Group}"), view.say("drafted without {a_group}")))
    yield Facts(tuple(rows))
    for words in (pending.materials, pending.review_text):
        if words:
            yield Text(words, "quote")
    yield from draft_facts(view, draft, with_words=False)
    reviews = [review.entered for review in view.development.reviews]
    advice = [consultation.entered for consultation in view.development.consultations]
    yield from view.evidence_buttons(*reviews, *advice)
    decides = any(capacity.kind == "secretary" for capacity in view.held)
    calendar = view.calendar("approve", draft.label) if decides else ()
    looks = view.show("comments", "Read the comments")
    yield Buttons((looks, *view.page("print", draft.label), *calendar))


def _decisions(view: View) -> Iterator[str]:
    """The entered decisions on the draft that the card is about."""
    for act in view.policy.entered:
        if isinstance(act.event, Approved | Returned | ApprovalWithdrawn) and _is_of(act.event, view.about):
            yield act.id


def _is_of(event: Approved | Returned | ApprovalWithdrawn, label: str) -> bool:
    return isinstance(event, ApprovalWithdrawn) or f"D{event.draft}" == label


def _closed(view: View) -> str:
    approval = view.development.approval
    if approval and (approval.with_change or f"D{approval.draft}" == view.about):
        how = f", {approval.authority}" if approval.authority else ""
        change = f" with a change (as D{approval.draft})" if approval.with_change else ""
        on = f"Approved{change} on {view.on(approval.on, approval.recorded_at)}"
        on = f"{on} by the {approval.capacity}{how}{view.entered(approval.entered)}."
        adopted = view.policy.development is None and view.policy.versions
        next_step = view.say("This did not publish it: {publisher} adopts and publishes it next.")
        return f"{on} {view.over if adopted else next_step}"
    if view.over:
        return view.over
    draft = view.development.draft
    if draft and draft.label != view.about:
        return f"A newer draft, {draft.label}, exists; this request is void. Nothing is asked of you here."
    return (
        "This request is closed: the draft was returned, or its approval withdrawn. "
        "Nothing is asked of you here."
    )


def decided(view: View) -> Iterator[Part]:
    """The decision, for the policy lead and the steering group."""
    decision = view.facts.get("decision", "")
    by = view.facts.get("by", view.say("the {secretary}"))
    yield Text(f"{decision} by {by}." if decision else view.say("The {secretary} has decided."))
    if entered := view.facts.get("entered"):
        yield Text(f"Entered for the decision's author: act {entered}{view.entered(entered)}.", "small")
    if view.facts.get("reasons"):
        yield Text(view.facts["reasons"], "quote")
    approval = view.development.approval
    if approval and approval.with_change:
        yield from changed_words(view, approval)
    yield from view.evidence_buttons(view.facts.get("entered", ""))
    if view.policy.stage == "release candidate":
        yield Text(view.say("It is a {stage_candidate} now: {publisher} adopts and publishes it."))
    yield from view.buttons("submit_draft", "withdraw_approval")


def changed_words(view: View, approval: Approval) -> Iterator[Part]:
    """The wording with which a draft was approved, as a redline, for those who may read the draft."""
    if not approval.old_words:
        return  # approved before its words were kept with the approval
    yield Text(f"Approved with this change (as D{approval.draft}):")
    if not view.reads(f"draft D{approval.draft}"):
        yield Text(MARKED, "small")
        return
    yield change_of(approval.old_words, approval.new_words, approval.passage)
    label, earlier = f"D{approval.draft}", f"D{approval.draft - 1}"
    if view.policy.development:
        yield Buttons((view.show("changes", "See it in its place", f"{label} {earlier}"),))


def discussion(view: View) -> Iterator[Part]:
    """Whoever decides asks for a talk, or a day for it is on the calendar."""
    pending = view.development.request
    meeting = pending.meeting_on if pending else None
    if meeting:
        yield Text(
            view.say("The {secretary_office} has put it on the calendar: {day}.", day=view.day(meeting))
        )
    else:
        yield Text(view.say("The {secretary} asks to discuss the draft before deciding."))
    if view.facts.get("text"):
        yield Text(view.facts["text"], "quote")
    arrange = "Please arrange it with the {secretary_office}; the decision is still awaited."
    yield Text(view.say(arrange), "small")


def _approved_words(view: View, approval: Approval) -> str:
    """By which office, on what authority, and when."""
    by = ", ".join(words for words in (approval.capacity, approval.authority) if words)
    return f"{view.on(approval.on, approval.recorded_at)}, by the {by}{view.entered(approval.entered)}"


HEADER = (
    "Please complete the standard header first. It is then in the {library}; afterwards, note the address on "
    "{website}."
)


CANDIDATE = "{title} is a {stage_candidate}: adopt and publish it"


def candidate_headline(view: View) -> str:
    """The card's headline: what is asked, or, once it is done, what has become of it."""
    if view.policy.stage == "release candidate":
        return CANDIDATE
    is_adopted = view.policy.development is None and view.policy.versions
    return "{title} is adopted" if is_adopted else "{title}: the approval was withdrawn"


def candidate(view: View) -> Iterator[Part]:
    """A release candidate, for the publisher."""
    approval = view.development.approval
    draft = next(
        (draft for draft in view.development.drafts if approval and draft.number == approval.draft), None
    )
    if approval and view.policy.stage == "release candidate":
        due = view.when(approval.adoption_due)
        yield Text(view.say("Please adopt and publish it by {due}.", due=due), "strong")
        yield Text(view.say(HEADER))
        yield Facts((("Approved", _approved_words(view, approval)),))
        if draft:
            yield from draft_facts(view, draft)
        if approval.with_change:
            yield from changed_words(view, approval)
        yield Buttons(view.reading("Read the draft", draft.label if draft else ""))
        yield from view.evidence_buttons(approval.entered)
        why_not = refusal(BY_NAME["adopt"], view.at(), view.held)
        if why_not and capacities_for(BY_NAME["adopt"], view.held):
            yield Text(why_not, "warning")
        yield from view.buttons("adopt", "give_word_file")
    elif view.policy.development is None and view.policy.versions:
        yield from draft_facts(view, draft) if draft else ()
        yield Text(f"Adopted as version {view.policy.versions[-1].number}.", "strong")
        yield from view.published()
        yield from view.buttons("note_publication", "give_word_file")
    else:
        yield Text("The approval was withdrawn; there is nothing to adopt now.", "strong")
