"""Why a document cannot be read, in words that go on after the file's name."""

from __future__ import annotations


class Unreadable(Exception):
    """The rest of a sentence: "is empty: choose the file again."; the file's name is put before it."""


DAMAGED = "is damaged: open it in Word, save it again, and upload that."
TOO_LARGE_INSIDE = (
    "unpacks to far more than a policy holds, and was not opened: copy its text into a new Word file, "
    "and upload that."
)
TOO_INTRICATE = (
    "is more intricate than a policy's text should be: copy its text into a new Word file, and upload that."
)
TOO_SLOW = (
    "could not be read within 10 seconds: it is more intricate than a policy's text should be. Copy its text into "
    "a new Word file, and upload that."
)
BUSY = "could not be read, because several files are being read at this moment: hand it in again in a minute."
