"""What the tests of the core start from: a government on paper, its people, and what has happened so far."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from govbot.core.cards.forms import ENVELOPE
from govbot.core.days import local_day
from govbot.core.decide import DecisionContext, NeedsConfirmation, Recorded, decide, decide_due
from govbot.core.grammar import (
    Acting,
    Action,
    Capacity,
    Document,
    DocumentRef,
    Entry,
    Event,
    FieldErrors,
    MarginComment,
    Refusal,
    RuleContext,
)
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.directory import Directory, Name
from govbot.core.membership.events import OfficeGiven
from govbot.core.membership.evolve import evolve as evolve_directory
from govbot.core.membership.standing import standing as standing_in_directory
from govbot.core.process import Process
from govbot.core.table import BY_NAME, refusal
from govbot.core.workflow.course import course_of
from govbot.core.workflow.events import RoomLinked
from govbot.core.workflow.evolve import evolve
from govbot.core.workflow.notifications import notifications
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.overview import Listed
from govbot.core.workflow.parties import people_of
from govbot.core.workflow.passing_on import Answerable, answerable
from govbot.core.workflow.policy import Development, Policy, blank, stream_of
from govbot.core.workflow.process_of import process_of
from govbot.core.workflow.saved_comments import SavedComment
from govbot.core.workflow.standing import standing as standing_in_policy
from govbot.core.workflow.steps.word_file import missing
from govbot.demo.sample.make_docx import docx
from govbot.documents import read_upload
from tests.government import CUSTOMERS, DATA, PROCESS, SECURITY, directory_events, names

MORNING = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)  # Tuesday, 9 o'clock in Connecticut
ENVELOPE_ANSWERS = frozenset({"entered_for", *ENVELOPE})
TEXT = "# I. Purpose\n\nAgencies may use generative tools.\n\n# II. Scope\n\nThis binds every agency.\n"

Outcome = list[Event] | str | dict[str, str]


def document(text: str = TEXT, name: str = "policy.md", header: Mapping[str, str] | None = None) -> Document:
    """A document as an upload becomes one: its bytes, its text, both hashed."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    sections = tuple(line.lstrip("# ") for line in text.splitlines() if line.startswith("#"))
    paper = DocumentRef(
        name=name,
        media="text/markdown",
        size=len(text.encode()),
        sha256=digest,
        text_sha256=digest,
        sections=sections,
        header=dict(header or {}),
    )
    return Document(paper, text.encode(), text)


def marked_up() -> Document:
    """The draft with a comment in its margin, and a change of its words, as it is read from a Word file."""
    changed = document(TEXT.replace("may use", "can use"), "marked.md")
    return replace(
        changed, comments=(MarginComment("Name the tools.", "Agencies can use generative tools."),)
    )


def filled_in(*lines: str) -> Document:
    """A comment-response table as a CSV file: number, response and reasons of each line."""
    return document("\n".join(("No.,Response,Reasons", *lines, "")), "table.csv")


@cache
def word(text: str = TEXT, name: str = "policy.docx") -> Document:
    """A Word file that reads as this text, as an upload becomes one."""
    read = read_upload(name, "", docx(text))
    assert text == read.text
    return read


