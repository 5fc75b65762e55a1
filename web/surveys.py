"""The survey: the page of who was asked, what the answers say in a period, and the reviews that bad ones open."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from temporalio.client import WorkflowUpdateFailedError
from temporalio.service import RPCError

from adapters.ratings import Conclusion, SeenReview
from domain.errors import DomainError
from domain.instants import bogota_date
from domain.measures import SurveyForm
from domain.periods import period, quarter_of
from domain.survey_analysis import analysed
from schemas.acts_petitioner import Encuesta
from schemas.problem import RESPONSES
from schemas.surveys import HEADER, AnalisisOut, ConclusionIn, RevisionDeEncuesta
from web.acts import ACTS, Radicado, performed
from web.attempts import CITIZEN
from web.auth import LEADS, NotAllowed, User, allowed
from web.cases import READERS, existing
from web.csv_file import csv_file
from web.pages import page
from web.problems import DocumentUnknown, EngineAway, field_of
from web.services import Services, services
from web.session import EXPIRED, Staff, csrf, is_from_page
from web.staff import Parts
from web.survey_form import asked, field_name, form_of, unanswered
from web.throttle import spend

router = APIRouter(prefix="/api/v1", tags=["Encuesta"])
pages = APIRouter(include_in_schema=False)
AllParts = Annotated[Services, Depends(services)]
Reader = Annotated[User, Depends(allowed(*READERS))]
Lead = Annotated[User, Depends(allowed(*LEADS))]
By = Literal["canal", "dependencia"]
PeriodName = Annotated[str | None, Query(max_length=20, examples=["2026-T4"])]
Cycle = Annotated[int, Path(ge=1, le=100)]
RATE = next(act for act in ACTS if act.path == "encuesta")
CLOSED = "Este enlace ya se usó o no está vigente."
OUTCOMES = {
    "sin_hallazgo": "Sin hallazgo",
    "excusas_ofrecidas": "Se ofrecieron excusas",
    "accion_de_mejora": "Pasa a una acción de mejora",
    "caso_reabierto": "Se reabrió el caso",
}


@router.get("/encuestas/analisis", response_model=AnalisisOut, summary="Qué dicen las encuestas",
            responses={**RESPONSES, 200: {"content": {"text/csv": {}}}})  # fmt: skip
async def analysis(
    user: Reader,
    parts: AllParts,
    periodo: PeriodName = None,
    por: By = "canal",
    formato: Literal["json", "csv"] = "json",
) -> Any:
    """De los invitados en el periodo: tasa, satisfacción, esfuerzo, NPS y margen; sin grupos de menos de cinco."""
    found = await _analysed(parts, periodo, por)
    return found if formato == "json" else _csv(found)


@router.get("/encuestas/revisiones", response_model=list[RevisionDeEncuesta], responses=RESPONSES,
            summary="Las revisiones por calificación baja")  # fmt: skip
async def reviews(user: Reader, parts: AllParts, *, pendientes: bool = True) -> list[RevisionDeEncuesta]:
    """Pendientes, la más antigua primero; o concluidas, la última primero."""
    found = await _commented(user, parts, is_pending=pendientes)
    return [RevisionDeEncuesta.of(review) for review in found]


@router.post("/encuestas/revisiones/{radicado}/{ciclo}", response_model=RevisionDeEncuesta, responses=RESPONSES,
             summary="Concluir una revisión")  # fmt: skip
async def conclude(radicado: Radicado, ciclo: Cycle, body: ConclusionIn, user: Lead,
                   parts: AllParts) -> RevisionDeEncuesta:  # fmt: skip
    """Qué se encontró y qué se hizo; una sola vez."""
    return await _concluded(radicado, ciclo, body, user, parts)


# The page of who was asked ------------------------------------------------------------------------


@pages.get("/encuesta/{token}")
async def survey(token: str, parts: Parts) -> HTMLResponse:
    row = await parts.surveys.find(token.replace("\0", ""))
    if row is None or row.status != "abierta":
        return page("mensaje", titulo="Encuesta cerrada", status=404, texto=CLOSED)
    return _asked(row.radicado, await form_of(row.radicado, parts), {}, [])


@pages.post("/encuesta/{token}")
async def rate(token: str, request: Request, parts: Parts) -> HTMLResponse:
    """Take a rating, once; what is wrong is said, and nothing marked is lost."""
    spend(request, "encuesta")
    row = await parts.surveys.find(token.replace("\0", ""))
    async with request.form(max_fields=20) as sent:
        said = {name: value for name, value in sent.items() if isinstance(value, str) and value}
    if row is None or row.status != "abierta":
        return page("mensaje", titulo="Encuesta cerrada", status=422, texto=CLOSED)
    form = await form_of(row.radicado, parts)
    missing = unanswered(form, said)
    if missing:
        return _asked(row.radicado, form, said, missing)
    try:
        await performed(RATE, row.radicado, _rating(said, token, form), CITIZEN, parts, None)
    except ValidationError as failure:
        return _asked(row.radicado, form, said, [field_of(dict(error)) for error in failure.errors()])
    except (WorkflowUpdateFailedError, DomainError):
        return page("mensaje", titulo="Encuesta cerrada", status=422, texto=CLOSED)
    except (RPCError, EngineAway):
        away = {"campo": "puntaje", "mensaje": "no pudimos recibirla en este momento; intente en unos minutos"}
        return _asked(row.radicado, form, said, [away], status=503)
    return page("mensaje", titulo="Gracias", texto="Recibimos su calificación. Nos ayuda a mejorar.")


def _rating(said: dict[str, str], token: str, form: SurveyForm) -> Encuesta:
    sub_scores = {x.code: said[name] for x in form.aspects if (name := field_name(x)) in said}
    plain = {name: said[name] for name in ("puntaje", "esfuerzo", "recomendacion", "comentario") if name in said}
    return Encuesta.model_validate({**plain, "token": token, **({"subpuntajes": sub_scores} if sub_scores else {})})


def _asked(
    radicado: str, form: SurveyForm, said: dict[str, str], errors: list[dict[str, str]], status: int = 422
) -> HTMLResponse:
    return page("encuesta", titulo="Califique nuestra respuesta", status=status if errors else 200,
                radicado=radicado, said=said, errors=errors, form=form, asked=asked(form),
                con_errores=bool(errors))  # fmt: skip


# The page of those who lead -----------------------------------------------------------------------


@pages.get("/encuestas")
async def shelf(request: Request, user: Staff, parts: Parts, periodo: str = "", por: By = "canal") -> HTMLResponse:
    """The analysis of a period and the reviews to do."""
    return await _shelf(request, user, parts, periodo, por, "")


@pages.get("/encuestas.csv")
async def download(user: Staff, parts: Parts, periodo: PeriodName = None, por: By = "canal") -> Response:
    return _csv(await _analysed(parts, periodo, por))


@pages.post("/encuestas/revisiones/{radicado}/{ciclo}")
async def conclude_from_page(request: Request, radicado: Radicado, ciclo: Cycle, user: Staff, parts: Parts) -> Response:
    """Conclude a review from its form."""
    async with request.form(max_fields=5) as sent:
        said = {name: value for name, value in sent.items() if isinstance(value, str) and value}
    if user.role not in LEADS:
        raise NotAllowed(user.role)
    if not is_from_page(request, said.pop("csrf", "")):
        return await _shelf(request, user, parts, "", "canal", EXPIRED)
    try:
        await _concluded(radicado, ciclo, ConclusionIn.model_validate(said), user, parts)
    except (ValidationError, DomainError) as refusal:
        reason = "Diga qué se encontró." if isinstance(refusal, ValidationError) else str(refusal)
        return await _shelf(request, user, parts, "", "canal", reason)
    return RedirectResponse("/encuestas", 303)


async def _concluded(radicado: str, cycle: int, body: ConclusionIn, user: User, parts: Services) -> RevisionDeEncuesta:
    """Close a review. Raises CaseUnknown, CaseEliminated or DocumentUnknown."""
    await existing(parts, radicado)
    review = await parts.answering.ratings.conclude(
        Conclusion(radicado=radicado, cycle=cycle, outcome=body.resultado, text=body.conclusion, by=user.name,
                   at=parts.now())
    )  # fmt: skip
    if review is None:
        raise DocumentUnknown
    await parts.cases.note_access(radicado, user.name, user.role, "revisión de encuesta")
    return RevisionDeEncuesta.of(review)


async def _analysed(parts: Services, name: str | None, by: By) -> AnalisisOut:
    wanted = period(name or quarter_of(bogota_date(parts.now())))
    people = await parts.answering.ratings.invited(wanted)
    return AnalisisOut.of(wanted.name, by, analysed(people, lambda x: x.channel if by == "canal" else x.dependencia))


async def _commented(user: User, parts: Services, *, is_pending: bool) -> Sequence[SeenReview]:
    """Reviews with what each petitioner commented; its reading is kept in each case."""
    found: Sequence[SeenReview] = await parts.answering.ratings.reviews(is_pending=is_pending)
    told = (x.row.radicado for x in found if x.comment)
    await parts.cases.note_accesses(told, user.name, user.role, "comentario de la encuesta")
    return found


def _csv(found: AnalisisOut) -> Response:
    rows = [cell.model_dump() | cell.otros for cell in (*found.celdas, found.total)]
    header = (*HEADER, *found.total.otros)
    return csv_file(f"encuestas-{found.periodo}.csv", header, ([row[name] for name in header] for row in rows))


async def _shelf(request: Request, user: User, parts: Services, name: str, by: By, error: str) -> HTMLResponse:
    try:
        found = await _analysed(parts, name, by)
    except DomainError as refusal:
        found, error = await _analysed(parts, None, by), str(refusal)
    return page("encuestas", titulo="Encuestas", status=422 if error else 200, error=error, found=found,
                pending=await _commented(user, parts, is_pending=True),
                done=await _commented(user, parts, is_pending=False), outcomes=OUTCOMES,
                may_conclude=user.role in LEADS, csrf=csrf(request),
                names=await parts.catalogs.names(bogota_date(parts.now())))  # fmt: skip
