"""Cards of drafting: the ad hoc group, requests to it, drafts and reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govbot.core.cards.changes import key_changes
from govbot.core.cards.hidden import held_line, may_open
from govbot.core.cards.view import MARKED, View
from govbot.core.cards.vocabulary import Buttons, Facts, Items, Part, Text
from govbot.core.grammar import AttachedFile
from govbot.core.held import PICTURES
from govbot.core.workflow.attachments import MEMO, attachment_words
from govbot.core.workflow.context import open_period
from govbot.core.workflow.events import Returned
from govbot.core.workflow.policy import Draft, Report
from govbot.core.workflow.present import present


def draft_facts(view: View, draft: Draft, *, with_words: bool = True) -> Iterator[Part]:
    """A draft: what it is, in plain words; its hashes in small print."""
    yield Facts(tuple(draft_rows(view, draft)))
    if view.reads(f"draft {draft.label}"):
        yield from attachments(view, draft)
    if with_words:
        yield from draft_words(view, draft)
        yield from key_changes(view, draft)
    if not view.reads(f"draft {draft.label}"):
        return
    yield from held_line(view, draft)
    yield Text(
        f"Fingerprint of the file: {draft.paper.sha256[:16]}… · of its text: "
        f"{draft.paper.text_sha256[:16]}… (SHA-256)",
        "small",
    )


def attachments(view: View, draft: Draft) -> Iterator[Part]:
    """The other files of a draft, as far as they are the viewer's to open, and where they are opened."""
    files = attachments_for(view, draft)
    if files:
        yield Text(f"With {draft.label}:", "small")
        yield Items(tuple(attachment_words(files)))
        if opening := view.page("read", draft.label):
            yield Buttons(
                tuple(replace(button, label="Open the files on the page") for button in opening), of_line=True
            )


def attachments_for(view: View, draft: Draft) -> tuple[AttachedFile, ...]:
    """A cover memo is for those with a part in the policy alone."""
    inside = may_open(view, draft)
    return tuple(file for file in draft.attachments if inside or file.kind != MEMO)


def draft_rows(view: View, draft: Draft) -> list[tuple[str, str]]:
    """Which file it is, since when and by whom, and its marks."""
    item = f"draft {draft.label}"
    file = f"{draft.label}: {draft.paper.name}" if view.reads(item) else f"{draft.label} {MARKED}"
    submitted = f"{view.on(draft.on, draft.recorded_at)}, by {view.you_or(draft.by)}"
    rows = [("Draft", file), ("Submitted", submitted)]
    if marks := view.marks(item):
        rows.append(("Marked", f"{marks}; counsel reviews it before release"))
    if view.reads(item) and (pictures := draft.paper.header.get(PICTURES)):
        rows.append(("Pictures", f"{pictures}; the page of the draft shows them" if view.pages else pictures))
    return rows


def draft_words(view: View, draft: Draft) -> Iterator[Part]:
    """What the draft does and what is new in it, in its submitter's words, for those who may read it."""
    if view.reads(f"draft {draft.label}"):
        said = (("What it does", draft.summary), ("What is new in it", draft.note))
        yield from (Text(f"{label}: {words}", "quote") for label, words in said if words)


def draft_submitted(view: View) -> Iterator[Part]:
    """A new draft, for the group's members: where they stand on it."""
    development = view.development
    draft = next((draft for draft in development.drafts if draft.label == view.about), development.draft)
    if draft is None:
        return
    if draft.withdrawn:
        yield Text(
            f"{draft.label} was a wrong file and is withdrawn; nothing is asked of you on it.", "strong"
        )
        return
    yield from draft_words(view, draft)
    yield from key_changes(view, draft)
    yield Facts(tuple(draft_rows(view, draft)))
    if view.reads(f"draft {draft.label}"):
        yield from attachments(view, draft)
        yield from held_line(view, draft)
    mine = [
        position
        for position in development.positions
        if position.person == view.viewer and position.draft == draft.number
    ]
    if mine:
        yield Text(f"You stated: {mine[0].position}. You may state it anew; the last word counts.", "strong")
    if development.draft != draft:
        newer = development.draft.label if development.draft else ""
        yield Text(f"A newer draft, {newer}, exists; nothing is asked on this one.")
        return
    if view.over or not (development.stage == "drafting" or development.asks_positions):
        yield Text(
            view.over or "The drafting is done; positions on this draft are no longer asked for.", "strong"
        )
    elif development.taken_further >= draft.number:
        yield Text("This draft has come back to drafting; positions are asked for on the next one.", "strong")
    elif development.final_positions_due and not mine:
        yield Text(f"Final positions are asked for by {view.when(development.final_positions_due)}.")
    own = [word for word in view.own_words() if word.kind == "position"]
    if own:
        yield from view.buttons("undo", about=own[0].about)
    yield Buttons(view.reading("Read the draft", draft.label))
    if development.asks_positions:
        yield from view.buttons("state_position")
    if own:
        yield from view.buttons("take_back", about=own[0].about)
    if development.stage == "drafting":
        yield from view.buttons("report_back", "advance")


