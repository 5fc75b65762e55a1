"""Reading: one case, the list by what expires first, the calculator."""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from adapters.read_model import FAR, Filters, StoredCase
from domain.calendar import CalendarDoesNotCover
from domain.case import Case, State
from domain.errors import ActRefusal
from domain.instants import BOGOTA, bogota_date, start_of
from domain.terms import PqrsdType
from schemas.case import CaseLine, CaseOut, CasePage
from schemas.plazo import plazo_json
from schemas.problem import RESPONSES
from web.auth import Role, User, allowed
from web.placing import standing_in
from web.problems import CaseUnknown
from web.services import Services, services

router = APIRouter(prefix="/api/v1", tags=["Consulta"])
READERS = (Role.AGENT, Role.COORDINATOR, Role.SUPERVISOR, Role.AUDITOR)
Radicado = Annotated[str, Path(pattern=r"^[0-9]{4}-[A-Z]-[0-9]{6,12}$", examples=["2026-E-000123"])]
Word = Annotated[str | None, Query(max_length=60)]


class OutOfCalendar(ActRefusal):
    norm = "Ley 51 de 1983"
    status = 422
    field = "recibido"
    sentence = "El calendario publicado no cubre esa fecha."


class CursorUnknown(ActRefusal):
    norm = "Contrato de la interfaz, paginación"
    status = 422
    field = "cursor"
    sentence = "El cursor no es de esta lista."


async def existing(parts: Services, radicado: str) -> StoredCase:
    """The stored case. Raises CaseUnknown."""
    stored: StoredCase | None = await parts.cases.case(radicado)
    if stored is None:
        raise CaseUnknown
    return stored


async def case_out(parts: Services, radicado: str) -> CaseOut:
    """The case as it is read."""
    stored = await existing(parts, radicado)
    calendar = await parts.calendars.get(stored.row.calendar_version)
    letters = [
        {"clase": x.kind, "medio": x.medium, "estado": x.status, "radicado_salida": x.outgoing_radicado,
         "enviada_en": x.sent_at and x.sent_at.astimezone(BOGOTA).isoformat(), "sha256": x.sha256}
        for x in stored.letters
    ]  # fmt: skip
    log = [
        {
            "en": x.at.astimezone(BOGOTA).isoformat(),
            "acto": x.act,
            "quien": x.actor,
            "texto": x.text,
            "norma": x.norm,
        }
        for x in stored.log
    ]
    due_on = stored.row.level_due_on
    of_now = {
        "estado": await state_of(stored.case, parts),
        "vence_nivel": due_on and due_on.isoformat(),
        "suplencia": await standing_in(stored.case.responsible, parts),
    }
    found = CaseOut.of(stored.case, letters, log, calendar, stored.proposal)
    return found.model_copy(update={**of_now, **await _about(stored.case, parts)})


async def state_of(case: Case, parts: Services) -> State:
    """Where a case stands: filed and no more, until its workflow begins."""
    is_as_filed = case.version == 1 and case.state == State.CLASSIFYING
    return State.FILED if is_as_filed and await parts.cases.unopened([case.radicado]) else case.state


async def _about(case: Case, parts: Services) -> dict[str, Any]:
    """What a case is about, by the names and the codes of the regulator in the catalogs it keeps."""
    kept, today = case.filing.catalogs, bogota_date(parts.now())
    matters, names = await parts.catalogs.matters(kept, today), await parts.catalogs.names(today, kept)
    return {
        "producto_nombre": names.product(case.product) or None,
        "motivo_nombre": names.motive(case.motive) or None,
        "sfc_producto_cod": matters.sfc_product(case.product),
        "sfc_macro_motivo_cod": matters.sfc_motive(case.motive),
    }


@router.get("/pqrsd/{radicado}", response_model=CaseOut, responses=RESPONSES, summary="El caso")
async def one(
    radicado: Radicado,
    user: Annotated[User, Depends(allowed(*Role))],
    parts: Annotated[Services, Depends(services)],
) -> CaseOut:
    """Lo que se sabe de un caso: estado, términos explicados, cartas e historial."""
    found = await case_out(parts, radicado)
    await parts.cases.note_access(radicado, user.name, user.role, "lectura")
    return found


@router.get("/pqrsd", response_model=CasePage, responses=RESPONSES, summary="Los casos, por lo que vence primero")
async def many(
    user: Annotated[User, Depends(allowed(*READERS))],
    parts: Annotated[Services, Depends(services)],
    estado: Word = None,
    tipo: Word = None,
    canal: Word = None,
    dependencia: Word = None,
    nivel: Annotated[int | None, Query(ge=1, le=3)] = None,
    responsable: Word = None,
    vence_antes: date | None = None,
    q: Annotated[str | None, Query(max_length=200)] = None,
    cursor: Annotated[str | None, Query(max_length=60)] = None,
    limite: Annotated[int, Query(ge=1, le=200)] = 50,
) -> CasePage:
    """Una página; el cursor lleva a la siguiente."""
    given = {"state": estado, "type": tipo, "channel": canal, "dependencia": dependencia, "level": nivel,
             "responsible": responsable}  # fmt: skip
    words = q.replace("\0", " ") if q else None
    equal = {name: _clean(value) for name, value in given.items() if value is not None}
    filters = Filters(equal=equal, due_before=vence_antes, words=words, after=place_of(cursor), limit=limite)
    rows = await parts.cases.listed(filters)
    waiting = await parts.cases.unopened(x.radicado for x in rows if x.version == 1 and x.state == State.CLASSIFYING)
    lines = [_line(row, State.FILED if row.radicado in waiting else row.state) for row in rows]
    return CasePage(casos=lines, cursor=cursor_after(rows, limite))


@router.get("/plazos", responses=RESPONSES, summary="La calculadora de términos")
async def plazos(
    parts: Annotated[Services, Depends(services)], tipo: PqrsdType, recibido: datetime | date
) -> dict[str, Any]:
    """Cuándo vence una solicitud de un tipo recibida en una fecha, con la explicación. Es pública."""
    at = recibido if isinstance(recibido, datetime) else start_of(recibido)
    at = at if at.tzinfo else at.replace(tzinfo=BOGOTA)
    try:
        policy = await parts.catalogs.policy(bogota_date(parts.now()))
        return plazo_json(tipo, at, (), await parts.calendars.in_force(), policy)
    except (CalendarDoesNotCover, OverflowError):
        raise OutOfCalendar from None


def cursor_after(rows: list[Any], limit: int) -> str | None:
    """Where the next page begins, if this one is full."""
    last = rows[-1] if len(rows) == limit else None
    return last and f"{last.due_on or FAR}/{last.radicado}"


def _clean(value: object) -> object:
    return value.replace("\0", "") if isinstance(value, str) else value


def place_of(cursor: str | None) -> tuple[date, str] | None:
    """The last case of the page before. Raises CursorUnknown."""
    if cursor is None:
        return None
    day, _, radicado = cursor.partition("/")
    try:
        return date.fromisoformat(day), radicado.replace("\0", "")
    except ValueError:
        raise CursorUnknown from None


def _line(row: Any, state: str) -> CaseLine:
    return CaseLine(
        radicado=row.radicado,
        estado=state,
        vencida=row.is_overdue,
        tipo=row.type,
        canal=row.channel,
        nivel=row.level,
        dependencia=row.dependencia,
        responsable=row.responsible,
        vence_el=row.due_on and row.due_on.isoformat(),
        vence_nivel=row.level_due_on and row.level_due_on.isoformat(),
        prioridad=row.priority,
    )
