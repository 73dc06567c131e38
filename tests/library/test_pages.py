"""The Library's pages say what was adopted, to everyone, and run nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath

import pytest

from govbot.library import (
    Site,
    index_page,
    not_found_page,
    pages,
    policy_page,
    redline_page,
    version_page,
    write,
)
from govbot.library.shelf import slug, word_path
from govbot.library.text import body, render
from tests.library.given import COPY, FIRST, GONE, HOSTILE, REVISED, SECOND, SHELF, version

VOID = {"meta", "link", "br", "hr", "input"}


class Outline(HTMLParser):
    """What a page is made of: its elements, ids and links; fails where an element is not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "action"):
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def html_pages(found: dict[str, str]) -> dict[str, str]:
    return {path: page for path, page in found.items() if path.endswith(".html")}


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_every_page_is_whole_and_says_its_language_and_has_a_way_past_the_head() -> None:
    for page in html_pages(pages(SHELF)).values():
        outline = Outline(page)
        assert page.startswith('<!doctype html>\n<html lang="en">')
        assert outline.links[1] == "#main"
        assert "main" in outline.ids
        assert outline.tags.count("h1") == 1
        assert outline.tags.count("title") == 1
        assert len(set(outline.ids)) == len(outline.ids)


def test_a_text_that_begins_with_its_own_title_shows_it_once() -> None:
    text = "# Use of  Data\n\n## Purpose\n\nTo use it well.\n"
    shown = render(text, "Use of data")
    assert "Use of" not in shown.html
    assert [heading.words for heading in shown.contents] == ["Purpose"]
    assert [heading.words for heading in render(text, "Another title").contents] == ["Use of Data", "Purpose"]


def test_headings_go_down_one_level_at_a_time() -> None:
    for page in html_pages(pages(SHELF)).values():
        levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_within_the_library_leads_somewhere() -> None:
    files = pages(SHELF)
    offered = {word_path(policy, version) for policy in SHELF for version in policy.versions}
    for path, page in html_pages(files).items():
        outline = Outline(page)
        for link in outline.links:
            if link.startswith("#"):
                assert link[1:] in outline.ids
            elif not link.startswith(("http", "mailto:")):
                target = normpath(join(dirname(path), link))
                assert target in {*files, *offered}, (path, link)


def test_links_start_at_the_root_where_one_is_given() -> None:
    page = policy_page(REVISED, Site(root="/library/"))
    assert 'href="/library/library.css"' in page
    assert 'href="/library/IT-2027-01/v1.1/changes.html"' in page


def test_the_list_groups_policies_by_where_they_stand() -> None:
    page = words(index_page(SHELF))
    order = [page.index(name) for name in ("In force (1)", "Adopted, not yet in force (1)", "Rescinded (1)")]
    assert order == sorted(order)
    assert "Takes effect January 4, 2027" in page
    assert "Rescinded January 2, 2026" in page


def test_a_search_finds_by_title_law_and_text_and_keeps_the_question() -> None:
    assert "Search titles" not in index_page(SHELF)
    shown = words(index_page(SHELF, query="fax machines"))
    assert "1 of 3 policies found" in shown
    assert "Retention of Chat" not in shown
    assert "No policy was found." in index_page(SHELF, query='<script>"')
    assert "<script>" not in index_page(SHELF, query='<script>"')
    assert "3 of 3" in words(index_page(SHELF, query="§ statutes"))


def test_a_policys_page_has_the_standard_header_the_history_and_both_hashes() -> None:
    page = words(policy_page(REVISED))
    for label in ("Policy Title", "Originator", "Effective Date", "History", "Relevant Laws or Regulations"):
        assert label in page
    assert "Date Version Description Publisher" in page
    assert SECOND.sha256 in page
    assert SECOND.text_sha256 in page
    assert "Next Review January 4, 2028" in page
    assert "Version 1.1: in force" in page


def test_a_corrected_version_does_not_claim_to_be_what_was_approved() -> None:
    approved = "What is printed here is the text that was approved"
    assert f"{approved}." in words(policy_page(REVISED))
    corrected = replace(SECOND, corrected=True)
    page = words(policy_page(replace(REVISED, in_force=corrected, versions=(FIRST, corrected))))
    assert f"{approved}, with a technical correction that leaves its meaning unchanged" in page
    assert f"{approved}." not in page


def test_the_contents_lead_to_the_sections() -> None:
    page = policy_page(REVISED)
    assert '<a href="#s-iii-rules-of-use">III. Rules of Use</a>' in page
    assert '<h2 id="s-iii-rules-of-use">' in page


def test_an_earlier_version_says_that_it_is_no_longer_in_force() -> None:
    page = words(version_page(REVISED, FIRST))
    assert "This version is no longer in force. Read version 1.1, in force" in page
    assert "Next Review" not in page


def test_a_rescinded_policy_says_so() -> None:
    assert "was rescinded on January 2, 2026" in words(policy_page(GONE))


def test_what_changed_is_marked_and_counted() -> None:
    page = redline_page(REVISED, SECOND)
    assert "<del>five</del><ins>two</ins> business days" in page
    assert "1 change; 1 word out, 1 word in." in page