DECIDED = "The {steering_group} has decided on it."


def report(view: View) -> Iterator[Part]:
    """The liaison's report, for the steering group."""
    group_report = next((report for report in view.development.reports if report.id == view.about), None)
    if group_report is None:
        return
    over = view.over or ("" if view.development.stage == "drafting" else view.say(DECIDED))
    is_asked = group_report.kind == "recommendation" and not over
    if is_asked:
        due = view.development.decision_due
        by = f" by {view.when(due)}" if due else ""
        yield Text(view.say("The {steering_group}'s decision is awaited{by}.", by=by), "strong")
    yield from report_words(view, group_report)
    yield from positions(view)
    if group_report.kind != "recommendation":
        yield Text("An interim report; nothing is asked of you.", "small")
    elif over:
        yield Text(over, "strong")
    else:
        yield from view.buttons("advance", "send_back", "close_development")


def report_words(view: View, group_report: Report) -> Iterator[Part]:
    """What a report says, to those who may read it."""
    item = f"report {group_report.id}"
    kind = "interim" if group_report.kind == "interim" else f"recommendation: {group_report.recommends}"
    rows = [
        ("Report", kind),
        ("From", view.name(group_report.by)),
        ("Made", view.on(group_report.on, group_report.recorded_at)),
    ]
    rows += [("Consensus", group_report.consensus)] if group_report.consensus else []
    rows += [("Marked", marks)] if (marks := view.marks(item)) else []
    yield Facts(tuple(rows))
    yield Text(view.readable(item, group_report.text), "quote")
    if view.reads(item):
        exposure = f"legal exposure {group_report.id}"
        further = (
            ("Who differs", group_report.differs),
            ("Potential impact", group_report.impact),
            (
                "Legal exposure",
                group_report.legal_exposure and view.readable(exposure, group_report.legal_exposure),
            ),
            ("Dissemination and education", group_report.strategy),
        )
        if said := tuple((label, text) for label, text in further if text):
            yield Facts(said)


# What a minority says, in the members' own words.
IN_OWN_WORDS = {
    "unresolved concern": "Unresolved concerns:",
    "can live with it": "Can live with it, and says:",
}


def positions(view: View) -> Iterator[Part]:
    """Where the members stand on the current draft."""
    draft, group = view.development.draft, view.development.group
    if draft is None or group is None:
        return
    stated = [position for position in view.development.positions if position.draft == draft.number]
    counted = {
        kind: sum(position.position == kind for position in stated)
        for kind in ("support", "can live with it", "unresolved concern")
    }
    words = ", ".join(f"{count} {kind}" for kind, count in counted.items() if count)
    silent = len(set(present(group.members, view.directory)) - {position.person for position in stated})
    if stated:
        yield Facts(
            ((f"Positions on {draft.label}", f"{words}{f', {silent} not stated' if silent else ''}"),)
        )
    for kind, heading in IN_OWN_WORDS.items():
        said = [position for position in stated if position.position == kind and position.text]
        if said:
            yield Text(heading)
            yield Items(
                tuple(
                    f"{view.name(position.person)}: {position.text}{view.entered(position.entered)}"
                    for position in said
                )
            )


def sent_back(view: View) -> Iterator[Part]:
    """The steering group or the approver sent it back: the next step of the policy lead."""
    if view.facts.get("reasons"):
        yield Text(view.facts["reasons"], "quote")
    if (draft := view.development.draft) and view.facts.get("reasons") is not None:
        yield from view.how_entered(Returned, draft=draft.number)
    if view.over or view.development.stage != "drafting":
        yield Text(view.over or "Work on it has gone on since; nothing is asked of you here.", "strong")
        return
    if view.development.lead_due:
        due = view.when(view.development.lead_due)
        yield Text(view.say("The {lead}'s next step, a draft or a report, is awaited by {due}.", due=due))
    else:
        yield Text("Work on the draft goes on; what was done before stays on record.")
    period = open_period(view.at())
    if period:
        goes_on = "The feedback period on D{draft} goes on beside it; the {lead} can extend or close it."
        yield Text(view.say(goes_on, draft=period.draft))
    beside = ("extend_feedback", "close_feedback") if period else ()
    yield from view.buttons("submit_draft", "report_back", *beside)


def file_withdrawn(view: View) -> Iterator[Part]:
    """A draft was withdrawn: which one, why, and which is current."""
    current = view.development.draft
    now = f"{current.label} is the current draft again." if current else "There is no other draft now."
    yield Text(f"{view.facts.get('draft', '')} was a wrong file and is withdrawn. {now}")
    if view.facts.get("reason"):
        yield Text(view.facts["reason"], "quote")
