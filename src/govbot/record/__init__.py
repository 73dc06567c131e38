"""The record on disk: nothing outside knows how it is stored, and every write is one transaction."""

from govbot.record.accounts import AccountRow
from govbot.record.attempts import Attempt
from govbot.record.batching import BatchedWrites
from govbot.record.clean_copies import KeptCopy
from govbot.record.clock_notes import Confirmed
from govbot.record.errors import Busy, CommitOutcomeUnknown, DamagedDocument, StorageFault
from govbot.record.folds import Fold
from govbot.record.listing import ListedPolicy
from govbot.record.obligations import MOST_TRIES
from govbot.record.people import Person
from govbot.record.presence import has_record
from govbot.record.record import Record
from govbot.record.text_index import TextIndex
from govbot.record.transaction import Tx
from govbot.record.verify import Verified, verify

__all__ = [
    "MOST_TRIES",
    "AccountRow",
    "Attempt",
    "BatchedWrites",
    "Busy",
    "CommitOutcomeUnknown",
    "Confirmed",
    "DamagedDocument",
    "Fold",
    "KeptCopy",
    "ListedPolicy",
    "Person",
    "Record",
    "StorageFault",
    "TextIndex",
    "Tx",
    "Verified",
    "has_record",
    "verify",
]
