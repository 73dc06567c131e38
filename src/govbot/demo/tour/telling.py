"""The transcript: who does what and what they then read, in lines that a newcomer can follow."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.simulated_chat import Seen, SimulatedUser, named

Say = Callable[[str], None]
PLACE = 7  # … of the column that says on which chat
NAME = 34  # characters of the column of names
WIDTH = 110


class TourFailed(Exception):
    """The tour did not go as it should; a sentence that says where."""


@dataclass
class Teller:
    """Prints the transcript; `quiet` steps are counted and told in one line. `says_where`: on which chat."""

    say: Say
    steps: int = 0
    says_where: bool = False

    def chapter(self, title: str) -> None:
        self.say(f"\n{title}\n{'─' * len(title)}")

    def line(self, who: str, does: str, where: str = "") -> None:
        self.steps += 1
        lines = textwrap.wrap(does, WIDTH - self._margin) or [""]
        self.say(f"{_fitting(who):<{NAME}}{where:<{self._margin - NAME}}{lines[0]}")
        for more in lines[1:]:
            self.aside(more)

    def aside(self, words: str) -> None:
        self.say(" " * self._margin + words)

    @property
    def _margin(self) -> int:
        return NAME + (PLACE if self.says_where else 0)


@dataclass
class Actor:
    """Somebody of the tour, whose every act is told (unless `quietly`)."""

    name: str
    player: SimulatedUser
    teller: Teller
    quietly: bool = False
    seen: list[Seen] = field(default_factory=list)
    where: str = ""

    async def types(self, words: str) -> Seen:
        """Type a command."""
        self._tell(f"types  /gov {words}")
        return self._read(await self.player.command(words))

    async def finds(self, title: str, button: str = "") -> Seen:
        """Open the newest message whose headline holds these words, and that has this button."""
        return named(await self.player.inbox(), title, button)

    async def presses(self, on: Seen | str, label: str) -> Seen:
        """Press a button, on a card at hand or on the newest one of that title."""
        card = await self.finds(on, label) if isinstance(on, str) else on
        self._tell(f"presses [{label}]  on “{card.title}”")
        return self._read(await self.player.press(card, label))

    async def fills(
        self, form: Seen, answers: Mapping[str, Answer], files: Mapping[str, Upload] | None = None
    ) -> Seen:
        """Fill a form in; a preview is confirmed, problems are an error of the tour."""
        after = await self.tries(form, answers, files)
        if after.kind == "form":
            self._tell(f"reads  {_first(after.words)}")
            after = await self.tries(after, {})
        if after.kind != "card":
            raise TourFailed(f"{self.name}: “{form.title}” was not taken: {after.words}")
        return after

    async def tries(
        self, form: Seen, answers: Mapping[str, Answer], files: Mapping[str, Upload] | None = None
    ) -> Seen:
        """Hand a form in, and read whatever comes."""
        if form.kind not in ("form", "problems"):
            raise TourFailed(f"{self.name}: instead of a form came “{form.title}”: {form.words}")
        given = {name: value for name, value in answers.items() if value not in ("", (), None)}
        attached = {name: f"📎 {file.name}" for name, file in (files or {}).items()}
        if given or attached:
            told = "; ".join(f"{name}: {_short(value)}" for name, value in {**given, **attached}.items())
            self._tell(f"fills  “{form.title}”  {told}")
        else:
            self._tell(f"confirms “{form.title}”")
        return self._read(await self.player.fill(form, answers, files or {}))

    async def writes(self, words: str, thread: Seen | None = None) -> Seen:
        """Write plain words to the bot."""
        self._tell(f"writes “{_short(words)}”" + (f"  in the thread of “{thread.title}”" if thread else ""))
        return self._read(await self.player.say(words, thread))

    def _read(self, seen: Seen) -> Seen:
        if not self.quietly and seen.kind in ("card", "no"):
            self.teller.aside(f"→ {_short(seen.title, 100)}")
        for label, problem in seen.problems.items():
            self.teller.aside(f"✗ {label}: {problem}")
        self.seen.append(seen)
        return seen

    def _tell(self, does: str) -> None:
        if self.quietly:
            self.teller.steps += 1
        else:
            self.teller.line(self.name, does, self.where)


def must_refuse(seen: Seen, words: str) -> None:
    """What came must be a no that holds these words."""
    if seen.kind not in ("no", "problems") or words not in seen.words:
        raise TourFailed(f"A refusal with “{words}” was to come, and there came: “{seen.title}” {seen.words}")


def _fitting(who: str) -> str:
    """A name for its column: whole words, and a sign where some are left out."""
    return textwrap.shorten(who, NAME - 2, placeholder=" …")


def _short(value: object, most: int = 70) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _first(words: str) -> str:
    return _short(" ".join(words.splitlines()[1:4]), 160)
