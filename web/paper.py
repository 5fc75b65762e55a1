"""Letters on paper: their guides, their planilla and their proofs."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from adapters.dispatch import Handing, PaperLetter, Proof
from adapters.printing import bound
from domain.case import Case
from domain.errors import DomainError
from domain.instants import bogota_date
from domain.paper import PaperState, provable
from domain.returns import returned
from schemas.acts import Entrega
from schemas.correspondence import CartaEnPapel, Desfijacion, Fijacion, Guia, Prueba
from schemas.problem import RESPONSES
from web.acts import ACTS, performed
from web.auth import STAFF, NotAllowed, User, allowed
from web.cases import READERS, existing
from web.csv_file import csv_file
from web.documents import document
from web.pages import page
from web.posting import posted, taken_down
from web.problems import DocumentUnknown, EngineAway, field_of
from web.services import Services, services
from web.session import EXPIRED, Staff, csrf, is_from_page
from web.staff import Parts

router = APIRouter(prefix="/api/v1", tags=["Correspondencia"])
pages = APIRouter(include_in_schema=False)
AllParts = Annotated[Services, Depends(services)]
Outgoing = Annotated[str, Path(pattern=r"^[0-9]{4}-S-[0-9]{6,12}$", examples=["2026-S-000001"])]
After = Annotated[str | None, Query(pattern=r"^[0-9]{4}-S-[0-9]{6,12}$")]
Reader = Annotated[User, Depends(allowed(*READERS))]
Writer = Annotated[User, Depends(allowed(*STAFF))]
ToPrint = Literal["por_despachar", "por_fijar"]
PAPER_LIST = "lista de cartas en papel"
NOTED = frozenset({"guia", "prueba", "fijacion", "desfijacion"})
DELIVERY = next(act for act in ACTS if act.update == "record_delivery")
HEADER = ("radicado_salida", "radicado", "destinatario", "direccion", "operador", "guia", "despachada_el", "estado")


@router.get("/correspondencia", response_model=list[CartaEnPapel], responses=RESPONSES, summary="Las cartas en papel")
async def many(user: Reader, parts: AllParts, estado: PaperState | None = None,
               dia: date | None = None, tras: After = None) -> list[CartaEnPapel]:  # fmt: skip
    """Hasta 500: las que esperan, la más antigua primero; las demás, la más reciente primero.

    `dia` es el de impresión; `tras`, el radicado de salida con que terminó la página anterior.
    """
    letters = await parts.answering.dispatch.listed(estado, dia, tras)
    await _note_reading(letters, user, parts)
    return [CartaEnPapel.of(letter) for letter in letters]


@router.get("/correspondencia/planilla", responses={**RESPONSES, 200: {"content": {"text/csv": {}}}},
            response_class=Response, summary="La planilla de un día")  # fmt: skip
async def planilla(user: Reader, parts: AllParts, dia: date | None = None) -> Response:
    """Lo entregado a los operadores ese día, en CSV."""
    on = dia or bogota_date(parts.now())
    rows = [CartaEnPapel.of(letter).model_dump() for letter in await _handed_on(on, user, parts)]
    return csv_file(f"planilla-{on}.csv", HEADER, ([row[name] for name in HEADER] for row in rows))


@router.post("/correspondencia/{radicado_salida}/guia", response_model=CartaEnPapel, responses=RESPONSES,
             summary="Anotar la guía de una carta")  # fmt: skip
async def guide(radicado_salida: Outgoing, body: Guia, user: Writer, parts: AllParts) -> CartaEnPapel:
    """La carta queda en camino; se puede corregir mientras no haya prueba."""
    return CartaEnPapel.of(await _handed(radicado_salida, body, user, parts))


@router.post("/correspondencia/{radicado_salida}/prueba", response_model=CartaEnPapel, responses=RESPONSES,
             summary="Anotar la prueba de una carta")  # fmt: skip
async def proof(radicado_salida: Outgoing, body: Prueba, user: Writer, parts: AllParts) -> CartaEnPapel:
    """Entregada, satisface el término; devuelta, sale por el medio siguiente (Ley 1437 de 2011, arts. 66 a 69)."""
    return CartaEnPapel.of(await _proven(radicado_salida, body, user, parts))


async def _note_reading(letters: Iterable[PaperLetter], user: User, parts: Services) -> None:
    """A list tells who each letter is for and where they live: its reading is kept in each case, and of the list."""
    listed = ("correspondencia", *(x.radicado for x in letters))
    await parts.cases.note_accesses(listed, user.name, user.role, PAPER_LIST)


async def _handed_on(on: date, user: User, parts: Services) -> list[PaperLetter]:
    """The letters of a planilla, which names who they are for; its reading is kept in each case."""
    letters: list[PaperLetter] = await parts.answering.dispatch.handed(on)
    await parts.cases.note_accesses((x.radicado for x in letters), user.name, user.role, f"planilla del {on}")
    return letters


async def _handed(outgoing: str, body: Guia, user: User, parts: Services) -> PaperLetter:
    """Note a guide. Raises DocumentUnknown."""
    on = body.fecha or bogota_date(parts.now())
    handing = Handing(outgoing_radicado=outgoing, operator=body.operador, guide=body.guia.upper(), on=on, by=user.name)
    letter = await parts.answering.dispatch.hand(handing)
    if letter is None:
        raise DocumentUnknown
    await parts.cases.note_access(letter.radicado, user.name, user.role, f"guía de {outgoing}")
    return letter


async def _proven(outgoing: str, body: Prueba, user: User, parts: Services) -> PaperLetter:
    """Tell the case, then note the proof: repeated after an accident, the case takes it once.

    Raises DocumentUnknown.
    """
    letter = await parts.answering.dispatch.one(outgoing)
    if letter is None:
        raise DocumentUnknown
    provable(outgoing, letter.medium, letter.state)
    act = Entrega(evidencia=body.evidencia, en=body.en, carta=outgoing)
    if _bears_on(letter, body, (await existing(parts, letter.radicado)).case):
        await performed(DELIVERY, letter.radicado, act, user, parts, f"prueba/{outgoing}/{body.evidencia}")
    outcome = PaperState.DELIVERED if body.evidencia == "entregado" else PaperState.RETURNED
    noted = await parts.answering.dispatch.prove(
        Proof(outgoing_radicado=outgoing, outcome=outcome, at=body.en or parts.now(), receiver=body.recibe or "",
              by=user.name)
    )  # fmt: skip
    return noted or letter


def _bears_on(letter: PaperLetter, proof: Prueba, case: Case) -> bool:
    """Whether the case is to be told: one that goes on, or one that closed and whose remission came back (art. 21)."""
    if case.closed_at is None:
        return True
    is_back = proof.evidencia != "entregado" and letter.state != PaperState.OVERTAKEN
    return is_back and returned(case, letter.outgoing_radicado, by="") is not None


# The pages ----------------------------------------------------------------------------------------


@pages.get("/correspondencia/papel")
async def office(request: Request, user: Staff, parts: Parts) -> HTMLResponse:
    """Letters on paper by where they are, each with what may be done."""
    return await _office(request, user, parts, "")


@pages.post("/correspondencia/papel/{outgoing}/{acto}")
async def note(request: Request, outgoing: Outgoing, acto: str, user: Staff, parts: Parts) -> Response:
    """Note a guide or a proof from its form."""
    async with request.form(max_fields=6) as sent:
        said = {name: value for name, value in sent.items() if isinstance(value, str) and value}
    if user.role not in STAFF or acto not in NOTED:
        raise NotAllowed(user.role)
    if not is_from_page(request, said.pop("csrf", "")):
        return await _office(request, user, parts, EXPIRED)
    error = await _noted(outgoing, acto, said, user, parts)
    return await _office(request, user, parts, error) if error else RedirectResponse("/correspondencia/papel", 303)


@pages.get("/correspondencia/papel/lote")
async def batch(user: Staff, parts: Parts, dia: date | None = None, estado: ToPrint = "por_despachar") -> Response:
    """The letters still to hand, or the notices to post, in one PDF to print; of a day, or all.

    Raises DocumentUnknown.
    """
    letters = await parts.answering.dispatch.listed(PaperState(estado), dia)
    if not letters:
        raise DocumentUnknown
    for letter in letters:
        await parts.cases.note_access(letter.radicado, user.name, user.role, f"impresión de {letter.outgoing_radicado}")
    pdf = bound([await parts.blobs.get(digest) for letter in letters for digest in letter.sheets])
    return document(pdf, "application/pdf", f"{estado}-{dia or bogota_date(parts.now())}.pdf")


@pages.get("/correspondencia/papel/planilla")
async def planilla_page(user: Staff, parts: Parts, dia: date | None = None) -> HTMLResponse:
    """The planilla of a day, to print and sign."""
    on = dia or bogota_date(parts.now())
    return page("planilla", titulo="Planilla de correspondencia", day=on, letters=await _handed_on(on, user, parts))


@pages.get("/correspondencia/papel/planilla.csv")
async def planilla_file(user: Staff, parts: Parts, dia: date | None = None) -> Response:
    return await planilla(user, parts, dia)


async def _noted(outgoing: str, act_name: str, said: dict[str, str], user: User, parts: Services) -> str:
    """Note it; the reason when it was refused, else nothing."""
    try:
        await _done(outgoing, act_name, said, user, parts)
    except ValidationError as failure:
        return "; ".join(f"{f['campo']}: {f['mensaje']}" for f in (field_of(dict(x)) for x in failure.errors()))
    except DomainError as refusal:
        return str(refusal)
    except WorkflowUpdateFailedError as refusal:
        return refusal.cause.message if isinstance(refusal.cause, ApplicationError) else "No se pudo completar."
    except EngineAway:
        return "El motor de procesos no está disponible; intente de nuevo."
    return ""


async def _done(outgoing: str, act_name: str, said: dict[str, str], user: User, parts: Services) -> None:
    match act_name:
        case "guia":
            await _handed(outgoing, Guia.model_validate(said), user, parts)
        case "fijacion":
            await posted(outgoing, Fijacion.model_validate(said), user, parts)
        case "desfijacion":
            await taken_down(outgoing, Desfijacion.model_validate(said), user, parts)
        case _:
            await _proven(outgoing, Prueba.model_validate(said), user, parts)


async def _office(request: Request, user: User, parts: Services, error: str) -> HTMLResponse:
    dispatch = parts.answering.dispatch
    by_state = {state: await dispatch.listed(state) for state in PaperState}
    await _note_reading((x for letters in by_state.values() for x in letters), user, parts)
    return page("papel", titulo="Correspondencia en papel", status=422 if error else 200, error=error,
                by_state=by_state, counts=await dispatch.counts(), may_note=user.role in STAFF,
                day=bogota_date(parts.now()), csrf=csrf(request))  # fmt: skip
