"""What a refused act said is nowhere in the case; what an accepted one said stays, even if the same was said twice."""

import asyncio
import base64

from adapters.petition import PetitionTable
from tests.support import World


async def texts_of(world: World, radicado: str) -> list[tuple[str, str]]:
    petition = await PetitionTable(world.sessions).read(radicado)
    assert petition is not None
    return [(text.kind, text.body) for text in petition.texts]


async def test_a_second_request_that_was_refused_is_not_what_the_petitioner_is_asked_for(world: World) -> None:
    case = await world.filed("segundo requerimiento")
    path = f"/api/v1/pqrsd/{case.radicado}/requerimiento"
    await world.post(path, {"falta": "Falta la cédula."}, "agente")

    refused = await world.post(path, {"falta": "Falta pagar un soborno."}, "agente")

    asked = await PetitionTable(world.sessions).asked(case.radicado, "complemento")
    assert (refused.status_code, asked) == (409, "Falta la cédula.")
    assert await texts_of(world, case.radicado) == [("requerimiento", "Falta la cédula.")]


async def test_the_same_request_sent_twice_at_once_keeps_the_text_of_the_one_accepted(world: World) -> None:
    case = await world.filed("doble clic")
    path, body = f"/api/v1/pqrsd/{case.radicado}/requerimiento", {"falta": "Falta la cédula."}

    replies = await asyncio.gather(*(world.post(path, body, "agente") for _ in range(4)))

    assert sorted(x.status_code for x in replies) == [200, 409, 409, 409]
    assert await PetitionTable(world.sessions).asked(case.radicado, "complemento") == "Falta la cédula."
    await case.until_letter("requerimiento")


async def test_a_text_with_a_file_that_is_not_admitted_is_not_kept(world: World) -> None:
    case = await world.filed("anexo falso")
    await case.act("requerimiento", {"falta": "Falta la cédula."})
    false = {"nombre": "cédula.pdf", "tipo_mime": "application/pdf",
             "contenido_base64": base64.b64encode(b"MZ").decode()}  # fmt: skip

    refused = await world.post(
        f"/api/v1/pqrsd/{case.radicado}/complemento", {"texto": "Aquí está.", "anexos": [false]}, "radicador"
    )

    assert refused.status_code == 422
    assert await texts_of(world, case.radicado) == [("requerimiento", "Falta la cédula.")]


async def test_what_is_asked_is_what_its_letter_says_whatever_was_written_later(world: World) -> None:
    case = await world.filed("nota posterior")
    await case.act("aclaracion", {"texto": "¿De qué crédito habla?"})
    await case.act("nota", {"texto": "¿De qué crédito habla?"})
    await case.act("nota", {"texto": "Otra nota."})

    asked = await PetitionTable(world.sessions).asked(case.radicado, "aclaracion")

    assert asked == "¿De qué crédito habla?"
