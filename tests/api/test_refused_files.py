"""What is refused leaves no file in the archive."""

import base64
from hashlib import sha256
from typing import Any

import pytest

from adapters.archive import BlobMissing
from tests.support import World, a_filing

PATH = "/api/v1/pqrsd"


def text_file(content: str) -> dict[str, str]:
    return {"nombre": "soporte.txt", "tipo_mime": "text/plain",
            "contenido_base64": base64.b64encode(content.encode()).decode()}  # fmt: skip


async def is_archived(world: World, content: str) -> bool:
    try:
        return await world.services.blobs.get(sha256(content.encode()).hexdigest()) == content.encode()
    except BlobMissing:
        return False


@pytest.mark.parametrize(
    "change",
    [
        {"canal": "paloma_mensajera"},
        {"producto": "no_existe"},
        {"motivo": "no_existe"},
        {"tipo": "tutela", "relacionado_con": "2026-E-999999"},
    ],
    ids=lambda x: str(list(x)[-1]),
)
async def test_a_refused_filing_leaves_no_file(world: World, change: dict[str, Any]) -> None:
    content = f"Soporte de {change}."

    refused = await world.post(PATH, a_filing(anexos=[text_file(content)], **change))

    assert refused.status_code == 422
    assert not await is_archived(world, content)


async def test_a_key_used_before_with_another_body_leaves_no_file(world: World) -> None:
    key = {"Idempotency-Key": "clave-con-anexo"}
    await world.post(PATH, a_filing(anexos=[text_file("El primero.")]), **key)

    refused = await world.post(PATH, a_filing(anexos=[text_file("El segundo.")]), **key)

    assert (refused.status_code, refused.json()["regla"]) == (409, "IdempotencyConflict")
    assert await is_archived(world, "El primero.")
    assert not await is_archived(world, "El segundo.")


async def test_a_refused_act_leaves_no_file_but_those_another_case_has(world: World) -> None:
    case = await world.filed("nada se le pidió", anexos=[text_file("El mismo volante.")])
    files = [text_file("El mismo volante."), text_file("Solo de este complemento.")]

    path = f"{PATH}/{case.radicado}/complemento"
    refused = await world.post(path, {"texto": "Aquí está.", "anexos": files}, "radicador")

    assert (refused.status_code, refused.json()["regla"]) == (409, "NothingRequired")
    assert await is_archived(world, "El mismo volante.")
    assert not await is_archived(world, "Solo de este complemento.")


async def test_a_conflicting_key_does_not_take_back_the_message_that_was_accepted_with_it(world: World) -> None:
    case = await world.filed("mensaje repetido")
    path, key = f"{PATH}/{case.radicado}/mensaje", {"Idempotency-Key": "el-mensaje"}
    await world.post(path, {"texto": "Estoy pendiente."}, "radicador", **key)

    refused = await world.post(path, {"texto": "Otra cosa."}, "radicador", **key)

    assert refused.status_code == 409
    assert [x.body for x in await world.services.mailbox.of_case(case.radicado)] == ["Estoy pendiente."]
