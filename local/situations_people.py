"""Situations of who asks, anonymous, under reserva or a child; and of petitions that nobody classifies."""

from domain.colombia import LEY_2578
from local.journey import Journey
from local.situations import Situation, answer, delivered_by_mail, filing, person

CALENDAR = "Solicito información sobre las fechas de la convocatoria de becas de 2027 y los requisitos que exigen."
RESERVED = "Aura Estela Montaño"


async def anonymous_with_a_mailbox(case: Journey) -> None:
    """With radicado and code alone: the official asks, the petitioner answers, nobody says who they are."""
    await case.act("mensaje", {"texto": "¿En qué oficina ocurrió?"})
    page = await case.page(f"/consulta/{case.radicado}", params={"codigo": case.code})
    case.require("¿En qué oficina ocurrió?" in page, "el buzón no muestra el mensaje")
    said = {"codigo": case.code, "accion": "mensaje", "texto": "En la del centro, el lunes."}
    page = await case.page(f"/consulta/{case.radicado}", method="POST", data=said)
    case.require("En la del centro, el lunes." in page, "el buzón no recibió la respuesta")
    wrong = await case.page(f"/consulta/{case.radicado}", params={"codigo": "ZZZZZZZZZZ"})
    case.require("En la del centro" not in wrong, "el buzón se abrió con otro código")
    await case.act("respuesta", answer("Los hechos se remitieron a Control Interno Disciplinario.", "parcial"))
    await case.until("en_notificacion")
    await case.pass_days(16)


async def shown_once_with_a_reason(case: Journey) -> None:
    """Nobody sees who asks until a supervisor says why; it is noted before it is shown."""
    seen = f"{await case.look()}{await case.staff_page(f'/casos/{case.radicado}', role='agente')}"
    case.require(RESERVED not in seen, "la identidad reservada está a la vista")
    reason = "Oficio 512 de la Fiscalía"
    shown = await case.ask(f"pqrsd/{case.radicado}/identidad", {"motivo": reason}, role="supervisor")
    case.require(shown["identidad"]["nombres"] == RESERVED, f"se mostró {shown}")
    log = await case.file_at(f"pqrsd/{case.radicado}/accesos", role="auditor")
    case.require(log.decode().count(reason) == 1, "no quedó un registro, y solo uno, de quién la vio")
    await case.act("respuesta", answer("Se abrió la investigación."))
    await delivered_by_mail(case)


async def asked_by_a_child(case: Journey) -> None:
    case.require(case.case["prioridad"] == "menor", "la petición de un menor no tiene prelación")
    lapses_on = LEY_2578.business_days_after(case.now.date(), 1)
    case.require(case.case["vence_nivel"] == str(lapses_on), "su término interno no es el de los casos con prelación")
    await case.act("respuesta", answer("Puedes pedir la beca desde enero. Te contamos cómo en esta carta."))
    await delivered_by_mail(case)


async def proposed_and_let_stand(case: Journey) -> None:
    """Without a type, the one proposed rules from the start; earlier cases that say much the same are offered."""
    case.require(case.case["propuesta"]["tipo"] == case.case["tipo"] == "peticion_informacion", "no rige lo propuesto")
    await _unconfirmed(case)
    case.require(case.case["tipo"] == "peticion_informacion", "la propuesta no quedó")
    await case.until_met(lambda: _offers_another(case), "casos parecidos")
    await case.act("respuesta", answer("La convocatoria abre en enero de 2027."))
    await delivered_by_mail(case)


async def shortened_by_the_proposal(case: Journey) -> None:
    """Labelled with a longer term; nobody confirms it and the shorter proposal, beyond doubt, stands."""
    before = case.due_on
    await _unconfirmed(case)
    case.require(case.case["tipo"] == "peticion_informacion" and case.due_on < before, "no quedó el término más corto")
    await case.act("respuesta", answer("La convocatoria abre en enero de 2027."))
    await delivered_by_mail(case)


async def _offers_another(case: Journey) -> bool:
    """Whether the official who reads the case is shown another on the same."""
    page = await case.staff_page(f"/casos/{case.radicado}", role="agente")
    return "<td>Becas de 2027</td>" in page.partition("Casos parecidos")[2]


async def _unconfirmed(case: Journey) -> None:
    """Let the internal term to classify pass."""
    await case.pass_days(8)
    await case.until_log("escala", "nadie confirmó la clasificación")


SITUATIONS_OF_PEOPLE = (
    Situation("Denuncia anónima que conversa por el buzón con su código", {
        "tipo": "denuncia", "canal": "web", "asunto": "Pedido de dinero",
        "descripcion": "Un funcionario pide dinero por adelantar turnos.",
        "peticionario": {"clase": "anonimo"}, "medio_respuesta": "aviso"}, anonymous_with_a_mailbox),
    Situation("Identidad reservada: se muestra una vez, con motivo y registro", filing(
        "denuncia", "web", "Acoso", "Denuncio el acoso de un funcionario y pido reserva de mi identidad.",
        {"clase": "identidad_reservada", "nombres": RESERVED, "correo": "aura.montano@correo.example"}),
        shown_once_with_a_reason),
    Situation("Petición de una niña, con prelación", filing(
        "peticion_informacion", "web", "Mi beca", "Tengo trece años y quiero saber cómo pedir una beca.",
        {"clase": "menor", "nombres": "Salomé Ruiz", "correo": "salome.ruiz@correo.example"}), asked_by_a_child),
    Situation("Sin tipo y sin que nadie la confirme: rige lo propuesto", {
        "canal": "web", "asunto": "Becas de 2027", "descripcion": CALENDAR, "medio_respuesta": "correo",
        "peticionario": person("Leidy Caicedo", "leidy.caicedo@correo.example")}, proposed_and_let_stand),
    Situation("Nadie la confirma: queda la propuesta, de término más corto", filing(
        "peticion", "web", "Becas de 2027", CALENDAR, person("Harold Palacios", "harold.palacios@correo.example")),
        shortened_by_the_proposal),
)  # fmt: skip
