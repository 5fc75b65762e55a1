"""A traslado through the engine: its letters on paper are dispatched after the closing, with the copy due."""

import io
from typing import Any

from pypdf import PdfReader

from adapters.dispatch import DispatchTable, PaperLetter
from domain.paper import PaperState
from local.journey import plain_of, subject_of
from local.situations import answer
from tests.api.browsing import browser
from tests.support import World

REMISSION = {"entidad": "Ministerio de Educación", "motivo": "La convalidación es suya."}
BY_POST: dict[str, Any] = {
    "medio_respuesta": "direccion",
    "peticionario": {"clase": "natural", "nombres": "Ana Gil", "direccion": "Calle 1 # 2-3", "municipio": "Cali"},
}


async def to_hand(world: World, radicado: str) -> list[PaperLetter]:
    waiting = await DispatchTable(world.sessions).listed(PaperState.TO_HAND)
    return [x for x in waiting if x.radicado == radicado]


async def test_the_letter_of_a_traslado_by_post_waits_to_be_dispatched_once_the_case_is_closed(world: World) -> None:
    case = await world.filed("traslado en papel", **BY_POST)

    await case.act("traslado", REMISSION, role="coordinador")
    await case.until_closed()

    assert [(x.kind, x.addressee, x.address) for x in await to_hand(world, case.radicado)] == [
        ("traslado_ciudadano", "Ana Gil", "Calle 1 # 2-3, Cali")
    ]


async def test_the_petitioner_has_a_copy_of_the_remission_by_mail_and_in_the_page_of_their_case(world: World) -> None:
    case = await world.filed("traslado con copia")
    await case.act("traslado", {**REMISSION, "correo": "buzon@otra.example"}, role="coordinador")
    await case.until_letter_is("traslado_ciudadano", "enviada")
    remission, letter = [x["radicado_salida"] for x in case.case["cartas"] if x["clase"].startswith("traslado")]

    mail = await case.mailed("Trasladamos su solicitud")
    path = f"/consulta/{case.radicado}/cartas/{remission}?codigo={case.code}"
    copy = (await world.api.get(path)).content
    stranger = await world.api.get(path.replace(case.code, "AAAAAAAAAA"))

    attached = {x.get_filename(): x.get_payload(decode=True) for x in mail.walk() if x.get_filename()}
    assert set(attached) == {f"{remission}.pdf", f"{letter}.pdf"}
    assert attached[f"{remission}.pdf"] == copy
    assert f"copia del oficio {remission}" in plain_of(mail)
    assert path in await case.page(f"/consulta/{case.radicado}?codigo={case.code}")
    assert stranger.status_code == 404


async def test_a_copy_of_the_remission_is_printed_behind_the_petitioners_letter(world: World) -> None:
    case = await world.filed("traslado con copia en papel", **BY_POST)
    await case.act("traslado", {**REMISSION, "correo": "buzon@otra.example"}, role="coordinador")
    await case.until_closed()
    [letter] = await to_hand(world, case.radicado)
    assert letter.copy is not None

    async with browser(world, "agente") as agent:
        pdf = (await agent._client.get("/correspondencia/papel/lote")).content
        shown = await agent.see("/correspondencia/papel")

    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages]
    own = next(n for n, said in enumerate(sheets) if letter.outgoing_radicado in said)
    assert f"Anexo: copia del oficio {letter.copy.outgoing_radicado}" in " ".join(sheets[own].split())
    assert str(letter.copy.outgoing_radicado) in sheets[own + 2]
    assert f'copia del oficio <a href="/casos/{case.radicado}/cartas/{letter.copy.outgoing_radicado}"' in shown


async def test_a_remission_that_the_server_refuses_goes_on_paper_to_the_entity(world: World) -> None:
    case = await world.filed("traslado rechazado")

    await case.act("traslado", {**REMISSION, "correo": "rebota5xx@otra.example"}, role="coordinador")
    await case.until_letter_is("traslado_entidad", "impresa")

    assert [(x.kind, x.addressee, x.address) for x in await to_hand(world, case.radicado)] == [
        ("traslado_entidad", "Ministerio de Educación", "")
    ]


async def test_the_letter_of_a_traslado_that_comes_back_goes_on_though_the_case_is_closed(world: World) -> None:
    case = await world.filed("traslado devuelto", **BY_POST)
    await case.act("traslado", REMISSION, role="coordinador")
    await case.until_closed()
    [letter] = await to_hand(world, case.radicado)

    await world.post(f"/api/v1/correspondencia/{letter.outgoing_radicado}/prueba", {"evidencia": "devuelto"}, "agente")
    await case.until_letter_is("traslado_ciudadano", "publicada")
    await case.until_closed()
    await case.look()

    assert (case.case["estado"], case.case["ciclo"]) == ("trasladada", 2)


async def test_each_of_two_destinations_gets_its_part_and_the_petitioner_a_copy_of_both_and_an_answer_to_the_rest(
    world: World,
) -> None:
    case = await world.filed("dos destinos")
    asked = {
        "Ministerio de Educación": "La convalidación del título.",
        "Colpensiones": "La historia laboral.",
    }
    for number, (entity, part) in enumerate(asked.items()):
        body = {"entidad": entity, "motivo": "Es de su competencia.", "correo": f"buzon{number}@otra.example",
                "parcial": True, "parte": part, "queda": "El saldo del crédito."}  # fmt: skip
        await case.act("traslado", body, role="coordinador")

    async def both_left() -> bool:
        kinds = [x["clase"] for x in (await case.look())["cartas"] if x["estado"] == "enviada"]
        return kinds.count("traslado_ciudadano") == len(asked)

    await case.until_met(both_left, "dos cartas de traslado")
    await case.act("respuesta", answer("El saldo es el del extracto adjunto."))
    await case.until("en_notificacion")

    remissions = [x["radicado_salida"] for x in case.case["cartas"] if x["clase"] == "traslado_entidad"]
    mine = [x for x in world.stack.smtp.messages if case.radicado in subject_of(x)]
    for number, part in enumerate(asked.values()):
        [remitted] = [plain_of(x) for x in mine if x["To"] == f"buzon{number}@otra.example"]
        [told] = [x for x in mine if "Trasladamos su solicitud" in subject_of(x) and part in plain_of(x)]
        assert part in remitted
        assert [other for other in asked.values() if other in remitted] == [part]
        assert f"copia del oficio {remissions[number]}" in plain_of(told)
        assert f"{remissions[number]}.pdf" in {x.get_filename() for x in told.walk()}
