"""What the tests of cards start from: a directory, and a policy's history told by the rules themselves.

Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import govbot
from govbot.core.cards.kinds import draw, draw_rest
from govbot.core.cards.overview import more_card, policy_card
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import (
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    Items,
    Link,
    Part,
    Picture,
    Progress,
    Table,
    Text,
)
from govbot.core.days import local_day
from govbot.core.decide import DecisionContext, NeedsConfirmation, Recorded, decide, decide_due
from govbot.core.grammar import (
    Acting,
    Action,
    Change,
    Document,
    DocumentRef,
    Entry,
    Event,
    Notification,
)
from govbot.core.membership.directory import Directory
from govbot.core.process import Process
from govbot.core.redline import TextChanges, text_changes
from govbot.core.table import BY_NAME
from govbot.core.workflow.evolve import evolve
from govbot.core.workflow.notifications import notifications
from govbot.core.workflow.policy import Policy, blank
from govbot.core.workflow.standing import standing
from tests import government
from tests.government import PROCESS

SHIPPED = Path(govbot.__file__).parent / "runtime"
MORNING = datetime(2026, 10, 1, 14, 0, tzinfo=UTC)
TEXT = "# I. Purpose\n\nBackups are kept **safe**.\n\n# II. Scope\n\nEvery agency.\n"

NEWER = TEXT.replace("safe", "safe and far away")


_TEXTS: dict[str, str] = {}  # of every document made here, by its SHA-256


@cache
def _text_changes(before: str, after: str) -> TextChanges:
    return text_changes(_TEXTS[before], _TEXTS[after])


def compared(before: DocumentRef, after: DocumentRef) -> TextChanges | None:
    """What changed between two documents that were made here."""
    if {before.text_sha256, after.text_sha256} <= _TEXTS.keys():
        return _text_changes(before.text_sha256, after.text_sha256)
    return None


def document(text: str = TEXT, name: str = "draft.md") -> Document:
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    _TEXTS[digest] = text
    sections = tuple(line.lstrip("# ") for line in text.splitlines() if line.startswith("#"))
    paper = DocumentRef(
        name=name, media="text/markdown", size=len(data), sha256=digest, text_sha256=digest, sections=sections
    )
    return Document(paper, data, text)


@dataclass
class Story:
    """A policy's history as it is told, and the news that followed from it."""

    policy: Policy = field(default_factory=lambda: blank("policy:ITP-1"))
    directory: Directory = field(default_factory=government.directory)
    process: Process = PROCESS
    now: datetime = MORNING
    told: list[Notification] = field(default_factory=list)
    seq: int = 0

    def do(self, name: str, person: str, about: str = "", wording: str = "", /, **answers: Any) -> Story:
        """The person takes the action, as the bot would have them take it."""
        action = BY_NAME[name]
        context = DecisionContext(
            self.at(person, about, wording),
            self.held,
            answers.get("entered_for", ""),
            "entered_for" in answers,
            new_subject="policy:ITP-1",
            policies=(self.policy.id,),
        )
        result = decide(context, action, answers)
        if isinstance(result, NeedsConfirmation):
            result = decide(replace(context, confirmed=result.digest), action, answers)
        assert isinstance(result, Recorded)
        return self.keep(result)

    def clock(self, name: str, about: str = "") -> Story:
        """Time brings it about."""
        return self.keep(decide_due(self.at("clock", about), BY_NAME[name]))

    def keep(self, result: Recorded) -> Story:
        """Record what was decided about the policy; what belongs to other streams is not told here."""
        for event in result.events.get("policy:ITP-1", ()):
            self.happen(event, result.who)
        return self

    def happen(self, event: Event, who: Acting) -> None:
        self.seq += 1
        capacity = who.capacity
        entry = Entry(
            "policy:ITP-1",
            self.seq,
            type(event).__name__,
            who.happened_on,
            self.now,
            who.person,
            capacity.label,
            capacity.authority,
            who.entered_by,
            who.evidence,
            event,
            who.evidence_paper,
        )
        self.policy = evolve(self.policy, entry)
        self.told += notifications(self.policy, entry)

    def at(self, person: str, about: str = "", text: str = "") -> Any:
        return replace(self.view(person, about).at(about), text=text)

    def held(self, person: str) -> Any:
        return standing(self.policy, self.directory, self.process, person, local_day(self.now, self.process))

    def days(self, count: float) -> Story:
        self.now += timedelta(days=count)
        return self

    def view(self, person: str = "", about: str = "", facts: Mapping[str, str] | None = None) -> View:
        held = self.held(person) if person else ()
        return View(
            self.policy,
            self.directory,
            self.process,
            self.now,
            sign,
            person,
            held,
            about,
            dict(facts or {}),
            compared=compared,
        )

    def card(self, kind: str, person: str = "", about: str = "", /, **facts: str) -> Card:
        return draw(kind, self.view(person, about, facts))

    def rest(self, kind: str, person: str = "", about: str = "") -> Card:
        """What stands behind the card's “More”."""
        return draw_rest(kind, self.view(person, about))


