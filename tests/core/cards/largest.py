"""The largest government that there may be: 500 agencies, and everybody writes as much as a form takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, get_args

import pytest

from govbot.core.cards.forms import asks_of, choices_of, most_of
from govbot.core.entered import EnteredAct
from govbot.core.grammar import WORD, Action, Document, MarginComment
from govbot.core.held import HELD, LONGEST_PASSAGE, MOST_PASSAGES, Held, in_a_line
from govbot.core.membership import events as d
from govbot.core.membership.agenda_actions import MOST_ITEMS
from govbot.core.membership.directory import Directory, KnownProcess, Name, OfficeChange, Person
from govbot.core.membership.events import DesigneeNamed
from govbot.core.membership.meetings import PAPERS, AgendaItem, Meeting, Meetings, SteeringDecision
from govbot.core.membership.plan_actions import MOST_GOALS
from govbot.core.membership.plan_events import Goal
from govbot.core.membership.planning import BodyReport, Edition, Planning
from govbot.core.membership.roster_events import SavedPlace
from govbot.core.membership.saved_rosters import MOST_ROSTERS, SavedRoster
from govbot.core.table import BY_NAME
from govbot.core.workflow.policy import ProposedCorrection
from govbot.core.workflow.question_rows import MOST_QUESTIONS
from govbot.core.workflow.saved_comments import MOST_SAVED, SavedComment
from govbot.documents.hidden import KINDS
from tests import government
from tests.core.cards import given
from tests.core.cards.given import Story
from tests.core.cards.test_every_card import full
from tests.government import DATA

WORDS = "Accountability, مسؤولية 👩🏽‍⚖️ & <oversight> “of” *data*; "
# What has a form of its own, or must stand in the draft.
OWN_FORM = frozenset({"version", "address", "old_words", "new_words", "section", "meeting_on", "step"})
MANY = tuple(f"R{number}" for number in range(496))
GONE = "R496"


def longest(most: int) -> str:
    """A line of exactly so many characters."""
    return (WORDS * (most // len(WORDS) + 1))[: most - 1].strip().ljust(most, "…")


TITLE = longest(200)
DRAFT = given.TEXT + "".join(f"\n# {n}. {longest(180)}\n\n{longest(1500)}\n" for n in range(12))


# A change of an office that waits for a second person.
ASKED = OfficeChange(
    id="O1",
    events=(d.SeatTaken(seat="advisor", person=MANY[0], former="advisor"),),
    asked_by="keeper",
    entered_by=None,
    confirm_by=("role:advisor", "role:secretary's contact"),
    in_effect=False,
    on=date(2026, 9, 1),
)


def directory() -> Directory:
    """The directory of the cards' tests, and 497 agencies more, each with a representative."""
    small = government.directory()
    agencies = {f"A{code}": f"{longest(110)} {code}" for code in (*MANY, GONE)}
    people = {code: Person(code, f"A{code}", (DATA,)) for code in MANY}
    people[GONE] = Person(GONE, f"A{GONE}", (DATA,), active=False)
    names = {
        code: Name(longest(80), f"{code.lower()}@{'department-' * 5}example.gov") for code in (*MANY, GONE)
    }
    return replace(
        small,
        agencies={**small.agencies, **agencies},
        people={**small.people, **people},
        names={**small.names, **names},
        others=MANY[:20],
        changes=(ASKED,),
    )


@dataclass
class Vast(Story):
    """A history in which every text is as long as its form takes it."""

    directory: Directory = field(default_factory=directory)

    def do(self, name: str, person: str, about: str = "", wording: str = "", /, **answers: Any) -> Story:
        action = BY_NAME[name]
        wording = wording and f"{DRAFT}\n\n{wording}"
        super().do(name, person, about, wording, **self._lengthened(action, answers, person, about))
        if name == "open_feedback":
            for number, agency in enumerate(MANY):
                text = longest(3000 if number % 10 == 0 else 100)
                super().do("give_feedback", agency, kind="concern", text=text)
        return self

    def _lengthened(self, action: Action, answers: dict[str, Any], person: str, about: str) -> dict[str, Any]:
        values = {}
        for name, answer in answers.items():
            if name not in asks_of(action.command):  # for whom it is entered, and on what evidence
                values[name] = answer
                continue
            ask = asks_of(action.command)[name]
            annotation = action.command.model_fields[name].annotation
            words = annotation is str or str in get_args(annotation)
            if isinstance(answer, Document):
                answer = _in_word(given.document(f"{DRAFT}\n\n{answer.text}"))
            elif name == "comments":
                answer = [choice.value for choice in choices_of(ask, self.at(person, about))]
            elif isinstance(answer, str) and ask.kind in ("line", "text") and words and name not in OWN_FORM:
                answer = longest(most_of(ask))
            values[name] = answer
        return values


HELD_OF_ALL = tuple(
    Held(kind, 12_000, tuple(longest(LONGEST_PASSAGE) for _ in range(MOST_PASSAGES))) for kind in KINDS
)


def _in_word(document: Document) -> Document:
    """The document as if it had been read out of a Word file that holds some of everything."""
    header = {**document.paper.header, HELD: in_a_line(HELD_OF_ALL)}
    return replace(document, paper=document.paper.model_copy(update={"media": WORD, "header": header}))