@dataclass
class Government:
    """Everything that is recorded, folded as it goes; `subject` is the policy that the test is about."""

    process: Process = PROCESS
    now: datetime = MORNING
    subject: str = "policy:ITP-1"
    entries: list[Entry] = field(default_factory=list)
    directory: Directory = field(default_factory=Directory)
    policies: dict[str, Policy] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)
    saved: dict[str, tuple[SavedComment, ...]] = field(default_factory=dict)
    held: dict[tuple[str, str, date], tuple[object, Directory, tuple[Capacity, ...]]] = field(
        default_factory=dict
    )
    known: Mapping[str, Name] = field(default_factory=names)

    # What has happened ------------------------------------------------------------------------------

    def record(self, stream: str, event: Event, who: Acting | None = None) -> Entry:
        """Append an event, fold it, tell of it; as the record does."""
        who = who or Acting("operator", Capacity("operator", "operator"), self.today)
        entry = Entry(
            stream=stream,
            seq=1 + sum(entry.stream == stream for entry in self.entries),
            type=type(event).__name__,
            happened_on=who.happened_on,
            recorded_at=self.now,
            actor=who.person,
            capacity=who.capacity.label,
            authority=who.capacity.authority,
            entered_by=who.entered_by,
            evidence=who.evidence,
            event=event,
            evidence_paper=who.evidence_paper,
        )
        self.entries.append(entry)
        if stream == DIRECTORY:
            self.directory = replace(evolve_directory(self.directory, entry), names=self.known)
        else:
            self.policies[stream] = evolve(self.policies.get(stream) or blank(stream), entry)
            self.told += [
                (notification.to, notification.card)
                for notification in notifications(self.policies[stream], entry)
            ]
        return entry

    # How it stands ----------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return local_day(self.now, self.process)

    @property
    def policy(self) -> Policy:
        return self.policies.get(self.subject) or blank("policy:")

    @property
    def development(self) -> Development:
        assert self.policy.development is not None
        return self.policy.development

    @property
    def stage(self) -> str:
        return self.policy.stage

    def day(self, days: int) -> str:
        """So many days from today, as a form gives it."""
        return (self.today + timedelta(days=days)).isoformat()

    def later(self, **by: float) -> Government:
        self.now += timedelta(**by)
        return self

    def standing(self, person: str, subject: str = "") -> tuple[Capacity, ...]:
        """Looked up once while nothing happens: the tests ask for everybody again and again."""
        subject = subject or self.subject
        key, policy = (person, subject, self.today), self.policies.get(subject)
        known = self.held.get(key)
        if known is None or known[0] is not policy or known[1] is not self.directory:
            held = (
                standing_in_policy(policy, self.directory, self.process, person, self.today)
                if policy
                else standing_in_directory(self.directory, self.process, person, self.today)
            )
            known = self.held[key] = (policy, self.directory, held)
        return known[2]

    def at(self, action: Action, who: Acting, about: str = "", subject: str = "") -> RuleContext[Any]:
        subject = {"policy": subject or self.subject, "directory": DIRECTORY, "new": "new"}[action.stream]
        state: Any = (
            self.directory if subject == DIRECTORY else self.policies.get(subject) or blank("policy:")
        )
        process = self.process if subject == DIRECTORY else process_of(state, self.directory, self.process)
        at = RuleContext(state, self.directory, process, self.now, who, subject, about)
        if action.reads_listed:
            at = replace(at, listed=self.listed)
        if action.where_typed:
            at = replace(at, rooms=self.rooms(at.subject))
        if action.reads_saved:
            at = replace(at, saved=self.saved.get(who.person, ()))
        return replace(at, text=self.text(action, state)) if action.reads_text else at

    @property
    def listed(self) -> list[Listed]:
        """Every policy as the list of policies has it."""
        return [
            Listed(policy.id, policy.title, policy.stage, policy.lead, self.now, course_of(policy))
            for policy in self.policies.values()
        ]

    def rooms(self, subject: str) -> dict[str, str]:
        """The group's room on each platform: the last that was linked."""
        linked = (entry.event for entry in self.entries if entry.stream == subject)
        return {event.platform: event.conversation for event in linked if isinstance(event, RoomLinked)}

    def text(self, action: Action, policy: Policy) -> str:
        if action.reads_text == "reworded":
            wanted = missing(policy)
            return self.texts.get(wanted.paper.text_sha256, "") if wanted else ""
        if action.reads_text == "version":
            return self.texts[policy.version.paper.text_sha256] if policy.version else ""
        draft = policy.development.draft if policy.development else None
        if action.reads_text == "circulated":
            draft = policy.development.circulated if policy.development else None
        if draft and action.reads_text == "draft, if whole":
            return self.texts.get(draft.paper.text_sha256, "")
        return self.texts[draft.paper.text_sha256] if draft else ""

    def refusal(self, name: str, person: str, about: str = "", subject: str = "") -> str | None:
        """Why the button is not offered; None where it is."""
        action = BY_NAME[name]
        at = self.at(action, Acting(person, Capacity("anyone", ""), self.today), about, subject)
        return refusal(action, at, self.standing(person, at.subject))

    def awaited(self, party: str = "") -> list[tuple[str, str]]:
        """Who is awaited to do what."""
        awaited = [(obligation.party, obligation.action) for obligation in obligations(self.policy)]
        return [pair for pair in awaited if not party or pair[0] == party]

    def people(self, party: str) -> list[str]:
        director = self.process.director.key
        return people_of(party, self.policy, self.directory, director, self.today)

    def answerable(self, party: str) -> Answerable:
        """Who answers for a party, after whatever has passed on."""
        director = self.process.director.key
        return answerable(party, self.policy, self.directory, director, self.today)

    # When somebody does something -------------------------------------------------------------------

    def do(self, name: str, person: str, /, **answers: Any) -> list[Event]:
        """Somebody takes an action, and it is recorded; a refusal is an error of the test."""
        return [event for _, event in self.act(name, person, answers)]

    def tries(self, name: str, person: str, /, **answers: Any) -> Outcome:
        """The events, or the refusal's sentence, or the problems by field."""
        try:
            return self.do(name, person, **answers)
        except Refusal as no:
            return str(no)
        except FieldErrors as problems:
            return problems.problems

    def act(
        self, name: str, person: str, answers: Mapping[str, Any], subject: str = ""
    ) -> list[tuple[str, Event]]:
        """As the bot takes an action, without the storage; what is to be confirmed is confirmed.

        `answers` may hold `about` and `bound` of the pressed button, `entered_for` (whose act is entered), and
        the day and evidence of an act that is entered later.
        """
        action = BY_NAME[name]
        context = self.asked(action, person, answers, subject)
        result = decide(context, action, answers)
        if isinstance(result, NeedsConfirmation):
            result = decide(replace(context, confirmed=result.digest), action, answers)
        assert isinstance(result, Recorded)
        return self.keep(result)

    def asked(
        self, action: Action, person: str, answers: Mapping[str, Any], subject: str = ""
    ) -> DecisionContext:
        """Everything that a decision may look at, read from the government as the bot reads it from the record."""
        acting = Acting(person, Capacity("anyone", ""), self.today)
        context = self.at(action, acting, answers.get("about", ""), subject)
        return DecisionContext(
            asked=context,
            standing=lambda whose: self.standing(whose, context.subject),
            for_person=answers.get("entered_for", ""),
            is_entered_later=not ENVELOPE_ANSWERS.isdisjoint(answers),
            bound=answers.get("bound", ""),
            new_subject=stream_of(f"ITP-{len(self.policies) + 1}"),
            policies={policy.id for policy in self.policies.values()},
        )

    def keep(self, result: Recorded) -> list[tuple[str, Event]]:
        """Record what was decided; each event with its stream."""
        for document in result.documents:
            self.texts[document.paper.text_sha256] = document.text
            self.files[document.paper.sha256] = document.data
        recorded = [(stream, event) for stream, events in result.events.items() for event in events]
        for stream, event in recorded:
            self.record(stream, event, result.who)
        return recorded

    def tick(self) -> list[Event]:
        """The clock brings about what is due, on every policy."""
        happened: list[Event] = []
        for stream, policy in list(self.policies.items()):
            for obligation in obligations(policy):
                if obligation.party == "clock" and obligation.due and obligation.due <= self.now:
                    action = BY_NAME[obligation.action]
                    who = Acting("clock", Capacity("clock", "the clock"), self.today)
                    context = self.at(action, who, obligation.about, stream)
                    happened += [event for _, event in self.keep(decide_due(context, action))]
        return happened


