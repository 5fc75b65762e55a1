"""The worker: activities with their real adapters, the workflows, and the relay that starts what the database owes."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import structlog
from temporalio.client import Client
from temporalio.worker import Worker

from activities.archive import Archive
from activities.crm import CrmSync
from activities.letters import Correspondence, Office
from activities.records import Recording
from activities.survey import Surveying
from adapters.archive import open_store
from adapters.calendars import CalendarTable
from adapters.crm import open_crm
from adapters.crm_queue import CrmTable
from adapters.database import Sessions, connect_database
from adapters.expediente import Packager
from adapters.expedientes import ExpedienteTable
from adapters.facts import FactTables
from adapters.letter_book import LetterTable
from adapters.letters import Letters
from adapters.mail_log import MaildirLog
from adapters.outbox import Outbox
from adapters.pdf import TypstTypesetter
from adapters.records import CaseTables
from adapters.smtp import SmtpMailer
from adapters.starters import starters
from adapters.surveys import SurveyTable
from adapters.temporal import connect
from settings import Settings
from workflows.pqrsd import PqrsdWorkflow
from workflows.survey import SurveyWorkflow

TEMPLATES = Path(__file__).parent / "templates"
log = structlog.get_logger()