def history(step: str = "") -> Story:
    """A history of the cards' tests, in the largest government; the whole of it where no step is named."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(given, "Story", Vast)
        story: Story = getattr(given, step)() if step else full()
        return story


def steps() -> Iterator[Story]:
    """The largest government at each stage of a policy."""
    yield history("raised")
    yield history("grouped").do("ask_group", "cio", kind="draft", text="?", due="2026-10-20")
    yield history("drafted")
    story = history("in_review").do(
        "give_review", "legal", "legal", track="legal", outcome="changes needed", text="?"
    )
    yield story.do("consult", "cio", consultation="hr", question="?", due="2026-10-20")
    yield history("commented").days(40).do("give_feedback", "dss", kind="comment", text="Late.")
    yield history("requested")
    yield history("approved")
    yield history("adopted").do("request_variance", "dss", text="?")


# As many comments as can be saved on the page, each as long as it may be.
SAVED = tuple(
    SavedComment(f"S{number}", longest(150), 999, longest(3000), text=longest(3000), new_words=longest(3000))
    for number in range(MOST_SAVED)
)


def for_forms() -> Iterator[Story]:
    """Further histories, in which the forms can be drawn that none of the steps has."""
    yield disputed()
    yield marked_up()
    yield _lost_places()
    yield _with_conditions()
    yield _asked_in_particular()
    yield from _with_rosters()
    yield Story.do(history("circulating"), "ask_question", "dss", text=longest(1000))
    yield Story.do(history("circulating"), "ask_extension", "dss", until="2027-03-01", reason=longest(1000))
    yield Story.do(
        history("circulating"), "give_agency_response", "dss", stance="support", text=longest(3000)
    )
    yield _two_in_an_office()
    answer = {"response": "accepted", "reasons": longest(3000)}
    yield history("commented").do("respond_to_comments", "cio", comments=["C1"], **answer)
    yield history("commented").do("sort_comments", "cio", comments=["C1"], theme=longest(60))
    yield history("commented").do("draft_response", "advisor", comments=["C1"], **answer)
    yield without_counsel()
    yield corrected_soon(())
    yield corrected_soon((longest(200),))
    yield reworded()
    yield met()
    yield group_met()
    yield slipped()
    yield planned()
    yield on_an_earlier_process()
    yield history("drafted").do(
        "proceed_in_emergency",
        "advisor",
        steps=["Step 1"],
        exigency="?",
        authority="?",
        public_sentence="?",
        afterwards="?",
        by="2027-03-01",
    )


def rosters(directory: Directory) -> dict[str, SavedRoster]:
    """As many rosters as can be saved, each with everybody, and with as many who have left."""
    people = [SavedPlace(person=person.id, agency=person.agency) for person in directory.people.values()]
    left = [SavedPlace(person=f"left {number}") for number in range(len(people))]
    day = date(2026, 10, 1)
    return {
        f"R{number}": SavedRoster(f"R{number}", longest(80), (*people, *left), people[0].person, day, "ITP-1")
        for number in range(1, MOST_ROSTERS + 1)
    }


def _with_rosters() -> Iterator[Story]:
    """Before and during a feedback period, as many rosters are saved as can be."""
    for step in ("reviewed", "circulating"):
        story = history(step)
        story.directory = replace(story.directory, rosters=rosters(story.directory))
        yield story


def _asked_in_particular() -> Story:
    """As many questions as can be asked, each as long as they may be together, and as long an answer to each."""
    story = history("reviewed")
    questions = "\n".join([longest(199)] * MOST_QUESTIONS)
    Story.do(story, "open_feedback", "cio", capacities=[DATA], closes_on="2026-10-23", questions=questions)
    return Story.do(
        story,
        "give_answers",
        "dss",
        **{f"answer_{number}": longest(2000) for number in range(1, MOST_QUESTIONS + 1)},
    )


def _with_conditions() -> Story:
    """A review has conditions, very many notes, and a newer draft."""
    story = given.in_review()
    for _ in range(10):
        Story.do(
            story,
            "note_passage",
            "legal",
            track="legal",
            text=longest(2000),
            passage=longest(300),
            section="II. Scope",
        )
    Story.do(story, "give_review", "legal", track="legal", outcome="with conditions", text=longest(3000))
    return Story.do(story, "submit_draft", "cio", "", DRAFT, file=given.document("# Other\n\nNew words.\n"))


def _two_in_an_office() -> Story:
    story = given.in_review()
    office = next(held for held in story.directory.offices if held.person == "legal")
    offices = (*story.directory.offices, replace(office, person="professor"))
    story.directory = replace(story.directory, offices=offices)
    return story


def _lost_places() -> Story:
    """Very many comments have lost their place."""
    story = history("circulating")
    for _ in range(3):
        Story.do(story, "give_feedback", "dss", kind="comment", section="II. Scope", text=longest(3000))
    return Story.do(story, "submit_draft", "cio", "", DRAFT, file=given.document("# Other\n\nNew words.\n"))


def marked_up() -> Story:
    """A marked-up file with many long comments, of which none is handed in."""
    file = given.document(f"{DRAFT}\n\nOther words.\n", f"{longest(100)}.docx")
    comments = tuple(MarginComment(longest(3000), longest(300)) for _ in range(60))
    story = history("circulating")
    return Story.do(story, "send_marked_file", "dss", "", DRAFT, file=replace(file, comments=comments))


def meetings(now: datetime) -> Meetings:
    """As many meetings as there may be on a card, each with as much text as it may have."""
    items = tuple(AgendaItem(f"A{number}", longest(300)) for number in range(1, MOST_ITEMS + 1))
    at = timedelta(days=1)
    ahead = Meeting("M1", now + at, longest(300), now, now + at, 3, items, len(items), ("ITP-9",), sent=True)
    begun = replace(ahead, id="M2", starts_at=now - at)
    held = replace(
        begun, id="M3", held=True, recorded_on=now.date(), present=tuple(MANY[:40]), others=longest(500),
        notes=longest(3000), deferred=tuple(item.id for item in items), correction=longest(2000),
    )  # fmt: skip
    public_by = tuple((paper, now + at) for paper in PAPERS)
    begun = replace(begun, public_by=public_by, citation=longest(60))
    gone = replace(ahead, id="M4", cancelled=longest(300))
    decision = SteeringDecision(
        "2026-1", now.date(), "reform", longest(3000), "not reached", longest(2000), "M3"
    )
    called = (ahead, begun, *(replace(held, id=f"M{number}") for number in range(3, 40)), gone)
    return Meetings(called, longest(200), longest(300), (decision,) * 20)


def met() -> Story:
    """There have been meetings, and there are meetings ahead."""
    story = history("raised")
    story.directory = replace(story.directory, meetings=meetings(story.now))
    return story


def group_met() -> Story:
    """The ad hoc group has met, and will meet."""
    story = history("grouped")
    story.policy = replace(story.policy, meetings=meetings(story.now))
    return story


def planning(day: date) -> Planning:
    """Plans with as many goals as there may be, and many reports to bodies."""
    goals = tuple(Goal(number=f"{number}.1", text=longest(60)) for number in range(MOST_GOALS))
    policies = tuple(f"ITP-{number}" for number in range(1, 60))
    editions = tuple(
        Edition(plan, longest(20), goals, seat, day, policies)
        for plan, seat in (("data_plan", "cdo"), ("it_plan", "cio"))
    )
    reports = tuple(
        BodyReport(f"B{number}", "executive", day, longest(3000), longest(2000)) for number in range(1, 30)
    )
    return Planning(editions=editions, reports=reports, drafted={"it_plan": day})


def planned() -> Story:
    """A new edition of a plan asks which policies stand."""
    story = history("raised")
    story.directory = replace(story.directory, planning=planning(story.now.date()))
    return story


def on_an_earlier_process() -> Story:
    """An earlier process is on record, to which the policy can be moved."""
    story = history("drafted")
    text = story.process.model_dump_json(exclude={"templates": {"__all__": {"text"}}})
    known = {digest: KnownProcess(text, story.now.date()) for digest in ("earlier", "current")}
    story.directory = replace(story.directory, processes=known, process_sha256="current")
    return story


def slipped() -> Story:
    """A target was not met."""
    story = history("drafted").do("set_timeline", "cio", staff_review="2027-03-01", reason="?")
    return story.days(200).clock("say_slip", "staff review")


def disputed() -> Story:
    """Something was entered for somebody and is disputed: a comment, and a designee of the Secretary."""
    story = history("commented")
    story.do("give_feedback", "cio", kind="comment", text="?", entered_for="dss", evidence="By telephone").do(
        "contest_entry", "dss", act="A1", text="?"
    )
    paper = given.document(longest(200)).paper
    named = DesigneeNamed(of="secretary", person="legal", entered="on paper")
    act = EnteredAct(
        "A1", "secretary", "contact", "on paper", "", paper, story.now.date(), story.now, named,
        settle_due=story.now, settler="role:advisor", text=longest(2000), verdict="disputed",
    )  # fmt: skip
    open_act = replace(act, id="A2", settle_due=None, settler="", text="", verdict="")
    story.directory = replace(story.directory, entered=(act, open_act))
    return story


def corrected_soon(touched: tuple[str, ...]) -> Story:
    """A technical correction waits."""
    story = history("adopted")
    waiting = ProposedCorrection(
        "K1", "1.0", "text", longest(2000), longest(2000), "", longest(200), given.document().paper, touched,
        story.now, "keeper", story.now.date(),
    )  # fmt: skip
    story.policy = replace(story.policy, corrections=(waiting,))
    return story


def reworded() -> Story:
    """Approved with a change that its Word file lacks."""
    return history("requested").do(
        "approve_with_change", "secretary", "", "Only here.", old_words="Only here", new_words="Here alone"
    )


def without_counsel() -> Story:
    """A review is asked of an office that nobody holds."""
    story = history("in_review")
    people = {**story.directory.people, "legal": replace(story.directory.people["legal"], active=False)}
    story.directory = replace(story.directory, people=people)
    return story
