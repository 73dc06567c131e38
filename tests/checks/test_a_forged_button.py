"""A forged value of a button (another policy, draft, decision or person); refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from govbot.bot.tokens import FORGED, SignedToken, TokenSigner
from govbot.core.cards.vocabulary import ShowRefusal
from govbot.core.grammar import Refusal
from tests.bot.town import town_at
from tests.government import SECRET

pytestmark = pytest.mark.check("S26")

ANOTHER = TokenSigner(b"the secret of another installation", lambda: "nonce")


async def test_a_button_whose_value_was_changed_is_refused(tmp_path: Path) -> None:
    async with town_at("request", tmp_path) as town:
        value = town.secretary.value("Approve draft D1")
        before = await town.entries()
        token = town.bot.installation.signer.read(value)
        _, _, mac = value.rpartition("|")
        forged = [
            value.replace("ITP-1", "ITP-2"),
            value.replace("approve", "withdraw_approval", 1),
            value.replace("D1", "D2"),
            value[:-1] + ("0" if value[-1] != "0" else "1"),
            f"approve|policy:ITP-1||||||||x|{mac}",
            ANOTHER.sign(token),
            "",
            "|||||||||",
            "\ud800|" * 9,
            "approve",
            "x" * 100_000,
        ]
        for forgery in forged:
            await town.secretary.presses(forgery)
            assert town.secretary.no == FORGED
            await town.secretary.submits(forgery, {"entered_for": "x"})
            assert town.secretary.no == FORGED
            assert await town.bot.lookup(town.secretary.account, forgery, "presenters", "") == []
        assert await town.entries() == before
        assert {attempt.sentence for attempt in await town.attempts()} == {FORGED}


async def test_a_true_seal_for_a_draft_that_is_not_pending_is_refused_too(tmp_path: Path) -> None:
    async with town_at("request", tmp_path) as town:
        signer = TokenSigner(SECRET, lambda: "another nonce")
        token = town.bot.installation.signer.read(town.secretary.value("Approve draft D1"))
        for bound in ("D2 " + token.bound[3:], "D1 " + "0" * 64):
            await town.secretary.presses(signer.sign(replace(token, bound=bound, nonce="")))
            assert "Here is the current card." in town.secretary.no
        await town.secretary.presses(signer.sign(SignedToken("show what is not there", "policy:ITP-1")))
        assert "can no longer be shown" in town.secretary.no
        await town.secretary.presses(signer.sign(SignedToken("drop_tables", "policy:ITP-1")))
        assert "older govbot" in town.secretary.no
        assert (await town.entries())[-1] == "SecretaryReviewRequested"


def test_parts_cannot_be_moved_into_one_another() -> None:
    signer = TokenSigner(SECRET, lambda: "n")
    opened = signer.read(signer.sign(SignedToken("a|b", "c%7Cd", "e|", note="|")))
    assert (opened.action, opened.subject, opened.about, opened.note) == ("a|b", "c%7Cd", "e|", "|")
    with pytest.raises(Refusal):
        signer.read(ANOTHER.sign(SignedToken("approve", "policy:ITP-1")))


async def test_a_clerks_form_is_of_no_use_to_who_is_no_clerk(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.cio.command("later comment ITP-1")
        await town.cio.fill(entered_for=await town.person_id("dcp"))
        await town.dss.submits(town.cio.form.token, {"kind": "comment", "text": "Not theirs"})
        assert isinstance(town.dss.last, ShowRefusal)
        assert "only by the policy lead or the liaison" in town.dss.no
        assert "FeedbackGiven" not in await town.entries()
