"""What words typed to the bot most probably mean: the first rule that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from govbot.bot.plain_words.questions import OF_A_POLICY, QUESTIONS
from govbot.bot.plain_words.talk import TALK
from govbot.bot.plain_words.tasks import TASKS, TASKS_ABOUT_DATES

MOST_READ = 400  # characters; what is longer is somebody's answer, not a question or a task


@dataclass(frozen=True, slots=True)
class Reading:
    """What words may mean: a `kind` such as "status", "hello", "answer" or "do snooze", and of which policy ("")."""

    kind: str
    policy: str = ""

    @property
    def action(self) -> str:
        """The task that is meant; "" for anything else."""
        return self.kind.removeprefix("do ") if self.kind.startswith("do ") else ""


RULES = (*TALK, *TASKS_ABOUT_DATES, *QUESTIONS, *TASKS, *OF_A_POLICY)
_COMPILED = tuple((kind, re.compile("|".join(rules), re.IGNORECASE | re.DOTALL)) for kind, rules in RULES)
# Words that say something of a draft: with them a sentence is an answer, whatever else it may be.
_OPINION = re.compile(
    r"\b(section|should|shall|must|unrealistic|too (strict|short|long|much|early|late)|exempt(ion)?|exception for|"
    r"suggest (deleting|adding|changing)|definition|we (think|agree|support|would|cannot|have no budget)|"
    r"our (legacy|systems?|mainframe)|duplicates|please (add|define|clarify|remove)|implementation issue|"
    r"concern:|my comment:|feedback from|has to be|doesn'?t say|two additional|statute|i disagree|we'?d like)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(hi|hello|hey|dear govbot|good (morning|afternoon|evening|day)|thanks|thank you|please|ok(ay)?)( all| there| "
    r"govbot| everybody)?[,.!:;-]+ *",
    re.IGNORECASE,
)
_NEVER_OFFERED = re.compile(
    r"(please |i )?(approve|adopt|publish|rescind|withdraw|cancel|sign|delete|return|close|retire|appoint)\b",
    re.IGNORECASE,
)
_SHORT = tuple(
    (re.compile(rf"\b({short})\b", re.IGNORECASE), whole)
    for short, whole in (
        ("pls|plz", "please"),
        ("tmrw|tmr|tomorow", "tomorrow"),
        ("everyone", "everybody"),
        ("whats", "what's"),
        ("whos", "who's"),
        ("hasnt", "hasn't"),
        ("dont", "don't"),
    )
)
_ASKS = re.compile(
    r"^(what|when|who|where|which|how|why|is|are|has|have|did|does|do|can|could|show|send|will)\b",
    re.IGNORECASE,
)


def read(words: str, prefix: str, titles: Mapping[str, str], bodies: Sequence[str] = ()) -> Reading:
    """What words most probably mean. `titles` are the policies' titles by number ("ITP-1").

    `bodies` are what this government calls those whom it asks, in the singular and the plural.

    "answer" is what looks like an answer to a request; "chat" what is neither that, nor a question or a task.
    """
    typed = _spelled_out(" ".join(words.split()))
    policy, masked = _named(typed, prefix, titles)
    for body in bodies:
        masked = re.sub(rf"\b{re.escape(body)}\b", "QQ", masked, flags=re.IGNORECASE)
    if len(typed) > MOST_READ:
        return Reading("answer", policy)
    return Reading(_kind(masked, policy), policy)


def _kind(masked: str, policy: str) -> str:
    greeting = _GREETING.match(masked)
    if greeting and len(masked[greeting.end() :].split()) > 2:
        masked = masked[greeting.end() :]
    if _is_opinion(masked):
        return "answer"
    for kind, rule in _short_first(masked):
        if rule.fullmatch(masked):
            return kind
    asks = bool(_ASKS.match(masked))
    if _NEVER_OFFERED.match(masked):
        return "status" if policy else "chat"
    count = len(masked.split())
    if policy and (asks or count < 4):
        return "status"  # of a task that is never offered, too: “approve ITP-1” shows where it stands
    return "answer" if count > 2 and not asks else "chat"


def _spelled_out(typed: str) -> str:
    """The words with what people shorten written out."""
    for short, whole in _SHORT:
        typed = short.sub(whole, typed)
    return typed


def _short_first(masked: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The rules in their order; of a long text those that read a few words are left out."""
    is_long = len(masked.split()) > 25
    return (pair for pair in _COMPILED if not (is_long and pair[0].startswith("do ")))


def _is_opinion(masked: str) -> bool:
    """Whether the words say something of a draft, rather than ask for something."""
    if not _OPINION.search(masked):
        return False
    return not (_ASKS.match(masked) and masked.rstrip().endswith("?") and len(masked.split()) < 9)


def _named(typed: str, prefix: str, titles: Mapping[str, str]) -> tuple[str, str]:
    """The policy that is named, by number, title or its initials, and the words with “P” in its place."""
    number = re.search(rf"\b{re.escape(prefix)}[\s-]?0*(\d{{1,4}})\b", typed, re.IGNORECASE)
    if number:
        return f"{prefix}-{number[1]}", f"{typed[: number.start()]}P{typed[number.end() :]}"
    for policy, title in titles.items():
        for name in names_of(title):
            match = re.search(rf"\b(the )?{name}( (policy|standard))?\b", typed, re.IGNORECASE)
            if match:
                return policy, f"{typed[: match.start()]}P{typed[match.end() :]}"
    return "", typed


def names_of(title: str) -> list[str]:
    """By what a title is named, as patterns: its words, its first words, the initials of its capitalised words."""
    words = re.findall(r"[A-Za-z]+", title)
    whole = r"[\s-]+".join(map(re.escape, words))
    first = [r"[\s-]+".join(map(re.escape, words[:count])) for count in (3, 2) if len(words) > count]
    capitals = "".join(word[0] for word in words if word[0].isupper())
    initials = [capitals[:count] for count in range(len(capitals), 1, -1)]
    return [
        whole,
        *first,
        *(rf"{each}(?= (policy|standard)\b)|\b{each}" for each in initials if len(each) > 1),
    ]
