"""The worker: activities with their real adapters, the workflows, and the relay that starts what is owed."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from temporalio.client import Client
from temporalio.testing import TimeSkipper, TimeSkippingConfig
from temporalio.worker import Worker

from activities.answers import AnswerWatch
from activities.archive import Archive
from activities.crm import CrmSync
from activities.digests import Digests, Post
from activities.groups import JointAnswers
from activities.letters import Correspondence, Office
from activities.reconciliation import Reconciliation
from activities.records import Recording
from activities.reprojection import Reprojecting
from activities.retention import Desk, RetentionWatch
from activities.submissions import Submissions
from activities.survey import Surveying
from adapters.alarms import AlarmTable
from adapters.archive import folder_of, open_store
from adapters.calendars import CalendarTable
from adapters.catalogs import CatalogTable
from adapters.citizen_links import LinkIssuer
from adapters.codec import derived, masters
from adapters.crm import open_crm
from adapters.crm_queue import CrmTable
from adapters.database import Sessions, connect_database
from adapters.digest_mail import DigestLetters
from adapters.digests import DigestTable
from adapters.enclosures import EnclosureTable
from adapters.expedientes import ExpedienteTable
from adapters.facts import FactTables
from adapters.groups import GroupTable
from adapters.imap import ImapFolder
from adapters.incoming import IncomingTable
from adapters.intake import Intake
from adapters.letter_book import LetterTable
from adapters.letters import REPLIED, UNREAD
from adapters.mail_log import open_mail_log
from adapters.mailbox import Mailbox
from adapters.open_cases import OpenCaseTable
from adapters.outbox import Outbox
from adapters.packager import SipPackager
from adapters.pdf import TypstTypesetter
from adapters.reconciliation import LedgerTable
from adapters.records import CaseTables
from adapters.retention_notices import NoticeTable
from adapters.running import RunningCases
from adapters.running_cases import TemporalCases
from adapters.schedules import ensure_all
from adapters.sheets import TypstSheets
from adapters.signing import Signer
from adapters.smtp import SmtpMailer
from adapters.starters import starters
from adapters.surveys import SurveyTable
from adapters.suspensions import SuspensionTable
from adapters.template_catalog import PublishedLetters, installed
from adapters.temporal import TASK_QUEUE, connect
from adapters.threads import Threads
from adapters.tracing import Tracing
from adapters.uploads import Uploads
from domain.calendar import assert_covers
from domain.catalogs import CatalogKind
from domain.incoming import Ourselves
from domain.instants import bogota_date
from domain.letters import MessageNames
from mail.acts import Acts
from mail.mailroom import Mailroom
from mail.parts import Parts
from settings import Settings
from workflows.digest import DigestWorkflow
from workflows.mass_answer import MassAnswerWorkflow
from workflows.pqrsd import PqrsdWorkflow
from workflows.reconciliation import ReconciliationWorkflow
from workflows.reprojection import ReprojectionWorkflow
from workflows.retention import RetentionWorkflow
from workflows.survey import SurveyWorkflow

TEMPLATES = Path(__file__).parent / "templates"
CACHED_WORKFLOWS = 2000
WORKFLOWS = (
    PqrsdWorkflow,
    SurveyWorkflow,
    MassAnswerWorkflow,
    ReconciliationWorkflow,
    DigestWorkflow,
    RetentionWorkflow,
    ReprojectionWorkflow,
)


def activities(settings: Settings, sessions: Sessions) -> list[Callable[..., Any]]:
    """Every activity, over real adapters."""
    calendars, surveys, catalogs = CalendarTable(sessions), SurveyTable(sessions), CatalogTable(sessions)
    blobs = open_store(settings.archive_url)
    cases = CaseTables(sessions, calendars)
    recording = Recording(cases, calendars, catalogs, SuspensionTable(sessions))
    submissions = Submissions(FactTables(sessions), catalogs)
    surveying = Surveying(surveys, cases, calendars, catalogs)
    packager = SipPackager(blobs, Signer(settings.signing_key), folder_of(settings.packages_url))
    archive = Archive(ExpedienteTable(sessions), packager, TypstSheets(TEMPLATES), blobs)
    crm = CrmSync(CrmTable(sessions), open_crm(settings.crm_url, settings.crm_secret, sessions))
    mailer = SmtpMailer(settings.smtp_url, settings.mail_from)
    mail_log = open_mail_log(settings.mail_log_url)
    post = Post(mailer=mailer, mail_log=mail_log, stationery=DigestLetters(TEMPLATES),
                names=names(settings), public_url=settings.public_url)  # fmt: skip
    letters = Correspondence(
        book=LetterTable(sessions),
        facts=FactTables(sessions),
        blobs=blobs,
        surveys=surveys,
        links=LinkIssuer(sessions, settings.payload_key),
        mailer=mailer,
        mail_log=mail_log,
        typesetter=TypstTypesetter(TEMPLATES),
        stationery=PublishedLetters(catalogs, to_replies=REPLIED if settings.intake_url else UNREAD),
        watch=AnswerWatch(AlarmTable(sessions), calendars, cases),
        office=Office(settings.city, names(settings), settings.public_url),
    )
    return [
        recording.open_case,
        recording.calendar_in_force,
        recording.record,
        submissions.keep_submission,
        submissions.drop_submission,
        letters.send_letter,
        archive.close_expediente,
        crm.deliver_crm,
        surveying.open_survey,
        surveying.finish_survey,
        reconciliation(settings, sessions).reconcile,
        retention_watch(settings, sessions).warn,
        Digests(DigestTable(sessions), calendars, catalogs, post).send_digests,
    ]


def names(settings: Settings) -> MessageNames:
    """Names for what leaves, under a key of their own derived from the current master key."""
    keys, current = masters(settings.payload_key)
    return MessageNames(settings.mail_domain, derived(keys[current], "nombres-de-correo"))


def reconciliation(settings: Settings, sessions: Sessions) -> Reconciliation:
    """The comparison of the book with the mail log."""
    log = open_mail_log(settings.mail_log_url)
    return Reconciliation(ledger=LedgerTable(sessions), mail_log=log, mail_domain=settings.mail_domain)


def joint_answers(client: Client, sessions: Sessions) -> list[Callable[..., Any]]:
    """The activities that answer analogous petitions: they act on the cases themselves."""
    joint = JointAnswers(GroupTable(sessions), RunningCases(client, sessions), FactTables(sessions))
    return [joint.members_left, joint.settle_member, joint.member_left_behind, joint.group_settled]


def batches(client: Client, sessions: Sessions) -> list[Callable[..., Any]]:
    """The activities of a batch, which pass acts to running cases."""
    passing = Reprojecting(OpenCaseTable(sessions, CalendarTable(sessions)), TemporalCases(client))
    return [passing.count_waiting, passing.waiting_page, passing.take_act]


def retention_watch(settings: Settings, sessions: Sessions) -> RetentionWatch:
    """Who tells the archive's office of what ends."""
    desk = Desk(
        facts=FactTables(sessions),
        mailer=SmtpMailer(settings.smtp_url, settings.mail_from),
        mail_log=open_mail_log(settings.mail_log_url),
        names=names(settings),
        alarms=AlarmTable(sessions),
    )
    return RetentionWatch(NoticeTable(sessions), desk)


