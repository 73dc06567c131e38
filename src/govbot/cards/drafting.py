"""Cards of Step 1: the group, its requests, drafts and reports."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.cards.view import View
from govbot.cards.vocabulary import Facts, Items, Part, Text
from govbot.workflow.policy import Draft

PUBLIC_RECORD = (
    "What you write here may be a public record. Positions count only when entered with the buttons."
)


def draft_facts(view: View, draft: Draft) -> Iterator[Part]:
    """A draft: what it is, in plain words; its hashes in small print."""
    yield Facts(
        (
            ("Draft", f"{draft.label}: {draft.paper.name}"),
            ("Submitted", f"{view.day(draft.on)}, by {view.name(draft.by)}"),
        )
    )
    if draft.note:
        yield Text(view.readable(f"draft {draft.label}", draft.note), "quote")
    yield Text(f"File {draft.paper.sha256[:16]}… · text {draft.paper.text_sha256[:16]}… (SHA-256)", "small")


def group_welcome(view: View) -> Iterator[Part]:
    """What a new member reads."""
    group = view.development.group
    if group is None:
        return
    rows = [
        ("Group", group.name),
        ("Liaison", view.names(group.liaisons)),
        ("Members", str(len(group.members))),
    ]
    yield Facts(tuple(rows))
    if group.charge:
        yield Text(group.charge, "quote")
    yield Text(PUBLIC_RECORD, "small")
    yield from view.buttons("look_in", "state_position", "answer_request")


def group_room(view: View) -> Iterator[Part]:
    """The first card of a group's room."""
    group = view.development.group
    if group is None:
        return
    yield Text(PUBLIC_RECORD, "warning")
    yield Facts((("Liaison", view.names(group.liaisons)), ("Members", view.names(group.members))))
    if group.public_meeting == "yes":
        yield Text(
            "Counsel treats this group as subject to public-meeting rules; positions are taken in meetings."
        )
    missing = [name for name in view.process.groups.perspectives if name not in group.perspectives]
    if missing:
        yield Text(f"Perspectives not represented yet: {', '.join(missing)}.", "small")
    if group.closed:
        yield Text("The group is closed.", "strong")
    yield from view.buttons("submit_draft", "ask_group", "report_back", "add_member")


def group_asked(view: View) -> Iterator[Part]:
    """What the group was asked, and what it has said."""
    request = next((one for one in view.development.requests if one.id == view.about), None)
    if request is None:
        return
    yield Text(request.text, "quote")
    yield Facts((("By", view.when(request.due)),))
    if request.answers:
        yield Items(tuple(f"{view.name(person)}: {text}" for person, text in request.answers))
    if request.complete:
        yield Text("The group's answer is whole.", "strong")
    else:
        yield from view.buttons("answer_request", *(("submit_draft",) if request.kind == "draft" else ()))


def draft_submitted(view: View) -> Iterator[Part]:
    """A new draft, for the group's members: where they stand on it."""
    draft = view.development.draft
    if draft is None:
        return
    yield from draft_facts(view, draft)
    mine = [
        one for one in view.development.positions if one.person == view.viewer and one.draft == draft.number
    ]
    if mine:
        yield Text(f"You stated: {mine[0].position}.", "strong")
    due = view.development.final_positions_due
    if due and not mine:
        yield Text(f"Final positions are asked for by {view.when(due)}.")
    yield from view.buttons("state_position", "report_back", "advance", "open_feedback")


def report(view: View) -> Iterator[Part]:
    """The liaison's report, for the Steering Group."""
    found = next((one for one in view.development.reports if one.id == view.about), None)
    if found is None:
        return
    item = f"report {found.id}"
    rows = [("Report", "interim" if found.kind == "interim" else f"recommends: {found.recommends}")]
    rows += [("Consensus", found.consensus)] if found.consensus else []
    rows += [("From", view.name(found.by))]
    yield Facts(tuple(rows))
    yield Text(view.readable(item, found.text), "quote")
    for label, text in (
        ("Who differs", found.differs),
        ("Potential impact", found.impact),
        ("Legal exposure", found.legal_exposure),
        ("Dissemination and education", found.strategy),
    ):
        if text:
            yield Facts(((label, view.readable(item, text)),))
    yield from positions(view)
    if found.kind == "recommendation":
        yield from view.buttons("advance", "send_back", "close_development")


def positions(view: View) -> Iterator[Part]:
    """Where the members stand on the current draft."""
    draft, group = view.development.draft, view.development.group
    if draft is None or group is None:
        return
    stated = [one for one in view.development.positions if one.draft == draft.number]
    counted = {
        kind: sum(one.position == kind for one in stated)
        for kind in ("support", "can live with it", "unresolved concern")
    }
    words = ", ".join(f"{count} {kind}" for kind, count in counted.items() if count)
    silent = len(group.members) - len(stated)
    if stated:
        yield Facts(
            ((f"Positions on {draft.label}", f"{words}{f', {silent} not stated' if silent else ''}"),)
        )


def sent_back(view: View) -> Iterator[Part]:
    """The Steering Group or the OPM Secretary sent it back: the lead's next step."""
    if view.facts.get("reasons"):
        yield Text(view.facts["reasons"], "quote")
    yield Text(f"A new draft or an answer is awaited by {view.when(view.development.lead_due)}.")
    yield from view.buttons("submit_draft", "report_back")
