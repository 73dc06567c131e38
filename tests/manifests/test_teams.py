"""The Teams app package: valid by Microsoft's schema, made from the table, and asking for what is used."""

from __future__ import annotations

import io
import json
import os
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from typer.testing import CliRunner

from govbot.adapter_api.manifest import SAMPLE_URL, ManifestRequest
from govbot.adapter_api.settings import UnsafeSettings
from govbot.cli.main import app
from govbot.core.cards.guide import QUERIES
from govbot.core.process import Process
from govbot.core.table import BY_WORD
from govbot.docgen.pages import MANIFESTS
from govbot.runtime.adapters import manifest_request
from govbot.runtime.settings import process_at
from govbot_teams import dialogs, find, typed_text
from govbot_teams import manifest as made
from govbot_teams.clouds import CLOUDS
from govbot_teams.standin.graph_api import NEEDED
from tests.client.stage import HERE as CLIENT

ROOT = Path(__file__).parents[2]
EXAMPLE = process_at().model_copy(
    update={"government": process_at().government.model_copy(update={"name": "State of Example"})}
)
APP = "11111111-2222-4333-8444-555555555555"
SCHEMAS = CLIENT / "node_modules/@microsoft/app-manifest/build/json-schemas/teams"
WORDS = {words.partition(" ")[0] for words, _ in QUERIES} | set(BY_WORD) | {made.OWN_LIST}


def requested(
    base_url: str = SAMPLE_URL, app_id: str = APP, cloud: str = "public", process: Process = EXAMPLE
) -> ManifestRequest:
    options = {"app_id": app_id, "cloud": cloud}
    return manifest_request(base_url, process, options)


def manifest(cloud: str = "public", base_url: str = SAMPLE_URL) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(made.teams_manifest(requested(base_url, APP, cloud)))
    return manifest


def lists() -> dict[str, list[dict[str, str]]]:
    return {
        "+".join(listed["scopes"]): listed["commands"] for listed in manifest()["bots"][0]["commandLists"]
    }


@pytest.mark.parametrize("cloud", CLOUDS)
def test_it_is_valid_by_microsofts_schema(cloud: str) -> None:
    path = SCHEMAS / f"v{made.SCHEMA_VERSIONS[cloud]}/MicrosoftTeams.schema.json"
    if not path.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "the schema is missing: make setup installs it"
        )
    validator = Draft4Validator(json.loads(path.read_text(encoding="utf-8-sig")))
    assert [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(manifest(cloud))] == []
    assert not validator.is_valid({**manifest(cloud), "accentColor": "blue"})


def test_its_commands_are_the_words_that_are_typed_after_gov() -> None:
    assert list(lists()) == ["personal", "team+groupChat"]
    for commands in lists().values():
        assert {command["title"] for command in commands} <= WORDS
        assert commands[-1] == {"title": "help", "description": "What you can do here now"}
        assert len({command["title"] for command in commands}) == len(commands) <= made.MOST_COMMANDS


def test_every_word_and_description_is_as_short_as_teams_wants_it() -> None:
    for word in [*made.PERSONAL, *made.AMONG_OTHERS, *BY_WORD]:
        command = made.command(word, requested().commands)
        assert len(command["title"]) <= made.MOST_TITLE
        assert 0 < len(command["description"]) <= made.MOST_DESCRIPTION


@pytest.mark.parametrize("word", sorted({*made.PERSONAL, *made.AMONG_OTHERS}))
def test_a_chosen_command_is_understood_as_one(word: str) -> None:
    known = {words.partition(" ")[0] for words, _ in QUERIES} | set(BY_WORD)
    assert typed_text.command_of(word, known) == ("" if word == made.OWN_LIST else word)


def test_the_search_the_links_and_the_message_action_are_the_adapters() -> None:
    extension = manifest()["composeExtensions"][0]
    search, action = extension["commands"]
    assert (search["id"], [each["name"] for each in search["parameters"]]) == (find.FIND, [find.WORDS])
    assert extension["messageHandlers"][0]["value"]["domains"] == manifest()["validDomains"]
    assert (action["id"], action["context"], action["fetchTask"]) == (dialogs.ACTION, ["message"], True)


@pytest.mark.parametrize("cloud", CLOUDS)
def test_files_are_sent_to_it_where_the_cloud_lets_them(cloud: str) -> None:
    assert manifest(cloud)["bots"][0]["supportsFiles"] is CLOUDS[cloud].takes_files


def test_it_asks_for_nothing_that_reads_what_people_say_among_others() -> None:
    assert "authorization" not in manifest()
    asked = [name for name, _ in (*made.GRAPH_PERMISSIONS, *made.BOT_PERMISSIONS)]
    assert [
        permission
        for permission in asked
        if "Message.Read" in permission or permission.startswith(("Chat.Read", "Group"))
    ] == []


