"""Situations of what the system does by itself: surveys that expire, digests, late rungs, a CRM that refuses."""

from datetime import date, timedelta
from typing import Any

from domain.colombia import LEY_2578
from local.journey import Journey, plain_of
from local.situations import Situation, answer, delivered_by_mail, filing, person

AGENT = "agente-11"
DEAD = "crm/muertas"


async def never_rated(case: Journey) -> None:
    """The survey is asked for once more and then expires."""
    await case.act("respuesta", answer("Se aplicó el pago."))
    await delivered_by_mail(case)
    token = await case.survey_token()
    await case.pass_survey_days(8)
    await case.until_letter("recordatorio_encuesta")
    await case.pass_survey_days(25)
    await case.until_closed(case.survey_id())
    case.require("Encuesta cerrada" in await case.page(f"/encuesta/{token}"), "la encuesta vencida sigue abierta")


async def told_in_the_morning(case: Journey) -> None:
    """What waits for the digest leaves in it: one mail for each official."""
    await case.act("asignacion", {"dependencia": "OAU", "responsable": AGENT}, role="coordinador")
    on = LEY_2578.business_days_after(date.fromisoformat(case.case["vence_nivel"]), 1)
    await case.skip_to(on)
    await case.until_log("escala", "venció el término interno del nivel")
    sent = await case.run("DigestWorkflow", on, f"resumen-{on}")
    official = await case.mailed("Resumen del", to=f"{AGENT}@")
    coordinator = plain_of(await case.mailed("Resumen del", to="coordinacion.gau@"))
    case.require("Pasó el término interno" in plain_of(official), "el resumen no dice qué nivel venció")
    case.require("Recordatorios" in coordinator, "el peldaño que esperaba no salió en el resumen")
    case.remark = f"Resumen del {on:%d/%m/%Y}: {sent} correos, uno por funcionario"
    await case.act("respuesta", answer("Se actualizó el codeudor."))
    await delivered_by_mail(case)


async def received_long_ago(case: Journey) -> None:
    """Filed today, received when its term would have lapsed by now."""
    today = case.now.date()
    received_on = LEY_2578.business_days_before(LEY_2578.business_days_before(today - timedelta(days=1), 1), 15)
    await case.file({**LATE, "recibido_en": f"{received_on}T09:00:00-05:00"})
    await case.workflow_running(case.radicado)


async def warned_late(case: Journey) -> None:
    """Of the rungs that had passed, the last of each recipient leaves, late; those it overtook are only noted."""
    await case.skip_to(LEY_2578.business_days_after(case.now.date(), 1), hour=10)
    await case.until_letter("vencimiento")
    log = [x["texto"] for x in case.case["historial"] if x["acto"] == "escala"]
    skipped = [x for x in log if "Omitido por tardío" in x]
    case.require(0 < len(skipped) < len(log), f"no hay peldaños emitidos y omitidos: {log}")
    await case.act("respuesta", answer("Reconocemos la demora y se hizo el ajuste."))
    await delivered_by_mail(case)


async def refused_by_the_crm(case: Journey) -> None:
    """A delivery that the CRM refused is there to be read; its cause mended, a supervisor sends it again."""

    async def is_dead() -> bool:
        return bool(await _dead(case))

    async def is_revived() -> bool:
        return not await is_dead()

    await case.until_met(is_dead, "entrega muerta")
    [refused] = await _dead(case)
    case.require("422" in refused["motivo"], f"la entrega murió por {refused}")
    await case.ask(f"{DEAD}/{refused['entrega']}/reintento", None, role="supervisor")
    await case.until_met(is_revived, "entrega repetida al CRM")
    case.remark = f"CRM: la entrega {refused['secuencia']} de {case.radicado}, negada con 422, se repitió y llegó"
    await case.act("respuesta", answer("Sus datos quedaron al día."))
    await delivered_by_mail(case)


async def _dead(case: Journey) -> list[dict[str, Any]]:
    """The deliveries of a case that the CRM refused for good."""
    listed = await case.ask(DEAD, None, role="supervisor", method="GET")
    return [x for x in listed if x["radicado"] == case.radicado]


LATE = filing("queja", "escrita", "Cobro repetido", "Llevo semanas esperando y me cobraron dos veces.",
              person("Wilson Angulo", "wilson.angulo@correo.example"))  # fmt: skip

SITUATIONS_OF_FOLLOW_UP = (
    Situation("Encuesta que nadie contesta: un recordatorio y vence", filing(
        "reclamo", "web", "Pago sin aplicar", "El pago de septiembre no aparece.",
        person("Nancy Ospina", "nancy.ospina@correo.example")), never_rated, rated="vencida"),
    Situation("Nivel vencido que espera al resumen de la mañana", filing(
        "peticion_interes_particular", "web", "Cambio de codeudor", "Pido cambiar el codeudor de mi crédito.",
        person("Iván Darío Güiza", "ivan.guiza@correo.example")), told_in_the_morning),
    Situation("Recibida hace semanas: los avisos superados se omiten", {}, warned_late, is_overdue=True,
        begins=received_long_ago),
)  # fmt: skip

SITUATIONS_OF_THE_CRM = (
    Situation("Entrega que el CRM niega, corregida y repetida", filing(
        "peticion_interes_particular", "web", "Datos de contacto", "Pido actualizar mi teléfono.",
        person("Ligia Peñuela", "crm4xx.ligia@correo.example")), refused_by_the_crm),
)  # fmt: skip
