"""Cards about policies that one asks for: everything about one, more of its actions, and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from govbot.core.cards.awaited import awaited_parts
from govbot.core.cards.changes import key_changes
from govbot.core.cards.drafting import attachments, draft_rows, draft_words
from govbot.core.cards.guide import by_section
from govbot.core.cards.needs import sources, weight
from govbot.core.cards.opinions import has_opinions
from govbot.core.cards.review_list import reviews_words
from govbot.core.cards.short import rest, shortened
from govbot.core.cards.status import stage_words, status_paragraph
from govbot.core.cards.texts import has_a_part, may_read_comments
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Divider, Facts, Part, Text
from govbot.core.days import said_day
from govbot.core.grammar import Action
from govbot.core.process import Process
from govbot.core.table import offered, plain_label
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.context import open_period
from govbot.core.workflow.overview import goals_in_words
from govbot.core.workflow.policy import Review, Version
from govbot.core.workflow.present import present

MOST_STEPS = 2
# Whom the policy's card leads to what can be entered for others; everybody else can type “/gov later”.
CLERKS = frozenset(
    {
        "lead",
        "liaison",
        "advisor",
        "steering",
        "contact",
        "staff",
        "publisher",
        "records",
        "keeper",
        "consulted",
    }
)
# What comes next at a stage, besides what is awaited and what its button stresses.
USUAL = {
    "drafting": ("submit_draft", "ask_group", "report_back"),
    "staff review": ("submit_draft", "send_back"),
    "agency feedback": ("extend_feedback", "close_feedback", "submit_draft"),
    "secretary's review": ("discuss", "return_draft", "put_on_calendar"),
    "in force": ("report_variance", "correct_technically", "note_publication"),
}
# What can be done again at any time, but is a next step only while it is awaited.
WHEN_AWAITED = frozenset(
    {
        "give_review",
        "give_advice",
        "state_position",
        "attest",
        "acknowledge",
        "report_status",
        "complete_review",
    }
)
# A letter whose signer is nobody of the directory is filed in one's own name.
LATER = "Enter for somebody"


def policy_card(view: View) -> Card:
    """Everything about a policy, and the next sensible steps of the viewer; the rest stands behind *More*."""
    return Card(f"{view.title}", shortened(_policy(view), view.more("policy"), has_more=True), view.subject)


def _policy(view: View) -> Iterator[Part]:
    yield Text(status_paragraph(view))
    yield from _need(view)
    draft = view.development.draft if view.policy.development else None
    if draft:
        yield from draft_words(view, draft)
        yield from key_changes(view, draft)
        if view.reads(f"draft {draft.label}"):
            yield from attachments(view, draft)
    yield Facts((*_facts(view), *(draft_rows(view, draft) if draft else ()), *_further(view)))
    yield from awaited_parts(view)
    yield Divider()
    yield from _steps(view)


def _facts(view: View) -> Iterator[tuple[str, str]]:
    """What one looks for first."""
    policy = view.policy
    yield "Stage", stage_words(view.process, policy.stage)
    yield view.say("{Lead}"), view.you_or(policy.lead) if policy.lead else "not named yet"
    for version in policy.versions[-1:]:
        yield f"Version {version.number}", _version(version)
    if view.development.reviews and policy.development:
        yield "Reviews", reviews_words(view.development)
    if variances := [variance for variance in policy.variances if not variance.set_aside]:
        pending = [variance for variance in variances if variance.requested and variance.granted is None]
        yield "Policy variances", f"{len(variances)}, of which {len(pending)} await a decision"


def _further(view: View) -> Iterator[tuple[str, str]]:
    """What is told besides: most of it stands behind *More*."""
    policy, development = view.policy, view.development
    if development.group:
        closed = " (closed)" if development.group.closed else ""
        yield (
            view.say("{Group}"),
            f"{development.group.name}: "
            f"{len(present(development.group.everybody, view.directory))} people{closed}",
        )
    if policy.lead:
        yield "Need and risk", f"{development.need}, {development.risk}"
    yield from _reviews(view)
    yield "Raised by", view.names(policy.raisers)
    yield from sources(view.development)
    for goal in goals_in_words(policy.goals, view.directory, view.process):
        yield "Serves", goal
    for version in policy.versions[:-1]:
        yield f"Version {version.number}", _version(version)
    for deviation in policy.deviations:
        yield (
            f"Deviation, {view.process.step(deviation.step)}",
            view.readable(f"deviation {deviation.id}", deviation.public_sentence),
        )


def _need(view: View) -> Iterator[Part]:
    """The need that began it."""
    if view.development.text:
        yield Text(excerpt(view.development.text, 400), "quote")
    yield from weight(view)


def _version(version: Version) -> str:
    address = f", published at {version.address}" if version.address else ""
    return f"{version.status}, effective {said_day(version.effective_on)}{address}"


def _reviews(view: View) -> Iterator[tuple[str, str]]:
    development = view.development
    for review in development.reviews:
        name = f"{review.asked.name[:1].upper()}{review.asked.name[1:]}"
        yield name, f"{_review(review)}{view.entered(review.entered)}"
    for asked in development.consultations if view.sees_consultations else ():
        given = f"advice given{view.entered(asked.entered)}" if asked.given else "awaited"
        yield asked.name, "not necessary" if asked.not_necessary else given


def _review(review: Review) -> str:
    done = f"{review.outcome} (done on D{review.draft})" if review.outcome else ""
    return f"{done}; asked again" if done and review.awaited else done or "awaited"


# What the viewer can do ------------------------------------------------------------------------------


def next_steps(view: View) -> tuple[list[Action], list[Action]]:
    """What the viewer can do now: the next sensible steps, awaited ones first; and everything else."""
    awaited = {item.action for item in view.awaited}
    usual = USUAL.get(view.policy.stage, ())
    beside = ("extend_feedback", "close_feedback") if open_period(view.at()) else ()
    can = offered(view.at(), view.held)
    sensible = [action for action in can if action.name in awaited]
    sensible += [action for action in can if action.name in beside and action not in sensible]
    sensible += [
        action for action in can if action.style == "primary" and action.name not in {*awaited, *WHEN_AWAITED}
    ]
    sensible += [action for action in can if action.name in usual and action not in sensible]
    shown = sensible[:MOST_STEPS]
    return shown, [action for action in can if action not in shown]


def _steps(view: View) -> Iterator[Part]:
    """The viewer's next steps, and the text; everything else stands behind *More*."""
    first, _ = next_steps(view)
    if first:
        yield Text("Your next steps", "strong")
    yield Buttons((*(view.button(action.name) for action in first), *_read(view)[:1]))


