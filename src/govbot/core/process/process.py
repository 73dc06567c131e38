"""All choices of one government, and its words. Pure: `runtime/` reads the file."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, PrivateAttr

from govbot.core.grammar import Source
from govbot.core.process.government import Choices, Government, QuietHours, given_names
from govbot.core.process.sections import (
    Body,
    Circulation,
    Consultation,
    Corrections,
    Deadlines,
    Drafts,
    Groups,
    HouseRules,
    Level,
    Mark,
    Mechanism,
    Named,
    Plan,
    ProcessChange,
    PublicMeetings,
    Review,
    Seat,
    Template,
    Timeline,
    Track,
)
from govbot.core.texts import STAGE_NAMES, STEP_NAMES, SourceKey, Texts, fill, fill_kept, words_of


class Process(Choices):
    """All choices of this government, and its words."""

    government: Government
    seats: tuple[Seat, ...] = Field(min_length=1)
    tracks: tuple[Track, ...] = Field(min_length=1)
    consultations: tuple[Consultation, ...] = ()
    circulation: Circulation
    groups: Groups
    public_meetings: PublicMeetings = PublicMeetings()
    sources: tuple[Named, ...] = Field(min_length=1)
    marks: tuple[Mark, ...] = ()
    mechanisms: tuple[Mechanism, ...] = Field(min_length=1)
    review: Review
    deadlines: Deadlines
    corrections: Corrections = Corrections()
    quiet_hours: QuietHours = QuietHours()
    house_rules: HouseRules = HouseRules()
    drafts: Drafts = Drafts()
    templates: tuple[Template, ...] = ()
    timelines: tuple[Timeline, ...] = ()
    plans: tuple[Plan, ...] = ()
    bodies: tuple[Body, ...] = ()
    change: ProcessChange = ProcessChange()
    texts: Texts
    _words: tuple[Government, Texts, Mapping[str, str]] | None = PrivateAttr(None)

    @property
    def director(self) -> Seat:
        return next(seat for seat in self.seats if seat.directs)

    def mark(self, key: str) -> Mark | None:
        return next((mark for mark in self.marks if mark.key == key), None)

    def review_months(self, need: Level, risk: Level) -> int:
        return self.review.months[need][risk]

    @property
    def words(self) -> Mapping[str, str]:
        """Every name that a template may use, with its text; made once for these choices."""
        known = self._words
        if known is None or known[0] is not self.government or known[1] is not self.texts:
            known = (self.government, self.texts, words_of(self.texts.names, given_names(self.government)))
            self._words = known
        return known[2]

    def say(self, template: str, /, **values: object) -> str:
        """The template with this government's names and the values filled in; values stand as they are.

        Raises `TemplateError` for a placeholder that is neither a name nor a value.
        """
        return fill(template, self.words, values)

    def say_kept(self, kept: str) -> str:
        """The same for a template that the database has kept: whatever is no name stays as it is."""
        return fill_kept(kept, self.words)

    def stage(self, stage: str) -> str:
        """A stage of a policy as people read it, given the record's name of it."""
        return self.words[STAGE_NAMES[stage]] if stage in STAGE_NAMES else stage

    def step(self, step: str) -> str:
        """A step of the process as people read it, given the record's name of it."""
        return self.words[STEP_NAMES[step]] if step in STEP_NAMES else step

    def source(self, key: SourceKey) -> Source:
        """The policy's sentence of this key, and where it stands."""
        quotation = self.texts.sources[key]
        return Source(quotation.where, quotation.sentence)
