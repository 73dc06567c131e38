"""A government's words: templates are filled strictly, and texts that do not fit are named by their line."""

from __future__ import annotations

import pytest

from govbot.core.process_file import ProcessErrors, read_process
from govbot.core.texts import TemplateError, literal
from tests.core.test_process_file import DEFAULT, TEXTS
from tests.government import PROCESS


def test_names_are_filled_in_with_a_capital_where_the_placeholder_has_one() -> None:
    said = PROCESS.say("{Agencies} ask {an_agency}; the {steering_group} and the {secretary} answer.")
    assert said == "Agencies ask an agency; the Steering Group and the OPM Secretary answer."


def test_a_value_stands_as_it_is_and_is_never_filled_itself() -> None:
    assert PROCESS.say("{who} says {{so}}.", who="{agency} {0.x}") == "{agency} {0.x} says {so}."
    written = "{agency} } {{ {x!r}"
    assert PROCESS.say(literal(written)) == written


@pytest.mark.parametrize(
    "template",
    ["{nobody}", "{agency.upper}", "{agency[0]}", "{agency!r}", "{agency:>9}", "{}", "{0}", "{", "}"],
)
def test_a_placeholder_that_is_no_name_is_refused(template: str) -> None:
    with pytest.raises(TemplateError):
        PROCESS.say(template)


def test_a_value_cannot_hide_a_name() -> None:
    with pytest.raises(TemplateError, match="agency"):
        PROCESS.say("{agency}", agency="Nobody")


def test_a_copy_with_another_government_has_its_words() -> None:
    assert PROCESS.say("{secretary}") == "OPM Secretary"
    government = PROCESS.government.model_copy(update={"secretary": "Commissioner"})
    copy = PROCESS.model_copy(update={"government": government})
    assert copy.say("the {secretary_office}") == "the Commissioner's office"
    assert PROCESS.say("{secretary}") == "OPM Secretary"


def line(words: str) -> int:
    """The line, from 1, on which these words begin."""
    return next(number for number, text in enumerate(TEXTS.splitlines(), 1) if text.startswith(words))


@pytest.mark.parametrize(
    ("old", "new", "where", "why"),
    [
        ('liaison = "liaison"', "", line("[names]"), "names, liaison: This is needed"),
        (
            'lead = "policy lead"',
            'led = "policy lead"',
            line("lead ="),
            "names, led: There is no such setting",
        ),
        ('staff = "{office} staff"', 'staff = "{ofice} staff"', line("staff ="), "“{ofice}” is neither"),
        ('staff = "{office} staff"', 'staff = "{agency} staff"', line("staff ="), "“{agency}” is neither"),
        ('steps_note = "Version', 'steps_note = "{}Version', line("steps_note"), "is no placeholder"),
        ("[sources.library]", "[sources.books]", line("[sources.library]"), "sources, books: Write 'raise'"),
        ('where = "Part III"', "", line("[sources.raise]"), "sources, raise, where: This is needed"),
        ("[names]", "[names", line("[names]"), "this is not TOML"),
    ],
)
def test_texts_that_cannot_be_read_are_named_with_file_and_line(
    old: str, new: str, where: int, why: str
) -> None:
    assert old in TEXTS
    with pytest.raises(ProcessErrors) as bad:
        read_process(DEFAULT, TEXTS.replace(old, new, 1), texts_name="our.toml")
    assert any(
        problem.startswith(f"our.toml, line {where}: ") and why in problem for problem in bad.value.problems
    ), bad.value


def test_texts_stand_in_a_file_of_their_own() -> None:
    with pytest.raises(
        ProcessErrors, match=r"process\.toml, line 1: texts: These stand in a file of their own"
    ):
        read_process(f"texts = {{}}\n{DEFAULT}", TEXTS)
