"""Who may do what: each act refuses each role that is not its own, and nothing is told to strangers."""

from typing import Any

import pytest
from sqlalchemy import select

from adapters.tables import AccessRow
from tests.support import World
from web.acts import ACTS, Act
from web.auth import Role

BODIES: dict[str, dict[str, Any]] = {
    "clasificacion": {"tipo": "queja"},
    "asignacion": {"dependencia": "OAU", "responsable": "agente-07"},
    "escalamiento": {"nivel": 2, "dependencia": "GAU", "motivo": "Estudio"},
    "requerimiento": {"falta": "El certificado."},
    "complemento": {"texto": "Adjunto."},
    "aclaracion": {"texto": "Aclaro."},
    "ampliacion-complemento": {},
    "prorroga": {"nueva_fecha": "2027-01-15", "motivo": "Concepto"},
    "termino-orden": {"vence_el": "2026-12-10", "norma": "Oficio 118"},
    "traslado": {"entidad": "Ministerio", "motivo": "Competencia"},
    "desistimiento": {"clase": "expreso"},
    "borrador": {"texto": "Propuesta."},
    "revision": {"decision": "aprobar"},
    "respuesta": {"texto": "Se accede.", "sentido": "favorable", "firmante": "Carolina Mejía"},
    "rechazo": {"texto": "Está reservada.", "norma": "Ley 1266 de 2008, art. 5", "firmante": "Carolina Mejía"},
    "remision-tribunal": {"tribunal": "Tribunal Administrativo de Cundinamarca", "oficio": "2026-S-000009"},
    "decision-tribunal": {"sentido": "favorable", "providencia": "Auto 12 de 2026"},
    "entrega": {"evidencia": "entregado"},
    "aviso": {},
    "encuesta": {"token": "x" * 12, "puntaje": 5},
    "replica": {"argumento": "No estoy de acuerdo."},
    "suspension": {"desde": "2026-12-01", "hasta": "2026-12-03", "acto": "RES-1", "norma": "Ley"},
    "nota": {"texto": "Nota."},
    "mensaje": {"texto": "Hola."},
}
REFUSED = [(act, role) for act in ACTS for role in Role if role not in act.roles]


def test_every_act_is_covered() -> None:
    assert set(BODIES) == {act.path for act in ACTS}


@pytest.mark.parametrize(("act", "role"), REFUSED, ids=lambda x: x.path if isinstance(x, Act) else str(x))
async def test_a_role_that_may_not_do_an_act_is_refused(world: World, act: Act, role: Role) -> None:
    reply = await world.post(f"/api/v1/pqrsd/2026-E-000001/{act.path}", BODIES[act.path], role=role)

    assert reply.status_code == 403
    assert reply.headers["content-type"] == "application/problem+json"
    assert role in reply.json()["detail"]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.path)
async def test_an_act_on_a_case_that_does_not_exist_is_not_found(world: World, act: Act) -> None:
    reply = await world.post(f"/api/v1/pqrsd/1999-E-000001/{act.path}", BODIES[act.path], role="supervisor")

    assert reply.status_code == 404


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.path)
async def test_an_act_without_a_token_is_refused(world: World, act: Act) -> None:
    reply = await world.api.post(f"/api/v1/pqrsd/2026-E-000001/{act.path}", json=BODIES[act.path])

    assert reply.status_code == 401


@pytest.mark.parametrize("path", ["versiones", "reproyeccion", "suspensiones", "suspensiones/R1/aplicacion"])
@pytest.mark.parametrize("role", [role for role in Role if role != Role.SUPERVISOR])
async def test_only_the_supervisor_touches_the_calendar(world: World, path: str, role: Role) -> None:
    body = {"version": "x", "vigente_desde": "2027-01-01", "norma": "Ley"}

    reply = await world.post(f"/api/v1/calendario/{path}", body, role=role)

    assert reply.status_code == 403


async def test_what_an_auditor_reads_is_kept(world: World) -> None:
    case = await world.filed("auditado")
    headers = {"Authorization": "Bearer dev-auditor"}

    await world.api.get(f"/api/v1/pqrsd/{case.radicado}", headers=headers)

    assert ("dev-auditor", "lectura") in await accesses(world, case.radicado)


async def accesses(world: World, radicado: str) -> set[tuple[str, str]]:
    async with world.sessions() as session:
        rows = await session.execute(select(AccessRow.who, AccessRow.what).where(AccessRow.radicado == radicado))
        return {(who, what) for who, what in rows}
