"""Implementation: what agencies report, and variances."""

from __future__ import annotations

from tests.core import given as g
from tests.core.given import given


def test_what_an_agency_has_reported_is_awaited_no_more() -> None:
    government = given(*g.IN_FORCE)
    government.do("acknowledge", "dss")
    government.do("attest", "dss", text="So it is")
    government.do("report_status", "dss", status="implemented")
    assert government.awaited("agency:DSS") == []
    assert government.tries("acknowledge", "dss_customers") == (
        "Department of Social Services has acknowledged version 1.0 already."
    )


def test_a_variance_is_decided_once_and_the_agency_told() -> None:
    government = given(*g.IN_FORCE)
    government.do("request_variance", "dss", text="A year")
    assert government.awaited("role:advisor") == [("role:advisor", "decide_variance")]
    government.do("decide_variance", "advisor", variance="X1", granted="no", reasons="No", about="X1")
    assert ("person:dss", "variance") in government.told
    assert government.awaited("role:advisor") == []
