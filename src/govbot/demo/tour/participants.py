"""The people of the tour, and the steps that each can take in their chat."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.simulated_chat import Seen, SimulatedChat, SimulatedUser, named
from govbot.demo.tour.transcript import TourFailed, TranscriptWriter, shorten, summary
from govbot.operations.rosters import Agency, Office, Representative


@dataclass
class Participant:
    """One person of the tour; the transcript tells each of their steps, or only counts them if `quiet`."""

    name: str
    user: SimulatedUser
    transcript: TranscriptWriter
    quiet: bool = False
    seen: list[Seen] = field(default_factory=list)
    where: str = ""

    async def types(self, words: str) -> Seen:
        """Type a command."""
        self._write(f"types  /gov {words}")
        return self._read(await self.user.command(words))

    async def finds(self, title: str, button: str = "") -> Seen:
        """Open the newest message whose headline holds these words, and that has this button."""
        return named(await self.user.inbox(), title, button)

    async def presses(self, on: Seen | str, label: str) -> Seen:
        """Press a button on this card, or on the newest card of that title."""
        card = await self.finds(on, label) if isinstance(on, str) else on
        self._write(f"presses [{label}]  on “{card.title}”")
        return self._read(await self.user.press(card, label))

    async def fills(
        self, form: Seen, answers: Mapping[str, Answer], files: Mapping[str, Upload] | None = None
    ) -> Seen:
        """Fill in a form and confirm its preview. Raises TourFailed where the form is not accepted."""
        after = await self.tries(form, answers, files)
        if after.kind == "form":
            self._write(f"reads  {summary(after.words)}")
            after = await self.tries(after, {})
        if after.kind != "card":
            raise TourFailed(f"{self.name}: “{form.title}” was not taken: {after.words}")
        return after

    async def tries(
        self, form: Seen, answers: Mapping[str, Answer], files: Mapping[str, Upload] | None = None
    ) -> Seen:
        """Submit a form, and read the reply of whatever kind."""
        if form.kind not in ("form", "problems"):
            raise TourFailed(f"{self.name}: expected a form, got “{form.title}”: {form.words}")
        given = {name: value for name, value in answers.items() if value not in ("", (), None)}
        attached = {name: f"📎 {file.name}" for name, file in (files or {}).items()}
        if given or attached:
            entries = "; ".join(f"{name}: {shorten(value)}" for name, value in {**given, **attached}.items())
            self._write(f"fills  “{form.title}”  {entries}")
        else:
            self._write(f"confirms “{form.title}”")
        return self._read(await self.user.fill(form, answers, files or {}))

    async def writes(self, words: str, thread: Seen | None = None) -> Seen:
        """Write plain words to the bot."""
        self._write(f"writes “{shorten(words)}”" + (f"  in the thread of “{thread.title}”" if thread else ""))
        return self._read(await self.user.say(words, thread))

    def _read(self, seen: Seen) -> Seen:
        if not self.quiet and seen.kind in ("card", "no"):
            self.transcript.detail(f"→ {shorten(seen.title, 100)}")
        for label, problem in seen.problems.items():
            self.transcript.detail(f"✗ {label}: {problem}")
        self.seen.append(seen)
        return seen

    def _write(self, does: str) -> None:
        if self.quiet:
            self.transcript.steps += 1
        else:
            self.transcript.line(self.name, does, self.where)


def must_refuse(seen: Seen, words: str) -> None:
    """Raise TourFailed unless the reply is a refusal that contains these words."""
    if seen.kind not in ("no", "problems") or words not in seen.words:
        raise TourFailed(f"Expected a refusal with “{words}”, got: “{seen.title}” {seen.words}")


@dataclass
class Participants:
    """Everybody of the tour, found in the imported lists by role, office or address."""

    simulated_chat: SimulatedChat
    transcript: TranscriptWriter
    agencies: Sequence[Agency]
    roster: Sequence[Representative]
    offices: Sequence[Office]
    where: Callable[[str], str] = lambda email: ""

    async def office(self, role: str, words: str = "") -> Participant:
        """The holder of the office of this role whose name contains these words."""
        for office in self.offices:
            if office.role.casefold() == role and words.casefold() in office.office.casefold():
                return await self.participant(office.office, office.email)
        raise TourFailed(f"The list of offices has no “{role}” called “{words}”; the tour needs one.")

    async def representatives(self, quiet: bool = False) -> list[Participant]:
        """Everybody on the roster, each once, in the order of the list."""
        first = {row.email: row for row in reversed(self.roster)}
        people = {row.email: first[row.email] for row in self.roster}
        return [await self.participant(row.name, row.email, quiet) for row in people.values()]

    async def participant(self, name: str, email: str, quiet: bool = False) -> Participant:
        user = await self.simulated_chat.player(email)
        return Participant(name, user, self.transcript, quiet, where=self.where(email))

    def label(self, email: str) -> str:
        """The label of the person with this address in the choices of a form."""
        for office in self.offices:
            if office.email == email:
                return f"{office.office} ({office.email})"
        for row in self.roster:
            if row.email == email:
                return f"{row.name} ({row.email})"
        raise TourFailed(f"Nobody in the lists has the address {email}.")

    @property
    def emails(self) -> list[str]:
        return sorted({row.email for row in self.roster} | {office.email for office in self.offices})

    @property
    def people(self) -> int:
        return len(self.emails)
