"""Which process a policy goes by: the one that it began with, unless it was moved to another. Pure."""

from __future__ import annotations

from govbot.core.membership.directory import Directory
from govbot.core.process import Process
from govbot.core.process.moving import under
from govbot.core.workflow.policy import Policy


def digest_for(policy: Policy, directory: Directory) -> str:
    """The digest of the process by which a policy goes; that of the process as it is now where none was noted."""
    noted = policy.development.process if policy.development else ""
    return noted if noted in directory.processes else directory.process_sha256


def process_of(policy: Policy, directory: Directory, current: Process) -> Process:
    """The process with the choices by which this policy goes."""
    digest = digest_for(policy, directory)
    if digest == directory.process_sha256:
        return current
    return under(current, directory.processes[digest].text)
