"""Rosters are imported as a whole, or refused with every fault and its line."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from govbot.demo.sample import sample
from govbot.operations.rosters import (
    Agency,
    Office,
    Representative,
    RosterErrors,
    chats_of,
    read_agencies,
    read_offices,
    read_roster,
)

REAL = os.environ.get("GOVBOT_REAL_INPUT", "")
HEAD = b"email,name,agency,capacity,chat\n"


def file(name: str) -> bytes:
    return (Path(REAL) / name).read_bytes() if REAL else sample(name)


def problems(read: Callable[[bytes], object], data: bytes) -> tuple[str, ...]:
    with pytest.raises(RosterErrors) as caught:
        read(data)
    return tuple(caught.value.problems)


def test_a_governments_lists_are_read() -> None:
    agencies = read_agencies(file("agencies.csv"))
    roster = read_roster(file("roster.csv"), agencies)
    assert len(roster) == 3 * len(agencies)
    assert set(Counter(row.capacity for row in roster).values()) == {len(agencies)}
    assert len(read_offices(file("offices.csv"))) == 16
    assert not any(agency.flags for agency in agencies)
    assert not any(row.flags for row in roster)


def test_the_sample_names_offices_and_example_addresses_only() -> None:
    roster, offices = read_roster(sample("roster.csv")), read_offices(sample("offices.csv"))
    addresses = [row.email for row in roster] + [office.email for office in offices]
    assert all(address.endswith(".example") for address in addresses)
    assert len(read_agencies(sample("agencies.csv"))) == 8
    assert {office.chat for office in offices} == {"slack", "teams"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_is_read_in_any_encoding_that_spreadsheets_save(encoding: str) -> None:
    data = "Agency;NAME;Notes\r\nDCS;Département “X”;ignored\r\n\r\n".encode(encoding)
    assert read_agencies(data) == (Agency("DCS", "Département “X”"),)


def test_columns_are_found_by_name_in_any_order_and_chat_may_be_missing() -> None:
    data = b' Role ,"E-MAIL",Email,OFFICE\nauditor,x,A@OPM.example,Auditor\n'
    assert read_offices(data) == (Office("Auditor", "a@opm.example", "auditor", ""),)


def test_a_persons_several_capacities_are_several_lines() -> None:
    data = HEAD + b"a@x.example,A,DCS,security liaison,Slack\na@x.example,A,DCS,agency data officer,slack\n"
    assert [row.capacity for row in read_roster(data)] == ["security liaison", "agency data officer"]
    assert read_roster(data)[0] == Representative("a@x.example", "A", "DCS", "security liaison", "slack")


def test_an_agencys_code_is_written_as_the_agencies_write_it() -> None:
    (row,) = read_roster(HEAD + b"a@x.example,A,dcs,security liaison,\n", [Agency("DCS", "Citizen Services")])
    assert row.agency == "DCS"


def test_every_fault_is_told_with_its_line() -> None:
    data = HEAD + (
        b"a@x.example,A,DCS,security liaison,slack\n"
        b"\n"
        b"not an address,B,DCS,security liaison,slack\n"
        b"a@x.example,A,DCS,Security Liaison,slack\n"
        b"c@x.example,,XXX,agency data officer,slack\n"
        b"A@x.example,Z,DCS,agency data officer,slack\n"
    )
    expected = (
        "line 4: “not an address” is not an e-mail address; correct it.",
        "line 5: a@x.example as DCS’s Security Liaison already stands in line 2; take one out.",
        "line 6: the column “name” is empty; fill it in.",
        "line 6: “XXX” is not in the list of codes; correct it, or add it there first.",
        "line 7: a@x.example is “A” further up; give one name to one address.",
    )
    assert problems(lambda data: read_roster(data, [Agency("DCS", "x")]), data) == expected


def test_an_agency_and_an_office_stand_once() -> None:
    assert problems(read_agencies, b"agency,name\nDCS,x\ndcs,y\n") == (
        "line 3: the code dcs already stands in line 2; take one out.",
    )
    assert (
        "already stands in line 2"
        in problems(read_offices, b"office,email,role\nA,a@x.example,auditor\na,A@x.example,Auditor\n")[0]
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "missing: “agency”, “name”"),
        (b"agency\nDCS\n", "missing: “name”"),
        (b"agency,name\n", "no lines after the first"),
        (b"PK\x03\x04...", "this is a workbook"),
        (b"agency,name\nA,\x00\n", "not a text file"),
        (b"agency,name\nA,\x81\xff\n", "not a text file"),
        (b"agency,name\nA," + b"x" * 200_000 + b"\n", "can't be read as CSV"),
        (b"x" * (5 * 2**20 + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, sentence: str) -> None:
    assert sentence in problems(read_agencies, data)[0]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
@pytest.mark.check("S39")
def test_a_cell_that_a_spreadsheet_would_run_is_kept_and_flagged(start: str) -> None:
    (agency,) = read_agencies(f'agency,name\nDCS,"{start}HYPERLINK(1)"\n'.encode())
    assert agency.name == f"{start}HYPERLINK(1)"
    assert agency.flags[0].startswith("line 2: “name” begins with")


@pytest.mark.parametrize(
    "address", ["a@b", "a b@c.example", "@c.example", "a@.example", "<a@c.example>", "a@c..x"]
)
def test_an_address_that_is_none_is_told(address: str) -> None:
    assert (
        "is not an e-mail address"
        in problems(read_offices, f"office,email,role\nA,{address},r\n".encode())[0]
    )


def test_of_very_many_faults_the_first_hundred_are_told() -> None:
    sentences = problems(read_agencies, b"agency,name\n" + b",x\n" * 150)
    assert len(sentences) == 101
    assert sentences[-1] == "There are 50 more like these."


def test_a_chat_that_there_is_not_is_a_problem_of_its_line() -> None:
    data = HEAD + b"a@b.example,A,DSS,security liaison,Fax\n"
    sentence = "line 2: “fax” is no chat; write slack, teams or both, or leave it empty."
    assert problems(read_roster, data) == (sentence,)


def test_who_stands_in_lines_of_both_chats_is_on_both() -> None:
    lines = b"a@b.example,A,DSS,one,Slack\na@b.example,A,DSS,two,teams\nc@b.example,C,DSS,one,\n"
    offices = read_offices(
        b"office,email,role,chat\nX,d@b.example,auditor,TEAMS\nY,e@b.example,auditor,both\n"
    )
    assert chats_of(read_roster(HEAD + lines), offices) == {
        "a@b.example": "both",
        "c@b.example": "",
        "d@b.example": "teams",
        "e@b.example": "both",
    }
