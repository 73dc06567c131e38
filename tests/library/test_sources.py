"""The Library names the sources of the need that a policy answers, each with its citation."""

from __future__ import annotations

from govbot.library import policy_page
from govbot.library.shelving import shelved, site_of
from tests.core.cards import given
from tests.government import PROCESS


def test_each_citation_stands_with_its_source_in_the_library() -> None:
    policy = given.adopted().policy
    on_the_shelf = shelved(policy, PROCESS, lambda digest: given.TEXT)
    assert on_the_shelf is not None
    assert [citation for _, citation in on_the_shelf.sources] == ["NIST CSF", "IT Strategic Plan"]
    page = policy_page(on_the_shelf, site_of(PROCESS))
    assert "requirement, guidance or directive: NIST CSF</li>" in page
