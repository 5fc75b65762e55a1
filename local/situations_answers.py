"""Situations about answering: approved answers, drafts returned, analogous petitions, letters on paper."""

import asyncio
from dataclasses import replace
from typing import Any

from domain.petitions import SubmittedAnswer
from local.journey import Journey
from local.situations import SIGNER, Situation, filing, person

ALIKE = 10
"""Persons besides the first who ask the same: more than ten in all (Ley 1437 de 2011, art. 22)."""


async def begun_from_an_approved_answer(case: Journey) -> None:
    path = f"pqrsd/{case.radicado}"
    begun = await case.ask(f"{path}/sugerencias/paz-y-salvo", None, role="agente")
    await case.act("borrador", {"texto": begun["texto"], "clase": "fondo"})
    await case.act("revision", {"decision": "devolver", "comentario": "Diga el número del crédito."}, role="supervisor")
    text = f"{begun['texto']}\n\nEl crédito es el 1234."
    await case.ask(
        f"{path}/borradores", {"texto": text, "sobre_version": begun["version"]}, role="agente", method="PUT"
    )
    await case.act("borrador", {"texto": text, "clase": "fondo"})
    await case.act("revision", {"decision": "aprobar"}, role="supervisor")
    await case.act("respuesta", {"sentido": "favorable", "firmante": SIGNER})
    await _known_by_mail(case)


async def told_how_it_goes(case: Journey) -> None:
    await case.act("borrador", {"texto": "Pedimos el concepto al fondo el día de hoy.", "clase": "tramite"})
    await case.act("revision", {"decision": "aprobar"}, role="coordinador")
    await case.until_letter("respuesta_tramite")
    await case.act("respuesta", {"texto": "El fondo la aprobó.", "sentido": "favorable", "firmante": SIGNER})
    await _known_by_mail(case)


async def answered_with_ten_more(case: Journey) -> None:
    others = [case.beside(f"{case.title} {n}") for n in range(ALIKE)]
    await asyncio.gather(*(other.file(_asking(n)) for n, other in enumerate(others)))
    radicados = [case.radicado, *(other.radicado for other in others)]
    body = {"radicados": radicados, "motivo": "Todas preguntan cuándo abre la misma convocatoria."}
    group = (await case.ask("grupos", body, role="coordinador"))["id"]
    await _reaches(case, group, "agrupada")
    await case.ask(f"grupos/{group}/borrador", {"texto": "La convocatoria abre en enero de 2027."}, role="agente")
    await case.ask(f"grupos/{group}/revision", {"decision": "aprobar"}, role="coordinador")
    await case.ask(f"grupos/{group}/respuesta", {"sentido": "favorable", "firmante": SIGNER}, role="agente")
    await _reaches(case, group, "con_carta")
    await _known_by_mail(case)


async def posted_under_a_guide(case: Journey) -> None:
    await case.act("respuesta", {"texto": "Se accede a lo pedido.", "sentido": "favorable", "firmante": SIGNER})
    await case.until("en_notificacion")
    letter = next(x["radicado_salida"] for x in case.case["cartas"] if x["clase"] == "respuesta")
    guide = {"operador": "Operador postal", "guia": f"RA{case.radicado[-6:]}CO"}
    await case.ask(f"correspondencia/{letter}/guia", guide, role="agente")
    await case.ask(f"correspondencia/{letter}/prueba", {"evidencia": "entregado", "recibe": "Portería"}, role="agente")
    await case.until("cerrada")


async def ordered_by_aviso(case: Journey) -> None:
    """Nobody proves that the letter arrived: an official orders the aviso, and its copy goes up in the hall."""
    await case.act("respuesta", {"texto": "Se expide la certificación.", "sentido": "favorable", "firmante": SIGNER})
    await case.until("en_notificacion")
    await case.act("aviso", {})
    await case.until_log("aviso", "Constancia de fijación")
    letter = next(x["radicado_salida"] for x in case.case["cartas"] if x["medio"] == "aviso")
    hall = {"lugar": "Cartelera de la sede principal"}
    await case.ask(f"correspondencia/{letter}/fijacion", hall, role="agente")
    await case.pass_days(16)
    await case.until_log("entrega", "Constancia de desfijación")


async def answered_by_another_system(case: Journey) -> None:
    """It waits for nobody: what is no answer is told in the log, what is one leaves as any other."""
    said = SubmittedAnswer(by="agente-07", sense="quizás", signer=SIGNER, text="El saldo es el del extracto.")
    await case.signal("submit_answer", said)
    await case.until_log("respuesta", "No se aceptó")
    await case.signal("submit_answer", replace(said, sense="favorable"))
    await _known_by_mail(case)


async def _known_by_mail(case: Journey) -> None:
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")


async def _reaches(case: Journey, group: str, state: str) -> None:
    """Wait until every member of a group is in a state."""

    async def all_did() -> bool:
        found = await case.ask(f"grupos/{group}", None, role="auditor", method="GET")
        return bool(found["avance"].get(state) == ALIKE + 1)

    await case.until_met(all_did, f"grupo {group}: {state}")


def _asking(n: int) -> dict[str, Any]:
    who = person(f"Aspirante {n + 2}", f"aspirante{n + 2}@correo.example")
    return filing("peticion_informacion", "web", "Convocatoria 2027", "¿Cuándo abre la convocatoria de 2027?", who)


SITUATIONS_OF_ANSWERS = (
    Situation("Respuesta tipo: devuelta una vez y aprobada por otra persona", filing(
        "peticion_documentos", "web", "Paz y salvo", "Solicito el paz y salvo de mi crédito ya pagado.",
        person("Édgar Muñoz Vélez", "edgar.munoz@correo.example")), begun_from_an_approved_answer),
    Situation("Respuesta de trámite, que no cierra, y luego la de fondo", filing(
        "peticion_interes_particular", "web", "Condonación por grado", "Pido la condonación de mi crédito.",
        person("Íngrid Peñaranda", "ingrid.penaranda@correo.example")), told_how_it_goes),
    Situation("Once peticiones análogas con una sola aprobación", filing(
        "peticion_informacion", "web", "Convocatoria 2027", "¿Cuándo abre la convocatoria de 2027?",
        person("Aspirante 1", "aspirante1@correo.example")), answered_with_ten_more),
    Situation("Carta sin prueba de entrega: se ordena el aviso", {
        "tipo": "peticion_documentos", "canal": "personalizado", "asunto": "Certificación",
        "descripcion": "Solicito certificación de mi crédito.",
        "peticionario": {"clase": "natural", "nombres": "Rómulo Ardila", "direccion": "Vereda El Salado",
                         "municipio": "Inírida"}, "medio_respuesta": "direccion"}, ordered_by_aviso),
    Situation("Respuesta que envía otro sistema, negada y corregida", filing(
        "peticion_informacion", "web", "Saldo", "Solicito el saldo de mi crédito.",
        person("Maribel Anaya", "maribel.anaya@correo.example")), answered_by_another_system),
    Situation("Carta por correo postal con guía y prueba de entrega", {
        "tipo": "reclamo", "canal": "personalizado", "asunto": "Pago no aplicado",
        "descripcion": "El pago de octubre no aparece y no tengo correo electrónico.",
        "peticionario": {"clase": "natural", "nombres": "Blanca Inés Ñustes", "direccion": "Carrera 5 # 10-20",
                         "municipio": "Neiva"}, "medio_respuesta": "direccion"}, posted_under_a_guide),
)  # fmt: skip
