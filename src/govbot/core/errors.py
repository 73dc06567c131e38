"""The tree of exceptions that govbot raises on purpose: what each means, and who is told.

    GovbotError
    ├── Refusal                      core.grammar   to the person: not allowed, and what to do next
    │   ├── UnknownCommand           bot            typed words that are no command
    │   ├── OutdatedCard             core.decide    the button or form is of an older card
    │   ├── SecretarysWord           core.workflow  entered for the Secretary by the wrong person: the office is told
    │   ├── SessionClosed            bot            the browser's session is over: open a new link
    │   └── DamagedDocument          record         a kept document is gone or was changed: tell the operator
    ├── FieldErrors                  core.grammar   to the person: what is wrong with which answers of a form
    ├── StorageFault                 record         surely nothing was recorded; the person is told so
    │   └── Busy                     record         somebody else holds the record: try again in a moment
    ├── OutcomeUnknown               core.errors    it may have happened: look it up, never just repeat it
    │   ├── CommitOutcomeUnknown     record         a transaction: the same request again shows its result
    │   └── DeliveryOutcomeUnknown   adapter_api    a message: looked up by its key, else shown as unknown
    ├── RetryLater                   adapter_api    the chat surely did not take it: try again in some seconds
    │   └── ChatRefusesGovbot        adapter_api    the chat refuses govbot itself: the queue is held, the operator told
    ├── Undeliverable                adapter_api    the chat will never take it: the sender is told why
    │   ├── PermissionMissing        adapter_api    it lacks a permission: the sentence names the one to grant
    │   ├── AccountGone              adapter_api    the account is not there any more: the person may have a new one
    │   └── ConversationGone         adapter_api    the conversation has moved: it is opened anew
    ├── TextsNotCompared             core.workflow  within a reading: two texts are compared, and it is read again
    ├── WriteConflict                record         within a transaction: a stream has grown, so it is run again
    ├── LeaseLost                    record         within the courier: another replica sends now
    ├── CopyRefused                  record         to the operator: a backup was not made or not restored
    └── TransferRefused              record         to the operator: the record was not moved

Anything else that is raised while somebody waits is a bug: it is logged under a reference, which the person sees.
Files that can't be read (a settings file, a roster, `process.toml`, a document) have exceptions of their own folder,
each caught by the command or the form that reads them.
"""

from __future__ import annotations


class GovbotError(Exception):
    """Base of the exceptions that govbot raises on purpose."""


class OutcomeUnknown(GovbotError):
    """It may have happened: it must be looked up, or shown as unknown, and never just be repeated."""
