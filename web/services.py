"""What the pages and the API work with, handed in by composition."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from fastapi import Request
from temporalio.client import Client

from activities.ports import BlobStore, Calendars
from adapters.act_keys import ActKeys
from adapters.alarms import AlarmTable
from adapters.answering import Answering
from adapters.catalogs import CatalogTable
from adapters.citizen_links import LinkTable
from adapters.crm_queue import CrmTable
from adapters.disposals import Disposals
from adapters.enclosures import EnclosureTable
from adapters.identities import Identities
from adapters.incoming import IncomingTable
from adapters.mailbox import Mailbox
from adapters.open_cases import OpenCaseTable
from adapters.petition import PetitionTable
from adapters.publications import Publications
from adapters.reconciliation import LedgerTable
from adapters.retention import RetentionRegister
from adapters.similar import SimilarCases
from adapters.suspensions import SuspensionTable
from adapters.tables import CalendarRow
from adapters.threads import Threads
from domain.calendar import Calendar
from domain.intake import Filed, NewFiling


class Filer(Protocol):
    async def file(self, filing: NewFiling, *, key: str | None, fingerprint: str, at: Any) -> Filed: ...


class Texts(Protocol):
    async def keep_text(self, radicado: str, kind: str, author: str, body: str) -> str: ...

    async def drop_text(self, radicado: str, digest: str) -> None: ...

    async def text(self, radicado: str, text_hash: str) -> str: ...


class Publishing(Calendars, Protocol):
    async def publish(self, calendar: Calendar) -> bool: ...

    async def published(self) -> list[CalendarRow]: ...


@dataclass(frozen=True)
class Services:
    """The real parts behind the door. `cases` and `surveys` are the read model and the survey links."""

    intake: Filer
    cases: Any
    surveys: Any
    texts: Texts
    act_keys: ActKeys
    petitions: PetitionTable
    enclosures: EnclosureTable
    mailbox: Mailbox
    links: LinkTable
    identities: Identities
    publications: Publications
    alarms: AlarmTable
    similar: SimilarCases
    mail: IncomingTable
    threads: Threads
    ledger: LedgerTable
    crm: CrmTable
    retention: RetentionRegister
    disposals: Disposals
    calendars: Publishing
    catalogs: CatalogTable
    suspensions: SuspensionTable
    open_cases: OpenCaseTable
    blobs: BlobStore
    temporal: Client
    answering: Answering
    public_url: str
    task_queue: str

    def now(self) -> datetime:
        """The present instant."""
        return datetime.now(UTC)


def services(request: Request) -> Services:
    """The services of the running application."""
    found: Services = request.app.state.services
    return found
