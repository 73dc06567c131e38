"""A redline shows what changed, all of it, in passages that a person can read."""

from __future__ import annotations

import os
import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbot.core.grammar import Change
from govbot.core.redline import as_html, changes, pieces, replace_words, summary, text_changes
from govbot.demo.sample import sample

POLICY = sample("policy.md").decode()
REAL = Path(os.environ.get("GOVBOT_REAL_INPUT", "/nowhere"))
SOME_TEXT = st.lists(
    st.sampled_from(
        ["shall", "may", "not", "agency", "the", " ", " ", "\n", "\n\n", ". ", "# ", "- ", "| ", "’s"]
    ),
    max_size=60,
).map("".join)


def two_versions() -> tuple[str, str]:
    """Two published versions of a real policy, else the sample and a revision of it."""
    if (REAL / "redline-before.md").exists():
        return (REAL / "redline-before.md").read_text("utf-8"), (REAL / "redline-after.md").read_text("utf-8")
    return POLICY, POLICY.replace("five business days", "two business days").replace(
        "# VI. Variances", "## Variances"
    )


def rebuilt(before: str, after: str) -> tuple[str, str]:
    parts = pieces(before, after)
    return (
        "".join(piece.text for piece in parts if piece.kind != "in"),
        "".join(piece.text for piece in parts if piece.kind != "out"),
    )


@given(SOME_TEXT, SOME_TEXT)
def test_the_pieces_rebuild_both_drafts(before: str, after: str) -> None:
    assert rebuilt(before, after) == (before, after)


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_pieces_rebuild_both_drafts_whatever_they_hold(before: str, after: str) -> None:
    assert rebuilt(before, after) == (before, after)


@given(SOME_TEXT, SOME_TEXT)
def test_the_passages_come_in_order_with_words_of_both_drafts(before: str, after: str) -> None:
    at_before = at_after = 0
    for change in changes(before, after, most=10_000):
        assert change.removed or change.added
        at_before = before.index(change.removed, at_before) + len(change.removed)
        at_after = after.index(change.added, at_after) + len(change.added)


def test_two_published_versions_are_compared_whole() -> None:
    before, after = two_versions()
    assert rebuilt(before, after) == (before, after)
    assert 1 <= len(changes(before, after)) <= 40


@pytest.mark.real_input
@pytest.mark.skipif(not (REAL / "redline-before.md").exists(), reason="GOVBOT_REAL_INPUT names no such files")
def test_sections_that_were_only_renumbered_are_not_shown_as_rewritten() -> None:
    before, after = two_versions()
    listed = changes(before, after)
    assert (
        Change(
            "…Users upload, post, host, execute, or transmit any Content ",
            "to any repositories ",
            "",
            "that:",
        )
        in listed
    )
    assert any((change.removed, change.added) == ("### 6", "## 7") for change in listed)
    assert summary(before, after) == "20 passages changed, 121 words out, 249 words in"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Agencies may report.", "Agencies shall report.", Change("Agencies ", "may", "shall", " report.")),
        ("One. Two.", "One. Two. Three.", Change("One. Two.", "", " Three.", "")),
        ("A.\n\nB.\n", "A.\n\nNew words here.\n\nB.\n", Change("A.\n", "", "New words here.", "")),
        ("A.\n\nOld words.\n\nB.\n", "A.\n\nB.\n", Change("A.\n", "Old words.", "", "")),
    ],
)
def test_a_change_is_shown_with_what_stands_around_it(before: str, after: str, expected: Change) -> None:
    assert changes(before, after) == (expected,)


def test_changes_close_together_in_one_sentence_are_one_passage() -> None:
    before = "The agency head may approve any use in writing before it begins."
    after = "The agency secretary shall approve each use in writing before it begins."
    (change,) = changes(before, after)
    assert change.removed == "head may approve any"
    assert change.added == "secretary shall approve each"


def test_what_stands_around_is_cut_between_words() -> None:
    before = "word " * 40 + "old " + "word " * 40
    (change,) = changes(before, before.replace("old", "new"), around=12)
    assert (change.before, change.after) == ("…word word ", " word word…")


def test_layout_alone_is_no_change() -> None:
    assert changes("# Title\n\nText  here.\n", "## Title\n\nText here.\n\n") == ()
    assert summary("**Bold** text", "Bold text") == "No words changed"


def test_no_more_passages_are_shown_than_asked_for() -> None:
    before = "\n\n".join(f"Sentence number {n} says this." for n in range(100))
    assert len(changes(before, before.replace("says", "tells"))) == 40
    assert summary(before, before.replace("says", "tells")).startswith("100 passages changed")


def test_the_summary_counts_passages_and_words() -> None:
    assert summary("a b c", "a x y c") == "1 passage changed, 1 word out, 2 words in"


def test_a_policy_of_twenty_pages_is_compared_in_half_a_second() -> None:
    chance = random.Random(7)
    words = POLICY.split()
    paragraphs = [" ".join(chance.choices(words, k=90)) for _ in range(110)]
    changed = [text.replace("State", "Commonwealth") if n % 3 else text for n, text in enumerate(paragraphs)]
    chance.shuffle(changed[40:50])
    before, after = "\n\n".join(paragraphs), "\n\n".join(changed)
    began = time.process_time()
    changes(before, after)
    as_html(before, after)
    assert time.process_time() - began < 2 * 0.5 * 2  # twice the work, on a machine that has other work


