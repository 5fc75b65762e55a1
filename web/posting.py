"""Notices in a place of public access: their printed copy goes up and comes down, with its constancia (art. 69)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from adapters.dispatch import PaperLetter, Up
from domain.instants import bogota_date
from domain.posting import may_come_down, may_go_up, postable
from schemas.correspondence import CartaEnPapel, CopiaDeAviso, Desfijacion, Fijacion
from schemas.problem import RESPONSES
from web.acts import Act, performed
from web.auth import STAFF, User, allowed
from web.cases import existing
from web.problems import DocumentUnknown
from web.services import Services, services

router = APIRouter(prefix="/api/v1", tags=["Correspondencia"])
AllParts = Annotated[Services, Depends(services)]
Outgoing = Annotated[str, Path(pattern=r"^[0-9]{4}-S-[0-9]{6,12}$", examples=["2026-S-000001"])]
Writer = Annotated[User, Depends(allowed(*STAFF))]
COPY = Act("fijacion", CopiaDeAviso, "post_aviso")


@router.post("/correspondencia/{radicado_salida}/fijacion", response_model=CartaEnPapel, responses=RESPONSES,
             summary="Anotar que la copia de un aviso se fijó")  # fmt: skip
async def post(radicado_salida: Outgoing, body: Fijacion, user: Writer, parts: AllParts) -> CartaEnPapel:
    """Los cinco días hábiles corren desde la última de las dos publicaciones (Ley 1437 de 2011, art. 69)."""
    return CartaEnPapel.of(await posted(radicado_salida, body, user, parts))


@router.post("/correspondencia/{radicado_salida}/desfijacion", response_model=CartaEnPapel, responses=RESPONSES,
             summary="Anotar que la copia de un aviso se retiró")  # fmt: skip
async def take_down(radicado_salida: Outgoing, body: Desfijacion, user: Writer, parts: AllParts) -> CartaEnPapel:
    """No antes de terminar los cinco días hábiles."""
    return CartaEnPapel.of(await taken_down(radicado_salida, body, user, parts))


async def posted(outgoing: str, body: Fijacion, user: User, parts: Services) -> PaperLetter:
    """Tell the case, then note it: repeated after an accident, the case takes it once. Raises DocumentUnknown."""
    letter, today = await _one(outgoing, parts), bogota_date(parts.now())
    on = body.fecha or today
    postable(outgoing, letter.medium, letter.state)
    may_go_up(bogota_date(letter.printed_at), on, today)
    await _told(letter, CopiaDeAviso(carta=outgoing, lugar=body.lugar, fecha=on), user, parts)
    up = Up(outgoing_radicado=outgoing, place=body.lugar, on=on, by=user.name)
    return await parts.answering.dispatch.post(up) or letter


async def taken_down(outgoing: str, body: Desfijacion, user: User, parts: Services) -> PaperLetter:
    """Tell the case, then note it. Raises DocumentUnknown."""
    letter, today = await _one(outgoing, parts), bogota_date(parts.now())
    on = body.fecha or today
    may_come_down(outgoing, letter.state, letter.handed_on, on, today, await parts.calendars.in_force())
    copy = CopiaDeAviso(carta=outgoing, lugar=letter.place, fecha=on, retirada=True)
    await _told(letter, copy, user, parts)
    return await parts.answering.dispatch.take_down(outgoing, on, user.name) or letter


async def _one(outgoing: str, parts: Services) -> PaperLetter:
    letter = await parts.answering.dispatch.one(outgoing)
    if letter is None:
        raise DocumentUnknown
    return letter


async def _told(letter: PaperLetter, copy: CopiaDeAviso, user: User, parts: Services) -> None:
    """Keep the constancia in the log of its case; one that closed already is left as it is."""
    if (await existing(parts, letter.radicado)).case.closed_at is None:
        key = f"{copy.carta}/{'desfijacion' if copy.retirada else 'fijacion'}"
        await performed(COPY, letter.radicado, copy, user, parts, key)
