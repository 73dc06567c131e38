"""Cards that one asks for: the own list, everything about a policy, its comments, its text, lists and help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from govbot.cards.drafting import draft_facts
from govbot.cards.feedback import comment_parts
from govbot.cards.status import STAGE_WORDS, status_paragraph
from govbot.cards.view import View
from govbot.cards.vocabulary import Button, Buttons, Card, Divider, Facts, Part, Text
from govbot.days import said, said_day
from govbot.grammar import Action, Capacity, Owed
from govbot.table import BY_NAME, TABLE, capacities_for, offered
from govbot.workflow.policy import Policy
from govbot.workflow.standing import may_read

MOST_AWAITED = 12
MOST_COMMENTS = 12
PAGE = 8_000  # characters of a draft on one card
NO_STEP_5 = "Version 1.0 of the process has no Step 5; nothing is renumbered, and adoption belongs to Step 4."

# What one may type after `/gov` besides the actions' own words.
QUERIES = (
    ("", "What is awaiting my action"),
    ("status POLICY", "Where a policy stands: a paragraph that can be forwarded"),
    ("show POLICY", "Everything about a policy, and what you can do"),
    ("read POLICY", "Read the draft, or the version in force"),
    ("comments POLICY", "The comments of the agencies and their responses"),
    ("list", "All policies"),
    ("later WORD POLICY", "Enter an act for somebody else, or for an earlier day"),
    ("help", "This list"),
)


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something awaited of the person, with the policy's title and the button that does it (if it can be done)."""

    title: str
    subject: str
    owed: Owed
    button: Button | None


def home_card(
    name: str, awaited: Sequence[Awaited], buttons: Sequence[Button], now: datetime, zone: View
) -> Card:
    """What is awaiting this person, soonest first, and what they can do."""
    return Card(
        f"Awaiting your action: {len(awaited) or 'nothing'}", tuple(_home(name, awaited, buttons, now, zone))
    )


def _home(
    name: str, awaited: Sequence[Awaited], buttons: Sequence[Button], now: datetime, view: View
) -> Iterator[Part]:
    yield Text(f"You are {name}.", "small")
    if not awaited:
        yield Text(
            "Nothing is awaiting you. To raise a need, type “/gov need”; “/gov list” shows all policies."
        )
    for one in awaited[:MOST_AWAITED]:
        late = " — overdue" if one.owed.due and one.owed.due < now else ""
        due = f"by {said(one.owed.due, view.process)}{late}" if one.owed.due else "no date"
        yield Text(f"{one.title}: {one.owed.what}, {due}", "warning" if late else "")
        if one.button:
            yield Buttons((one.button,))
    if len(awaited) > MOST_AWAITED:
        yield Text(f"… and {len(awaited) - MOST_AWAITED} more, later.", "small")
    if buttons:
        yield Divider()
        yield Text("What you can do", "strong")
        yield Buttons(tuple(buttons))


def policy_card(view: View) -> Card:
    """Everything about a policy, and every action that the viewer can take now."""
    return Card(f"{view.title}", tuple(_policy(view)), view.subject)


def _policy(view: View) -> Iterator[Part]:
    policy, found = view.policy, view.development
    yield Text(status_paragraph(view))
    rows = [
        ("Stage", STAGE_WORDS.get(policy.stage, policy.stage)),
        ("Policy lead", view.name(policy.lead) if policy.lead else "not named yet"),
        ("Need and risk", f"{found.need}, {found.risk}"),
        ("Raised by", view.names(policy.raisers)),
    ]
    if found.group:
        rows.append(("Ad hoc group", f"{found.group.name}: {len(found.group.everybody)} people"))
    for version in policy.versions:
        rows.append(
            (f"Version {version.number}", f"{version.status}, effective {said_day(version.effective_on)}")
        )
    yield Facts(tuple(rows))
    if found.draft:
        yield from draft_facts(view, found.draft)
    for review in found.reviews:
        done = f"{review.outcome} (done on D{review.draft})" if review.outcome else "awaited"
        yield Text(f"Review of {review.asked.name}: {done}", "small")
    for one in found.consultations:
        if sees_consultations(view):
            said_of_it = (
                "not necessary" if one.not_necessary else ("advice given" if one.given else "awaited")
            )
            yield Text(f"{one.name}: {said_of_it}", "small")
    for deviation in policy.deviations:
        yield Text(f"Deviation from {deviation.step}: {deviation.public_sentence}", "small")
    yield Buttons(
        (
            view.show("read", "Read it"),
            view.show("comments", "Comments"),
            view.show("status", "Status to forward"),
        )
    )
    buttons = tuple(view.button(action.name) for action in offered(view.at(), view.held) if action.word)
    if buttons:
        yield Divider()
        yield Text("What you can do now", "strong")
        yield Buttons(buttons)


def sees_consultations(view: View) -> bool:
    """Consultations are visible to Step 2's reviewers and the Steering Group alone."""
    return bool({capacity.kind for capacity in view.held} & {"steering", "reviewer", "consulted", "lead"})


