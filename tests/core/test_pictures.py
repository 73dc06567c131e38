"""Pictures: whole SVG, with nothing in it that people wrote as markup, told apart without colours."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from govbot.core.pictures.bars import Bar, bars
from govbot.core.pictures.drawing import INK, PATTERNS
from govbot.core.pictures.timeline import Lane, timeline

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 12, 1)
STEPS = {"drafting": "Drafting", "staff review": "Staff review"}


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in drawn(svg).iter(f"{SVG}text")]


def test_what_people_wrote_is_text_and_never_markup() -> None:
    svg = bars("<script>", [Bar("<b>& “x”", 1, "1 of 2")])
    assert "<b>& “x”" in texts(svg)
    assert (drawn(svg).find(f"{SVG}title") or ElementTree.Element("none")).tag
    assert "<script>" not in svg


def test_a_bar_is_as_long_as_its_value_and_a_mark_stands_where_it_was_planned() -> None:
    svg = drawn(bars("Days", [Bar("a", 10, "10 days", planned=20), Bar("b", 20, "20 days")]))
    short, long = [float(box.get("width", "0")) for box in svg.findall(f"{SVG}rect")]
    assert long == 2 * short
    (mark,) = svg.findall(f"{SVG}line")
    first = svg.find(f"{SVG}rect")
    assert first is not None
    assert float(mark.get("x1", "0")) == float(first.get("x", "0")) + long


def test_a_target_that_has_passed_is_filled_and_one_ahead_is_hollow() -> None:
    lane = Lane(
        "ITP-1",
        (("drafting", date(2026, 10, 1), TODAY),),
        ((date(2026, 11, 1), True), (date(2027, 1, 1), False)),
    )
    paths = [path.get("fill") for path in drawn(timeline("All", [lane], STEPS, TODAY)).findall(f"{SVG}path")]
    assert paths[:2] == [INK, "#ffffff"]


def test_each_step_has_a_pattern_of_its_own_and_stands_in_the_legend() -> None:
    lane = Lane("ITP-1", (("drafting", date(2026, 9, 1), TODAY), ("staff review", TODAY, TODAY)))
    svg = timeline("All", [lane], STEPS, TODAY)
    fills = [box.get("fill") for box in drawn(svg).findall(f"{SVG}rect")]
    assert fills == [f"url(#{PATTERNS[0][0]})", f"url(#{PATTERNS[1][0]})"] * 2
    assert {"Drafting", "Staff review", "target ahead", "statutory deadline", "today"} <= set(texts(svg))


def test_without_rows_there_is_still_a_whole_picture() -> None:
    assert drawn(bars("Nothing", [])).tag == drawn(timeline("Nothing", [], STEPS, TODAY)).tag == f"{SVG}svg"
