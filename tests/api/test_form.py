"""The form of a petition: every field the norm asks for, nothing that stands in the way, proof of what was accepted."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from adapters.identities import Identities
from domain.instants import BOGOTA
from tests.support import World, filed_by, now
from web.notice import notice

FORM = {"clave": "x", "tipo": "queja", "asunto": "Demora", "descripcion": "Esperé una hora.", "clase": "natural",
        "nombres": "Iván Díaz", "correo": "ivan@correo.example", "medio_respuesta": "correo",
        "acepta": "si"}  # fmt: skip
ANONYMOUS = {"tipo": "denuncia", "asunto": "Un cobro", "descripcion": "Cobran por el turno.", "clase": "anonimo",
             "medio_respuesta": "aviso"}  # fmt: skip
RES_1519 = ["tipo", "nombres", "tipo_documento", "numero_documento", "medio_respuesta", "correo", "direccion", "barrio",
            "municipio", "departamento", "pais", "telefono", "asunto", "descripcion", "anexos", "clase", "acepta",
            "apoderado_nombres", "apoderado_numero_documento"]  # fmt: skip


async def sent(world: World, key: str, **changes: Any) -> Any:
    said = {name: value for name, value in {**FORM, "clave": key, **changes}.items() if value is not None}
    return await world.api.post("/radicar", data=said)


def radicado_of(html: str) -> str:
    return str(re.findall(r"\d{4}-E-\d{6}", html)[0])


async def kept(world: World, query: str, radicado: str) -> Any:
    async with world.sessions() as session:
        return (await session.execute(text(query), {"x": radicado})).one_or_none()


@pytest.mark.parametrize("field", RES_1519)
async def test_the_form_has_every_field_the_norm_asks_for(world: World, field: str) -> None:
    html = (await world.api.get("/radicar")).text

    assert f'<label for="{field}"' in html or f'id="{field}" name="{field}" value="si"' in html


async def offering(world: World, change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Publish the types offered as they are changed."""
    read = {"Authorization": "Bearer dev-auditor"}
    last = (await world.api.get("/api/v1/catalogos/tipos", headers=read)).json()
    change(last["contenido"]["tipos"])
    body = {"version_anterior": last["version"], "motivo": "Prueba", "contenido": last["contenido"]}
    reply = await world.post("/api/v1/catalogos/tipos", body, "supervisor")
    assert reply.status_code == 201, reply.text


async def test_the_form_offers_the_types_of_the_catalog_by_the_names_it_gives_them(world: World) -> None:
    def say(label: str, *, is_public: bool) -> Callable[[list[dict[str, Any]]], None]:
        def change(rows: list[dict[str, Any]]) -> None:
            next(x for x in rows if x["tipo"] == "tutela").update(nombre=label, publico=is_public)

        return change

    before = (await world.api.get("/radicar")).text
    await offering(world, say("Acción de tutela", is_public=True))
    during = (await world.api.get("/radicar")).text
    await offering(world, say("Tutela", is_public=False))

    assert 'value="tutela"' not in before
    assert '<option value="tutela">Acción de tutela</option>' in during


async def test_the_product_chosen_is_that_of_the_case_and_one_there_is_not_is_said_beside_its_field(
    world: World,
) -> None:
    form = (await world.api.get("/radicar")).text

    chosen = await sent(world, "producto-1", producto="becas_internacionales")
    stale = await sent(world, "producto-2", producto="inventado")

    product = "SELECT snapshot ->> 'product' AS product FROM pqrsd_case WHERE radicado = :x"
    case = await kept(world, product, radicado_of(chosen.text))
    assert '<option value="becas_internacionales">Becas internacionales</option>' in form
    assert case.product == "becas_internacionales"
    assert (stale.status_code, 'href="#producto"' in stale.text) == (422, True)


@pytest.mark.parametrize(
    "said",
    ["procuraduria.gov.co", "Ley 1712 de 2014, art. 4, par.", "copias en papel pueden costar",
     "responsable de sus datos", "Ley 1581 de 2012", "opcionales"],
)  # fmt: skip
async def test_the_form_warns_of_what_the_law_says_it_must(world: World, said: str) -> None:
    assert said in (await world.api.get("/radicar")).text


async def test_an_anonymous_petition_asks_for_nothing_but_itself_and_gets_a_code(world: World) -> None:
    reply = await world.api.post("/radicar", data={**ANONYMOUS, "clave": "anon-1"})

    assert reply.status_code == 201
    assert "única" in reply.text
    assert re.search(r'class="clave">[A-Z2-9]{10}<', reply.text)


async def test_what_was_accepted_can_be_shown_again(world: World) -> None:
    radicado = radicado_of((await sent(world, "consent-1")).text)

    consent = await kept(world, "SELECT notice_version, accepted_at FROM consent WHERE radicado = :x", radicado)
    body = await kept(
        world,
        "SELECT body FROM privacy_notice JOIN consent ON version = notice_version WHERE radicado = :x",
        radicado,
    )

    assert consent.notice_version == notice().version
    assert consent.accepted_at is not None
    assert "responsable de sus datos" in body.body


async def test_who_gives_their_data_accepts_the_notice(world: World) -> None:
    reply = await sent(world, "consent-2", acepta=None)

    assert reply.status_code == 422
    assert 'href="#acepta"' in reply.text


