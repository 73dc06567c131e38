"""Needs: joined, closed without a policy, taken up again."""

from __future__ import annotations

from govbot.core.workflow import events as e
from tests.core import given as g
from tests.core.given import acts, given


def test_several_needs_are_joined_and_all_who_raised_them_are_told() -> None:
    government = given(*g.IN_NEED, acts("raise_need", "professor", title="B", text="B", sources=["a"]))
    government.act("join_need", "budget", {"other": "ITP-1"}, "policy:ITP-2")
    assert government.policy.raisers == ("dss", "professor")
    assert government.policies["policy:ITP-2"].stage == "joined"
    assert ("raisers", "need_received") in government.told
    assert government.tries("join_need", "budget", other="ITP-2") == {
        "other": "That need was joined to this one already. Choose another one."
    }


def test_needs_are_never_joined_in_a_circle() -> None:
    government = given(g.need, g.need, g.need)
    government.act("join_need", "budget", {"other": "ITP-2"}, "policy:ITP-1")
    government.act("join_need", "budget", {"other": "ITP-3"}, "policy:ITP-2")
    assert government.policies["policy:ITP-3"].joined == ("ITP-2", "ITP-1")


def test_a_development_can_end_without_a_policy_and_the_need_be_taken_up_again() -> None:
    government = given(*g.BEFORE_SECRETARY, acts("close_development", "advisor", reasons="No need"))
    assert (government.stage, government.awaited()) == ("closed", [])
    assert government.tries("approve", "secretary") != []
    government.do("take_up_again", "budget")
    assert (government.stage, government.awaited("steering")) == (
        "need",
        [("steering", "recommend_pursuing")],
    )


def test_closing_a_revision_leaves_the_version_in_force() -> None:
    government = given(*g.REVISION, acts("close_development", "advisor", reasons="No need"))
    assert (government.stage, government.policy.development) == ("in force", None)


def test_each_citation_stands_with_its_source() -> None:
    need = {"title": "AI", "text": "Why", "sources": ["a", "d", "e"]}
    (raised,) = given().do(
        "raise_need", "professor", **need, citations="e: Public Act 26-1\nNIST AI RMF\nIII.d: EO 1"
    )
    assert isinstance(raised, e.NeedRaised)
    assert [(source.key, source.citation) for source in raised.sources] == [
        ("a", "NIST AI RMF"),
        ("d", "EO 1"),
        ("e", "Public Act 26-1"),
    ]
    assert given().tries("raise_need", "professor", **need, citations="b: The State Data Plan") == {
        "citations": "“b: The State Data Plan”: choose this source above, and cite it in one line."
    }
