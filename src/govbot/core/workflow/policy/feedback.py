"""Feedback periods, comments, responses of agencies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from typing import Literal

from govbot.core.workflow.events import MarkedItem, RosterEntry


@dataclass(frozen=True, slots=True)
class Comment:
    """One answer to a feedback request, with the response that it got.

    `entered` is the id of the entered act ("": the person's own), `answers_for` whose place on the roster it
    answers ("": the person's own); `set_aside` where the person said that an entered one is not theirs,
    or took an own one back (`taken_back`).

    On the board: `joined` is the act that gave it one response with others, `part_of` the comment of which it is a
    part (a comment that `is_split` has its responses there), `answered_on` the number of the draft at hand when it got
    its response, `judged` what its author says of that response, and `remains` the concern that remains.
    """

    id: str
    period: int
    draft: int
    person: str
    agency: str
    answering_for: tuple[str, ...]
    kind: str
    section: str
    text: str
    late: bool
    at: datetime
    entered_by: str | None = None
    considered: bool | None = None
    response: str = ""
    reasons: str = ""
    on: date | None = None
    entered: str = ""
    answers_for: str = ""
    set_aside: bool = False
    taken_back: bool = False
    passage: str = ""
    old_words: str = ""
    new_words: str = ""
    marked_file: str = ""
    item: int = 0
    publish: str = ""
    paragraph: int = 0
    placed: tuple[int, str, int] | None = None  # draft, section, paragraph: where it was placed again
    theme: str = ""
    drafter: str = ""
    joined: str = ""
    part_of: str = ""
    is_split: bool = False
    parts_made: int = 0
    answered_on: int = 0
    change: tuple[int, str, int] | None = None  # draft, section, paragraph: what its response changed
    judged: Literal["", "answers", "remains"] = ""
    remains: str = ""
    question: int = 0  # the number of the period's question that it answers

    @property
    def place(self) -> str:
        """Whose place on the roster it answers."""
        return self.answers_for or self.person

    @property
    def remains_open(self) -> bool:
        """Whether it stands as an unresolved concern: its author says that it remains, or it is one not accepted.

        Whose author says that the response answers it is content with it.
        """
        if self.set_aside or self.is_split or self.judged == "answers":
            return False
        return self.judged == "remains" or (self.kind == "concern" and self.response != "accepted")

    @property
    def proposes_words(self) -> bool:
        """Whether it proposes words in place of the draft's."""
        return bool(self.old_words or self.new_words)

    @property
    def is_public(self) -> bool:
        """Whether its author lets it be published; its marks are asked for besides."""
        return self.publish == "yes" and not self.set_aside

    @property
    def wants_response(self) -> bool:
        if self.set_aside or self.is_split or self.considered is False:
            return False
        return self.kind in ("comment", "implementation issue", "concern")


@dataclass(frozen=True, slots=True)
class MarkedFile:
    """A marked-up file that a representative sent, and what it says; `handed_in` are the numbers that were."""

    id: str
    period: int
    draft: int
    person: str
    agency: str
    name: str
    fits: bool
    items: tuple[MarkedItem, ...]
    handed_in: frozenset[int] = frozenset()

    @property
    def left(self) -> tuple[MarkedItem, ...]:
        """The items that are not handed in."""
        return tuple(item for item in self.items if item.number not in self.handed_in)


@dataclass(frozen=True, slots=True)
class AgencyResponse:
    """What somebody whom the agency named gave as the agency's response; `entered` as in `Comment`.

    `stance` is where it stands ("": not said), `comments` are those of its own people that belong to it, `answer` is
    the response that it got ("": none yet), with its `reasons`. `signed_by` is who signed the letter that says it, as
    written ("": no letter was filed); `person` is then "".
    """

    agency: str
    person: str
    text: str
    late: bool
    entered: str = ""
    signed_by: str = ""
    stance: str = ""
    comments: tuple[str, ...] = ()
    answer: str = ""
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class ResponseDraft:
    """An agency's response as one of its representatives drafted it for whom it named."""

    agency: str
    stance: str
    text: str
    comments: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class RepresentativeQuestion:
    """A question of a representative on the draft, and its answer ("": none yet), `to_all` or to them alone."""

    id: str
    person: str
    agency: str
    text: str
    answer: str = ""
    to_all: bool = False


@dataclass(frozen=True, slots=True)
class AskedExtension:
    """That a representative asked for a period to be extended, and is not answered yet."""

    person: str
    agency: str
    until: date
    reason: str


def _grouped(
    entries: Iterable[RosterEntry], name_of: Callable[[RosterEntry], str]
) -> dict[str, tuple[RosterEntry, ...]]:
    groups: dict[str, list[RosterEntry]] = {}
    for entry in entries:
        groups.setdefault(name_of(entry), []).append(entry)
    return {name: tuple(group) for name, group in groups.items()}


class Roster(tuple[RosterEntry, ...]):
    """Whom a period asks, in order; each is found at once, by the key of the place."""

    def entry(self, key: str) -> RosterEntry | None:
        return self._places.get(key)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(entry.key for entry in self)

    def of(self, person: str) -> tuple[RosterEntry, ...]:
        """Every place on which this person is asked: one for each agency."""
        return self._by_person.get(person, ())

    def in_agency(self, agency: str) -> tuple[RosterEntry, ...]:
        """Every place of an agency, in the order of the roster."""
        return self._by_agency.get(agency, ())

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """The agencies asked, in the order of the roster."""
        return tuple(dict.fromkeys(entry.agency for entry in self if entry.agency))

    @cached_property
    def _by_person(self) -> dict[str, tuple[RosterEntry, ...]]:
        return _grouped(self, attrgetter("person"))

    @cached_property
    def _by_agency(self) -> dict[str, tuple[RosterEntry, ...]]:
        return _grouped(self, attrgetter("agency"))

    @cached_property
    def _places(self) -> dict[str, RosterEntry]:
        return {entry.key: entry for entry in reversed(self)}


@dataclass(frozen=True, slots=True)
class Period:
    """A feedback period: the draft, the frozen roster, the closing instant, and what came in.

    `answered` and `wrong` hold keys of places on the roster.
    """

    number: int
    draft: int
    roster: Roster
    questions: str = ""
    closes_at: datetime | None = None
    opened_at: datetime | None = None
    closed: bool = False
    response_due: datetime | None = None
    comments: tuple[str, ...] = ()
    answered: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()
    agency_responses: tuple[AgencyResponse, ...] = ()
    response_drafts: tuple[ResponseDraft, ...] = ()
    extensions_asked: tuple[AskedExtension, ...] = ()
    questions_asked: tuple[RepresentativeQuestion, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def numbered(self) -> tuple[str, ...]:
        """What is asked in particular, question by question; what was written as one text is one question."""
        return self.asked or ((self.questions,) if self.questions else ())

    def is_closed(self, now: datetime) -> bool:
        """The closing instant itself closes the period, whether anybody has recorded it or not."""
        return self.closed or (self.closes_at is not None and now >= self.closes_at)

    def entry(self, key: str) -> RosterEntry | None:
        """The place of this key: a person's own, or one for a further agency."""
        return self.roster.entry(key)

    def entries(self, person: str) -> tuple[RosterEntry, ...]:
        """Every place on which this person is asked: one for each agency."""
        return self.roster.of(person)

    def has_other_response(self, agency: str, text: str, person: str = "", signed_by: str = "") -> bool:
        """Whether somebody else gave, or signed, a response of this agency that says something else."""
        return any(
            response.agency == agency
            and response.text != text
            and (response.person, response.signed_by) != (person, signed_by)
            for response in self.agency_responses
        )

    @property
    def agencies_that_differ(self) -> tuple[str, ...]:
        """The agencies whose responses, given by several, say different things."""
        said: dict[str, set[str]] = {}
        for response in self.agency_responses:
            said.setdefault(response.agency, set()).add(response.text)
        return tuple(agency for agency, texts in said.items() if len(texts) > 1)

    @property
    def agencies(self) -> tuple[str, ...]:
        return self.roster.agencies

    @property
    def agencies_answered(self) -> tuple[str, ...]:
        """The agencies of which a representative has answered, or that have given their response."""
        responded = {response.agency for response in self.agency_responses}
        return tuple(
            agency
            for agency in self.agencies
            if agency in responded or any(e.key in self.answered for e in self.roster.in_agency(agency))
        )
