"""The list of policies in pages of a hundred, served or written to a folder."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govbot.library import index_page, pages
from govbot.library.listing import in_order, listing
from govbot.library.pages import listing_page
from tests.library.given import COMING, REVISED
from tests.library.test_pages import Outline, words


@pytest.mark.check("R28")
def test_ten_thousand_policies_are_listed_a_hundred_on_a_page_and_the_search_finds_the_last() -> None:
    shelf = [replace(REVISED, policy_id=f"IT-{n}", title=f"Policy {n:05}") for n in range(10_000)]
    ordered = in_order(shelf)
    last = listing_page(listing(ordered, 100))
    assert (last.count("<h3>"), "Policy 09999" in last, "page 100" in words(last).casefold()) == (
        100,
        True,
        True,
    )
    assert {link for link in Outline(last).links if link.startswith("page-")} == {
        "page-98.html",
        "page-99.html",
    }
    shown = words(index_page(shelf, query="policy 09999"))
    assert "1 of 10000 policies found" in shown
    with pytest.raises(ValueError, match="no page 101"):
        listing(ordered, 101)


@pytest.mark.check("R28")
def test_the_written_library_lists_a_hundred_policies_on_a_page() -> None:
    shelf = [replace(COMING, policy_id=f"IT-{n}", title=f"Policy {n:05}") for n in range(250)]
    written = pages(shelf)
    assert [written[path].count("<h3>") for path in ("index.html", "page-2.html", "page-3.html")] == [
        100,
        100,
        50,
    ]
    for path in ("index.html", "page-2.html", "page-3.html"):
        assert all(link in written for link in Outline(written[path]).links if link.startswith("page-"))
