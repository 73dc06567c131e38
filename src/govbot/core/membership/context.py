"""What a rule about the directory looks at."""

from __future__ import annotations

from govbot.core.grammar import RuleContext
from govbot.core.membership.directory import Directory

DirectoryContext = RuleContext[Directory]