def build(client: Client, settings: Settings, sessions: Sessions) -> Worker:
    """The worker of the queue, not yet running."""
    return Worker(
        client,
        task_queue=TASK_QUEUE,
        workflows=WORKFLOWS,
        activities=[
            *activities(settings, sessions),
            *joint_answers(client, sessions),
            *batches(client, sessions),
        ],
        activity_executor=ThreadPoolExecutor(8),
        max_cached_workflows=CACHED_WORKFLOWS,
    )


def mail_parts(client: Client, settings: Settings, sessions: Sessions) -> Parts:
    """What the mail door works with."""
    calendars, blobs = CalendarTable(sessions), open_store(settings.archive_url)
    return Parts(
        register=IncomingTable(sessions),
        threads=Threads(sessions),
        mailbox=Mailbox(sessions),
        enclosures=EnclosureTable(sessions),
        blobs=blobs,
        uploads=Uploads(sessions, blobs),
        intake=Intake(sessions, calendars),
        cases=CaseTables(sessions, calendars),
        texts=FactTables(sessions),
        acts=Acts(client),
        us=Ourselves(parseaddr(settings.mail_from)[1], settings.mail_domain),
        now=lambda: datetime.now(UTC),
    )


def folders(settings: Settings) -> Sequence[ImapFolder]:
    """The mailboxes to read: one when both addresses are the same."""
    return [ImapFolder(url) for url in dict.fromkeys((settings.intake_url, settings.bounces_url)) if url]


def starting(client: Client, settings: Settings) -> Client:
    """The client that starts workflows: in a demonstration, each with a clock that can be moved."""
    if not settings.is_virtual:
        return client
    return TimeSkipper(client, config=TimeSkippingConfig(enabled=False)).client


async def install_templates(sessions: Sessions) -> None:
    """Bring the letters of this installation into the catalog, if another has not brought them."""
    await CatalogTable(sessions).publish_installed(
        CatalogKind.TEMPLATES, installed(TEMPLATES), reason="Plantillas de esta instalación"
    )


async def run(settings: Settings) -> None:
    """Work until told to stop. Raises CalendarDoesNotCover when the calendar is about to run out."""
    engine, sessions = connect_database(settings.database_url, settings.payload_key)
    await install_templates(sessions)
    assert_covers(await CalendarTable(sessions).in_force(), bogota_date(datetime.now(UTC)))
    tracing = Tracing(settings.traces_url, "pqrsd-worker")
    client = await connect(settings.temporal, settings.payload_key, sessions.keys, tracing=tracing)
    outbox = Outbox(sessions, settings.database_url)
    relay = asyncio.create_task(outbox.relay(starters(starting(client, settings), client)))
    mail = mail_parts(client, settings, sessions)
    mailroom = asyncio.create_task(Mailroom(folders(settings), mail).run())
    sweep = asyncio.create_task(mail.uploads.sweeping())
    try:
        await ensure_all(client)
        async with build(client, settings, sessions):
            if settings.worker_ready:
                await asyncio.to_thread(Path(settings.worker_ready).touch)
            await _told_to_stop()
    finally:
        relay.cancel()
        mailroom.cancel()
        sweep.cancel()
        await asyncio.gather(mailroom, sweep, return_exceptions=True)
        await engine.dispose()
        tracing.close()


async def _told_to_stop() -> None:
    told = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, told.set)
    await told.wait()


if __name__ == "__main__":
    asyncio.run(run(Settings.read()))
