"""Catalogs through the API: read by all, published by a supervisor over the last version, never edited."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from domain.catalogs import CatalogKind
from domain.instants import bogota_date
from tests.support import World, a_filing, now
from web.auth import Role

BASE = "/api/v1/catalogos"
READ = {"Authorization": "Bearer dev-auditor"}


async def read(world: World, path: str) -> Any:
    reply = await world.api.get(f"{BASE}{path}", headers=READ)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def publication(world: World, kind: str, **changes: Any) -> dict[str, Any]:
    """The last version again, to be changed and sent."""
    last = (await read(world, f"/{kind}/versiones"))[0]["version"]
    content = (await read(world, f"/{kind}?version={last}"))["contenido"]
    return {"version_anterior": last, "motivo": "Prueba", "contenido": content, **changes}


@pytest.fixture
async def channels(world: World) -> AsyncIterator[dict[str, Any]]:
    """A publication of the channels with one more; afterwards they are as they were."""
    before = await publication(world, "canales")
    yield {
        **before,
        "contenido": {
            "canales": [
                *before["contenido"]["canales"],
                {"codigo": "buzon", "nombre": "Buzón físico", "sfc_canal_cod": 14, "sfc_punto_recepcion": 4},
            ]
        },
    }
    again = await publication(world, "canales")
    if again["contenido"] != before["contenido"]:
        await world.post(f"{BASE}/canales", {**again, "contenido": before["contenido"]}, "supervisor")


async def test_every_catalog_is_listed_with_its_version_in_force(world: World) -> None:
    found = await read(world, "")

    assert [x["clase"] for x in found] == [str(kind) for kind in CatalogKind]
    assert all(x["version"] >= 1 and x["publicado_por"] and x["motivo"] for x in found)


async def test_what_is_published_is_the_next_version_and_the_one_before_stays_as_it_was(
    world: World, channels: dict[str, Any]
) -> None:
    base = channels["version_anterior"]

    done = await world.post(f"{BASE}/canales", channels, "supervisor")
    new, old = await read(world, "/canales"), await read(world, f"/canales?version={base}")
    differences = await read(world, f"/canales/diferencias?de={base}&a={base + 1}")
    history = await read(world, "/canales/versiones")

    assert (done.status_code, done.json()["version"], new["version"]) == (201, base + 1, base + 1)
    assert (done.json()["publicado_por"], done.json()["motivo"]) == ("dev-supervisor", "Prueba")
    assert "buzon" not in {x["codigo"] for x in old["contenido"]["canales"]}
    assert "buzon" in {x["codigo"] for x in new["contenido"]["canales"]}
    assert {x["ruta"].rpartition(".")[0] for x in differences} == {"canales.buzon"}
    assert [x["version"] for x in history][:2] == [base + 1, base]


async def test_a_new_channel_receives_and_one_nobody_knows_does_not(world: World, channels: dict[str, Any]) -> None:
    before = await world.post("/api/v1/pqrsd", a_filing(canal="buzon"))
    await world.post(f"{BASE}/canales", channels, "supervisor")

    after = await world.post("/api/v1/pqrsd", a_filing(canal="buzon"))

    assert (before.status_code, before.json()["regla"]) == (422, "ChannelUnknown")
    assert after.status_code == 201


async def test_of_two_supervisors_at_once_one_publishes_and_the_other_learns_it(
    world: World, channels: dict[str, Any]
) -> None:
    replies = await asyncio.gather(*(world.post(f"{BASE}/canales", channels, "supervisor") for _ in range(5)))

    assert sorted(x.status_code for x in replies) == [201, 409, 409, 409, 409]
    assert {x.json()["regla"] for x in replies if x.status_code == 409} <= {"CatalogMoved", "CatalogUnchanged"}


async def test_over_a_version_that_is_not_the_last_nothing_is_published(world: World, channels: dict[str, Any]) -> None:
    stale = {**channels, "version_anterior": channels["version_anterior"] + 5}

    reply = await world.post(f"{BASE}/canales", stale, "supervisor")

    assert (reply.status_code, reply.json()["regla"]) == (409, "CatalogMoved")


async def test_the_same_content_again_is_nothing_to_publish(world: World) -> None:
    reply = await world.post(f"{BASE}/productos", await publication(world, "productos"), "supervisor")

    assert (reply.status_code, reply.json()["regla"]) == (409, "CatalogUnchanged")


async def test_a_version_for_tomorrow_is_not_in_force_today(world: World, channels: dict[str, Any]) -> None:
    tomorrow = bogota_date(now()) + timedelta(days=1)

    done = await world.post(f"{BASE}/canales", {**channels, "vigente_desde": str(tomorrow)}, "supervisor")
    today = await read(world, "/canales")

    assert done.status_code == 201
    assert today["version"] == channels["version_anterior"]


async def test_a_version_is_not_backdated(world: World, channels: dict[str, Any]) -> None:
    reply = await world.post(f"{BASE}/canales", {**channels, "vigente_desde": "2026-01-01"}, "supervisor")

    assert (reply.status_code, reply.json()["regla"]) == (422, "CatalogBackdated")


async def test_a_content_that_contradicts_itself_names_what(world: World, channels: dict[str, Any]) -> None:
    channels["contenido"]["canales"].append(channels["contenido"]["canales"][0])

    reply = await world.post(f"{BASE}/canales", channels, "supervisor")

    assert reply.status_code == 422
    assert "«personalizado» está dos veces" in reply.json()["detail"]


async def test_a_dependencia_that_motives_name_cannot_disappear(world: World) -> None:
    body = await publication(world, "dependencias")
    body["contenido"]["dependencias"] = [x for x in body["contenido"]["dependencias"] if x["codigo"] != "VCC"]

    reply = await world.post(f"{BASE}/dependencias", body, "supervisor")

    assert (reply.status_code, reply.json()["regla"]) == (422, "CatalogDangling")
    assert "«VCC»" in reply.json()["detail"]


async def test_a_motive_of_a_dependencia_there_is_not_is_refused(world: World) -> None:
    body = await publication(world, "motivos")
    body["contenido"]["motivos"][0]["dependencia"] = "XYZ"

    reply = await world.post(f"{BASE}/motivos", body, "supervisor")

    assert (reply.status_code, reply.json()["regla"]) == (422, "CatalogDangling")


@pytest.mark.parametrize("path", ["/nada", "/canales?version=0", "/canales/diferencias?de=1"])
async def test_what_is_not_a_catalog_is_refused_by_its_field(world: World, path: str) -> None:
    reply = await world.api.get(f"{BASE}{path}", headers=READ)

    assert reply.status_code == 422
    assert reply.json()["campos"]


async def test_a_version_there_is_not_is_not_found(world: World) -> None:
    reply = await world.api.get(f"{BASE}/canales?version=999", headers=READ)

    assert (reply.status_code, reply.json()["regla"]) == (404, "CatalogVersionUnknown")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SUPERVISOR])
async def test_only_a_supervisor_publishes(world: World, role: Role) -> None:
    reply = await world.post(f"{BASE}/productos", await publication(world, "productos"), role)

    assert reply.status_code == 403


async def test_without_a_token_no_catalog_is_read(world: World) -> None:
    assert (await world.api.get(BASE)).status_code == 401


@pytest.fixture
async def shorter(world: World) -> AsyncIterator[dict[str, Any]]:
    """A publication of the readings where the regulator gives eight business days; afterwards they are as they were."""
    before = await publication(world, "lecturas")
    yield {**before, "contenido": {**before["contenido"], "dias_habiles_sfc": 8}}
    again = await publication(world, "lecturas")
    await world.post(f"{BASE}/lecturas", {**again, "contenido": before["contenido"]}, "supervisor")


async def test_another_reading_governs_what_is_filed_afterwards_and_never_a_case_that_runs(
    world: World, shorter: dict[str, Any]
) -> None:
    query = f"/api/v1/plazos?tipo=queja_consumidor_financiero&recibido={bogota_date(now())}"
    old = await world.filed("antes", tipo="queja_consumidor_financiero")
    promised = old.case["vence_el"]

    published = await world.post(f"{BASE}/lecturas", shorter, "supervisor")
    new = await world.filed("después", tipo="queja_consumidor_financiero")
    calculated = (await world.api.get(query)).json()["vence_el"]
    await old.act("nota", {"texto": "Sigue."})

    assert published.status_code == 201
    assert old.case["vence_el"] == promised
    assert new.case["vence_el"] == calculated
    assert new.case["vence_el"] < promised


async def test_the_months_of_the_calculator_number_the_days_of_the_reading_in_force(
    world: World, shorter: dict[str, Any]
) -> None:
    assert (await world.post(f"{BASE}/lecturas", shorter, "supervisor")).status_code == 201

    html = (await world.api.get("/calculadora?tipo=queja_consumidor_financiero&recibido=2026-09-14")).text

    assert "8 días hábiles" in html
    assert "día 8: vence" in html
    assert "día 15" not in html
