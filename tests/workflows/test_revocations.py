"""A suspension of terms published by mistake: revoked by another act, and taken back from the cases that had it."""

from typing import Any

from tests.support import World
from tests.workflows.test_rehearsals import moves_of
from tests.workflows.test_reprojection import SUPERVISOR, opened
from tests.workflows.test_suspensions import PATH, an_act, applied, published, rehearsed

REASON = "El acto se publicó con una fecha equivocada."


async def revoke(world: World, act: str, number: str, *, rehearsal: str = "", role: str = "supervisor") -> Any:
    return await world.post(f"{PATH}/{act}/revocatoria{rehearsal}", {"acto": number, "motivo": REASON}, role)


async def test_the_cases_that_had_it_go_back_as_rehearsed_and_no_new_one_has_it(world: World) -> None:
    case = await opened(world, "por error", "denuncia")
    was = case.due_on
    act = await published(world, an_act(case, after=9, tipos=["denuncia"]))
    await applied(world, act)
    longer = (await case.look())["vence_el"]

    rehearsal = await revoke(world, act, "RES-REVOCA-1", rehearsal="/ensayo")
    kept = next(x for x in (await world.api.get(PATH, headers=SUPERVISOR)).json() if x["acto"] == act)
    revoked = await revoke(world, act, "RES-REVOCA-1")
    dry = await rehearsed(world, act)
    done = await applied(world, act)
    left = await rehearsed(world, act)
    await case.look()
    later = await opened(world, "después", "denuncia")

    assert longer > str(was)
    assert kept["revocatoria"] is None
    assert (revoked.status_code, revoked.json()["revocatoria"]["motivo"]) == (201, REASON)
    assert dry[case.radicado] == (longer, str(was))
    assert moves_of(rehearsal.json())[case.radicado] == dry[case.radicado]
    assert moves_of(done["movidos"])[case.radicado] == dry[case.radicado]
    assert case.due_on == was
    assert case.radicado not in left
    line = [x for x in case.case["historial"] if x["acto"] == "suspension"][-1]
    assert "Revocada por RES-REVOCA-1, del " in line["texto"]
    assert REASON in line["texto"]
    assert "suspension" not in {x["acto"] for x in later.case["historial"]}
    assert act not in " ".join(later.case["explicacion"])


async def test_an_act_is_revoked_once_while_it_has_days_left_and_by_a_supervisor(world: World) -> None:
    case = await world.filed("revocado una vez")
    act = await published(world, an_act(case, after=9, tipos=["habeas_data_consulta"]))
    past = await published(world, an_act(case, after=-4, tipos=["habeas_data_consulta"]))

    refused = await revoke(world, act, "RES-REVOCA-2", role="coordinador")
    replies = [await revoke(world, act, number) for number in ("RES-REVOCA-2", "RES-REVOCA-2", "RES-REVOCA-3")]
    over = await revoke(world, past, "RES-REVOCA-2")
    unknown = await revoke(world, "NO-HAY", "RES-REVOCA-2")

    assert refused.status_code == 403
    assert [reply.status_code for reply in replies] == [201, 201, 409]
    assert replies[0].json() == replies[1].json()
    assert replies[2].json()["regla"] == "ActAlreadyRevoked"
    assert (over.status_code, over.json()["regla"]) == (409, "SuspensionOver")
    assert (unknown.status_code, unknown.json()["regla"]) == (404, "SuspensionUnknown")