def _read(view: View) -> tuple[Button, ...]:
    is_there = view.development.drafts or view.policy.versions
    return view.reading("Read it") if is_there else ()


def _looks(view: View) -> Iterator[Button]:
    """What the viewer can look at."""
    yield from _read(view)[1:]
    yield view.show("progress", "Progress and targets")
    if view.development.comments and may_read_comments(view):
        yield view.show("comments", "Read the comments")
    if has_opinions(view) and has_a_part(view):
        yield view.show("opinions", "Read the reviews")
    if (view.policy.version or view.policy.adopted) and has_a_part(view):
        yield view.show("agencies", view.say("{Agency} by {agency}"))
    if view.evidence:
        yield view.show("evidence", "Evidence on file")
    yield from view.page("print")
    first, _ = next_steps(view)
    yield from view.pages_of([action.name for action in first])
    if CLERKS & {capacity.kind for capacity in view.held}:
        yield view.show("later", LATER)
    yield view.show("home", "What is awaiting me")


def more_card(view: View) -> Card:
    """The rest about a policy: facts, what can be looked at, and actions in the sections of the process."""
    _, more = next_steps(view)
    facts = [part for part in rest(_policy(view), has_more=True) if isinstance(part, Facts)]
    parts: list[Part] = [*facts, Text("To look at", "strong"), Buttons(tuple(_looks(view)))]
    if not more:
        parts.append(Text("There is nothing else that you can do on this policy now."))
    for section, actions in by_section(more, view.process).items():
        drawn = (replace(view.button(action.name), style="") for action in actions)
        parts += [Text(section, "strong"), Buttons(tuple(drawn))]
    return Card(f"More about {view.title}", tuple(parts), view.subject)


# Lists -----------------------------------------------------------------------------------------------


def list_card(
    rows: Iterable[tuple[str, str, str, str, Button]], typed: str, most: int, process: Process
) -> Card:
    """Policies: id, title, stage, since when a review is due ("" if not), and a button that opens each."""
    listed = list(rows)
    if not listed:
        words = (
            f"No policy matches “{typed}”. “/gov list” shows all of them."
            if typed
            else "No need has been raised yet."
        )
        return Card("No policies", (Text(f"{words} To raise a need, type “/gov need”."),))
    parts: list[Part] = []
    for policy_id, title, stage, review_due, button in listed[:most]:
        due = f", review due since {review_due}" if review_due else ""
        parts.append(Text(f"{policy_id} “{title}”: {stage_words(process, stage)}{due}"))
        parts.append(Buttons((button,)))
    count = f"{len(listed)} polic{'y' if len(listed) == 1 else 'ies'}"
    if len(listed) > most:
        count = f"The {most} policies changed last"
        parts.append(Text("There are more: type “/gov list” and a word of the title.", "small"))
    return Card(count, tuple(parts))


def choose_card(action: Action, rows: Iterable[Button], process: Process) -> Card:
    """Which policy is meant, where several would do."""
    parts: list[Part] = [Text("Which policy do you mean?")]
    parts += [Buttons((button,)) for button in rows]
    return Card(plain_label(action, process), tuple(parts))