# Histories, each a little longer than the one before ----------------------------------------------------

Step = Callable[[Government], object]


def given(*steps: Step, process: Process = PROCESS, but: Collection[str] = ()) -> Government:
    """A government in which these steps were taken, one after the other; without the agencies in `but`."""
    government = Government(process=process)
    for event in directory_events(but):
        government.record(DIRECTORY, event)
    for step in steps:
        step(government)
    return government


def acts(name: str, person: str, /, **answers: Any) -> Step:
    """A step: somebody takes an action."""
    return lambda government: government.do(name, person, **answers)


def on_day(name: str, person: str, /, field: str, days: int, **answers: Any) -> Step:
    """A step with a day in its form, counted from its own."""
    return lambda government: government.do(name, person, **{field: government.day(days)}, **answers)


def after(**by: float) -> Step:
    return lambda government: government.later(**by)


def ticked(government: Government) -> None:
    government.tick()


LEAD = "cio"
TRACKS = ("legal", "regulatory", "fiscal", "objectives", "data_plan", "it_plan")
REVIEWERS = {
    "legal": "legal",
    "regulatory": "regulatory",
    "fiscal": "budget",
    "objectives": "planning",
    "data_plan": "cdo",
    "it_plan": "cio",
}

need = acts(
    "raise_need",
    "dss",
    title="Generative AI",
    text="Agencies ask.",
    sources=["b", "d"],
    citations="A\nB",
)
pursued = acts("recommend_pursuing", "cdo", lead=LEAD, need="high", risk="medium")
group = acts(
    "assemble_group",
    LEAD,
    name="AI group",
    liaisons=[LEAD],
    members=["professor", "legal"],
    perspectives=["legal"],
    public_meeting="no",
)
drafted = acts("submit_draft", LEAD, file=document())
changed = acts("submit_draft", LEAD, file=document(TEXT + "\nMore.\n"))
redrafted = acts("submit_draft", LEAD, file=document(TEXT + "\nReviewed every year.\n"))
advanced = on_day("advance", "advisor", field="due", days=14, tracks=list(TRACKS), representative=LEAD)


