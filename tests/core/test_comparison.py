"""A redline by blocks: what moved, was split or renumbered is told as that; accepting and rejecting give the texts."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govbot.core.redline import as_data, as_html, compare, plain_text, report
from govbot.core.redline.blocks import blocks_of
from govbot.core.redline.tokens import PARAGRAPH, sentences, tokens
from govbot.core.redline.units import Unit
from govbot.demo.sample import sample

POLICY = sample("policy.md").decode()
REAL = Path(os.environ.get("GOVBOT_REAL_INPUT", "/nowhere"))
WORDS = st.sampled_from(
    [
        "shall",
        "may",
        "not",
        "agency",
        "the",
        "report",
        "**bold**",
        "~~old~~",
        "++new++",
        "机构",
        "หน่วย",
        "3.5",
        "C++",
    ]
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: " ".join(words) + ".")
BLOCKS = st.one_of(
    SENTENCE,
    st.tuples(st.sampled_from(["# ", "## 2.1 ", "- ", "3. ", "(a) ", "> "]), SENTENCE).map("".join),
    st.lists(SENTENCE, min_size=2, max_size=3).map(lambda cells: "| " + " | ".join(cells) + " |"),
    st.tuples(SENTENCE, SENTENCE).map("\\\n".join),
)
TEXTS = st.lists(BLOCKS, max_size=8).map("\n\n".join)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text and what became of it: blocks dropped, put in, moved, split, joined, and other words."""
    blocks = draw(st.lists(BLOCKS, min_size=1, max_size=8))
    after = list(blocks)
    for _ in range(draw(st.integers(0, 4))):
        n = draw(st.integers(0, max(len(after) - 1, 0)))
        match draw(st.sampled_from(["drop", "add", "move", "split", "join", "word"])) if after else "add":
            case "drop":
                del after[n]
            case "add":
                after.insert(n, draw(BLOCKS))
            case "move":
                after.insert(draw(st.integers(0, len(after) - 1)), after.pop(n))
            case "split":
                after[n] = after[n].replace(" ", "\n\n", 1) if "|" not in after[n] else after[n]
            case "join" if n + 1 < len(after):
                after[n : n + 2] = [f"{after[n]} {after[n + 1].lstrip('#->| ')}"]
            case _:
                after[n] = after[n].replace("shall", "must", 1)
    return "\n\n".join(blocks), "\n\n".join(after)


def sides(units: tuple[Unit, ...]) -> tuple[str, str]:
    """The old and the new text, put together from the units' pieces."""
    old: dict[int, str] = {}
    away = {unit.twin for unit in units if unit.kind == "moved-away"}
    lines: list[tuple[str, str]] = []
    for unit in units:
        before = "".join(piece.text for piece in unit.pieces if piece.kind != "in") if unit.old else None
        after = "".join(piece.text for piece in unit.pieces if piece.kind != "out") if unit.new else None
        first_old, first_new = (
            f"{side[0].number} " if side and side[0].number else "" for side in (unit.old, unit.new)
        )
        is_here = unit.kind != "moved" or unit.twin not in away
        lines.append(
            (
                (first_old + before).replace(PARAGRAPH, "\n") if before is not None and is_here else "",
                (first_new + after).replace(PARAGRAPH, "\n") if after is not None else "",
            )
        )
    assert not old
    return "\n".join(old for old, _ in lines if old), "\n".join(new for _, new in lines if new)


def kinds(before: str, after: str) -> list[str]:
    return [entry.kind for entry in report(compare(before, after)).entries]


@given(TEXTS, TEXTS)
def test_both_texts_stand_in_their_comparison(before: str, after: str) -> None:
    assert sides(compare(before, after)) == (plain_text(before).strip(), plain_text(after).strip())


@given(edited())
def test_both_texts_stand_in_the_comparison_of_a_text_that_was_edited(texts: tuple[str, str]) -> None:
    before, after = texts
    assert sides(compare(before, after)) == (plain_text(before).strip(), plain_text(after).strip())


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_the_texts_hold_the_page_is_drawn(before: str, after: str) -> None:
    html = as_html(before, after)
    for tag in ("p", "ins", "del", "table", "h2"):
        assert html.count(f"<{tag}>") + html.count(f"<{tag} ") == html.count(f"</{tag}>")