async def test_a_sensitive_datum_needs_a_yes_of_its_own(world: World) -> None:
    without = await sent(world, "sens-1", condicion_especial="discapacidad")
    with_it = await sent(world, "sens-1", condicion_especial="discapacidad", autoriza_sensibles="si")

    condition = await Identities(world.sessions).condition(radicado_of(with_it.text))
    assert 'href="#autoriza_sensibles"' in without.text
    assert condition == "discapacidad"


async def test_a_child_is_spoken_to_plainly_and_goes_first(world: World) -> None:
    form = (await world.api.get("/radicar?clase=menor")).text
    reply = await sent(world, "menor-1", clase="menor")

    radicado = radicado_of(reply.text)
    row = await kept(world, "SELECT priority FROM pqrsd_case WHERE radicado = :x", radicado)
    assert "Puedes escribirnos sin un adulto" in form
    assert '<option value="menor" selected' in form
    assert "Ya tenemos tu solicitud" in reply.text
    assert row.priority == "menor"


async def test_a_representative_is_kept_with_the_petition(world: World) -> None:
    reply = await sent(world, "apod-1", apoderado_nombres="Rosa Abogada", apoderado_numero_documento="52000111")

    filed = await filed_by(world.sessions, radicado_of(reply.text))
    assert filed.petitioner["apoderado"] == {"nombres": "Rosa Abogada", "numero_documento": "52000111"}


async def test_a_wrong_document_of_the_representative_is_marked_beside_its_field(world: World) -> None:
    reply = await sent(world, "apod-2", apoderado_nombres="Rosa", apoderado_numero_documento="¡!")

    assert 'href="#apoderado_numero_documento"' in reply.text


async def test_a_robot_that_fills_the_trap_is_asked_again_without_a_puzzle(world: World) -> None:
    reply = await sent(world, "robot-1", sitio_web="http://spam.example")

    assert reply.status_code == 422
    assert "parece automático" in reply.text


async def cookie_of(world: World, role: str) -> dict[str, str]:
    reply = await world.api.post("/ingresar", data={"ficha": f"dev-{role}"}, follow_redirects=False)
    world.api.cookies.clear()
    return {"Cookie": reply.headers["set-cookie"].partition(";")[0]}


async def test_a_petition_said_aloud_is_taken_down_with_its_constancia(world: World) -> None:
    cookie = await cookie_of(world, "agente")
    page = (await world.api.get("/radicar-verbal", headers=cookie)).text
    token = re.findall(r'name="csrf" value="([0-9a-f]+)"', page)[0]
    spoken = (now() - timedelta(days=3)).astimezone(BOGOTA)
    said = {**FORM, "clave": "v1", "csrf": token, "tipo": "peticion", "canal": "contact_center", "idioma": "wayuunaiki",
            "recibido_en": f"{spoken:%Y-%m-%dT%H:%M}", "documentos_anexos": "Copia de la cédula"}  # fmt: skip

    reply = await world.api.post("/radicar-verbal", data=said, headers=cookie)

    row = await kept(world, "SELECT channel, received_at FROM filing WHERE radicado = :x",
                     radicado_of(reply.text))  # fmt: skip
    assert reply.status_code == 201
    for datum in ("de palabra", f"{spoken.day} de ", f" de {spoken:%Y, %H:%M}", "Iván Díaz", "Demora",
                  "Esperé una hora.", "Copia de la cédula", "dev-agente", "wayuunaiki", "por teléfono"):  # fmt: skip
        assert datum in reply.text
    assert row.channel == "contact_center"
    filed = await filed_by(world.sessions, radicado_of(reply.text))
    assert filed.origin == "Petición verbal, recibida por dev-agente"
    assert "Copia de la cédula" in (await filed_by(world.sessions, radicado_of(reply.text))).description


async def test_who_takes_a_petition_down_says_what_it_is_about_from_the_tree_of_motives(world: World) -> None:
    cookie = await cookie_of(world, "agente")
    html = (await world.api.get("/radicar-verbal", headers=cookie)).text
    token = re.findall(r'name="csrf" value="([0-9a-f]+)"', html)[0]
    said = {**FORM, "clave": "v2", "csrf": token, "motivo": "atencion_demora"}

    reply = await world.api.post("/radicar-verbal", data=said, headers=cookie)

    motive = "SELECT snapshot ->> 'motive' AS motive FROM pqrsd_case WHERE radicado = :x"
    case = await kept(world, motive, radicado_of(reply.text))
    assert '<option value="atencion_demora">– Demora en la respuesta</option>' in html
    assert case.motive == "atencion_demora"


async def test_only_who_attends_people_takes_petitions_down(world: World) -> None:
    auditor = await world.api.get("/radicar-verbal", headers=await cookie_of(world, "auditor"))
    stranger = await world.api.get("/radicar-verbal")

    assert auditor.status_code == 403
    assert stranger.status_code == 303


async def test_the_public_form_cannot_say_when_it_was_received(world: World) -> None:
    asked_at = now()
    month_ago = f"{asked_at - timedelta(days=30):%Y-%m-%d}T00:00:00-05:00"
    reply = await sent(world, "fecha-1", recibido_en=month_ago, origen="otro")

    row = await kept(world, "SELECT received_at FROM filing WHERE radicado = :x", radicado_of(reply.text))
    assert row.received_at >= asked_at
    assert (await filed_by(world.sessions, radicado_of(reply.text))).origin == ""
