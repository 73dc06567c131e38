"""Acts entered for somebody else, or for an earlier day.

Whose act it is first, then the form as they would see it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from govbot.adapter_api.answers import Upload
from govbot.core.cards.vocabulary import Card, ShowCard, ShowRefusal, Text
from tests.bot.chat_in_memory import buttons
from tests.bot.town import Town, town_at
from tests.core.cards.given import words

MEMO = Upload("memo.pdf", "application/pdf", b"%PDF signed")


async def last_entry(town: Town) -> tuple[str, str, str | None, str]:
    entry = (await town.app.record.read(lambda tx: tx.entries("policy:ITP-1")))[-1]
    return entry.type, entry.actor, entry.entered_by, entry.evidence


async def test_a_clerk_enters_an_answer_given_by_telephone(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        form = (await town.cio.command("later comment ITP-1")).form
        assert [form_field.name for form_field in form.fields] == ["entered_for"]
        choices = form.fields[0].choices
        assert choices is not None
        assert [choice.label for choice in choices] == [
            f"{name} ({name.lower()}@ct.example)" for name in ("DCP", "DOC", "DSS")
        ]
        await town.cio.fill()
        assert town.cio.problems == {"entered_for": "Choose one, please."}
        await town.cio.submits(form.token, {"entered_for": await town.person_id("dcp")})
        assert {"happened_on", "evidence", "evidence_file"} <= {
            form_field.name for form_field in town.cio.form.fields
        }
        await town.cio.fill(text="They agree.", evidence="By telephone", happened_on="2026-09-30")
        assert "Entered by you for DCP; the record names you both." in words(town.cio.card)
        dcp, cio = await town.ids("dcp", "cio")
        assert await last_entry(town) == ("FeedbackGiven", dcp, cio, "By telephone")


async def test_a_day_long_past_is_doubted_kept_and_shown_with_the_day_of_its_entry(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.dss.command("later comment ITP-1")
        form = town.dss.form
        assert form.title == "Later: Comment"
        assert [form_field.name for form_field in form.fields][:3] == [
            "happened_on",
            "evidence",
            "evidence_file",
        ]
        await town.dss.fill(text="A year is too short.", happened_on="1999-01-01")
        doubt, asks = town.dss.form.intro[1:3]
        assert doubt == Text("“On which day” is Fri, Jan 1, 1999. That is 27 years ago.", "warning")
        assert "If that is meant, confirm it" in words(Card("", (asks,)))
        assert town.dss.form.submit == "Confirm"
        await town.dss.fill()
        assert isinstance(town.dss.last, ShowCard)
        card = (await town.cio.command("comments ITP-1")).card
        assert "of Fri, Jan 1, 1999, recorded on Thu, Oct 1, 2026" in words(card)
        await town.settle()
        request = next(card for card in town.chat.cards("D-dss") if card.headline.startswith("Your agency's"))
        assert "of Fri, Jan 1, 1999, recorded on Thu, Oct 1, 2026" in words(request)


async def test_a_delegation_that_is_over_already_is_doubted_before_it_is_filed(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.secretary.command("delegation")
        await town.secretary.fill(
            person=await town.person_id("contact"), power="approve", valid_from="2001-01-01",
            until="2001-02-01", citation="memo",
        )  # fmt: skip
        said = words(Card("", town.secretary.form.intro))
        assert "“From” is Mon, Jan 1, 2001. That is 25 years ago." in said
        assert "It ended on Thu, Feb 1, 2001: nobody can act under it now." in said
        await town.secretary.fill()
        assert town.secretary.card.headline == "The delegation is on file."


async def test_the_policys_card_leads_a_clerk_there_and_nobody_else(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.cio.command("ITP-1")
        await town.cio.press("Enter for somebody, or for an earlier day")
        assert "For what was decided or said elsewhere" in words(town.cio.card)
        await town.cio.press("Give my review")
        await town.cio.fill(entered_for=await town.person_id("legal"))
        fields = {form_field.name: form_field for form_field in town.cio.form.fields}
        assert fields["track"].initial == "legal", "the form is as the reviewer would see it"
        await town.cio.fill(outcome="no concerns", evidence="Letter of Sep 30")
        legal, cio = await town.ids("legal", "cio")
        assert await last_entry(town) == ("ReviewGiven", legal, cio, "Letter of Sep 30")
        card = (await town.dss.command("ITP-1")).card
        assert "Enter for somebody" not in words(card)
        await town.dss.command("later ITP-1")
        assert "enter acts for others" in town.dss.no


async def test_every_action_that_can_be_entered_opens_its_forms(tmp_path: Path) -> None:
    async with town_at("request", tmp_path) as town:
        card = (await town.advisor.command("later ITP-1")).card
        opened = []
        for button in buttons(card):
            await town.advisor.presses(button.value)
            if isinstance(town.advisor.last, ShowRefusal):
                continue  # nobody holds that capacity just now, or there is nothing to choose
            names = [form_field.name for form_field in town.advisor.form.fields]
            if names == ["entered_for"]:
                (field,) = town.advisor.form.fields
                assert field.choices
                await town.advisor.fill(entered_for=field.choices[0].value)
            assert "evidence_file" in [form_field.name for form_field in town.advisor.form.fields]
            opened.append(button.label)
        assert {
            "Comment",
            "No comment",
            "Give my review",
            "Approve (this does not publish it)",
            "Return",
        } <= set(opened)


async def test_the_secretarys_approval_entered_needs_the_signed_document(tmp_path: Path) -> None:
    async with town_at("request", tmp_path) as town:
        await town.contact.command("later approve ITP-1")
        form = town.contact.form
        assert "entered_for" not in [form_field.name for form_field in form.fields], (
            "it can only be the Secretary's"
        )
        await town.contact.fill(evidence="Signed memo")
        assert town.contact.problems == {
            "evidence_file": "An approval entered for the OPM Secretary needs the signed document."
        }
        await town.contact.submits(form.token, {"evidence": "Signed memo"}, {"evidence_file": MEMO})
        assert isinstance(town.contact.last, ShowCard)
        secretary, contact = await town.ids("secretary", "contact")
        assert await last_entry(town) == ("Approved", secretary, contact, "Signed memo")


async def test_who_may_act_but_not_now_reads_that_alone(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.secretary.command("later approve ITP-1")
        assert town.secretary.no == (
            "No request to the OPM Secretary is pending. A new draft voids one; the policy lead asks again."
        )
        await town.dss.command("later approve ITP-1")
        assert "enter acts for others" in town.dss.no


async def test_a_change_of_wording_entered_later_is_previewed_and_attached_once_more(tmp_path: Path) -> None:
    async with town_at("request", tmp_path) as town:
        await town.contact.command("later approve-with-change ITP-1")
        token = town.contact.form.token
        answers = {"old_words": "safe", "new_words": "safe and near"}
        await town.contact.submits(token, answers, {"evidence_file": MEMO})
        hints = {form_field.name: form_field.hint for form_field in town.contact.form.fields}
        assert hints["evidence_file"] == "Attach it once more, please, to confirm."
        await town.contact.submits(town.contact.form.token, answers, {"evidence_file": MEMO})
        assert (await last_entry(town))[0] == "Approved"


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        (
            {"happened_on": "2026-12-24"},
            {"happened_on": "That day has not come yet. Give today or an earlier day."},
        ),
        ({"happened_on": "yesterday"}, {"happened_on": "That is no day. Write it as in 2026-12-04."}),
        (
            {"happened_on": {"a": 1}},
            {"happened_on": "That answer does not fit here. Choose or write another one."},
        ),
        (
            {"evidence": ["a", "b"]},
            {"evidence": "That answer does not fit here. Choose or write another one."},
        ),
        (
            {"evidence": "x" * 301},
            {"evidence": "This is 301 characters long; at most 300 fit. Shorten it, please."},
        ),
        ({"evidence_file": {"paper": {}}}, {}),
    ],
)
async def test_the_day_and_the_evidence_are_checked_at_their_fields(
    tmp_path: Path, answers: dict[str, object], problem: dict[str, str]
) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.cio.command("later no-such ITP-1")
        await town.dss.command("later comment ITP-1")
        await town.dss.submits(town.dss.form.token, {"kind": "comment", "text": "On time.", **answers})
        if problem:
            assert town.dss.problems == problem
        else:
            assert isinstance(town.dss.last, ShowCard)


async def test_ones_own_act_is_entered_for_an_earlier_day_without_a_clerk(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.dss.command("later comment ITP-1")
        await town.dss.fill(text="Said on Wednesday.", happened_on="2026-09-30")
        entry = (await town.app.record.read(lambda tx: tx.entries("policy:ITP-1")))[-1]
        assert (entry.happened_on, entry.entered_by) == (date(2026, 9, 30), None)
        await town.dss.command("later approve ITP-1")
        assert "enter acts for others" in town.dss.no


async def test_a_capacity_is_chosen_where_there_are_several(tmp_path: Path) -> None:
    async with town_at("request", tmp_path) as town:
        for citation in ("memo of May 4", "memo of June 2"):
            await town.secretary.does(
                "delegation", person=await town.person_id("ciso"), power="approve", citation=citation
            )
        await town.ciso.presses(town.secretary.value("Approve draft D1"))
        (field,) = town.ciso.form.fields
        assert field.choices is not None
        assert [choice.label for choice in field.choices] == [
            f"OPM Secretary, under the delegation on file (memo of {day})" for day in ("May 4", "June 2")
        ]
        await town.ciso.submits(town.ciso.form.token, {"acting_as": "secretary"})
        assert town.ciso.problems == {
            "acting_as": "You do not act in that capacity here. Choose one from the list."
        }
        await town.ciso.presses(town.secretary.value("Approve draft D1"))
        await town.ciso.fill(acting_as=field.choices[1].value)
        entry = (await town.app.record.read(lambda tx: tx.entries("policy:ITP-1")))[-1]
        assert entry.authority == "under the delegation on file (memo of June 2)"
