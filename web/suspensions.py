"""Rehearsing and publishing an act that suspends terms; which open cases it moves; applying it to them."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Response

from domain.errors import ActRefusal
from domain.instants import bogota_date
from domain.petitions import Revocation
from domain.revocations import assert_revocable
from domain.suspensions import SuspensionAct, assert_publishable
from schemas.calendar import Application, Difference, RevocationIn, SuspensionIn, SuspensionOut
from schemas.problem import RESPONSES, Responses
from web.batches import applied, figures, is_over, of_suspension, rehearsed, status_of
from web.calendar import Parts, Reader, Supervisor
from web.services import Services

router = APIRouter(prefix="/api/v1/calendario/suspensiones", tags=["Calendario"])
ActNumber = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")]
ART_39 = "Ley 1437 de 2011, art. 39"
IN_COURSE: Responses = {202: {"model": Application, "description": "Sigue en curso; va por aquí"}, **RESPONSES}


class SuspensionUnknown(ActRefusal):
    norm = ART_39
    status = 404
    sentence = "No hay un acto de suspensión con el número {act}."


class NotApplied(ActRefusal):
    norm = ART_39
    status = 404
    sentence = "Nadie ha aplicado el acto {act} a los casos abiertos."


@router.get("", response_model=list[SuspensionOut], responses=RESPONSES, summary="Los actos publicados")
async def listed(user: Reader, parts: Parts) -> list[SuspensionOut]:
    """En el orden en que se publicaron."""
    return [SuspensionOut.of(act) for act in await parts.suspensions.published()]


@router.post("", status_code=201, response_model=SuspensionOut, responses=RESPONSES,
             summary="Publica un acto que suspende términos")  # fmt: skip
async def publish(body: SuspensionIn, user: Supervisor, parts: Parts) -> SuspensionOut:
    """Desde ahora lo llevan las solicitudes que se radiquen. Los casos abiertos se mueven al aplicarlo."""
    return SuspensionOut.of(await published(body, user.name, parts))


@router.post("/ensayo", response_model=list[Difference], responses=RESPONSES,
             summary="Ensaya un acto antes de publicarlo")  # fmt: skip
async def rehearse(body: SuspensionIn, user: Supervisor, parts: Parts) -> list[Difference]:
    """Qué casos abiertos movería, y cómo, lo mismo que se mandaría a publicar. No guarda nada."""
    return await rehearsed(parts, of_suspension(await drafted(body, user.name, parts)))


@router.post("/{acto}/revocatoria/ensayo", response_model=list[Difference], responses=RESPONSES,
             summary="Ensaya la revocatoria de un acto")  # fmt: skip
async def rehearse_revocation(acto: ActNumber, body: RevocationIn, user: Supervisor, parts: Parts) -> list[Difference]:
    """Qué casos abiertos movería, y cómo, revocarlo hoy. No guarda nada."""
    act, revocation = await revocable(acto, body, user.name, parts)
    return await rehearsed(parts, of_suspension(replace(act, revocation=revocation)))


@router.post("/{acto}/revocatoria", status_code=201, response_model=SuspensionOut, responses=RESPONSES,
             summary="Registra el acto que revoca uno de suspensión")  # fmt: skip
async def revoke(acto: ActNumber, body: RevocationIn, user: Supervisor, parts: Parts) -> SuspensionOut:
    """Lo que se radique deja de llevarlo desde mañana. Los casos abiertos que lo llevan se mueven al aplicarlo."""
    return SuspensionOut.of(await revoked(acto, body, user.name, parts))


@router.get("/{acto}/diferencias", response_model=list[Difference], responses=RESPONSES,
            summary="Qué casos abiertos se moverían, y cómo")  # fmt: skip
async def differences(acto: ActNumber, user: Supervisor, parts: Parts) -> list[Difference]:
    """Ensayo: no cambia nada."""
    return await rehearsed(parts, of_suspension(await act_of(parts, acto)))


@router.post("/{acto}/aplicacion", response_model=Application, responses=IN_COURSE,
             summary="Suspende los términos de los casos abiertos que alcanza")  # fmt: skip
async def apply(acto: ActNumber, user: Supervisor, parts: Parts, response: Response) -> Application:
    """Cada caso lo recibe una vez. Mientras corre, repetirla se une a ella; después, busca los que falten."""
    status = await applied(parts, of_suspension(await act_of(parts, acto)))
    response.status_code = 200 if is_over(status) else 202
    return Application(acto=acto, **figures(status))


@router.get("/{acto}/aplicacion", response_model=Application, responses=RESPONSES, summary="Cómo va la aplicación")
async def progress(acto: ActNumber, user: Supervisor, parts: Parts) -> Application:
    """Cuántos casos se revisaron y cuáles se movieron."""
    status = await status_of(parts, of_suspension(await act_of(parts, acto)))
    if status is None:
        raise NotApplied(act=acto)
    return Application(acto=acto, **figures(status))


async def published(body: SuspensionIn, by: str, parts: Services) -> SuspensionAct:
    """Publish an act; published again as it was, it is the same. Raises DatesReversed or ActNumberTaken."""
    act = await drafted(body, by, parts)
    kept = await parts.suspensions.publish(act)
    assert_publishable(act, kept)
    return kept


async def drafted(body: SuspensionIn, by: str, parts: Services) -> SuspensionAct:
    """The act that would be published, or was already. Raises DatesReversed or ActNumberTaken."""
    act = body.to_domain(by, parts.now())
    kept = await parts.suspensions.get(act.act_number)
    assert_publishable(act, kept)
    return kept or act


async def revoked(acto: str, body: RevocationIn, by: str, parts: Services) -> SuspensionAct:
    """Revoke an act; revoked again by the same one, it is the same. Raises the refusals of `revocable`."""
    act, revocation = await revocable(acto, body, by, parts)
    kept = await parts.suspensions.revoke(act.act_number, revocation)
    assert_revocable(kept, revocation)
    return kept


async def revocable(acto: str, body: RevocationIn, by: str, parts: Services) -> tuple[SuspensionAct, Revocation]:
    """The act and what would revoke it, or did. Raises SuspensionUnknown, ActAlreadyRevoked or SuspensionOver."""
    act, revocation = await act_of(parts, acto), body.to_domain(by, bogota_date(parts.now()))
    if act.revocation is not None and act.revocation.act_number == revocation.act_number:
        return act, act.revocation
    assert_revocable(act, revocation)
    return act, revocation


async def act_of(parts: Services, number: str) -> SuspensionAct:
    """A published act. Raises SuspensionUnknown."""
    act = await parts.suspensions.get(number)
    if act is None:
        raise SuspensionUnknown(act=number)
    return act
