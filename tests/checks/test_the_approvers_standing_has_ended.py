"""The approver's office, delegation or account ended after the card was sent; refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govbot.operations.importing import take_in
from tests.bot.town import Town, town_at
from tests.government import agencies, offices, roster
from tests.places import Place

pytestmark = pytest.mark.check("S29")


async def delegated(town: Town) -> str:
    await town.secretary.does(
        "delegation", person=await town.person_id("ciso"), power="approve", citation="memo of May 4"
    )
    await town.contact.does("confirm-office", outcome="confirm")
    await town.dss.press("No comment")
    await town.cio.does("close-feedback ITP-1")
    await town.cio.does("secretary ITP-1")
    await town.settle()
    return town.ciso.value("Approve draft D1")


async def test_a_delegation_that_has_ended_approves_nothing(place: Place) -> None:
    async with town_at("circulate", place) as town:
        value = await delegated(town)
        await town.secretary.command("end-delegation")
        choice = next(
            form_field for form_field in town.secretary.form.fields if form_field.name == "delegation"
        ).choices
        assert choice
        await town.secretary.fill(delegation=choice[0].value)
        await town.ciso.presses(value)
        assert "belongs to: the OPM Secretary, a designee with a delegation on file" in town.ciso.no
        assert "Approved" not in await town.entries()
        assert (await town.attempts())[0].action == "approve"


async def test_a_secretary_whose_office_has_passed_on_approves_nothing(place: Place) -> None:
    async with town_at("request", place) as town:
        value = town.secretary.value("Approve draft D1")
        successor = [
            replace(office, email="dcp@ct.example") if office.email == "secretary@ct.example" else office
            for office in offices("chat")
        ]
        await town.app.record.write(
            lambda tx: take_in(town.bot.context(tx), agencies(), roster("chat"), successor)
        )
        await town.secretary.presses(value)
        assert "belongs to: the OPM Secretary, a designee with a delegation on file" in town.secretary.no
        assert "Approved" not in await town.entries()
        await town.dcp.presses(value)
        assert (await town.entries())[-1] == "Approved"


async def test_an_approver_who_has_left_approves_nothing(place: Place) -> None:
    async with town_at("circulate", place) as town:
        value = await delegated(town)
        await town.keeper.does("left", person=await town.person_id("ciso"))
        await town.ciso.presses(value)
        assert town.ciso.no.startswith("Your account is deactivated")
        assert "Approved" not in await town.entries()


async def test_a_seat_is_read_at_the_moment_of_the_act(place: Place) -> None:
    async with town_at("pursue", place) as town:
        await town.draft()
        form = (await town.advisor.command("advance ITP-1")).form
        await town.keeper.does("seat", seat="advisor", person=await town.person_id("dcp"))
        await town.contact.does("confirm-office", outcome="confirm")
        await town.advisor.submits(
            form.token,
            {
                form_field.name: form_field.initial
                for form_field in form.fields
                if form_field.initial is not None
            },
        )
        assert "belongs to: the Senior Policy Advisor" in town.advisor.no
        assert "AdvancedToStaffReview" not in await town.entries()
