"""Withdrawals that were not theirs, and recourses before anybody proved the notification, through the engine."""

import base64
from mailbox import MaildirMessage
from typing import Any

from local.situations import answer
from tests.mail.letters import PDF
from tests.support import World

NO_MAIL = {"clase": "natural", "nombres": "Lucía Ríos", "direccion": "Calle 10 n.º 5-51", "municipio": "Bogotá D. C."}


def enclosed(mail: MaildirMessage) -> dict[str, Any]:
    """The files of a message, by their name."""
    return {str(x.get_filename()): x.get_payload(decode=True) for x in mail.walk() if x.get_filename()}


async def test_a_withdrawal_that_an_official_recorded_is_confirmed_and_undone_by_the_petitioner(world: World) -> None:
    case = await world.filed("no la retiré")
    due_on, path = case.case["vence_el"], f"/api/v1/pqrsd/{case.radicado}/desistimiento"

    bare = await world.post(path, {"clase": "expreso", "motivo": "Llamó."}, "agente")
    await case.act("desistimiento", {"clase": "expreso", "texto": "Dijo por teléfono que ya no la necesita."})
    await case.until_letter("desistimiento_expreso")
    confirmed = await case.mailed("Confirmamos el retiro")
    await case.pass_days(1.1)
    await case.until_closed()
    page = await case.page(f"/consulta/{case.radicado}", params={"codigo": case.code})
    await case.act("replica", {"argumento": "Yo no llamé.", "clase": "desconocimiento"}, role="radicador")
    await case.until_letter("replica_recibida")

    assert (bare.status_code, bare.json()["regla"]) == (422, "WithdrawalNotSaid")
    assert "Yo no retiré mi solicitud" in confirmed.as_string() or confirmed.is_multipart()
    assert "Yo no retiré mi solicitud" in page
    assert (case.case["estado"], case.case["vence_el"]) == ("en_tramite", due_on)

    await case.act("respuesta", answer("Ahora sí."))
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")


async def test_it_may_be_disowned_before_the_expediente_closes(world: World) -> None:
    case = await world.filed("no la retiré, y pronto")
    due_on = case.case["vence_el"]
    await case.act("desistimiento", {"clase": "expreso", "texto": "La retira."})

    await case.act("replica", {"argumento": "No es cierto.", "clase": "desconocimiento"}, role="radicador")

    assert (case.case["estado"], case.case["vence_el"]) == ("en_tramite", due_on)


async def test_an_insistencia_before_the_proof_of_delivery_is_heard_and_proves_it(world: World) -> None:
    case = await world.filed("insiste sin constancia", tipo="peticion_informacion", peticionario=NO_MAIL,
                             medio_respuesta="direccion")  # fmt: skip
    denial = {"texto": "Es reservada.", "norma": "Ley 1266 de 2008, art. 5", "firmante": "Carolina Mejía Duarte"}
    await case.act("rechazo", denial)
    await case.until("en_notificacion")

    page = await case.page(f"/consulta/{case.radicado}", params={"codigo": case.code})
    await case.act("replica", {"argumento": "Insisto.", "clase": "insistencia"}, role="radicador")
    await case.look()

    assert "Insistencia ante la negativa por reserva" in page
    assert case.case["estado"] == "en_tramite"
    assert "envio_tribunal" in case.case["hitos"]

    await case.act("remision-tribunal", {"tribunal": "Tribunal Administrativo de Cundinamarca", "oficio": "S-9"})
    assert case.case["vence_el"] is None
    await case.until_letter("remision_tribunal")
    await case.act("decision-tribunal", {"sentido": "favorable", "providencia": "Auto 12 de 2026"})
    assert case.case["vence_el"] is not None

    await case.act("respuesta", answer("Se entrega lo pedido."))
    await case.until("en_notificacion")
    await case.act("entrega", {"evidencia": "entregado"})
    await case.until("cerrada")


async def test_the_signed_act_goes_with_the_letter_that_notifies_it(world: World) -> None:
    case = await world.filed("con su acto")
    await case.act("requerimiento", {"falta": "Falta la cédula."})
    await case.until_letter("requerimiento")
    await case.pass_days(45)
    signed = {"nombre": "RES-9.pdf", "tipo_mime": "application/pdf", "contenido_base64": base64.b64encode(PDF).decode()}
    act = {"clase": "tacito", "acto_numero": "RES-9", "motivo": "No completó.", "anexos": [signed]}

    await case.act("desistimiento", act, role="coordinador")
    await case.until_letter("desistimiento")

    mail = await case.mailed("Desistimiento tácito")
    assert enclosed(mail)["acto-administrativo.pdf"] == PDF


async def test_of_a_partial_traslado_the_entity_gets_its_part_and_nothing_else(world: World) -> None:
    case = await world.filed("en parte")
    part = {"entidad": "Ministerio de Educación", "motivo": "Es de su competencia.", "parcial": True,
            "correo": "ventanilla@men.example", "parte": "Lo relativo a la beca.", "queda": "El extracto."}  # fmt: skip

    await case.act("traslado", part)
    await case.until_letter("traslado_ciudadano")

    mail = await case.mailed("Traslado por competencia", to="ventanilla@men.example")
    told = bytes(enclosed(mail)[f"{case.radicado}-parte-remitida.txt"]).decode()
    assert len(enclosed(mail)) == 2
    assert "Lo relativo a la beca." in told
    assert "extracto corregido" not in told
