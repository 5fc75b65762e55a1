"""What the pages and the API work with, handed in by composition."""

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import Request
from temporalio.client import Client

from activities.ports import BlobStore
from adapters.act_keys import ActKeys
from adapters.alarms import AlarmTable
from adapters.answering import Answering
from adapters.calendars import CalendarTable
from adapters.catalogs import CatalogTable
from adapters.citizen_links import LinkTable
from adapters.crm_queue import CrmTable
from adapters.disposals import Disposals
from adapters.enclosures import EnclosureTable
from adapters.facts import FactTables
from adapters.identities import Identities
from adapters.incoming import IncomingTable
from adapters.intake import Intake
from adapters.mailbox import Mailbox
from adapters.open_cases import OpenCaseTable
from adapters.petition import PetitionTable
from adapters.publications import Publications
from adapters.reach import Outside
from adapters.read_model import ReadModel
from adapters.reconciliation import LedgerTable
from adapters.retention import RetentionRegister
from adapters.similar import SimilarCases
from adapters.surveys import SurveyTable
from adapters.suspensions import SuspensionTable
from adapters.threads import Threads
from adapters.uploads import Uploads


@dataclass(frozen=True)
class Services:
    """The real parts behind the door."""

    intake: Intake
    cases: ReadModel
    surveys: SurveyTable
    texts: FactTables
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
    calendars: CalendarTable
    catalogs: CatalogTable
    suspensions: SuspensionTable
    open_cases: OpenCaseTable
    blobs: BlobStore
    uploads: Uploads
    outside: Outside
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
