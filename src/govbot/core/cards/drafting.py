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
from govbot.core.workflow.events import GroupAnswered, Returned
from govbot.core.workflow.policy import Draft, Group, Report
from govbot.core.workflow.present import gone, present, represented, unsure

PUBLIC_RECORD = (
    "What you write here may be a public record. Positions count only when entered with the buttons."
)


IN_MEETINGS = (
    "Counsel treats this group as subject to public-meeting rules: positions are taken in its meetings, not here. "
    "The {liaison} or the {lead} enters them from the meeting with “/gov later position”."
)
UNSURE = "Somebody has left since the group was assembled; perhaps these are no longer represented:"


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
        yield from (Text(words, "quote") for words in (draft.summary, draft.note) if words)


def group_welcome(view: View) -> Iterator[Part]:
    """What a new member reads: what the group is for, and what is asked of them first."""
    group = view.development.group
    if group is None:
        return
    mine = view.viewer in group.everybody
    yield Facts(
        (
            ("Group", group.name),
            (view.say("{Group} {liaison}"), view.names(present(group.liaisons, view.directory))),
            ("Members", str(len(present(group.members, view.directory)))),
        )
    )
    if group.charge:
        yield Text(group.charge, "quote")
    if over := _group_over(view, group):
        yield Text(over, "strong")
    elif view.viewer in group.liaisons:
        yield Text(view.say("As {liaison} you guide the group and report back to the {steering_group}."))
    elif mine and view.viewer not in group.looked_in:
        due = group.look_in.get(view.viewer)
        yield Text(
            "The group advises on the need and context of this policy and strives for consensus. "
            f"Please look in{f' by {view.when(due)}' if due else ''}; then you are told of each draft "
            "and request."
        )
    yield Text(PUBLIC_RECORD, "small")
    if mine:
        yield from view.buttons(
            "look_in", "state_position", "answer_request", "ask_group", "report_back", "leave_group"
        )


def _group_over(view: View, group: Group) -> str:
    if view.over:
        return view.over
    if group.closed:
        return "The group is closed. What it did stays on record."
    if view.viewer and view.viewer not in group.everybody:
        return "You no longer belong to this group."
    return ""


def group_room(view: View) -> Iterator[Part]:
    """The first card of a group's room."""
    group = view.development.group
    if group is None:
        return
    yield Text(PUBLIC_RECORD, "warning")
    liaisons = (view.say("{Group} {liaison}"), view.names(present(group.liaisons, view.directory)))
    rows = [liaisons, ("Members", view.names(present(group.members, view.directory)))]
    rows += [("No longer there", view.names(left))] if (left := gone(group, view.directory)) else []
    yield Facts(tuple(rows))
    if group.charge:
        yield Text(group.charge, "quote")
    if group.public_meeting == "yes":
        yield Text(view.say(IN_MEETINGS))
    here = represented(group, view.directory)
    missing = [name for name in view.process.groups.perspectives if name not in here]
    if missing:
        yield Text(f"Perspectives not represented now: {', '.join(missing)}.", "small")
    if doubtful := unsure(group, view.directory):
        yield Text(f"{UNSURE} {', '.join(doubtful)}.", "small")
    if over := _group_over(view, group):
        yield Text(over, "strong")
        return
    yield Text(
        "In this room, “/gov status” tells where the policy stands, and “/gov read” shows the draft.", "small"
    )
    yield from view.buttons("submit_draft", "ask_group", "report_back", "add_member")


def room_move(view: View) -> Iterator[Part]:
    """In the group's room, and to its liaisons: somebody wants to move it; nothing moves until the group agrees."""
    group = view.development.group
    move = group.move if group else None
    if move is None or view.about != move.to:
        yield Text(
            "This is settled, or another request has taken its place; nothing is asked of you here any more."
        )
        return
    yield Facts((("Asked by", view.name(move.by)),))
    yield Text(
        "Everybody in the other conversation could read what govbot posts for the group. Nothing moves until another "
        "member agrees; without that, this stays the group's room."
    )
    yield from view.buttons("move_room")


def room_moved(view: View) -> Iterator[Part]:
    """In the room that was the group's until now, and to its liaisons: is that right?"""
    agreed = view.facts.get("agreed", "")
    rows = [("Linked by", view.name(view.facts.get("by", "")))]
    yield Facts((*rows, *([("Agreed by", view.name(agreed))] if agreed else [])))
    yield Text("What govbot posts for the group goes to the other room, and everybody in it can read it.")
    yield Text(
        view.say(
            "Is that right? If not, a {liaison} or the {lead} types “/gov link {policy}” in the room that is to be "
            "the group's.",
            policy=view.policy.id,
        )
    )


def group_left(view: View) -> Iterator[Part]:
    """Somebody was taken off the group."""
    yield Text("Nothing more is asked of you here. What you said in the group stays on record.")


def member_left(view: View) -> Iterator[Part]:
    """Somebody takes part in the group no more, as they say themselves."""
    yield Text(f"{view.name(view.about)} says that they cannot take part in the group any more.", "strong")
    if reason := view.facts.get("reason", ""):
        yield Text(reason, "quote")
    if not view.over:
        yield Buttons((view.show("group", "The group, and what is missing"),))
    yield from view.buttons("add_member", about="")


def group_closed(view: View) -> Iterator[Part]:
    """The group has done its work."""
    yield Text("The group is closed. What it did stays on record; nothing more is asked of its members.")


def liaisons_changed(view: View) -> Iterator[Part]:
    """Who guides the group from now on."""
    group = view.development.group
    named = view.names(present(group.liaisons, view.directory)) if group else "nobody"
    yield Facts(((view.say("{Group} {liaison}"), named),))


ASKED = {
    "advise": "The group is asked to advise on the need and its context.",
    "draft": "The group is asked to generate a draft.",
    "review": "The group is asked to review the draft or template.",
    "strategy": "The group is asked to recommend a strategy for dissemination and education.",
}


def group_asked(view: View) -> Iterator[Part]:
    """What the group was asked, and what it has said."""
    request = next((request for request in view.development.requests if request.id == view.about), None)
    if request is None:
        return
    is_asked = not (request.complete or view.over)
    if is_asked and request.due:
        yield Text(f"Please answer by {view.when(request.due)}.", "strong")
    yield Text(ASKED[request.kind])
    yield Text(request.text, "quote")
    if not is_asked or not request.due:
        yield Facts((("By", view.when(request.due)),))
    if request.answers:
        yield Items(tuple(f"{view.name(person)}: {text}" for person, text in request.answers))
    if entered := view.entered_beside(GroupAnswered, request=request.id):
        yield Items(tuple(words for _, words in entered))
    if request.complete:
        yield Text(view.say("The group has given its whole answer; the {lead} has it."), "strong")
    elif view.over:
        yield Text(view.over, "strong")
    else:
        whole = "Each answer goes to the {liaison}, who says when the group's answer is whole."
        yield Text(view.say(whole), "small")
        yield from view.buttons("answer_request", *(("submit_draft",) if request.kind == "draft" else ()))
        if request.kind == "draft":
            yield Buttons((view.show("templates", "See the templates"),))


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
