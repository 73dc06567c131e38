"""A rehearsed year: policies go their way with slips, absences and changes of people; a book says what must be open.

The book and the oracle are written from PROCESS.md and process.toml, and read nothing of `govbot.core.workflow`.
"""
