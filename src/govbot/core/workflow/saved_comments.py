"""Comments that somebody has written on a page and saved, and that count nowhere until they are handed in. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from govbot.core.redline import place_key
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.marked_up import LONGEST, proposal_words
from govbot.core.workflow.points import points_of
from govbot.core.workflow.sections import place_words

MOST_SAVED = 100
WRITE_SOMETHING = "Write what you have to say about it, or the words that you propose."
WHICH_WORDS = "Choose the words of the draft that yours are to replace, or that are to be struck."
ONLY_A_COMMENT = ("comment", "implementation issue", "concern")


@dataclass(frozen=True, slots=True)
class SavedComment:
    """A comment at its place. `passage` are the words of the draft that it is about.

    `new_words` are proposed in place of the passage; `strike` proposes to leave it out. `paragraph` is counted within
    the section, 0 for the whole of it; `publish` is "yes", "no" or "" where nothing is said.
    """

    id: str
    section: str = ""
    paragraph: int = 0
    passage: str = ""
    kind: str = "comment"
    text: str = ""
    new_words: str = ""
    strike: bool = False
    publish: str = ""

    @property
    def is_proposal(self) -> bool:
        return bool(self.new_words) or self.strike

    @property
    def old_words(self) -> str:
        return self.passage if self.is_proposal else ""

    @property
    def words(self) -> str:
        """The comment's text as it is handed in: the proposal in a sentence where nothing else is said."""
        return self.text or (proposal_words(self.passage, self.new_words) if self.is_proposal else "")

    @property
    def where(self) -> str:
        """The place as people read it; "" for the whole draft."""
        return place_words(place_key(self.section, self.paragraph)) if self.section else ""

    @property
    def points(self) -> tuple[str, ...]:
        """The points of a text that is a list; none of any other, or where words are proposed."""
        return () if self.is_proposal else points_of(self.text)


def problems_of(comment: SavedComment) -> dict[str, str]:
    """What has to be put right before it is saved, by field."""
    problems = {}
    if comment.is_proposal and not comment.passage:
        problems["passage"] = WHICH_WORDS
    if not comment.words:
        problems["text"] = WRITE_SOMETHING
    for field in ("passage", "text", "new_words"):
        if len(getattr(comment, field)) > LONGEST:
            problems[field] = f"That is longer than {LONGEST} characters. Make two comments of it."
    return problems


def in_a_line(comment: SavedComment) -> str:
    """A saved comment in a list of choices: its section and the beginning of its words."""
    where = f"{comment.section}: " if comment.section else ""
    return excerpt(where + comment.words, 90)


def split_up(comments: Sequence[SavedComment], id: str, new_ids: Sequence[str]) -> tuple[SavedComment, ...]:
    """The comments, with each point of one as a comment of its own at the same place."""
    listed: list[SavedComment] = []
    for comment in comments:
        points = comment.points if comment.id == id else ()
        if points:
            pairs = zip(points, new_ids, strict=False)
            listed += [replace(comment, id=new_id, text=point) for point, new_id in pairs]
        else:
            listed.append(comment)
    return tuple(listed)


def written(comments: Iterable[SavedComment]) -> str:
    """The comments as text, to be kept."""
    return json.dumps([asdict(comment) for comment in comments], ensure_ascii=False)


def read(text: str) -> tuple[SavedComment, ...]:
    """The comments that `written` wrote."""
    return tuple(SavedComment(**facts) for facts in json.loads(text)) if text else ()
