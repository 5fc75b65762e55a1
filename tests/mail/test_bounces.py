"""Delivery reports on the letters of running cases: a bounce opens the next medium, once; a proof proves."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select, update

from adapters.personal import REPLY
from adapters.tables import LetterRowTable
from adapters.tables_mail import LetterEvidenceRow
from domain.smtp_dialogue import last_word
from local.journey import Journey
from local.situations import answer
from tests.api.test_privacy import RESERVED, page_of
from tests.mail.door import Door, digest
from tests.mail.letters import report
from tests.support import World, a_filing


@pytest.fixture
async def door(world: World) -> AsyncIterator[Door]:
    opened = Door(world)
    yield opened
    await opened.folder.close()


async def answered(world: World, title: str) -> Journey:
    """A case whose answer left by e-mail; its petitioner also gave an address."""
    who = {**a_filing()["peticionario"], "direccion": "Calle 10 n.º 5-51", "municipio": "Cali"}
    case = await world.filed(title, peticionario=who)
    await case.act("respuesta", answer("Le enviamos el extracto."))
    await case.until("en_notificacion")
    return case


async def name_of(world: World, case: Journey, kind: str) -> str:
    async with world.sessions() as session:
        query = select(LetterRowTable.message_id).filter_by(radicado=case.radicado, kind=kind)
        return str(await session.scalar(query.limit(1)))


async def test_a_bounce_opens_the_next_medium(world: World, door: Door) -> None:
    case = await answered(world, "rebote")
    bounce = report(case.radicado, await name_of(world, case, "respuesta"), "failed", "5.1.1")

    await door.deliver(bounce)
    await case.until("en_notificacion")

    row = await door.row(bounce)
    assert (row.outcome, row.radicado, row.detail) == ("rebote", case.radicado, None)
    assert [(x["clase"], x["medio"]) for x in case.case["cartas"]][-1] == ("respuesta", "direccion")


async def test_the_bounce_is_kept_as_proof_beside_what_the_server_said(world: World, door: Door) -> None:
    case = await answered(world, "prueba")
    bounce = report(case.radicado, await name_of(world, case, "respuesta"), "failed", "5.1.1")

    await door.deliver(bounce)

    [proof] = await door.parts.threads.proofs(case.radicado)
    assert (proof.delivery, proof.status) == ("failed", "5.1.1")
    assert await door.parts.blobs.get(proof.sha256) == bounce
    async with world.sessions() as session:
        letter = await session.get_one(LetterRowTable, proof.letter_key)
    assert letter.kind == "respuesta"
    said = await door.parts.threads.dialogues(case.radicado)
    assert last_word(said[letter.key]).startswith("250 2.0.0")


async def test_officials_see_the_proof_of_each_mail_and_nobody_else_does(world: World, door: Door) -> None:
    case = await answered(world, "constancia")
    name = await name_of(world, case, "respuesta")
    bounce = report(case.radicado, name, "failed", "5.1.1")
    await door.deliver(bounce)
    path = f"/api/v1/pqrsd/{case.radicado}/envios"

    seen = (await world.api.get(path, headers={"Authorization": "Bearer dev-auditor"})).json()
    refused = await world.api.get(path, headers={"Authorization": "Bearer dev-radicador"})
    page = await page_of(world, case.radicado, "agente")
    told = await world.api.get(f"/api/v1/pqrsd/{case.radicado}", headers={"Authorization": "Bearer dev-radicador"})

    [proven] = [x for x in seen if x["message_id"] == name]
    assert (proven["clase"], proven["estado"], proven["respuesta"][:9]) == ("respuesta", "enviada", "250 2.0.0")
    assert any("C: RCPT TO:<" in line for line in proven["dialogo"])
    assert [(x["dice"], x["codigo"], x["huella"]) for x in proven["informes"]] == [("rebote", "5.1.1", digest(bounce))]
    assert refused.status_code == 403
    for said in (name.strip("<>"), "5.1.1", digest(bounce), "Diálogo con el servidor", "C: RCPT TO:&lt;"):
        assert said in page.text
    assert name.strip("<>") not in told.text


async def test_the_proof_of_a_mail_hides_the_address_of_who_asked_for_reserva(world: World) -> None:
    case = await world.filed("constancia reservada", peticionario=RESERVED)
    await case.until_letter_is("acuse", "enviada")
    async with world.sessions.begin() as session:
        said = (await world.sessions.keys.seal_of(session, case.radicado)).close(
            REPLY, "9:00 C: RCPT TO:<testigo@correo.example>\n9:01 S: 250 2.1.5 <testigo@correo.example> recibido"
        )
        mine = update(LetterRowTable).filter_by(radicado=case.radicado)
        await session.execute(mine.values(sealed_reply=said))

    [proven] = (
        await world.api.get(f"/api/v1/pqrsd/{case.radicado}/envios", headers={"Authorization": "Bearer dev-agente"})
    ).json()

    assert proven["respuesta"] == "250 2.1.5 <[dato reservado]> recibido"
    assert proven["dialogo"][0] == "9:00 C: RCPT TO:<[dato reservado]>"


async def test_the_same_bounce_again_and_another_of_the_same_letter_do_nothing_more(world: World, door: Door) -> None:
    case = await answered(world, "dos rebotes")
    name = await name_of(world, case, "respuesta")

    await door.deliver(report(f"{case.radicado}a", name, "failed", "5.1.1"))
    await door.deliver(
        report(f"{case.radicado}a", name, "failed", "5.1.1"), report(f"{case.radicado}b", name, "failed", "5.1.1")
    )
    await case.until("en_notificacion")

    assert [x["clase"] for x in case.case["cartas"]].count("respuesta") == 2


async def test_a_report_of_delivery_satisfies_the_term(world: World, door: Door) -> None:
    case = await answered(world, "entregado")
    name = await name_of(world, case, "respuesta")

    await door.deliver(report(case.radicado, name, "delayed", "4.4.1"))
    waiting = (await case.look())["estado"]
    await door.deliver(report(f"{case.radicado}x", name, "delivered", "2.0.0"))
    await case.look()

    assert waiting == "en_notificacion"
    assert case.case["estado"] in {"notificada", "cerrada"}


async def test_an_answer_that_bounces_after_the_closing_goes_on_by_the_next_medium(world: World, door: Door) -> None:
    case = await answered(world, "rebote tardío")
    await case.pass_days(1.1)
    await case.until_closed()
    late = report(case.radicado, await name_of(world, case, "respuesta"), "failed", "5.1.1")

    await door.deliver(late, late)
    await case.until_letter_is("respuesta", "impresa")

    assert (await door.row(late)).outcome == "rebote"
    assert case.case["ciclo"] == 2
    assert [x["medio"] for x in case.case["cartas"] if x["clase"] == "respuesta"] == ["correo", "direccion"]


async def test_a_bounce_of_another_letter_after_the_closing_waits_for_a_person(world: World, door: Door) -> None:
    case = await world.filed("rebote de trámite")
    await case.act("borrador", {"texto": "Su solicitud está en estudio.", "clase": "tramite"})
    await case.act("revision", {"decision": "aprobar"}, role="coordinador")
    await case.until_letter("respuesta_tramite")
    await case.act("respuesta", answer("Se accede a lo pedido."))
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until_closed()
    late = report(case.radicado, await name_of(world, case, "respuesta_tramite"), "failed", "5.1.1")

    await door.deliver(late)

    assert (await door.row(late)).outcome == "rebote_sin_efecto"
    assert digest(late) in {row.sha256 for row in await door.parts.register.unattended(100)}


async def test_what_a_server_delays_does_not_settle_in_a_day(world: World, door: Door) -> None:
    case = await answered(world, "correo demorado")

    await door.deliver(report(case.radicado, await name_of(world, case, "respuesta"), "delayed", "4.4.1"))
    await case.pass_days(2)
    waiting = (await case.look())["estado"]
    await case.pass_days(4)
    await case.until_closed()

    assert waiting == "en_notificacion"


async def test_a_report_of_somebody_elses_mail_is_no_proof(world: World, door: Door) -> None:
    async with world.sessions() as session:
        before = await session.scalar(select(func.count()).select_from(LetterEvidenceRow))

    await door.deliver(report("ajeno-1", "<otra@ajena.example>", "failed", "5.1.1"))

    async with world.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(LetterEvidenceRow)) == before


@pytest.mark.parametrize("kind", ["traslado_entidad", "traslado_ciudadano"])
async def test_a_letter_of_a_traslado_that_bounces_after_the_closing_goes_on_paper(
    world: World, door: Door, kind: str
) -> None:
    who = {**a_filing()["peticionario"], "direccion": "Calle 10 n.º 5-51", "municipio": "Cali"}
    case = await world.filed(f"rebote de {kind}", peticionario=who)
    remission = {"entidad": "Ministerio", "motivo": "Es suya.", "correo": "buzon@ministerio.example"}
    await case.act("traslado", remission, role="coordinador")
    await case.until_closed()
    late = report(f"{case.radicado}{kind}", await name_of(world, case, kind), "failed", "5.1.1")

    await door.deliver(late, late)
    await case.until_letter_is(kind, "impresa")

    assert ((await door.row(late)).outcome, case.case["ciclo"], case.case["estado"]) == ("rebote", 2, "trasladada")
    assert [x["medio"] for x in case.case["cartas"] if x["clase"] == kind] == ["correo", "direccion"]
