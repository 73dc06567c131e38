"""A whole circulation through the chats and the pages: 72 people, 306 comments, three marked-up files, two letters.

In each run the last part of the plan is said through the chat and the pages; in the thorough runs all of it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pytest

from govbot.adapter_api.answers import Upload
from govbot.core.grammar import WORD
from tests.adapters.circulating import QUESTIONS, Circulation, Facts, circulation
from tests.conftest import THOROUGH
from tests.core import circulation as c
from tests.core.given import LEAD
from tests.documents.marked_copies import MARKED

ANSWERS = ("Yes.", "Two posts.")
RESPONSES = ("accepted", "accepted in part", "not accepted", "out of scope", "for a later version")


def part_said() -> tuple[c.Said, ...]:
    """What is said through the chat: of each kind some; in the thorough runs all that people say themselves."""
    own = [said for said in c.plan() if not said.entered]
    return tuple(own if THOROUGH else [own[0], own[1], *own[20::90]])


@pytest.mark.parametrize("chat", ["slack", "teams"])
async def test_every_count_of_a_whole_circulation_is_that_of_its_plan(chat: str) -> None:
    facts, said = Facts(), part_said()
    before = [each for each in c.plan() if each not in said]
    async with circulation(chat, before) as place:
        for each in said:
            await place.comments(each)
        for person, name in facts.files.items():
            await _send_marked(place, person, name)
        await _answer_on_the_page(place, facts.answering[0])
        player = await place.at.player(facts.answering[1])
        form = await player.command("give-answers ITP-1")
        assert (await player.fill(form, {"answer_2": ANSWERS[1]}, {})).kind == "card"
        await _counts(place, facts, responded=0)

        await _join_the_like_ones(place)
        table = await _responses(place, "csv")
        responded = _filled(table)
        await _take_in(place, responded)
        await _counts(place, facts, responded=len(facts.comments))
        await _take_in_again(place)


async def _send_marked(place: Circulation, person: str, name: str) -> None:
    """A marked-up file is sent, looked through and handed in, in chat."""
    player = await place.at.player(person)
    form = await player.command("marked-file ITP-1")
    sent = await player.fill(form, {}, {"file": Upload(name, WORD, MARKED[name][0]())})
    assert sent.kind == "card", sent
    form = await player.command("hand-in ITP-1")
    assert (await player.fill(form, {}, {})).kind == "card"


async def _answer_on_the_page(place: Circulation, person: str) -> None:
    """The questions are answered on the page, each in its field."""
    browser, page, at = await place.page(person, "comment-page")
    assert QUESTIONS[1] in page.words
    form = await browser.get(f"{at}act?action=give_answers")
    fields = {f"answer:answer_{number}": text for number, text in enumerate(ANSWERS, 1)}
    done = await browser.press(form, 0, fields)
    assert "your answers are recorded" in done.words


async def _counts(place: Circulation, facts: Facts, responded: int) -> None:
    """Each card, and each page, says the numbers of the plan."""
    lead = await place.at.player(LEAD)
    comments, left = len(facts.comments), len(facts.comments) - responded
    cards = {
        "coverage": (
            f"{len(facts.people)} of {len(c.people())}",
            f"{len(facts.agencies)} of {len(c.AGENCIES)}",
            *(
                f"{count} × {'response of the agency' if way == 'response' else way}"
                for way, count in facts.ways.items()
            ),
        ),
        "responses": (f"{left} of {comments} comments have no response yet.",),
        "answers": (
            f"1 of {len(c.AGENCIES)} agencies have answered",
            f"2 of {len(c.AGENCIES)} agencies have answered",
        ),
    }
    for word, lines in cards.items():
        seen = await lead.command(f"{word} ITP-1")
        for line in lines:
            assert line in seen.words, (word, line, seen.words)
    board = await lead.command("board ITP-1")
    assert re.search(rf"Comments that want a response\W+{comments}\b", board.words), board.words
    assert bool(left) == bool(re.search(rf"Without a response\W+{left}\b", board.words))
    await _pages(place, facts, left)


async def _pages(place: Circulation, facts: Facts, left: int) -> None:
    """The board by agency and by kind, the matrix, the roll-up and the table, on pages."""
    browser, page, at = await place.page(LEAD, "board", "The board on a page")
    for by, index in (("agency", 0), ("kind", 1)):
        shown = await browser.get(f"{at}board/{by}")
        groups = Counter(comment[index] for comment in facts.comments)
        headings = {f"{name} ({count})" for name, count in groups.items()}
        assert headings == set(re.findall(r">([^<>]+ \(\d+\))</", shown.text))
    _, page, _ = await place.page(LEAD, "coverage", "As a picture, on a page")
    assert f"{len(facts.people)} of {len(c.people())}" in page.words
    _, page, _ = await place.page(LEAD, "answers", "On a page, to download")
    assert page.text.count(f"<td>{ANSWERS[1]}</td>") == 2
    assert page.text.count(f"<td>{ANSWERS[0]}</td>") == 1
    rows = list(csv.reader(io.StringIO((await _responses(place, "csv")).decode("utf-8-sig"))))[1:]
    letters = [row for row in rows if row[0].startswith("R")]
    assert [row[1] for row in letters] == [f"Agency {code}" for code in c.LETTERS_OF]
    rows = [row for row in rows if row not in letters]
    wanting = [row for row in rows if not row[2].startswith("Question ")]
    assert len(wanting) == len(facts.comments)
    assert sum(not row[5] for row in wanting) == left
    assert Counter(row[2] for row in rows if row not in wanting) == {
        f"Question 1: {QUESTIONS[0]}": 1,
        f"Question 2: {QUESTIONS[1]}": 2,
    }


async def _join_the_like_ones(place: Circulation) -> None:
    """The twelve that say the same are found by rule, and joined on the page after they were shown."""
    browser, _, at = await place.page(LEAD, "board", "The board on a page")
    page = await browser.get(f"{at}board/alike")
    (group,) = [
        part
        for part in page.text.split("<form ")
        if "Join them" in part and part.count('name="comment"') == c.SAME
    ]
    numbers = re.findall(r'name="comment" value="(C\d+)"', group)
    seen = re.findall(r'name="seen" value="([^"]*)"', group)[0]
    form = await browser.get(
        f"{at}act?action=join_comments&seen={seen}&" + "&".join(f"comment={number}" for number in numbers)
    )
    fields = [("answer:comments", number) for number in numbers]
    shown = await browser.press(form, 0, _Several(fields))
    assert "Found alike: 100 of 100" in shown.words
    done = await browser.press(shown, 0, _Several(fields))
    assert done.status == 200
    lead = await place.at.player(LEAD)
    board = await lead.command("board ITP-1")
    assert re.search(rf"Joined with others\W+{c.SAME}\b", board.words), board.words


class _Several(dict[str, str]):
    """Fields of a form of which one name comes several times."""

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        super().__init__(fields)
        self._fields = fields

    def items(self):  # type: ignore[no-untyped-def]
        return self._fields


async def _responses(place: Circulation, kind: str) -> bytes:
    """The comment-response document, downloaded from its page."""
    browser, _, at = await place.page(LEAD, "responses", "As a table, to download")
    return await browser.download(f"{at}responses/{kind}")


def _filled(table: bytes) -> bytes:
    """The table with a response and its reasons in each row that wants one; those joined have the same."""
    head, *rows = csv.reader(io.StringIO(table.decode("utf-8-sig")))
    for number, row in enumerate(rows):
        if row[0].startswith("C") and not row[2].startswith("Question "):
            row[5] = "accepted" if row[3] == c.ALIKE else RESPONSES[number % len(RESPONSES)]
            row[6] = "It is so for everybody." if row[3] == c.ALIKE else f"Reason no. {number % 7}."
    written = io.StringIO()
    csv.writer(written).writerows([head, *rows])
    return written.getvalue().encode("utf-8-sig")


async def _take_in(place: Circulation, table: bytes) -> None:
    """The filled table is taken in, in chat, after it was shown."""
    lead = await place.at.player(LEAD)
    form = await lead.command("take-in ITP-1")
    shown = await lead.fill(form, {}, {"file": Upload("table.csv", "text/csv", table)})
    assert shown.kind == "form", shown
    done = await lead.fill(shown, {}, {})
    assert done.kind == "card", done


async def _take_in_again(place: Circulation) -> None:
    """What comes out says what is recorded: taken in again, neither file differs. A PDF file is only read."""
    lead = await place.at.player(LEAD)
    for kind, name, media in (("csv", "table.csv", "text/csv"), ("word", "table.docx", WORD)):
        data = await _responses(place, kind)
        form = await lead.command("take-in ITP-1")
        again = await lead.fill(form, {}, {"file": Upload(name, media, data)})
        assert again.kind == "problems", again
        assert "there is nothing to take in" in " ".join(again.problems.values())
    assert (await _responses(place, "pdf")).startswith(b"%PDF")
