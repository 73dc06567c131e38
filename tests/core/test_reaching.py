"""On which chat a person is written to: what they said, else what the roster says."""

from __future__ import annotations

import pytest

from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.events import PersonListed
from tests.core.given import acts, given


@pytest.mark.parametrize(
    ("listed", "chosen", "reach"),
    [
        ("", "", ""),
        ("teams", "", "teams"),
        ("both", "", ""),
        ("teams", "slack", "slack"),
        ("both", "all", "all"),
    ],
)
def test_where_a_person_is_written_to(listed: str, chosen: str, reach: str) -> None:
    government = given()
    government.record(DIRECTORY, PersonListed(person="professor", chat=listed))
    if chosen:
        acts("choose_reach", "professor", chat=chosen)(government)
    assert government.directory.reach("professor") == reach
    assert government.directory.reach("nobody we know") == ""


def test_a_changed_agency_leaves_what_was_chosen_and_where_somebody_is() -> None:
    government = given(acts("choose_reach", "professor", chat="slack"))
    government.record(DIRECTORY, PersonListed(person="professor", chat="teams"))
    government.record(DIRECTORY, PersonListed(person="professor", agency="DSS"))
    person = government.directory.people["professor"]
    assert (person.agency, person.chat, person.reach) == ("DSS", "teams", "slack")
