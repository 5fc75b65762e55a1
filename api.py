"""The API: its parts, its routes. `uvicorn api:create_app --factory`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from hashlib import sha256
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles

from adapters.act_keys import ActKeys
from adapters.alarms import AlarmTable
from adapters.answering import answering
from adapters.archive import folder_of, open_store
from adapters.calendars import CalendarTable
from adapters.catalogs import CatalogTable
from adapters.citizen_links import LinkTable
from adapters.crm_queue import CrmTable
from adapters.database import AWAY, Sessions, connect_database
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
from adapters.temporal import TASK_QUEUE, connect
from adapters.threads import Threads
from adapters.tracing import Tracing
from adapters.uploads import Uploads
from domain.calendar import assert_covers
from domain.instants import bogota_date
from settings import Settings
from web import (
    acts,
    archive,
    calendar,
    calendar_pages,
    cases,
    catalog_pages,
    catalogs,
    citizen,
    contract,
    correspondence,
    crm,
    drafts,
    evidence,
    groups,
    headers,
    health,
    intake,
    knowledge,
    paper,
    posting,
    privacy,
    problems,
    public,
    self_service,
    session,
    staff,
    surveys,
    suspensions,
    verbal,
)
from web.headers import SecurityHeaders
from web.limits import BodyLimit
from web.proxy import TrustedProxies
from web.services import Services
from web.throttle import QUOTAS, Throttle
from web.tracing import Traced

HERE = Path(__file__).parent


ROUTERS = (
    intake.router,
    cases.router,
    acts.router,
    privacy.router,
    evidence.router,
    archive.router,
    crm.router,
    calendar.router,
    catalogs.router,
    suspensions.router,
    health.router,
    headers.router,
    citizen.router,
    self_service.router,
    public.router,
    correspondence.api,
    correspondence.pages,
    knowledge.router,
    knowledge.pages,
    drafts.router,
    drafts.pages,
    groups.router,
    groups.pages,
    paper.router,
    posting.router,
    paper.pages,
    surveys.router,
    surveys.pages,
    staff.router,
    verbal.router,
    catalog_pages.router,
    calendar_pages.router,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application over real parts, connected when it starts."""
    given = settings or Settings.read()
    tracing = Tracing(given.traces_url, "pqrsd-api")

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        engine, sessions = connect_database(given.database_url, given.payload_key)
        app.state.services = await _services(given, sessions, tracing)
        try:
            await _check_calendar(app.state.services)
            yield
        finally:
            await engine.dispose()
            tracing.close()

    app = FastAPI(title="pqrsd", version="0.1.0", summary="Peticiones, quejas, reclamos, sugerencias y denuncias",
                  lifespan=lifespan, docs_url=None, redoc_url=None)  # fmt: skip
    app.state.tokens, app.state.is_embedded = given.tokens, given.is_embedded
    app.state.session_key = sha256(b"sesion" + given.payload_key).digest()
    _guarded(app, given, tracing)
    for router in ROUTERS:
        app.include_router(router)
    app.include_router(health.router, prefix="/api/v1", include_in_schema=False)
    app.openapi = contract.of(app)  # type: ignore[method-assign]
    app.mount("/estatico", StaticFiles(directory=HERE / "web" / "static"), name="estatico")
    return app


async def _check_calendar(parts: Services) -> None:
    """File under no calendar that runs out; with the database away, nobody knows yet. Raises CalendarDoesNotCover."""
    with suppress(*AWAY):
        assert_covers(await parts.calendars.in_force(), bogota_date(parts.now()))


def _guarded(app: FastAPI, settings: Settings, tracing: Tracing) -> None:
    """What every request passes: measures, limits, headers, and how a refusal is told."""
    app.state.metrics = health.Metrics()
    app.add_middleware(health.Measured)
    if tracing.is_on:
        app.add_middleware(Traced, tracer=tracing.tracer)
    app.state.throttle = Throttle(QUOTAS)
    app.add_middleware(BodyLimit)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(TrustedProxies, trusted=settings.trusted_proxies)
    problems.install(app)
    app.add_exception_handler(session.SessionNeeded, lambda *_: RedirectResponse("/ingresar", 303))


async def _services(settings: Settings, sessions: Sessions, tracing: Tracing) -> Services:
    """The real parts behind the door, over one database."""
    calendars, blobs = CalendarTable(sessions), open_store(settings.archive_url)
    return Services(
        intake=Intake(sessions, calendars),
        cases=ReadModel(sessions),
        surveys=SurveyTable(sessions),
        texts=FactTables(sessions),
        act_keys=ActKeys(sessions),
        petitions=PetitionTable(sessions),
        enclosures=EnclosureTable(sessions),
        mailbox=Mailbox(sessions),
        links=LinkTable(sessions),
        identities=Identities(sessions),
        publications=Publications(sessions),
        alarms=AlarmTable(sessions),
        similar=SimilarCases(sessions),
        mail=IncomingTable(sessions),
        threads=Threads(sessions),
        ledger=LedgerTable(sessions),
        crm=CrmTable(sessions),
        retention=RetentionRegister(sessions),
        disposals=Disposals(sessions, blobs, folder_of(settings.packages_url)),
        calendars=calendars,
        catalogs=CatalogTable(sessions),
        suspensions=SuspensionTable(sessions),
        open_cases=OpenCaseTable(sessions, calendars),
        answering=answering(sessions),
        blobs=blobs,
        uploads=Uploads(sessions, blobs),
        outside=_outside(settings),
        temporal=await connect(
            settings.temporal,
            settings.payload_key,
            sessions.keys,
            tracing=tracing,
            is_lazy=True,
        ),
        public_url=settings.public_url,
        task_queue=TASK_QUEUE,
    )


def _outside(settings: Settings) -> Outside:
    """The parts that are configured, by the name under which readiness tells of each."""
    return Outside(
        {
            "archivo": settings.archive_url,
            "registro_de_correo": settings.mail_log_url,
            "correo_saliente": settings.smtp_url,
            "buzon": settings.intake_url,
            "buzon_de_rebotes": settings.bounces_url,
            "crm": settings.crm_url,
        }
    )