@pytest.mark.parametrize("text", ["a\n" * 40_000, "a " * 60_000, "x" * 300_000])
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    began = time.process_time()
    assert rebuilt(text, "b " + text[: len(text) // 2] + " c") == (text, "b " + text[: len(text) // 2] + " c")
    assert time.process_time() - began < 5


def test_the_page_shows_what_went_out_and_what_came_in() -> None:
    html = as_html("# I. Duties\n\n- may report\n", "## I. Duties\n\n- shall report\n")
    assert '<h3 class="same"><span class="no">I.</span> Duties</h3>' in html
    assert '<span class="no">•</span> <del>may</del><ins>shall</ins> report</p>' in html


@given(SOME_TEXT, SOME_TEXT)
def test_the_page_closes_what_it_opens(before: str, after: str) -> None:
    html = as_html(before, after)
    for tag in ("p", "ins", "del", "strong", "h2"):
        assert len(re.findall(f"<{tag}[ >]", html)) == html.count(f"</{tag}>")


def test_nothing_in_a_draft_becomes_markup_on_the_page() -> None:
    html = as_html("<script>alert(1)</script>", "<img src=x onerror=alert(1)> [x](javascript:alert(1))")
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="j' not in html


# Approve with a change -------------------------------------------------------------------------------


def raise_unless_sentence(words: str) -> None:
    assert words[0].isupper()
    assert words.endswith(".")


@given(SOME_TEXT, st.integers(0, 60), st.integers(1, 30), st.sampled_from(["shall", "new words", "A “b” c"]))
def test_words_found_once_are_replaced_and_nothing_else(text: str, at: int, size: int, new: str) -> None:
    old = text[at : at + size]
    try:
        replaced = replace_words(text, old, new)
    except ValueError as refusal:
        raise_unless_sentence(str(refusal))
        return
    assert len(re.findall(re.escape(old.strip()), text)) >= 1
    start = replaced.index(new)
    while not (replaced.startswith(text[:start]) and replaced[start : start + len(new)] == new):
        start = replaced.index(new, start + 1)
    assert text.endswith(replaced[start + len(new) :])


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("The agency’s “list” is kept.", 'The agency\'s "list" is kept.'),
        ("The agency's list\nis kept.", "The agency’s  list is kept."),
        ("The agency's\u00a0list is kept.", " The agency's list is kept. "),
    ],
)
def test_white_space_and_quotes_may_differ(text: str, old: str) -> None:
    assert replace_words(text, old, "New.") == "New."


def test_one_space_does_not_reach_over_an_empty_line() -> None:
    with pytest.raises(ValueError, match="stand nowhere"):
        replace_words("It ends.\n\nIt begins.", "ends. It", "x")
    assert replace_words("It ends.\n\nIt begins.", "ends.\nIt", "x") == "It x begins."


def test_words_that_stand_nowhere_are_refused() -> None:
    with pytest.raises(
        ValueError, match=r"These words stand nowhere in the draft text; copy them from the draft\."
    ):
        replace_words(POLICY, "quarterly reports", "x")


def test_words_that_stand_more_than_once_are_refused_with_their_number() -> None:
    with pytest.raises(ValueError, match=r"These words stand 3 times .*; give more of the sentence\."):
        replace_words("may, and may, and may", "may", "shall")
    with pytest.raises(ValueError, match="stand 2 times"):
        replace_words("a a a", "a a", "b")


def test_only_whole_words_are_found() -> None:
    assert replace_words("maybe it may", "may", "shall") == "maybe it shall"


def test_words_taken_out_leave_no_double_space() -> None:
    assert replace_words("Agencies shall promptly report.", "promptly", "") == "Agencies shall report."
    assert replace_words("Agencies report promptly.", "promptly", "") == "Agencies report."


def test_no_words_are_refused() -> None:
    with pytest.raises(ValueError, match="no words to replace"):
        replace_words(POLICY, "  ", "x")


def test_the_most_important_changes_are_those_that_bind_somebody_and_stand_in_the_texts_order() -> None:
    names = ("one", "two", "three", "four", "five", "six")
    before = "\n\n".join(f"Paragraph {name} may stay as it was." for name in names)
    after = before.replace("it was", "it is").replace("one may", "one shall").replace("five may", "five must")
    told = text_changes(before, after)
    assert (told.count, told.passages, len(told.key)) == (6, 6, 5)
    assert [change.added.partition(" ")[0] for change in told.key] == ["shall", "is", "is", "is", "must"]


def test_a_change_of_the_formatting_or_the_header_alone_is_said() -> None:
    told = text_changes("Backups are kept **safe**.\n", "Backups are kept safe.\n")
    assert (told.count, told.key) == (0, ())
    assert told.sentence({}, {}) == "the formatting alone of 1 passage"
    same = text_changes("Backups.\n", "Backups.\n")
    assert same.sentence({"effective": "May 1"}, {"effective": "May 2"}) == "the header: effective"
    assert same.sentence({}, {}) == "Nothing changed: both texts say the same"
