"""What the mail door works with, handed in by composition."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from activities.ports import BlobStore
from adapters.enclosures import EnclosureTable
from adapters.facts import FactTables
from adapters.incoming import IncomingTable
from adapters.intake import Intake
from adapters.mailbox import Mailbox
from adapters.records import CaseTables
from adapters.threads import Threads
from adapters.uploads import Uploads
from domain.incoming import Ourselves
from mail.acts import Acts


@dataclass(frozen=True)
class Parts:
    """The real parts behind the mail door."""

    register: IncomingTable
    threads: Threads
    mailbox: Mailbox
    enclosures: EnclosureTable
    blobs: BlobStore
    uploads: Uploads
    intake: Intake
    cases: CaseTables
    texts: FactTables
    acts: Acts
    us: Ourselves
    now: Callable[[], datetime]
