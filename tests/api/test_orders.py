"""The term that an order brings with it, at filing and afterwards (Ley 1437 de 2011, art. 30)."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.instants import bogota_date
from tests.support import World, a_filing, now

PATH = "/api/v1/pqrsd"
ORDER = "Oficio 118 de 2026 de la Procuraduría"


def in_days(days: int) -> date:
    return bogota_date(now()) + timedelta(days=days)


def an_order(due_on: date) -> dict[str, Any]:
    return {"vence_el": due_on.isoformat(), "norma": ORDER}


async def test_an_order_filed_with_its_term_is_counted_by_it(world: World) -> None:
    due_on = in_days(40)

    case = await world.filed("con término", tipo="ente_control", termino_orden=an_order(due_on))
    await case.until_letter("acuse")
    told = await case.look()

    assert told["vence_el"] == due_on.isoformat()
    assert any(ORDER in said for said in told["explicacion"])
    assert [x["acto"] for x in told["historial"]][:2] == ["radicacion", "termino-orden"]
    assert told["historial"][1]["quien"] == "dev-radicador"


async def test_what_it_is_told_at_filing_is_what_the_case_says(world: World) -> None:
    due_on = in_days(2)

    reply = await world.post(PATH, a_filing(tipo="tutela", termino_orden=an_order(due_on)))

    assert (reply.status_code, reply.json()["vence_el"]) == (201, due_on.isoformat())


@pytest.mark.parametrize(
    ("kind", "due_on", "status", "rule"),
    [
        ("queja", in_days(5), 409, "TermNotSetInOrder"),
        ("ente_control", in_days(-1), 409, "TermOfOrderPast"),
        ("ente_control", date(2060, 12, 31), 422, "CalendarDoesNotCover"),
    ],
)
async def test_an_order_that_cannot_be_is_refused_and_nothing_is_filed(
    world: World, kind: str, due_on: date, status: int, rule: str
) -> None:
    before = (await world.post(PATH, a_filing())).json()["radicado"]

    reply = await world.post(PATH, a_filing(tipo=kind, termino_orden=an_order(due_on)))
    after = (await world.post(PATH, a_filing())).json()["radicado"]

    assert (reply.status_code, reply.json()["regla"]) == (status, rule)
    assert int(after[-6:]) == int(before[-6:]) + 1


@pytest.mark.parametrize(
    "order",
    ["mañana", {}, {"vence_el": "2027-01-15"}, {"vence_el": "ayer", "norma": ORDER}, {**an_order(in_days(5)), "x": 1},
     {**an_order(in_days(5)), "norma": "uno\ndos"}],
    ids=str,
)  # fmt: skip
async def test_a_malformed_order_is_refused_by_the_name_of_its_field(world: World, order: Any) -> None:
    reply = await world.post(PATH, a_filing(tipo="ente_control", termino_orden=order))

    assert reply.status_code == 422
    assert all(x["campo"].startswith("termino_orden") for x in reply.json()["campos"])


async def test_the_act_moves_the_term_of_what_an_order_asks(world: World) -> None:
    case = await world.filed("orden que llega después", tipo="ente_control")
    path, due_on = f"{PATH}/{case.radicado}/termino-orden", in_days(40)

    ordered = await world.post(path, an_order(due_on), "coordinador")
    beyond = await world.post(path, an_order(date(2060, 12, 31)), "coordinador")
    told = await case.look()

    assert (ordered.status_code, ordered.json()["vence_el"]) == (200, due_on.isoformat())
    assert (beyond.status_code, beyond.json()["regla"]) == (422, "CalendarDoesNotCover")
    assert told["vence_el"] == due_on.isoformat()


async def test_the_act_is_refused_where_the_law_fixes_the_term(world: World) -> None:
    case = await world.filed("queja", tipo="queja")

    reply = await world.post(f"{PATH}/{case.radicado}/termino-orden", an_order(in_days(5)), "coordinador")

    assert (reply.status_code, reply.json()["regla"]) == (409, "TermNotSetInOrder")
    assert (await case.look())["vence_el"] != in_days(5).isoformat()
