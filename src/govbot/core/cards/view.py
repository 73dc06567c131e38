"""What a card is drawn from: a policy or the directory, the moment, and who looks at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from govbot.core.cards.vocabulary import Button, Buttons, Link, Part, Text
from govbot.core.days import local_day, said, said_day
from govbot.core.entered import EnteredAct, act_of
from govbot.core.grammar import Acting, Action, Capacity, DocumentRef, Event, Obligation, RuleContext
from govbot.core.membership.directory import Directory, whose
from govbot.core.process import Process
from govbot.core.redline import TextChanges
from govbot.core.table import (
    BY_NAME,
    PAGE_BY_NAME,
    PAGES,
    SETTLING,
    button_label,
    capacities_for,
    helping,
    page_refusal,
)
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.entered_words import how_it_came, what_it_is, whose_act
from govbot.core.workflow.evidence import evidence_open_to, item_of
from govbot.core.workflow.keys import key_of
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.parties import Desk, desk_of
from govbot.core.workflow.policy import Development, Policy
from govbot.core.workflow.readers import SEE_CONSULTATIONS
from govbot.core.workflow.standing import may_read
from govbot.core.workflow.taking_back import OwnWord, own_words

# (action, subject, about, bound) → the opaque value of a button. The action may be "show NAME" for what only
# reads, and "later NAME" for what is entered for somebody else, or for an earlier day.
Sign = Callable[[str, str, str, str], str]


def not_compared(before: DocumentRef, after: DocumentRef) -> TextChanges | None:
    """For views that compare nothing."""
    return None


OPEN_EVIDENCE = "Open the evidence"
MORE = "More"
MARKED = "(marked: shown only to those whom the mark names)"


@dataclass(frozen=True)
class View:
    """All that drawing may look at. `viewer` is "" in a channel; `held` are the viewer's capacities."""

    policy: Policy
    directory: Directory
    process: Process
    now: datetime
    sign: Sign
    viewer: str = ""
    held: tuple[Capacity, ...] = ()
    about: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    pages: bool = False  # whether this govbot has an address at which pages can be opened
    base: str = ""  # that address, under which the Library is served too
    # What changed between two documents; None where that is not known (yet).
    compared: Callable[[DocumentRef, DocumentRef], TextChanges | None] = not_compared

    def say(self, template: str, /, **values: object) -> str:
        """The template with the government's names and the values filled in: `Process.say`."""
        return self.process.say(template, **values)

    def awaited_thing(self, obligation: Obligation) -> str:
        """What is awaited, as people read it: "your agency's feedback on D2"."""
        return self.process.say_kept(obligation.what)

    @property
    def subject(self) -> str:
        return f"policy:{self.policy.id}" if self.policy.id else "directory"

    @property
    def title(self) -> str:
        """The policy's number and title; "" for what concerns no policy."""
        return f"{self.policy.id} “{self.policy.title}”" if self.policy.id else ""

    @property
    def short_title(self) -> str:
        """The same for a question that a chat asks in a small window."""
        return f"{self.policy.id} “{excerpt(self.policy.title, 80)}”"

    @property
    def development(self) -> Development:
        """The development in progress, or the last one: cards outlive it."""
        development = self.policy.development or (self.policy.past[-1] if self.policy.past else None)
        return development or Development(number=0, stage="need")

    @cached_property
    def today(self) -> date:
        return local_day(self.now, self.process)

    def at(self, about: str | None = None) -> RuleContext[Policy]:
        """The moment as rules see it, acting as the viewer."""
        shown = self.about if about is None else about
        return self._as(Capacity("anyone", ""), shown)

    def _as(self, capacity: Capacity, about: str, stream: str = "policy") -> RuleContext[Any]:
        """The moment in one of the viewer's capacities; a card asks for the same few many times."""
        known = self._moments.get((capacity, about, stream))
        if known is None:
            who = Acting(self.viewer, capacity, self.today)
            state = self.directory if stream == "directory" else self.policy
            known = RuleContext(state, self.directory, self.process, self.now, who, self.subject, about)
            self._moments[capacity, about, stream] = known
        return known

    @cached_property
    def _moments(self) -> dict[tuple[Capacity, str, str], RuleContext[Any]]:
        return {}

    def when(self, instant: datetime | None) -> str:
        """An instant as people read it; "no date" where there is none."""
        return said(instant, self.process) if instant else "no date"

    def day(self, day: date | None) -> str:
        return said_day(day) if day else "no date"

    def on(self, day: date | None, recorded_at: datetime | None) -> str:
        """The day of an act; where it was recorded on a later day, that day too."""
        later = recorded_at is not None and day is not None and local_day(recorded_at, self.process) != day
        recorded = said_day(local_day(recorded_at, self.process)) if later and recorded_at else ""
        return f"{self.day(day)} (recorded on {recorded})" if recorded else self.day(day)

    def name(self, person: str) -> str:
        return self.directory.name(person)

    def you_or(self, person: str) -> str:
        """ "you" where it is the viewer; else the person's name."""
        return "you" if person == self.viewer else self.name(person)

    def names(self, people: tuple[str, ...]) -> str:
        return ", ".join(self.name(person) for person in people) or "nobody"

    def entered(self, id: str) -> str:
        """ " (entered by …, from …)" of an act that was entered for somebody else; "" for one's own."""
        act = act_of(self.policy.entered, id) if id else None
        return f" ({self.how_it_came(act)})" if act else ""

    def how_it_came(self, act: EnteredAct) -> str:
        """By whom it was entered, and from what; a marked act's paper is named to those who may read it alone."""
        is_open = self.reads(item_of(act.event, self.policy))
        return how_it_came(act, self.directory, is_open=is_open)

    def entered_beside(self, kind: type[Event], **facts: object) -> tuple[tuple[EnteredAct, str], ...]:
        """What was entered beside an own act: acts of this event with these facts, and how people read each."""
        return tuple(
            (
                act,
                f"{act.id}: {what_it_is(act, self.process, self.directory)}, {self.how_it_came(act)}",
            )
            for act in self.policy.entered
            if isinstance(act.event, kind)
            and all(getattr(act.event, name) == value for name, value in facts.items())
        )

    @cached_property
    def evidence(self) -> tuple[EnteredAct, ...]:
        """The acts here whose evidence is a file that the viewer may open; none in a channel."""
        state = self.policy if self.policy.id else self.directory
        if not self.viewer:
            return ()
        return tuple(evidence_open_to(state, self.policy, self.process, self.viewer, self.held))

    def evidence_buttons(self, *ids: str) -> tuple[Buttons, ...]:
        """The buttons that open the evidence of these acts, where there is a file and the viewer may open it."""
        acts = [act for act in self.evidence if act.id in ids]
        several = len(acts) > 1
        buttons = (
            self.show("evidence", f"{OPEN_EVIDENCE} of {a.id}" if several else OPEN_EVIDENCE, a.id)
            for a in acts
        )
        return (Buttons(tuple(buttons)),) if acts else ()

    def how_entered(self, kind: type[Event], **facts: object) -> tuple[Part, ...]:
        """How the latest act of this event, with these facts, was entered for somebody, and the button of its
        evidence; nothing where there is none."""
        beside = self.entered_beside(kind, **facts)
        if not beside:
            return ()
        act, words = beside[-1]
        return Text(f"Entered for its author: {words}.", "small"), *self.evidence_buttons(act.id)

    def set_aside(self, *kinds: type[Event], **facts: object) -> tuple[str, ...]:
        """The acts of these events, with these facts, that were set aside, as people read them: they do not count."""
        return tuple(
            f"Set aside: {what_it_is(act, self.process, self.directory)} of {whose_act(act, self.directory)}, "
            f"{self.how_it_came(act)}"
            for act in self.policy.entered
            if act.is_set_aside
            and isinstance(act.event, kinds)
            and all(getattr(act.event, name) == value for name, value in facts.items())
        )

    def from_whom(self, person: str, agency: str = "", capacities: tuple[str, ...] = ()) -> str:
        """ "DSS's agency data officer": an answer is its author's, in a capacity."""
        office = " and ".join(capacities)
        if agency and office:
            return f"{whose(self.directory.agency_name(agency))} {office}"
        return self.name(person)

    @property
    def sees_consultations(self) -> bool:
        """Consultations are seen by the staff reviewers, the offices asked and the steering group alone."""
        return bool({capacity.kind for capacity in self.held} & SEE_CONSULTATIONS)

    def reads(self, item: str) -> bool:
        """Whether the viewer may read this item, by its marks."""
        return may_read(self.policy, self.process, item, self.viewer, self.held)

    def readable(self, item: str, text: str) -> str:
        """The text, or a plain sentence in its place where a mark keeps it from the viewer."""
        return text if self.reads(item) else MARKED

    def marks(self, item: str) -> str:
        """The names of the marks that an item carries; "" where it carries none."""
        names = {mark.key: mark.name for mark in self.process.marks}
        return ", ".join(names.get(mark, mark) for mark in self.policy.marks.get(item, ()))

    @property
    def over(self) -> str:
        """Why nothing more is asked for this development, as a sentence; "" while it is under way."""
        if self.policy.development is None and self.policy.versions:
            return f"This is over: version {self.policy.versions[-1].number} has been adopted since."
        if self.development.withdrawn:
            return "This is over: whoever raised the need has withdrawn it."
        if self.development.stage == "closed":
            return self.say("This is over: the {steering_group} has closed the development without a policy.")
        if self.development.stage == "joined":
            return f"This is over: the need was joined to {self.development.joined_to}."
        return ""

    @cached_property
    def awaited(self) -> tuple[Obligation, ...]:
        """What is awaited of the viewer on this policy."""
        return tuple(
            obligation
            for obligation in obligations(self.policy)
            if self.desk.answers(self.policy, obligation.party)
        )

    @cached_property
    def desk(self) -> Desk:
        """What may be awaited of the viewer, on any policy."""
        return desk_of(self.viewer, self.directory, self.process, self.today)

    def can(self, action: Action) -> bool:
        """Whether the viewer can take this action now: what `refusal` of the table says."""
        return bool(self.viewer) and self._open_to(action, self.held)

    def _open_to(self, action: Action, held: tuple[Capacity, ...]) -> bool:
        return any(
            action.open.missing(self._as(capacity, self.about, action.stream)) is None
            for capacity in capacities_for(action, held)
        )

    def buttons(self, *names: str, about: str | None = None) -> tuple[Buttons, ...]:
        """The buttons of those actions that the viewer can take now; none in a channel.

        In a channel or room, whoever presses is looked at when they press; so a channel shows them all.
        """
        shown = [name for name in names if self._shows(BY_NAME[name])]
        drawn = (*(self.button(name, about) for name in shown), *self.pages_of(shown))
        return (Buttons(drawn),) if drawn else ()

    def _shows(self, action: Action) -> bool:
        if self.viewer:
            return self.can(action)
        return self._open_to(action, tuple(Capacity(kind, kind) for kind in action.by))

    def helping(self, obligation: Obligation) -> tuple[Buttons, ...]:
        """The buttons with which the viewer can settle something that is awaited; none in a channel."""
        kind, of = obligation.party.split(":", 1) if ":" in obligation.party else (obligation.party, "")
        is_own = not self.viewer or obligation.party in self.desk.own
        names = [
            name
            for name in helping(obligation, is_own=is_own)
            if name != "change_lead" or (kind == "lead" and not self.directory.is_active(of))
        ]
        buttons = tuple(
            self.button(name, key_of(obligation) if name in SETTLING else obligation.about)
            for name in names
            if self._shows(BY_NAME[name])
        )
        return (Buttons(buttons),) if buttons else ()

    def button(self, name: str, about: str | None = None) -> Button:
        action = BY_NAME[name]
        shown = self.about if about is None else about
        bound = action.bound(self.at(shown)) if action.bound else ""
        draft = bound.partition(" ")[0]
        draft = f"draft {draft}" if draft.startswith("D") else draft
        return Button(
            label=button_label(action, self.process, draft),
            value=self.sign(name, self.subject, shown, bound),
            style=action.style,
            confirm=self.say(action.confirm, draft=draft, policy=self.short_title),
        )

    def own_words(self) -> list[OwnWord]:
        """What the viewer has said here and may take back, the latest first of each kind."""
        return own_words(self.at()) if self.viewer and self.policy.id else []

    def show(self, what: str, label: str, about: str = "") -> Button:
        """A button that only shows something: "read", "status", "policy", "comments" …"""
        return Button(label=label, value=self.sign(f"show {what}", self.subject, about, ""))

    def more(self, name: str) -> Button:
        """The button that shows what does not stand on the card of this name itself."""
        return self.show(f"rest {name}", MORE, self.about)

    def page(self, name: str, about: str = "") -> tuple[Button, ...]:
        """The button that asks for a link to a page, where the viewer may open it; none in a channel.

        The link itself is made when the button is pressed: for whoever presses, and fresh.
        """
        page = PAGE_BY_NAME[name]
        if not self.pages or not self.viewer or page_refusal(page, self.at(about), self.held):
            return ()
        return (self.show(f"page {name}", self.say(page.label), about),)

    def calendar(self, action: str, about: str = "") -> tuple[Button, ...]:
        """The button that puts the date of something awaited of the viewer into their calendar.

        None in a channel, and where govbot has no address.
        """
        if not self.pages or not self.viewer:
            return ()
        return (self.show("calendar", "Add to my calendar", f"{action} {about}".strip()),)

    def pages_of(self, names: Sequence[str]) -> tuple[Button, ...]:
        """The buttons of the pages on which these actions can be taken too."""
        return tuple(button for page in PAGES if page.action in names for button in self.page(page.name))

    def published(self) -> tuple[Link, ...]:
        """The link to the policy's page in the Library, once it has a version there."""
        if not self.base or not self.policy.versions:
            return ()
        return (
            Link(self.say("Open it in the {library}"), f"{self.base}/library/{self.policy.id}/index.html"),
        )

    def reading(self, label: str, about: str = "") -> tuple[Button, ...]:
        """The buttons that show a text: here in the chat, and on a page."""
        return (self.show("read", label, about), *self.page("read", about))

    def later(self, name: str) -> Button:
        """A button that enters this action for somebody else, or for an earlier day."""
        label = button_label(BY_NAME[name], self.process)
        return Button(label=label, value=self.sign(f"later {name}", self.subject, "", ""))

    def acts_as(self, name: str) -> str:
        """The authority under which the viewer would act: printed on the card."""
        fitting = capacities_for(BY_NAME[name], self.held)
        return fitting[0].authority if fitting else ""
