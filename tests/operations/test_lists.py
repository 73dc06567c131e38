"""The three lists together: words that the process does not know, and the difference that they would make."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from govbot.cli.main import app
from govbot.operations.differences import NOTHING, differences
from govbot.operations.importing import take_in
from govbot.operations.lists import Lists, read_lists
from govbot.operations.rosters import Representative, RosterErrors
from govbot.record import verify
from tests.bot.town import Town
from tests.government import PROCESS, address, agencies, offices, roster

AGENCIES = "agency,name\nDCS,Citizen Services\n"
ROSTER = "email,name,agency,capacity\na@x.example,Ada,DCS,agency data officer\n"
OFFICES = "office,email,role\nOPM Legal Counsel,b@x.example,reviewer\n"


def written(
    folder: Path, agencies: str = AGENCIES, roster: str = ROSTER, offices: str = OFFICES
) -> tuple[Path, Path, Path]:
    paths = (folder / "agencies.csv", folder / "people.csv", folder / "holders.csv")
    for path, text in zip(paths, (agencies, roster, offices), strict=True):
        path.write_text(text)
    return paths


def faults(paths: tuple[Path, Path, Path]) -> list[str]:
    with pytest.raises(RosterErrors) as caught:
        read_lists(*paths, PROCESS)
    return list(caught.value.problems)


def test_a_capacity_that_the_process_does_not_have_is_not_taken_in_silently(tmp_path: Path) -> None:
    (fault,) = faults(written(tmp_path, roster=ROSTER + "c@x.example,Cy,DCS,security liason\n"))
    assert fault == (
        "people.csv, line 3: “security liason” is no capacity in process.toml; the nearest is “security liaison”. "
        "Correct it, or name it there under [circulation]."
    )


def test_an_office_or_seat_that_the_process_does_not_have_is_not_taken_in_silently(tmp_path: Path) -> None:
    listed = OFFICES + "Legal Councel,c@x.example,reviewer\nChief Date Officer,d@x.example,steering seat\n"
    office, seat = faults(written(tmp_path, offices=listed))
    assert office.startswith("holders.csv, line 3: “Legal Councel” is no office that process.toml names")
    assert "the nearest is “OPM Legal Counsel”" in office
    assert seat.startswith("holders.csv, line 4: “Chief Date Officer” is no seat in process.toml")
    assert "the nearest is “Chief Data Officer”" in seat


def test_the_faults_of_all_lists_are_told_together_each_with_its_file(tmp_path: Path) -> None:
    told = faults(written(tmp_path, "agency,name\nDCS,\n", ROSTER + "no address,Cy,DCS,x\n"))
    assert [fault.partition(":")[0] for fault in told] == ["agencies.csv, line 2", "people.csv, line 3"]


def test_lists_without_faults_are_read(tmp_path: Path) -> None:
    listed, people, holders = read_lists(*written(tmp_path), PROCESS)
    assert [len(listed), len(people), len(holders)] == [1, 1, 1]
    other = PROCESS.circulation.model_copy(update={"other_capacities": ("records liaison",)})
    process = PROCESS.model_copy(update={"circulation": other})
    more = written(tmp_path, roster=ROSTER + "c@x.example,Cy,DCS,records liaison\n")
    assert len(read_lists(*more, process)[1]) == 2


async def shown(town: Town, lists: Lists) -> list[str]:
    return await town.app.record.read(lambda tx: differences(town.bot.context(tx), lists))


async def test_a_dry_run_shows_who_comes_leaves_and_changes_and_records_nothing(town: Town) -> None:
    same: Lists = (agencies(), roster("chat"), offices("chat"))
    assert await shown(town, same) == [NOTHING]
    further = Representative(address("dss"), "DSS", "DCP", "agency data officer", "chat")
    newcomer = Representative("new@ct.example", "New", "DOC", "security liaison", "chat")
    left = [row for row in roster("chat") if row.email != address("doc")]
    held = tuple(
        replace(office, email=address("dcp")) if office.office == "OPM Legal Counsel" else office
        for office in offices("chat")
    )
    lists: Lists = (agencies(), (*left, further, newcomer), held)
    lines = "\n".join(await shown(town, lists))
    assert "comes: New (new@ct.example), DOC security liaison" in lines
    assert "was DSS agency data officer, will be DSS agency data officer; DCP agency data officer" in lines
    assert "leaves the office: OPM Legal Counsel (reviewer), " in lines
    assert "gets the office: OPM Legal Counsel (reviewer), " in lines
    assert "not listed: " in lines
    before = await town.app.record.read(lambda tx: len(tx.entries("directory")))
    await shown(town, lists)
    assert before == await town.app.record.read(lambda tx: len(tx.entries("directory")))
    await town.app.record.write(lambda tx: take_in(town.bot.context(tx), *lists))
    after = await shown(town, lists)
    assert all(line.startswith("not listed") for line in after), "once it is taken in, nothing differs"


def test_govbot_roster_dry_run_prints_the_difference(tmp_path: Path) -> None:
    agencies, people, holders = written(tmp_path)
    database = f"sqlite:///{tmp_path}/record.db"
    named = ["--agencies", str(agencies), "--roster", str(people), "--offices", str(holders)]
    run = CliRunner()
    first = run.invoke(app, ["roster", *named, "--database", database, "--new"])
    assert first.exit_code == 0, first.output
    people.write_text(ROSTER + "c@x.example,Cy,DCS,security liaison\n")
    dry = run.invoke(app, ["roster", *named, "--database", database, "--dry-run"])
    assert dry.exit_code == 0, dry.output
    assert dry.output.splitlines() == [
        "comes: Cy (c@x.example), DCS security liaison",
        "Nothing was recorded.",
    ]
    people.write_text(ROSTER.replace("agency data officer", "agency date officer"))
    wrong = run.invoke(app, ["roster", *named, "--database", database, "--dry-run"])
    assert wrong.exit_code == 1
    assert "people.csv, line 2: “agency date officer” is no capacity" in wrong.output


def test_a_role_that_there_is_not_is_told_with_all_other_faults(tmp_path: Path) -> None:
    listed = OFFICES.replace("reviewer", "reviwer") + "Chief Date Officer,d@x.example,steering seat\n"
    role, seat = faults(written(tmp_path, offices=listed))
    assert role.startswith(
        "holders.csv, line 2: “reviwer” is no role; the nearest is “reviewer”. Use one of: "
    )
    assert seat.startswith("holders.csv, line 3: ")


def test_the_first_lists_can_be_tried_without_a_record(tmp_path: Path) -> None:
    agencies, people, holders = written(tmp_path)
    named = ["--agencies", str(agencies), "--roster", str(people), "--offices", str(holders)]
    record = tmp_path / "none.db"
    tried = CliRunner().invoke(
        app, ["roster", *named, "--database", f"sqlite:///{record}", "--new", "--dry-run"]
    )
    assert tried.exit_code == 0, tried.output
    assert "comes: Ada (a@x.example), DCS agency data officer" in tried.output
    assert not record.exists()


async def test_a_corrected_name_is_taken_in_and_recorded_by_its_digest(town: Town) -> None:
    row = next(row for row in roster("chat") if row.email == address("dss"))
    lists: Lists = ((), (replace(row, name="Ada Lovelace"),), ())
    assert f"is called: Ada Lovelace ({address('dss')}), instead of {row.name}" in await shown(town, lists)
    assert await town.app.record.write(lambda tx: take_in(town.bot.context(tx), *lists)) >= 1
    person = await town.app.record.read(lambda tx: tx.people.by_email(address("dss")))
    assert person is not None
    assert person.name == "Ada Lovelace"
    assert (await town.app.record.read(verify)).problems == ()
    assert "is called" not in "\n".join(await shown(town, lists))
