"""A version or an act rehearsed before anybody publishes it: nothing is kept, and what it says then happens."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.instants import bogota_date
from local.journey import Journey
from tests.support import World, now
from tests.workflows import test_reprojection as versions
from tests.workflows import test_suspensions as acts
from tests.workflows.test_reprojection import SUPERVISOR, calendar_of, inside, opened

VERSIONS, ACTS = "/api/v1/calendario/versiones", acts.PATH
Moves = dict[str, tuple[str, str]]


async def rehearsed(world: World, path: str, body: dict[str, Any]) -> Moves:
    reply = await world.post(f"{path}/ensayo", body, "supervisor")
    assert reply.status_code == 200, reply.text
    return moves_of(reply.json())


def moves_of(told: list[dict[str, Any]]) -> Moves:
    return {x["radicado"]: (x["de"], x["a"]) for x in told if not x["omitido"]}


async def kept(world: World, path: str) -> Any:
    """Everything published."""
    return (await world.api.get(path, headers=SUPERVISOR)).json()


def a_version(name: str, *days: date) -> dict[str, Any]:
    return {"version": name, "vigente_desde": "2026-01-01", "norma": "Ley por ensayar",
            "festivos": {str(day): "Día de prueba" for day in days}}  # fmt: skip


async def assert_untouched(case: Journey, due_on: date) -> None:
    assert (await case.look())["vence_el"] == str(due_on)
    assert {"reproyeccion", "suspension"}.isdisjoint(x["acto"] for x in case.case["historial"])


async def test_a_version_rehearsed_is_not_kept_and_moves_what_the_rehearsal_said(world: World) -> None:
    short, long = await opened(world, "corta", "congresista_informe"), await opened(world, "larga", "consulta")
    was, before = long.due_on, await kept(world, VERSIONS)
    body = a_version("por-ensayar", await inside(world, long))

    dry = await rehearsed(world, VERSIONS, body)
    after = await kept(world, VERSIONS)
    filed_later = await world.filed("radicada después del ensayo", tipo="consulta")
    under = await calendar_of(world, filed_later.radicado)
    await assert_untouched(long, was)
    published = await world.post(VERSIONS, body, "supervisor")
    again = await versions.rehearsed(world)
    done = await versions.reprojected(world)
    await long.look()

    assert after == before
    assert under == before[0]["version"]
    assert published.status_code == 201
    assert dry[long.radicado] == again[long.radicado] == (str(was), str(long.due_on))
    assert moves_of(done["movidos"])[long.radicado] == dry[long.radicado]
    assert long.due_on > was
    assert short.radicado not in dry


async def test_an_act_rehearsed_is_not_kept_and_moves_what_the_rehearsal_said(world: World) -> None:
    reached, outside = await opened(world, "dentro", "sugerencia"), await opened(world, "fuera", "consulta")
    was, before = reached.due_on, await kept(world, ACTS)
    body = acts.an_act(reached, after=11, tipos=["sugerencia"])

    dry = await rehearsed(world, ACTS, body)
    after = await kept(world, ACTS)
    await assert_untouched(reached, was)
    done = await acts.applied(world, await acts.published(world, body))
    await reached.look()

    assert after == before
    assert dry[reached.radicado] == (str(was), str(reached.due_on))
    assert moves_of(done["movidos"])[reached.radicado] == dry[reached.radicado]
    assert reached.due_on > was
    assert outside.radicado not in dry


async def test_the_rehearsal_of_an_act_says_which_cases_nothing_stops(world: World) -> None:
    congress = await opened(world, "congreso", "congreso_documentos")

    reply = await world.post(f"{ACTS}/ensayo", acts.an_act(congress, tipos=["congreso_documentos"]), "supervisor")

    told = next(x for x in reply.json() if x["radicado"] == congress.radicado)
    assert "no lo detiene la entidad" in told["omitido"]


def refused_versions(taken: str) -> dict[str, dict[str, Any]]:
    later = str(bogota_date(now()) + timedelta(days=2))
    return {
        "VersionTaken": a_version(taken),
        "CalendarMoved": {**a_version("otra"), "version_anterior": "2024-01-01"},
        "CalendarNotInForce": {**a_version("otra"), "vigente_desde": later},
        "CalendarShrinks": {**a_version("otra"), "cubre_hasta": "2027-01-01"},
    }


@pytest.mark.parametrize("rule", refused_versions(""))
async def test_the_rehearsal_of_a_version_is_refused_as_its_publication_is(world: World, rule: str) -> None:
    body = refused_versions((await kept(world, VERSIONS))[0]["version"])[rule]

    rehearsal, publication = [await world.post(f"{VERSIONS}{x}", body, "supervisor") for x in ("/ensayo", "")]

    assert rehearsal.json()["regla"] == rule
    assert (rehearsal.status_code, rehearsal.json()) == (publication.status_code, publication.json())


async def test_the_rehearsal_of_an_act_is_refused_as_its_publication_is(world: World) -> None:
    body = acts.an_act(await world.filed("rechazos"), tipos=["habeas_data_reclamo"])
    await acts.published(world, body)
    taken = {**body, "norma": "Otra norma"}
    reversed_ = {**body, "acto": "RES-AL-REVES", "desde": body["hasta"], "hasta": body["desde"]}

    replies = [await world.post(f"{ACTS}{x}", y, "supervisor") for y in (taken, reversed_) for x in ("/ensayo", "")]

    assert [reply.json()["regla"] for reply in replies] == ["ActNumberTaken"] * 2 + ["DatesReversed"] * 2
    assert replies[0].json() == replies[1].json()
    assert replies[2].json() == replies[3].json()


@pytest.mark.parametrize("path", [VERSIONS, ACTS])
async def test_only_a_supervisor_rehearses_what_only_a_supervisor_publishes(world: World, path: str) -> None:
    reply = await world.post(f"{path}/ensayo", a_version("x"), "coordinador")

    assert reply.status_code == 403