def reviewed(government: Government) -> None:
    for track, person in REVIEWERS.items():
        government.do("give_review", person, track=track, outcome="no concerns")


circulated = on_day(
    "open_feedback",
    LEAD,
    field="closes_on",
    days=14,
    capacities=[CUSTOMERS, SECURITY, DATA],
    questions="Can you do it?",
)
roster_saved = acts("save_roster", LEAD, name="All of them")
circulated_without_questions = on_day(
    "open_feedback", LEAD, field="closes_on", days=14, capacities=[CUSTOMERS, SECURITY, DATA], questions=""
)
THREE_QUESTIONS = "1. Can you do it?\n2. What would it cost?\n\n3. By when?"
circulated_with_three = on_day(
    "open_feedback",
    LEAD,
    field="closes_on",
    days=14,
    capacities=[CUSTOMERS, SECURITY, DATA],
    questions=THREE_QUESTIONS,
)
commented = acts("give_feedback", "dss", kind="concern", section="II. Scope", text="Too wide.")


question_asked = acts("ask_question", "dss", text="Does it bind boards?")
extension_asked = on_day("ask_extension", "dss", field="until", days=30, reason="Our counsel is away.")
dss_responded = acts(
    "give_agency_response", "dss", stance="does not support", text="It would close our counters."
)


def second_in_office(of: str, person: str) -> Step:
    """A step: somebody else has the same office as this person."""

    def given_too(government: Government) -> None:
        office = next(
            entry.event
            for entry in government.entries
            if isinstance(entry.event, OfficeGiven) and entry.event.person == of
        )
        government.record(DIRECTORY, office.model_copy(update={"person": person}))

    return given_too


def saved_comments(government: Government) -> None:
    """A representative has saved two comments on the page: one on a section, one that proposes words."""
    on_scope = SavedComment("S1", "II. Scope", 1, kind="concern", text="Too wide.", publish="yes")
    reworded = SavedComment("S2", "I. Purpose", passage="may use", new_words="can use", text="Plainer.")
    government.saved["dss"] = (on_scope, reworded)