def sign(what: str, subject: str, about: str, bound: str) -> str:
    return f"{what}|{subject}|{about}|{bound}"


# Reading a card as a person does ---------------------------------------------------------------------


def words(card: Card) -> str:
    """Everything that stands on a card, labels of buttons in brackets."""
    return "\n".join([card.headline, *(line for part in card.parts for line in lines(part))])


def all_about(view: View) -> str:
    """Everything about a policy: its card, and what stands behind its “More”."""
    return f"{words(policy_card(view))}\n{words(more_card(view))}"


def all_labels(view: View) -> list[str]:
    """The buttons on a policy's card, and behind its “More”."""
    return [*labels(policy_card(view)), *labels(more_card(view))]


def lines(part: Part) -> list[str]:
    match part:
        case Text(text=text):
            return [text]
        case Facts(rows=rows):
            return [f"{label}: {value}" for label, value in rows]
        case Items(rows=rows):
            return [f"- {row}" for row in rows]
        case Progress(words=said):
            return [said]
        case Buttons(buttons=drawn):
            return [f"[{button.label}]" for button in drawn]
        case Change(before=before, removed=removed, added=added, after=after):
            return [f"{before}[-{removed}-]{{+{added}+}}{after}"]
        case Table(columns=columns, rows=table):
            return [" | ".join(row) for row in (columns, *table)]
        case Link(label=label, url=url):
            return [f"[{label}]({url})"]
        case Picture(alt=alt):
            return [alt]
        case Divider():
            return []


def buttons(card: Card) -> list[Button]:
    return [button for part in card.parts if isinstance(part, Buttons) for button in part.buttons]


def labels(card: Card) -> list[str]:
    return [button.label for button in buttons(card)]


def pressed(card: Card, label: str) -> str:
    """What the button of this label stands for: the action's name, or "show NAME"."""
    return next(button.value.partition("|")[0] for button in buttons(card) if button.label == label)


# A history, step by step -----------------------------------------------------------------------------


def raised(title: str = "Backup of state data") -> Story:
    return Story().do(
        "raise_need",
        "dss",
        title=title,
        text="Agencies lose data.",
        sources=["d", "b"],
        citations="NIST CSF\nIT Strategic Plan",
        plan_goal="Goal 3, 2026 edition",
    )


def pursued(title: str = "Backup of state data") -> Story:
    return raised(title).do("recommend_pursuing", "advisor", lead="cio", need="high", risk="medium")


def grouped(title: str = "Backup of state data") -> Story:
    return pursued(title).do(
        "assemble_group",
        "cio",
        name="Backup group",
        liaisons=["cio"],
        members=["dss", "legal", "dcp"],
        perspectives=["legal"],
        charge="Advise on backups.",
        public_meeting="no",
    )


def drafted(marks: tuple[str, ...] = (), title: str = "Backup of state data") -> Story:
    return grouped(title).do("submit_draft", "cio", file=document(), note="First wording", marks=list(marks))


def in_review() -> Story:
    story = drafted()
    story.do(
        "report_back",
        "cio",
        kind="recommendation",
        recommends="this draft",
        text="We agree.",
        consensus="reached",
    )
    tracks = [track.key for track in PROCESS.tracks]
    return story.do("advance", "advisor", tracks=tracks, due="2026-10-20", representative="cdo")


REVIEWERS = {
    "legal": "legal",
    "regulatory": "regulatory",
    "fiscal": "budget",
    "objectives": "planning",
    "data_plan": "cdo",
    "it_plan": "cio",
}


def reviewed() -> Story:
    story = in_review()
    for track, person in REVIEWERS.items():
        story.do("give_review", person, track, track=track, outcome="no concerns")
    return story


def circulating(closes_on: str = "2026-10-23") -> Story:
    return reviewed().do(
        "open_feedback",
        "cio",
        capacities=[government.DATA],
        people=["professor"],
        closes_on=closes_on,
        questions="Can you do it within a year?",
    )


def commented() -> Story:
    story = circulating()
    story.do("give_feedback", "dss", kind="concern", section="I. Purpose", text="A year is too short.")
    return story.do("no_comment", "dcp")


def requested() -> Story:
    story = commented().do("close_feedback", "cio")
    return story.do("request_review", "cio", presenters=["cio"], materials="One page")


def approved() -> Story:
    return requested().do("approve", "secretary")


def adopted(
    mechanisms: tuple[str, ...] = ("acknowledgment", "attestation", "survey"), effective: str = ""
) -> Story:
    story = approved()
    return story.do(
        "adopt",
        "publisher",
        title="Backup of state data",
        version="1.0",
        originator="OPM",
        effective_on=effective or story.now.date().isoformat(),
        description="Initial Policy",
        laws="C.G.S. § 4-66",
        mechanisms=list(mechanisms),
        variances=True,
    )


def step(action: Action) -> str:
    return action.rule.__module__.rpartition(".")[2]