@given(st.text(max_size=300))
def test_tokens_and_sentences_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text == "".join(sentences(text))


@given(TEXTS)
def test_a_text_beside_itself_has_not_changed(text: str) -> None:
    assert report(compare(text, text)).entries == ()


PARAGRAPHS = [
    f"Agency number {n} shall keep record {n * 7} and report what it holds in year {2000 + n}."
    for n in range(9)
]


def test_a_paragraph_that_was_split_or_joined_is_unchanged() -> None:
    whole, parts = " ".join(PARAGRAPHS[:3]), "\n\n".join(PARAGRAPHS[:3])
    assert kinds(f"Before it.\n\n{whole}\n\nAfter it.", f"Before it.\n\n{parts}\n\nAfter it.") == []
    assert kinds(parts, whole) == []
    told = report(compare(whole, parts.replace("number 1 shall", "number 1 may")))
    assert [(entry.kind, entry.removed, entry.added) for entry in told.entries] == [
        ("changed", "shall", "may")
    ]


def test_a_passage_that_stands_elsewhere_is_moved_and_not_out_and_in() -> None:
    moved = [*PARAGRAPHS[1:7], PARAGRAPHS[0], *PARAGRAPHS[7:]]
    told = report(compare("\n\n".join(PARAGRAPHS), "\n\n".join(moved)))
    assert [(entry.kind, entry.after) for entry in told.entries] == [("moved", PARAGRAPHS[0])]
    assert (told.words_out, told.words_in) == (0, 0)
    reworded = [text.replace("number 0 shall", "number 0 must") for text in moved]
    told = report(compare("\n\n".join(PARAGRAPHS), "\n\n".join(reworded)))
    assert [(entry.kind, entry.removed, entry.added) for entry in told.entries] == [
        ("moved", "shall", "must")
    ]
    assert "moved</a>" in as_html("\n\n".join(PARAGRAPHS), "\n\n".join(moved))


def test_a_new_section_renumbers_the_others_once() -> None:
    def text(*titles: str) -> str:
        return "\n\n".join(f"# {n}. {title}\n\nText of {title} in full." for n, title in enumerate(titles, 1))

    titles = [f"Title {n}" for n in "abcdefghij"]
    told = report(compare(text(*titles), text("Fresh", *titles)))
    assert [entry.kind for entry in told.entries] == ["renumbered", "added", "added"]
    assert (told.entries[0].numbers[0], len(told.entries[0].numbers)) == (("1.", "2."), 10)
    assert (told.words_out, told.words_in) == (0, 6)


def test_one_word_in_a_paragraph_of_a_thousand_is_one_word() -> None:
    long = "Each agency shall keep the record that it makes. " * 150
    data = as_data(report(compare(long, long.replace("shall", "may", 1))))
    assert (data["words_out"], data["words_in"], data["changes"][0]["removed"]) == (1, 1, "shall")
    middle = long[:3000] + long[3000:].replace("shall", "may", 1)
    middle = middle[:6000] + middle[6000:].replace("record", "file", 1)
    data = as_data(report(compare(long, middle)))
    assert (data["words_out"], data["words_in"]) == (2, 2)


@pytest.mark.parametrize(
    ("before", "after", "out", "in_"),
    [
        ("机构应当每年报告一次。", "机构应当每季报告一次。", "年", "季"),
        ("หน่วยงานต้องรายงานทุกปี", "หน่วยงานต้องรายงานทุกเดือน", "ปี", "เดือน"),
        ("अभिकरण रिपोर्ट करेगा।", "अभिकरण रिपोर्ट करेंगे।", "करेगा", "करेंगे"),
    ],
)
def test_scripts_without_spaces_are_compared_by_what_a_reader_sees_as_one_sign(
    before: str, after: str, out: str, in_: str
) -> None:
    (entry,) = report(compare(before, after)).entries
    assert (out, in_) == (entry.removed, entry.added)


