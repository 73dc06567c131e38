"""What must be there before an action is open: stages, a draft, a group, a feedback period, a version."""

from __future__ import annotations

from govbot.core.grammar import Needs
from govbot.core.workflow.context import NO_DRAFT, NO_GROUP, NO_PERIOD, NO_VERSION, PolicyContext
from govbot.core.workflow.policy import STAGES


def in_stage(*stages: str) -> Needs:
    """The development is in one of these stages."""

    def met(context: PolicyContext) -> bool:
        development = context.state.development
        return development is not None and development.stage in stages

    def otherwise(context: PolicyContext) -> str:
        policy = context.state
        *others, last = (f"“{_stage_name(context, stage)}”" for stage in stages)
        listed = f"{', '.join(others)} or {last}" if others else last
        current = _stage_name(context, policy.stage)
        return f"{policy.id} is at the stage “{current}” now; this can be done at {listed}."

    return Needs(f"the stage {' or '.join(stages)}", met, otherwise)


def _stage_name(context: PolicyContext, stage: str) -> str:
    """A stage as people read it; a version's status ("in force") as it is."""
    return str(context.process.stage(stage))


in_need = in_stage("need")
in_drafting = in_stage("drafting")
is_approved = in_stage("release candidate")
under_way = in_stage(*STAGES[1:])
before_approval = in_stage(*STAGES[1:5])
developing = in_stage(*STAGES)


def _has_draft(context: PolicyContext) -> bool:
    development = context.state.development
    return development is not None and development.draft is not None


def _has_group(context: PolicyContext) -> bool:
    development = context.state.development
    if development is None or development.stage not in STAGES:
        return False
    return development.group is not None and not development.group.closed


def _has_period(context: PolicyContext) -> bool:
    development = context.state.development
    return development is not None and development.period is not None


def _has_version(context: PolicyContext) -> bool:
    return context.state.version is not None or context.state.adopted is not None


has_draft = Needs("a draft", met=_has_draft, otherwise=NO_DRAFT)
has_group = Needs("a group at work", met=_has_group, otherwise=NO_GROUP)
has_period = Needs("a feedback period", met=_has_period, otherwise=NO_PERIOD)
has_version = Needs("an adopted version", met=_has_version, otherwise=NO_VERSION)
has_version_in_force = Needs(
    "a version in force",
    met=lambda context: context.state.version is not None,
    otherwise="No version of this policy is in force now.",
)


WITHDRAWN_NEED = "This need was withdrawn by whoever raised it. To go on with it, raise it anew."


def is_withdrawn(context: PolicyContext) -> bool:
    """Whether whoever raised the need has withdrawn it."""
    need = context.state.development
    return need is not None and need.withdrawn
