"""The documents say what is so: their commands exist, their links lead somewhere, nothing is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from govbot.bot.commands import GENERAL, SHOWS
from govbot.cli.main import app
from govbot.core.process import Process
from govbot.core.table import BY_WORD
from govbot.core.texts import Texts
from govbot.runtime.adapters import known_settings
from tests.docs.reading import PAGES, ROOT, anchors, code, links, name, text

DOCS = ROOT / "docs"
COMMANDS = {
    command.name or command.callback.__name__ for command in app.registered_commands if command.callback
}
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
READERS = ("representative", "liaison", "secretary", "steering-group", "publisher", "public-records")
every_page = pytest.mark.parametrize("page", PAGES, ids=name)


def options_of(command: str) -> set[str]:
    group = typer.main.get_command(app)
    subcommand = group.commands[command]  # type: ignore[attr-defined]
    return {
        option for parameter in subcommand.params for option in (*parameter.opts, *parameter.secondary_opts)
    }


@every_page
def test_every_command_that_is_named_exists(page: Path) -> None:
    named = {
        match[1]
        for line in code(page)
        for match in re.finditer(r"(?:^|\s|bin/)govbot (?!govbot)([a-z]+)\b", line)
    }
    assert named - COMMANDS - {"doctor"} == set()


@every_page
def test_every_option_that_is_named_exists(page: Path) -> None:
    joined = [re.sub(r"\\\n\s*", " ", text(page))]
    for command, rest in re.findall(r"govbot ([a-z]+)((?: +(?:--?[\w-]+|[^\s`|]+))*)", "\n".join(joined)):
        if command in COMMANDS:
            assert set(re.findall(r"--[a-z-]+", rest)) <= options_of(command) | {"--help"}, command


@every_page
def test_every_target_of_make_that_is_named_exists(page: Path) -> None:
    named = {match[1] for line in code(page) for match in re.finditer(r"(?:^|\s)make ([a-z-]+)\b", line)}
    assert named - TARGETS == set()


@every_page
def test_every_word_after_gov_that_is_named_exists(page: Path) -> None:
    known = {*BY_WORD, *GENERAL, *SHOWS, "later", "WORD"}
    named = {match[1] for line in code(page) for match in re.finditer(r"/gov ([a-zA-Z-]+)", line)}
    named |= {match[1] for line in code(page) for match in re.finditer(r"/gov later ([a-z-]+)", line)}
    assert named - known == set()


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        if re.match(r"(https?|mailto):", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} leads nowhere"
        if anchor:
            assert anchor in anchors(target), f"{link} names no heading of {name(target)}"


@every_page
def test_no_page_names_a_place_of_the_machine_it_was_written_on(page: Path) -> None:
    assert re.findall(r"(?<![\w.:/])/(?:work|root|home|tmp)/\S*", text(page)) == []
    assert str(ROOT) not in text(page)


@every_page
def test_pages_are_written_a_sentence_or_clause_a_line_without_blanks_at_the_end(page: Path) -> None:
    assert [line for line in text(page).splitlines() if line != line.rstrip()] == []


def test_the_readme_lists_every_command() -> None:
    listed = re.findall(r"^\| `govbot ([a-z]+)` \|", text(ROOT / "README.md"), re.MULTILINE)
    assert set(listed) == COMMANDS


def test_the_readme_leads_to_every_page() -> None:
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in links(ROOT / "README.md")}
    pages = {page for page in PAGES if page.parent in (ROOT, DOCS)} - {ROOT / "README.md"}
    assert pages - linked == set()


def test_each_reader_has_a_page() -> None:
    assert [reader for reader in READERS if not (DOCS / f"{reader}.md").exists()] == []


def test_every_setting_is_explained_to_the_operator() -> None:
    explained = set(re.findall(r"^\| `(GOVBOT_[A-Z_]+)` \|", text(DOCS / "operating.md"), re.MULTILINE))
    known = set(known_settings())
    assert known - explained == set(), "explain these settings in the table of docs/operating.md"
    assert explained - known == set(), "no adapter reads these settings: take them out of docs/operating.md"


def test_every_setting_of_the_process_is_explained() -> None:
    page = text(DOCS / "process-toml.md")
    sections = {field: info.annotation for field, info in Process.model_fields.items()}
    texts = {f"texts.{field}": info.annotation for field, info in Texts.model_fields.items()}
    for field, annotation in {**sections, **texts}.items():
        if field in ("texts", "templates"):  # files of their own
            continue
        assert re.search(rf"^## `\[+{field}\]+`", page, re.MULTILINE), field
        part = page.partition(f"{field}]")[2].partition("\n## ")[0]
        models = (annotation, *getattr(annotation, "__args__", ()))
        model = next((model for model in models if hasattr(model, "model_fields")), None)
        if model is None:  # tables whose keys are free
            continue
        assert [name for name in model.model_fields if f"`{name}`" not in part] == [], field


def test_every_decision_says_its_context_its_decision_and_its_cost() -> None:
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in decisions]
    assert numbers == sorted(set(numbers))  # numbers are given out before the pages are written
    for page in decisions:
        assert text(page).startswith(f"# {page.name[:4]} ")
        for part in ("**Context.**", "**Decision.**", "**Cost.**"):
            assert part in text(page), page.name


# A path as pages name it: folders and files of the project, not addresses, commands or made-up names.
_PATH = re.compile(r"(?:[\w.-]+/)+[\w.-]*\w|(?:[\w-]+/)+|[\w-]+\.(?:py|md|toml|jsonl)")
# Where a path may begin.
STARTS = ("", "src/govbot", "adapters", "docs", "src/govbot/runtime")
FOR_DEVELOPERS = (
    "docs/developing.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/releasing.md",
    "docs/checks.md",
)


@pytest.mark.parametrize("page", FOR_DEVELOPERS)
def test_every_path_that_a_page_for_developers_names_exists(page: str) -> None:
    ticked = re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```$", "", text(ROOT / page), flags=re.M | re.S))
    starts = (*STARTS, "tests") if page == "docs/checks.md" else STARTS
    missing = [
        path
        for path in ticked
        if _PATH.fullmatch(path) and not any((ROOT / start / path).exists() for start in starts)
    ]
    assert [
        path for path in missing if path not in ("events/", "policy/", "evolve/", "steps/", "notifications/")
    ] == []


def test_every_decision_is_linked_from_the_page_for_developers() -> None:
    linked = {link.rpartition("/")[2] for link in links(DOCS / "developing.md") if "decisions/" in link}
    assert {page.name for page in (DOCS / "decisions").glob("*.md")} - linked == set()