def test_tables_are_compared_by_cell_and_a_cell_more_is_told() -> None:
    table = "| Level | Days |\n| --- | --- |\n| High | 10 |\n| Low | 30 |\n"
    html = as_html(table, table.replace("10", "15"))
    assert "<td><del>10</del><ins>15</ins></td>" in html.replace("<td></td>", "")
    assert html.count("<tr") == 3
    wider = "| Level | Who | Days |\n| --- | --- | --- |\n| High | CIO | 10 |\n| Low | CIO | 30 |\n"
    told = report(compare(table, wider))
    assert [(entry.kind, entry.removed, entry.added) for entry in told.entries] == [
        ("changed", "", "| Who"),
        ("changed", "", "| CIO"),
        ("changed", "", "| CIO"),
    ]


def test_formatting_or_a_header_alone_is_said() -> None:
    told = report(
        compare("# Title\n\nSome words.", "## Title\n\nSome **words**."),
        {"version": "1.0"},
        {"version": "1.1"},
    )
    assert (told.entries, told.formatted, told.header) == ((), 2, (("version", "1.0", "1.1"),))
    assert told.sentence == "the formatting alone of 2 passages; the header: version."
    assert report(compare("Same.", "Same.")).sentence == "Nothing changed: both texts say the same."


def test_a_change_has_its_section_its_neighbours_and_its_place_on_the_map() -> None:
    before = "# 1. Scope\n\nAll agencies.\n\n# 2. Duties\n\nThey may report.\n\nThey may pay."
    after = before.replace("may report", "shall report").replace("may pay", "shall pay")
    assert [entry.section for entry in report(compare(before, after)).entries] == ["2. Duties", "2. Duties"]
    html = as_html(before, after)
    assert '<a href="#c2" aria-label="Next change">' in html
    assert html.count("<rect") == 2
    assert '<h2 class="same quiet"><span class="no">1.</span> Scope</h2>' in html
    assert '<h2 class="same"><span class="no">2.</span> Duties</h2>' in html


@pytest.mark.skipif(not (REAL / "redline-before.md").exists(), reason="GOVBOT_REAL_INPUT names no such files")
def test_two_published_versions_have_eleven_changes_and_one_moved_section() -> None:
    before, after = ((REAL / f"redline-{name}.md").read_text("utf-8") for name in ("before", "after"))
    told = report(compare(before, after))
    assert sorted(entry.kind for entry in told.entries) == [
        *["added"] * 6,
        *["changed"] * 2,
        "moved",
        "removed",
        "renumbered",
    ]
    assert sides(compare(before, after)) == (plain_text(before), plain_text(after))


def test_a_hundred_pages_are_compared_in_less_than_half_a_second() -> None:
    chance = random.Random(7)
    words = POLICY.replace("\n", " ").split()
    paragraphs = [" ".join(chance.choices(words, k=90)) for _ in range(550)]
    changed = [text.replace("shall", "must", 1) if n % 5 else text for n, text in enumerate(paragraphs)]
    changed.insert(100, changed.pop(300))
    began = time.process_time()
    units = compare("\n\n".join(paragraphs), "\n\n".join(changed))
    report(units)
    assert time.process_time() - began < 0.4 * 2  # on a machine that has other work


@pytest.mark.parametrize(
    "text",
    [
        "a\n\n" * 40_000,
        "a " * 60_000,
        "x" * 300_000,
        "# a\n" * 40_000,
        "| a | b |\n" * 20_000,
        "*" * 200_000,
        "(a) " * 50_000,
    ],
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    began = time.process_time()
    compare(text, "b " + text[: len(text) // 2] + " c")
    assert time.process_time() - began < 6


@settings(max_examples=30)
@given(TEXTS)
def test_numbers_stand_apart_from_words(text: str) -> None:
    assert all(not block.text.startswith(("2.1 ", "(a) ")) or block.number for block in blocks_of(text))
