"""The coverage of a feedback period, as a table in chat and as a picture: agencies by the capacities asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from govbot.core.cards.paging import page_of
from govbot.core.cards.tables import joined
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Table, Text
from govbot.core.days import local_day
from govbot.core.pictures.matrix import Mark, MatrixRow, matrix
from govbot.core.workflow.coverage import AgencyRow, Coverage, Place, Way

MOST_ROWS = 15
MOST_COLUMNS = 4  # capacities that have a column of their own in chat
ONLY_OPEN = (
    "open"  # stands before the page's number where only rows with somebody who has not answered are shown
)
NO_PERIOD = "No feedback period has been opened yet."
ENTERED = ", entered for them"
LEGEND = (
    "A person with two capacities stands in both columns, and is counted once. “Reached” means that the request "
    "arrived in their chat; whether it was read is not looked at."
)
# The mark of each way: its letter, the pattern of its box, and its words.
WAYS: dict[Way, tuple[str, str, str]] = {
    "comment": ("C", "lines", "comment"),
    "marked-up file": ("M", "cross", "marked-up file"),
    "questions answered": ("Q", "dots", "questions answered"),
    "response": ("R", "dark", "response of the {agency}"),
    "no comment": ("N", "plain", "no comment"),
    "not applicable": ("X", "rising", "not applicable"),
    "answered": ("A", "dots", "answered"),
    "not the right person": ("W", "", "not the right person"),
}
OPEN, UNREACHED, LETTER = "–", "?", "L"


def short_day(view: View, at: datetime | None) -> str:
    """The day of an instant without its year: "Dec 3"; "" where there is none."""
    if at is None:
        return ""
    day = local_day(at, view.process)
    return f"{day:%b} {day.day}"


def place_words(view: View, place: Place) -> str:
    """How a place was answered and since when; else whether its request arrived."""
    if place.is_open:
        arrived = short_day(view, place.reached.at)
        return f"no answer; {place.reached.state}{f' {arrived}' if arrived else ''}"
    ways = " and ".join(view.say(WAYS[way][2]) for way in place.ways)
    since = f" ({short_day(view, place.since)})" if place.since else ""
    return f"{ways}{since}{ENTERED if place.is_entered else ''}"


def agency_name(view: View, row: AgencyRow) -> str:
    name = view.directory.agency_name(row.agency)
    return name if row.agency else view.say("Outside the {agencies}")


def response_words(view: View, row: AgencyRow) -> str:
    """What the agency gave as an agency: by letter, or by whom it named."""
    ways = [
        f"letter signed by {response.signed_by}" if response.signed_by else view.name(response.person)
        for response in row.responses
    ]
    return "; ".join(ways)


# In chat ---------------------------------------------------------------------------------------------


def coverage_card(view: View, matrix_of: Coverage | None, page: int = 0) -> Card:
    """The table, some agencies at a time, with the button that reminds those who have not answered."""
    headline = view.say("Who has answered on {title}", title=view.title)
    if matrix_of is None:
        return Card(headline, (Text(NO_PERIOD),), view.subject)
    is_filtered = view.about.startswith(ONLY_OPEN)
    rows = [row for row in matrix_of.rows if not is_filtered or any(place.is_open for place in row.places)]
    items = [(Table(_columns(view, matrix_of), (_row(view, matrix_of, row),)),) for row in rows]
    listed = page_of(view, "coverage", items, page, MOST_ROWS, f"{ONLY_OPEN} " if is_filtered else "")
    about = f"P{matrix_of.period.number}"
    others = (
        view.show("coverage", "All of them")
        if is_filtered
        else view.show("coverage", "Only who has not answered", ONLY_OPEN)
    )
    parts = (
        Facts(tuple(counts(view, matrix_of))),
        *joined(part for part in listed if not isinstance(part, Buttons)),
        *(part for part in listed if isinstance(part, Buttons)),
        *view.buttons("remind_unanswered", about=about),
        Buttons((*view.page("coverage"), others, view.show("outreach", "Every message"))),
        Text(view.say(LEGEND), "small"),
    )
    return Card(headline, parts, view.subject)


def counts(view: View, matrix_of: Coverage) -> Iterator[tuple[str, str]]:
    """The numbers of the whole matrix, as labels and values."""
    places, rows = matrix_of.places, [row for row in matrix_of.rows if row.agency]
    answered = len(places) - len(matrix_of.open)
    yield "Answered, of those asked", f"{answered} of {len(places)}"
    heard = sum(not row.is_silent for row in rows)
    yield view.say("{Agencies} that answered"), f"{heard} of {len(rows)}"
    said = [
        f"{count} × {view.say(words)}"
        for way, (_, _, words) in WAYS.items()
        if (count := matrix_of.count(way))
    ]
    if letters := sum(response.signed_by != "" for row in rows for response in row.responses):
        said.append(f"{letters} × letter")
    if said:
        yield "In which way", ", ".join(said)
    if entered := sum(place.is_entered for place in places):
        yield "Entered for them", str(entered)
    reached = matrix_of.count_reached("reached")
    yield "Reached", f"{reached} of {len(places)}"


def _columns(view: View, matrix_of: Coverage) -> tuple[str, ...]:
    shown = matrix_of.capacities[:MOST_COLUMNS]
    others = ("others",) if len(matrix_of.capacities) > MOST_COLUMNS else ()
    return (view.say("{Agency}"), *shown, *others)


def _row(view: View, matrix_of: Coverage, row: AgencyRow) -> tuple[str, ...]:
    shown, rest = matrix_of.capacities[:MOST_COLUMNS], matrix_of.capacities[MOST_COLUMNS:]
    cells = [_cell(view, row.cell(capacity)) for capacity in shown]
    if rest:
        others = dict.fromkeys(place for capacity in rest for place in row.cell(capacity))
        cells.append(_cell(view, tuple(others)))
    name = row.agency or agency_name(view, row)
    said = response_words(view, row)
    return f"{name} ({said})" if said else name, *cells


def _cell(view: View, places: tuple[Place, ...]) -> str:
    """Each person of the cell on a line; those that say the same together."""
    said: dict[str, int] = {}
    for place in places:
        words = place_words(view, place)
        said[words] = said.get(words, 0) + 1
    return "\n".join(f"{many} × {words}" if many > 1 else words for words, many in said.items())


# On the page -----------------------------------------------------------------------------------------


def coverage_picture(view: View, matrix_of: Coverage) -> str:
    """The matrix as SVG: a mark for each person, with the letter of the way in which they answered."""
    columns = (*matrix_of.capacities, view.say("{Agency}'s response"))
    rows = [
        MatrixRow(
            row.agency or agency_name(view, row),
            (
                *(
                    tuple(_mark(view, place) for place in row.cell(capacity))
                    for capacity in matrix_of.capacities
                ),
                _of_agency(view, row),
            ),
        )
        for row in matrix_of.rows
    ]
    return matrix("Who has answered, and how", columns, rows, tuple(_legend(view)))


def _mark(view: View, place: Place) -> Mark:
    said = f"{view.names(place.people)}: {place_words(view, place)}"
    if place.is_open:
        letter = OPEN if place.reached.state == "reached" else UNREACHED
        return Mark(letter, "", said)
    letter, pattern, _ = WAYS[place.ways[0]]
    return Mark(f"{letter}*" if place.is_entered else letter, pattern, said)


def _of_agency(view: View, row: AgencyRow) -> tuple[Mark, ...]:
    _, pattern, _ = WAYS["response"]
    return tuple(
        Mark(LETTER if response.signed_by else "R", pattern, response_words(view, row))
        for response in row.responses
    )


def _legend(view: View) -> Iterator[tuple[Mark, str]]:
    for letter, pattern, words in WAYS.values():
        yield Mark(letter, pattern), view.say(words)
    yield Mark(LETTER, WAYS["response"][1]), "letter"
    yield Mark("C*", WAYS["comment"][1]), "entered for them"
    yield Mark(OPEN, ""), "no answer yet"
    yield Mark(UNREACHED, ""), "no answer, and the request has not arrived"


TABLE_COLUMNS = ("{Agency}", "Who", "Asked as", "Request", "Answer", "Since")


def coverage_table(view: View, matrix_of: Coverage) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The table behind the picture, a row for each place: its columns and its rows."""
    rows: list[tuple[str, ...]] = []
    for row in matrix_of.rows:
        for place in row.places:
            arrived = short_day(view, place.reached.at)
            ways = " and ".join(view.say(WAYS[way][2]) for way in place.ways) or "no answer yet"
            rows.append(
                (
                    agency_name(view, row),
                    view.names(place.people),
                    " and ".join(place.entry.capacities) or "by name",
                    f"{place.reached.state}{f' {arrived}' if arrived else ''}",
                    f"{ways}{ENTERED if place.is_entered else ''}",
                    view.when(place.since) if place.since else "",
                )
            )
        if said := response_words(view, row):
            rows.append((agency_name(view, row), said, view.say("the {agency}'s response"), "", "given", ""))
    return tuple(view.say(column) for column in TABLE_COLUMNS), tuple(rows)