def test_a_first_version_has_no_changes_to_show() -> None:
    with pytest.raises(ValueError, match=r"nothing to compare version 1\.0 with"):
        redline_page(REVISED, FIRST)


def test_the_page_for_an_unknown_address_leads_home() -> None:
    assert 'href="index.html">Library of Policies</a>' in not_found_page()


def test_the_title_block_and_the_version_table_are_shown_once() -> None:
    html = render(FIRST.text).html
    assert "Policy Title" not in html
    assert "Initial policy" not in html
    assert html.startswith('<h2 id="s-i-purpose">')


@pytest.mark.parametrize(
    "text",
    [
        "# I. One\n\nWords.\n",
        "Agencies shall say: this is the effective date of all.\n\n# I. One\n",
        "Effective Date: today\n\nThis sentence is part of the policy, it is long, and may not be lost.\n",
        "History: this.\n\nA long sentence before a label is no letterhead: it is kept as it is.\n\n"
        "Originator: that.\n\n# One\n",
        "# One\n\n| Date | Price |\n| --- | --- |\n| x | y |\n",
    ],
)
def test_nothing_but_a_title_block_is_left_out(text: str) -> None:
    assert body(text) == text


def test_lettered_paragraphs_are_set_as_such_and_tables_scroll() -> None:
    html = render("a. one\n\n(2) two\n\nA word.\n\n| a |\n| --- |\n| b |\n").html
    assert html.count('class="lettered"') == 2
    assert 'tabindex="0"><table>' in html


def test_two_sections_of_one_name_have_two_anchors() -> None:
    assert [entry.anchor for entry in render("# A\n\n# A\n").contents] == ["s-a", "s-a--2"]


# Attacks ---------------------------------------------------------------------------------------------


@pytest.mark.check("S37")
@pytest.mark.check("S40")
def test_hostile_words_are_inert_on_every_page() -> None:
    for path, page in html_pages(pages((HOSTILE,))).items():
        outline = Outline(page)
        assert not {"script", "img", "iframe", "object", "form", "style", "b"} & set(outline.tags), path
        assert not {name for name in outline.attributes if name.startswith("on") or name == "style"}
        for link in outline.links:
            assert not link.lower().startswith(("javascript", "data", "http://169", "http://evil")), link
        assert "default-src 'none'" in page


@pytest.mark.check("S37")
def test_no_address_of_a_policy_leaves_the_library() -> None:
    for path in pages((HOSTILE,)):
        assert ".." not in PurePosixPath(path).parts
        assert not path.startswith("/")
        assert re.fullmatch(r"[A-Za-z0-9._/-]+", path)


def test_two_names_never_share_an_address() -> None:
    assert len({slug(name) for name in ("a b", "a-b", "a/b", "a..b", "..", ".", "", "é", "è")}) == 9
    assert slug("IT-2027-01") == "IT-2027-01"


def test_an_address_outside_of_the_web_is_not_linked() -> None:
    bad = version(published_at="javascript:alert(1)")
    assert "As published" not in version_page(REVISED.__class__("x", "x", "", bad, (bad,)), bad)


# The folder ------------------------------------------------------------------------------------------


def test_the_library_is_written_with_clean_copies_of_its_word_files(tmp_path: Path) -> None:
    written = write(tmp_path, SHELF, word_files={COPY.sha256: COPY.data})
    assert (tmp_path / "index.html").read_text("utf-8") == index_page(SHELF)
    assert (tmp_path / "IT-2027-01/v1.0/IT-2027-01-version-1.0.docx").read_bytes() == COPY.data
    text = (tmp_path / "IT-2027-01/v1.1/text.md").read_bytes()
    assert sha256(text).hexdigest() == SECOND.text_sha256
    assert all(path.is_file() for path in written)


def test_a_file_that_is_not_the_clean_copy_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not the clean copy"):
        write(tmp_path, SHELF, word_files={FIRST.word: b"other"})
    assert list(tmp_path.iterdir()) == []


# Colours ---------------------------------------------------------------------------------------------


def test_words_stand_out_from_what_is_behind_them_in_light_and_dark() -> None:
    sheet = pages(())["library.css"]
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in sheet.split("@media")[:2]
    )
    on_paper = [(ink, ground) for ink in ("ink", "soft", "link", "visited") for ground in ("paper", "panel")]
    marked = [("in-ink", "in"), ("out-ink", "out"), ("ink", "mark"), ("link", "mark"), ("seal-ink", "seal")]
    for colours in (light, light | dark):
        for ink, ground in (*on_paper, *marked, ("seal-soft", "seal")):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def contrast(first: str, second: str) -> float:
    """The ratio that WCAG 2 defines."""
    low, high = sorted(map(luminance, (first, second)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_regular_review_that_is_late_is_told_on_both_pages_and_only_where_pages_are_served() -> None:
    late = replace(REVISED, next_review=date(2028, 1, 4))
    for day, says in ((date(2028, 1, 4), "Next Review"), (date(2028, 1, 5), "Review due since")):
        assert f"{says} January 4, 2028" in words(policy_page(late, Site(today=day)))
    assert "Review due since January 4, 2028" in words(index_page([late], Site(today=date(2028, 2, 1))))
    assert "Review due since" not in words(policy_page(late))