READERS = {
    "steering", "lead", "liaison", "member", "reviewer", "consulted", "representative", "voice", "secretary",
    "delegate", "secretary_designee", "contact", "publisher", "records", "auditor",
}  # fmt: skip


def may_read_draft(policy: Policy, view: View) -> bool:
    """Whom a draft is shown: those with a part in it, and as its marks allow. A version is everybody's."""
    found = policy.development
    if found is None or found.draft is None:
        return True
    kinds = {capacity.kind for capacity in view.held}
    item = f"draft {found.draft.label}"
    return bool(kinds & READERS) and may_read(policy, view.process, item, view.viewer, view.held)


def text_card(view: View, label: str, text: str, page: int) -> Card:
    """A page of the draft's text, or of the version's."""
    pages = list(pages_of(text))
    page = min(max(page, 0), len(pages) - 1)
    buttons = []
    if page > 0:
        buttons.append(view.show("read", "Earlier part", str(page - 1)))
    if page + 1 < len(pages):
        buttons.append(view.show("read", "Next part", str(page + 1)))
    parts: list[Part] = [Text(f"Part {page + 1} of {len(pages)}", "small")] if len(pages) > 1 else []
    parts += [Text(paragraph) for paragraph in pages[page].split("\n\n") if paragraph.strip()]
    if buttons:
        parts.append(Buttons(tuple(buttons)))
    yield_comment = view.buttons("give_feedback", about="")
    return Card(f"{label} of {view.title}", (*parts, *yield_comment), view.subject)


def pages_of(text: str) -> Iterator[str]:
    """The text in pages, cut between paragraphs."""
    page = ""
    for paragraph in text.split("\n\n"):
        if page and len(page) + len(paragraph) > PAGE:
            yield page
            page = ""
        page = f"{page}\n\n{paragraph}" if page else paragraph
    yield page


def comments_card(view: View, page: int = 0) -> Card:
    """The comments and their responses, a page at a time, as the viewer may read them."""
    comments = view.development.comments
    shown = comments[page * MOST_COMMENTS : (page + 1) * MOST_COMMENTS]
    parts: list[Part] = []
    if not comments:
        parts.append(Text("No feedback has come in yet."))
    for comment in shown:
        parts += list(comment_parts(view, comment))
    buttons = []
    if page:
        buttons.append(view.show("comments", "Earlier ones", str(page - 1)))
    if (page + 1) * MOST_COMMENTS < len(comments):
        buttons.append(view.show("comments", "More", str(page + 1)))
    if buttons:
        parts.append(Buttons(tuple(buttons)))
    parts += view.buttons("respond_to_comments", about="")
    return Card(f"Agency feedback on {view.title}: {len(comments)} answers", tuple(parts), view.subject)


def list_card(rows: Iterable[tuple[str, str, str, Button]], typed: str) -> Card:
    """Policies: id, title, stage, and a button that opens each."""
    listed = list(rows)
    if not listed:
        words = f"No policy matches “{typed}”." if typed else "No need has been raised yet."
        return Card("Policies", (Text(f"{words} To raise one, type “/gov need”."),))
    parts: list[Part] = []
    for policy_id, title, stage, button in listed:
        parts.append(Text(f"{policy_id} “{title}”: {STAGE_WORDS.get(stage, stage)}"))
        parts.append(Buttons((button,)))
    return Card(f"{len(listed)} policies", tuple(parts))


def choose_card(action: Action, rows: Iterable[tuple[str, Button]]) -> Card:
    """Which policy is meant, where several would do."""
    parts: list[Part] = [Text("For which policy?")]
    for title, button in rows:
        parts.append(Buttons((Button(title[:70], button.value),)))
    return Card(action.label.replace(" {draft}", ""), tuple(parts))


def help_card(held: Sequence[Capacity], raise_need: Button) -> Card:
    """Every word that this person can type, generated from the table."""
    parts: list[Part] = [
        Text("Type /gov and one of these words; a policy is named by its number, such as ITP-1.")
    ]
    parts.append(Facts(tuple((f"/gov {words}".strip(), label) for words, label in QUERIES)))
    mine = [action for action in TABLE if action.word and capacities_for(action, held)]
    if mine:
        parts.append(Text("In your capacities", "strong"))
        parts.append(Facts(tuple((f"/gov {one.word}", one.label.replace(" {draft}", "")) for one in mine)))
    others = [action for action in TABLE if action.word and not capacities_for(action, held)]
    words = ", ".join(action.word for action in others)
    parts.append(Text(f"For those with a part in a policy: {words}.", "small"))
    parts.append(Text(NO_STEP_5, "small"))
    parts.append(Buttons((raise_need,)))
    return Card("What you can do with govbot", tuple(parts))


def done_card(view: View, action: str) -> Card:
    """What the person reads after an action: that it is done, and where the policy stands."""
    sentence = BY_NAME[action].done or "Recorded."
    if view.subject == "directory":
        return Card(sentence)
    return Card(
        sentence, (Text(status_paragraph(view)), Buttons((view.show("policy", "What else"),))), view.subject
    )