def test_the_permissions_in_graph_are_those_that_the_calls_need() -> None:
    assert {name for name, _ in made.GRAPH_PERMISSIONS} == {permission for _, _, permission in NEEDED}


def test_the_sample_is_what_is_made() -> None:
    sample = made.teams_manifest(requested(app_id=made.SAMPLE_ID, process=process_at()))
    assert (ROOT / MANIFESTS / "teams/manifest.json").read_text(encoding="utf-8") == sample


# The package ------------------------------------------------------------------------------------------


def package() -> bytes:
    return made.teams_package(requested("https://gov.example:8443"))


def test_the_package_holds_the_manifest_and_the_icons_that_it_names() -> None:
    with zipfile.ZipFile(io.BytesIO(package())) as archive:
        assert archive.testzip() is None
        inside = json.loads(archive.read("manifest.json"))
        assert set(archive.namelist()) == {"manifest.json", *inside["icons"].values()}
    assert inside["id"] == inside["bots"][0]["botId"] == inside["webApplicationInfo"]["id"] == APP
    assert inside["validDomains"] == ["gov.example"]


def test_the_package_is_the_same_bytes_each_time() -> None:
    assert package() == package()


def pixels(name: str) -> tuple[int, int, list[bytes]]:
    """The size, the bytes of a pixel, and the rows of a PNG that uses no filter; the checksums must be right."""
    with zipfile.ZipFile(io.BytesIO(package())) as archive:
        data = archive.read(name)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, chunks = 8, {}
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size]) == (zlib.crc32(kind + body),)
        chunks[kind], at = body, at + 12 + size
    width, height, _, colour, *_ = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    deep = {3: 1, 6: 4}[colour]
    flat = zlib.decompress(chunks[b"IDAT"])
    assert len(flat) == height * (1 + width * deep)
    rows = [flat[row * (1 + width * deep) :][1 : 1 + width * deep] for row in range(height)]
    return width, deep, rows


def test_the_colour_icon_is_192_wide_and_has_no_hole() -> None:
    width, deep, rows = pixels("color.png")
    assert (width, len(rows), deep) == (192, 192, 1)
    assert {row[0] for row in rows} == {0}
    assert max(max(row) for row in rows) == 255


def test_the_outline_icon_is_32_wide_white_and_otherwise_transparent() -> None:
    width, deep, rows = pixels("outline.png")
    assert (width, len(rows), deep) == (32, 32, 4)
    seen = [row[at : at + 4] for row in rows for at in range(0, len(row), 4)]
    assert {pixel[:3] for pixel in seen} == {b"\xff\xff\xff"}
    assert {seen[0][3], seen[-1][3]} == {0}
    assert max(pixel[3] for pixel in seen) == 255


# The command ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("app_id", "cloud", "url", "sentence"),
    [
        ("", "public", SAMPLE_URL, "The Teams app id is missing"),
        ("govbot", "public", SAMPLE_URL, "is no app id like"),
        (APP, "moon", SAMPLE_URL, "There is no Teams cloud “moon”"),
        (APP, "public", "http://gov.example", "does not begin with https://"),
    ],
)
def test_what_teams_could_not_use_is_refused_in_a_sentence(
    app_id: str, cloud: str, url: str, sentence: str
) -> None:
    with pytest.raises(UnsafeSettings, match=sentence):
        made.teams_package(requested(url, app_id, cloud))


def run(*words: str, **environment: str) -> Any:
    return CliRunner().invoke(app, ["manifest", *words], env=environment)


def test_the_command_writes_the_package(tmp_path: Path) -> None:
    file = tmp_path / "govbot.zip"
    written = run(
        "teams",
        "--base-url",
        SAMPLE_URL,
        "--out",
        str(file),
        GOVBOT_TEAMS_APP_ID=APP,
        GOVBOT_TEAMS_CLOUD="gcch",
    )
    assert (written.exit_code, str(file) in written.output) == (0, True)
    with zipfile.ZipFile(file) as archive:
        inside = json.loads(archive.read("manifest.json"))
    assert (inside["id"], inside["bots"][0]["supportsFiles"]) == (APP, False)


def test_without_an_app_id_or_a_file_the_command_says_what_is_missing(tmp_path: Path) -> None:
    no_id = run("teams", "--base-url", SAMPLE_URL, "--out", str(tmp_path / "x.zip"), GOVBOT_TEAMS_APP_ID="")
    assert isinstance(no_id.exception, UnsafeSettings)
    assert "--app-id" in str(no_id.exception)
    no_file = run("teams", "--base-url", SAMPLE_URL, "--app-id", APP)
    assert isinstance(no_file.exception, UnsafeSettings)
    assert "--out govbot.zip" in str(no_file.exception)
