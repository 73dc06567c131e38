"""Acts entered for somebody else, or for an earlier day.

Whose act it is first, then the form as they would see it.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from govbot.adapter_api.answers import Upload
from govbot.bot.tokens import SignedToken
from govbot.core.cards.vocabulary import Card, ShowCard, ShowRefusal
from tests.bot.chat_in_memory import Person, buttons
from tests.bot.town import Town, town_at
from tests.core.cards.given import words

MEMO = Upload(
    "memo.pdf", "application/pdf", b"%PDF-1.7 the memo, signed and scanned by the office in the morning"
)


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
        asked = town.cio.form
        names = [field.name for field in asked.fields]
        assert names[:2] == ["happened_on", "evidence"]
        assert "evidence_file" not in names, "what was said by telephone has no paper"
        await town.cio.fill(text="They agree.", evidence="By telephone", happened_on="2026-09-30")
        assert town.cio.problems == {
            "happened_on": "On Wed, Sep 30, 2026 there was nothing yet that this act is about: "
            "it exists since Thu, Oct 1, 2026. "
            "Give the day on which it was said or signed."
        }
        await town.cio.submits(asked.token, {"kind": "comment", "text": "They agree."})
        assert town.cio.problems == {
            "evidence": "Say how DCP said it, such as “by telephone” or “in the meeting of May 4”."
        }
        by_telephone = {"kind": "comment", "text": "They agree.", "evidence": "By telephone"}
        await town.cio.submits(asked.token, by_telephone)
        assert "Entered by you for DCP; the record names you both." in words(town.cio.card)
        dcp, cio = await town.ids("dcp", "cio")
        assert await last_entry(town) == ("FeedbackGiven", dcp, cio, "By telephone")


async def test_an_earlier_day_is_shown_with_the_day_of_its_entry(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        town.clock.at += timedelta(days=5)
        await town.dss.command("later comment ITP-1")
        form = town.dss.form
        assert form.title == "Later: Comment"
        assert [field.name for field in form.fields][:3] == ["happened_on", "evidence", "evidence_file"]
        await town.dss.fill(text="A year is too short.", happened_on="1999-01-01")
        assert (
            "On Fri, Jan 1, 1999 there was nothing yet that this act is about"
            in town.dss.problems["happened_on"]
        )
        answers = {"kind": "comment", "text": "A year is too short.", "happened_on": "2026-10-02"}
        await town.dss.submits(form.token, answers)
        assert isinstance(town.dss.last, ShowCard)
        card = (await town.cio.command("comments ITP-1")).card
        assert "of Fri, Oct 2, 2026, recorded on Tue, Oct 6, 2026" in words(card)
        await town.settle()
        request = next(card for card in town.chat.cards("D-dss") if card.headline.startswith("Your agency's"))
        assert "of Fri, Oct 2, 2026, recorded on Tue, Oct 6, 2026" in words(request)


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
        assert town.secretary.card.headline.startswith("Recorded. It waits for a second person")


async def test_the_policys_card_leads_a_clerk_there_and_nobody_else(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.cio.command("ITP-1")
        await town.cio.press("More")
        await town.cio.press("Enter for somebody")
        assert "For what was decided or said elsewhere" in words(town.cio.card)
        await town.cio.press("No comment")
        await town.cio.fill(entered_for=await town.person_id("dcp"))
        await town.cio.fill(evidence="In the meeting of October 1")
        dcp, cio = await town.ids("dcp", "cio")
        assert await last_entry(town) == ("FeedbackGiven", dcp, cio, "In the meeting of October 1")
        card = (await town.dss.command("more ITP-1")).card
        assert "Enter for somebody" not in words(card)
        own = (await town.dss.command("later ITP-1")).card
        assert "[Comment]" in words(own), "one's own act for an earlier day"
        assert "[Give my review]" not in words(own)


async def test_a_review_is_entered_by_the_reviewers_office_alone_and_with_the_paper(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.cio.command("later review ITP-1")
        assert "entered_for" not in [field.name for field in town.cio.form.fields], (
            "the lead's own review alone"
        )
        await town.legal.command("later review ITP-1")
        assert "entered_for" not in [field.name for field in town.legal.form.fields]
        await town.dss.command("later review ITP-1")
        assert "with the signed document or the e-mail, by a person of the same office" in town.dss.no


async def test_every_action_that_can_be_entered_opens_its_forms(tmp_path: Path) -> None:
    async with town_at("request", tmp_path) as town:
        by_lead = await opened_by(town.cio)
        assert {"Comment", "No comment", "Give my review"} <= by_lead
        assert not {"Approve", "Return"} & by_lead
        by_contact = await opened_by(town.contact)
        assert {"Approve", "Return", "Approve with a change"} <= by_contact
        assert not {"Comment", "No comment"} & by_contact


async def opened_by(person: Person) -> set[str]:
    """The labels of all that this person can enter, each form opened."""
    card = (await person.command("later ITP-1")).card
    opened = set()
    for button in buttons(card):
        await person.presses(button.value)
        if isinstance(person.last, ShowRefusal):
            continue  # nobody holds that capacity just now, or there is nothing to choose
        if [field.name for field in person.form.fields] == ["entered_for"]:
            (field,) = person.form.fields
            assert field.choices
            await person.fill(entered_for=field.choices[0].value)
        assert {"evidence", "evidence_file"} & {field.name for field in person.form.fields}
        opened.add(button.label)
    return opened


async def test_the_secretarys_approval_entered_needs_the_signed_document(tmp_path: Path) -> None:
    async with town_at("request", tmp_path) as town:
        await town.contact.command("later approve ITP-1")
        form = town.contact.form
        assert "entered_for" not in [form_field.name for form_field in form.fields], (
            "it can only be the Secretary's"
        )
        await town.contact.fill(evidence="Signed memo")
        assert town.contact.problems == {
            "evidence_file": "Attach the signed document or the e-mail itself: without it this is not entered for OPM "
            "Secretary."
        }
        scrap = Upload("memo.pdf", "application/pdf", b"x")
        await town.contact.submits(form.token, {"evidence": "Signed memo"}, {"evidence_file": scrap})
        assert "This file has 1 bytes" in town.contact.problems["evidence_file"]
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
        assert "with the signed document or the e-mail, by the OPM Secretary's office" in town.dss.no


async def test_a_change_of_wording_entered_later_is_previewed_and_its_paper_is_kept_meanwhile(
    tmp_path: Path,
) -> None:
    async with town_at("request", tmp_path) as town:
        await town.contact.command("later approve-with-change ITP-1")
        token = town.contact.form.token
        answers = {"old_words": "safe", "new_words": "safe and near"}
        await town.contact.submits(token, answers, {"evidence_file": MEMO})
        hints = {form_field.name: form_field.hint for form_field in town.contact.form.fields}
        assert hints["evidence_file"].startswith("“memo.pdf” is still here: leave this empty")
        await town.contact.submits(town.contact.form.token, answers)
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
        town.clock.at += timedelta(days=1)
        await town.dss.command("later comment ITP-1")
        await town.dss.fill(text="Said on Thursday.", happened_on="2026-10-01")
        entry = (await town.app.record.read(lambda tx: tx.entries("policy:ITP-1")))[-1]
        assert (entry.happened_on, entry.entered_by) == (date(2026, 10, 1), None)
        await town.dss.command("later approve ITP-1")
        assert "with the signed document or the e-mail, by the OPM Secretary's office" in town.dss.no


async def test_a_capacity_is_chosen_where_there_are_several(tmp_path: Path) -> None:
    async with town_at("request", tmp_path) as town:
        for citation in ("memo of May 4", "memo of June 2"):
            await town.secretary.does(
                "delegation", person=await town.person_id("ciso"), power="approve", citation=citation
            )
            await town.contact.does("confirm-office", outcome="confirm")
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


@pytest.mark.check("S54")
async def test_who_tries_to_enter_the_secretarys_approval_is_refused_kept_and_told_to_the_office(
    tmp_path: Path,
) -> None:
    async with town_at("request", tmp_path) as town:
        before = await town.entries()
        await town.cio.command("later approve ITP-1")
        assert "by the OPM Secretary's office" in town.cio.no
        forged = SignedToken(
            "approve", "policy:ITP-1", mode="later", entered_for=await town.person_id("secretary")
        )
        await town.cio.submits(town.app.bot.installation.signer.sign(forged), {}, {"evidence_file": MEMO})
        assert "only by the OPM Secretary's office" in town.cio.no
        assert await town.entries() == before
        attempts = await town.app.record.read(lambda tx: tx.attempts.last())
        assert [attempt.action for attempt in attempts][:2] == ["approve", "command"]
        await town.settle()
        told = [words(card) for card in town.contact.inbox if "nearly entered" in card.headline]
        assert len(told) == 2
        assert "Chief Information Officer tried to enter a decision for the OPM Secretary." in told[0]
        assert "Nothing is recorded." in told[0]


async def test_the_person_reads_what_was_entered_for_them_and_has_it_corrected(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.cio.command("later comment ITP-1")
        await town.cio.fill(entered_for=await town.person_id("dcp"))
        await town.cio.fill(text="They agree.", evidence="By telephone")
        await town.settle()
        card = next(card for card in town.dcp.inbox if card.headline == "Something was entered for you")
        assert "Chief Information Officer entered this for you. The record names you both." in words(card)
        assert "From: By telephone" in words(card)
        await town.dcp.presses(town.dcp.value("Please correct this", card))
        await town.dcp.fill(text="We do not agree.")
        assert "It is set aside at once" in str(town.dcp.form.intro)
        await town.dcp.fill()
        assert isinstance(town.dcp.last, ShowCard)
        await town.settle()
        told = next(card for card in town.cio.inbox if card.headline == "An entry for somebody is disputed")
        assert "We do not agree." in words(told)
        asked = next(
            card for card in town.advisor.inbox if card.headline == "An entry for somebody is disputed"
        )
        await town.advisor.presses(town.advisor.value("Settle the disputed entry", asked))
        await town.advisor.fill(outcome="set aside", text="Misheard.")
        await town.settle()
        assert any(card.headline == "A disputed entry is settled" for card in town.dcp.inbox)
        comments = (await town.cio.command("comments ITP-1")).card
        assert "entered by Chief Information Officer, from “By telephone”" in words(comments)
        assert "set aside: the person asked to correct it" in words(comments)


async def test_a_designee_named_by_letter_is_told_to_the_secretary_who_can_have_it_corrected(
    tmp_path: Path,
) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.contact.command("designee")
        answers = {"of": "secretary", "person": await town.person_id("legal")}
        await town.contact.submits(town.contact.form.token, answers, {"evidence_file": MEMO})
        assert isinstance(town.contact.last, ShowCard)
        await town.settle()
        card = next(card for card in town.secretary.inbox if card.headline == "Something was entered for you")
        assert "naming OPM Legal Counsel as designee" in words(card)
        await town.secretary.presses(town.secretary.value("Please correct this", card))
        await town.secretary.fill(text="I named nobody.")
        await town.secretary.fill()
        await town.settle()
        asked = next(
            card for card in town.advisor.inbox if card.headline == "An entry for somebody is disputed"
        )
        await town.advisor.presses(town.advisor.value("Settle the disputed entry", asked))
        await town.advisor.fill(outcome="set aside", text="A forged letter.")
        directory = await town.app.record.read(lambda tx: town.app.bot.context(tx).directory)
        assert "secretary" not in directory.designees