sent_marked = acts("send_marked_file", "dss", file=marked_up())
closed = acts("close_feedback", LEAD)
responded = acts("respond_to_comments", LEAD, comments=["C1"], response="accepted", reasons="Narrowed.")
requested = acts("request_review", LEAD, presenters=[LEAD])
approved = acts("approve", "secretary")


emergency = on_day(
    "proceed_in_emergency",
    "advisor",
    field="by",
    days=60,
    steps=["Step 2", "Step 3"],
    exigency="An attack",
    authority="The OPM Secretary",
    public_sentence="An emergency.",
    afterwards="The reviews\nThe circulation",
)


def header(government: Government, **changes: Any) -> dict[str, Any]:
    """The standard header as the publisher fills it in."""
    number = 1 + len(government.policy.versions)
    return {
        "title": "Generative AI",
        "version": f"{number}.0",
        "originator": "OPM",
        "effective_on": government.day(0),
        "description": "Initial Policy",
        "laws": "C.G.S. § 4d-8a",
        "mechanisms": ["acknowledgment", "attestation", "log"],
        "variances": True,
    } | changes


def adopted(government: Government) -> None:
    government.do("adopt", "publisher", **header(government))


def adopted_for_later(government: Government) -> None:
    government.do("adopt", "publisher", **header(government, effective_on=government.day(30)))


revised = acts("complete_review", LEAD, recommends="revise", reasons="Trouble with II.", lead=LEAD)
delegated = on_day(
    "file_delegation",
    "secretary",
    field="until",
    days=400,
    person="delegate",
    power="approve",
    valid_from="2026-12-01",
    citation="memo of Nov 30",
    paper=document("signed " * 20, "memo.pdf"),
)
with_designee = acts("name_designee", "secretary", of="secretary", person="designee")
dss_voice = acts("name_voice", "keeper", agency="DSS", person="dss")

# A comment on a paragraph, of which the next draft has nothing left.
on_a_paragraph = acts("give_feedback", "dss", kind="comment", section="II. Scope", paragraph="1", text="Why?")
other_words = acts("submit_draft", LEAD, file=document("# Other\n\nWholly new words stand here now.\n"))
IN_NEED = (need,)
IN_DRAFTING = (*IN_NEED, pursued)
# A target's day passed in drafting, and the clock said so.
SLIPPED = (*IN_DRAFTING, on_day("set_timeline", LEAD, field="staff_review", days=3), after(days=4), ticked)
WITH_GROUP = (*IN_DRAFTING, group)
WITH_DRAFT = (*WITH_GROUP, drafted)
IN_REVIEW = (*WITH_DRAFT, advanced)
REVIEWED = (*IN_REVIEW, reviewed)
IN_FEEDBACK = (*REVIEWED, circulated)
COMMENTED = (*IN_FEEDBACK, commented)
also_commented = acts("give_feedback", "dcp", kind="comment", text="Too wide!")
drafted_answer = acts(
    "draft_response", LEAD, comments=["C1"], response="accepted", reasons="Narrowed as you ask."
)
LOST = (*IN_FEEDBACK, on_a_paragraph, other_words)
AFTER_FEEDBACK = (*COMMENTED, closed)
BEFORE_SECRETARY = (*AFTER_FEEDBACK, requested)
CANDIDATE = (*BEFORE_SECRETARY, approved)
IN_FORCE = (*CANDIDATE, adopted)
# Drafted in Word, and approved with a change that was not made in the Word file.
REWORDED = (
    *(acts("submit_draft", LEAD, file=word()) if step is drafted else step for step in BEFORE_SECRETARY),
    acts("approve_with_change", "secretary", old_words="Agencies", new_words="All agencies"),
)
REWORDED_TEXT = TEXT.replace("Agencies", "All agencies", 1)
FOR_LATER = (*CANDIDATE, adopted_for_later)
REVISION = (*IN_FORCE, revised)
