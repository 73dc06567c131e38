"""The rows of implementation and variances."""

from __future__ import annotations

from tests.core import given as g
from tests.core.given import acts
from tests.core.rows.case import PASSED, Case, wrong

requested_variance = acts("request_variance", "dss", text="We need a year")

CASES: dict[str, Case] = {
    "acknowledge": Case(
        g.IN_FORCE,
        "dss",
        {},
        ("Acknowledged",),
        closed=(g.CANDIDATE, "No version of this policy is adopted yet."),
    ),
    "attest": Case(
        g.IN_FORCE,
        "dss",
        {"text": "It is so"},
        ("Attested",),
        closed=(g.CANDIDATE, "No version of this policy is adopted yet."),
    ),
    "report_status": Case(
        g.IN_FORCE,
        "dss",
        {"status": "under way"},
        ("StatusReported",),
        closed=(g.CANDIDATE, "No version of this policy is adopted yet."),
    ),
    "report_variance": Case(
        g.IN_FORCE,
        "dss",
        {"text": "We vary", "section": "II. Scope"},
        ("VarianceReported",),
        closed=(g.CANDIDATE, "No version of this policy is adopted yet."),
    ),
    "request_variance": Case(
        g.IN_FORCE,
        "dss",
        {"text": "We ask"},
        ("VarianceRequested",),
        days={"until": 90},
        wrong=(wrong({"until": PASSED}, {"until": -1}),),
        closed=(
            (
                *g.CANDIDATE,
                lambda context: context.do("adopt", "publisher", **g.header(context, variances=False)),
            ),
            "This policy does not provide for requested variances. You can report one with “/gov variance”.",
        ),
    ),
    "decide_variance": Case(
        (*g.IN_FORCE, requested_variance),
        "advisor",
        {"variance": "X1", "granted": "yes"},
        ("VarianceDecided",),
        closed=(g.IN_FORCE, "No agency's request for a variance is waiting."),
    ),
}
