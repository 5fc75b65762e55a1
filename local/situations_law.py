"""More situations of the law: reserva and insistencia, reposición, aclaración, a prórroga nobody received; and the
last ones, a holiday and a suspension of terms published while cases run."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import httpx
from rich.console import Console

from domain.colombia import LEY_2578
from local.journey import Journey, Unexpected, accepted
from local.situations import SIGNER, Situation, answer, delivered_by_mail, filing, person, withdrawn_by_silence

SUPERVISOR = {"Authorization": "Bearer dev-supervisor"}
CALENDAR = "/api/v1/calendario"
ACT = "RES-2026-0777"
VERSION = "demostracion"
BATCHES = (f"reproyeccion-{VERSION}", f"suspension-{ACT}")
"""The workflows that move the last cases."""


async def denied_then_insisted(case: Journey) -> None:
    await case.act(
        "rechazo",
        {
            "texto": "La hoja de vida solicitada está sometida a reserva.",
            "norma": "Ley 1437 de 2011, art. 24, num. 3",
            "firmante": SIGNER,
        },
        role="coordinador",
    )
    await delivered_by_mail(case)
    await case.act("replica", {"clase": "insistencia", "argumento": "El interés público prima."}, role="radicador")
    court = {"tribunal": "Tribunal Administrativo de Cundinamarca", "oficio": "Oficio 44 de 2026"}
    await case.act("remision-tribunal", court, role="coordinador")
    await case.until_letter("remision_tribunal")
    await case.refused(
        "respuesta", answer("Se niega otra vez.", "desfavorable"), rule="CourtDecides", role="coordinador"
    )
    await case.pass_days(12)
    await case.act("decision-tribunal", {"sentido": "favorable", "providencia": "Auto 12 de 2026"}, role="coordinador")
    await case.act("respuesta", answer("En cumplimiento de lo decidido, se entrega lo pedido."))
    await delivered_by_mail(case)


async def withdrawn_then_appealed(case: Journey) -> None:
    await withdrawn_by_silence(case)
    await case.until_closed()
    appeal = {"clase": "reposicion", "argumento": "El requerimiento ya lo había respondido por ventanilla."}
    await case.act("replica", appeal, role="radicador")
    await case.act("respuesta", answer("Se repone la decisión y se decide de fondo."))
    await delivered_by_mail(case)


async def clarified_by_the_citizen(case: Journey) -> None:
    await case.act("aclaracion", {"texto": "No se entiende qué crédito ni qué periodo menciona."})
    await case.until_letter("aclaracion")
    await case.pass_days(3)
    await case.act("aclaracion", {"texto": "Es el crédito de pregrado, periodo 2026-1."}, role="radicador")
    await case.act("respuesta", answer("Aclarado el periodo, se corrige el estado de cuenta."))
    await delivered_by_mail(case)


async def given_more_time_by_phone(case: Journey) -> None:
    """A petitioner who calls before their month ends has another one, and both its day and a new link in writing."""
    await case.act("requerimiento", {"falta": "Adjunte el acta de grado."})
    await case.until_letter("requerimiento")
    await case.pass_days(20)
    before = case.case["hitos"]["complemento"]
    await case.act("ampliacion-complemento", {})
    case.require(case.case["hitos"]["complemento"] > before, "el plazo para completar no se amplió")
    await case.until_letter("plazo_ampliado")
    await case.pass_days(20)
    await case.act("complemento", {"texto": "Adjunto el acta."}, role="radicador")
    await case.act("respuesta", answer("Con el acta de grado se concede la condonación."))
    await delivered_by_mail(case)


async def counted_by_its_order(case: Journey) -> None:
    """The control body fixed a date of its own, which governs instead of the general term."""
    on = LEY_2578.business_days_after(case.now.date(), 4)
    order = {"vence_el": str(on), "norma": "Oficio 118 de 2026 de la Procuraduría"}
    await case.act("termino-orden", order, role="coordinador")
    case.require(case.due_on == on, f"vence el {case.due_on}, no el día de la orden")
    await case.act("respuesta", answer("Se remiten los soportes que pidió la Procuraduría."))
    await delivered_by_mail(case)


async def shared_among_three(case: Journey) -> None:
    """Each entity receives the part that is its own; what is ours is answered under the same term."""
    due_on = case.due_on
    for told, (entity, part) in enumerate(ELSEWHERE.items(), 1):
        body = {"entidad": entity, "motivo": "Es de su competencia.", "parcial": True, "parte": part,
                "queda": "La reliquidación de su crédito."}  # fmt: skip
        await case.act("traslado", body, role="coordinador")
        await _told_of_traslados(case, told)
    case.require(case.due_on == due_on, "el traslado de una parte movió el término del resto")
    await case.act("respuesta", answer("Su crédito se reliquidó: adjuntamos el plan de pagos."))
    await delivered_by_mail(case)


async def _told_of_traslados(case: Journey, times: int) -> None:
    """Wait until the petitioner was told of so many remissions."""

    async def told() -> bool:
        letters = (await case.look())["cartas"]
        return [(x["clase"], x["estado"]) for x in letters].count(("traslado_ciudadano", "enviada")) == times

    await case.until_met(told, f"{times} avisos de traslado")


async def prorroga_nobody_received(case: Journey) -> None:
    before = case.due_on
    await case.skip_to(before - timedelta(days=5))
    until = str(case.case["maximo_con_prorroga"])
    await case.act("prorroga", {"nueva_fecha": until, "motivo": "Se espera un concepto."})
    await case.until_letter_is("aviso_prorroga", "rechazada")
    await case.until_due_on(before)
    await case.act("respuesta", answer("Se decide dentro del término inicial."))
    await case.until("en_notificacion")
    await case.act("entrega", {"evidencia": "entregado"})
    await case.until("cerrada")


async def reprojected_mid_case(case: Journey) -> None:
    await case.until_log("reproyeccion")
    await _told_and_answered(case)


async def suspended_with_others(case: Journey) -> None:
    await case.until_log("suspension")
    await _told_and_answered(case)


async def _told_and_answered(case: Journey) -> None:
    """The petitioner learns the new date, and the case goes on."""
    await case.until_letter("plazo_modificado")
    await case.act("respuesta", answer("Se resuelve de fondo, con el término que corresponde."))
    await delivered_by_mail(case)


ELSEWHERE = {
    "Ministerio de Educación Nacional": "La convalidación de su título.",
    "Colpensiones": "La corrección de su historia laboral.",
}

LAW = (
    Situation("Información negada por reserva; insistencia que decide el tribunal", filing(
        "peticion_informacion", "web", "Hojas de vida", "Solicito la hoja de vida de los evaluadores.",
        person("Tatiana Bohórquez", "tatiana.bohorquez@correo.example")), denied_then_insisted),
    Situation("Desistimiento tácito y recurso de reposición", filing(
        "peticion_interes_particular", "correo", "Saldo a favor", "Quiero que me devuelvan un saldo.",
        person("Fabio Nelson Yepes", "fabio.yepes@correo.example")), withdrawn_then_appealed),
    Situation("Petición devuelta para aclarar y aclarada", filing(
        "peticion_interes_particular", "escrita", "Estado de cuenta", "Corrijan eso que salió mal.",
        person("Blanca Nieves Timaná", "blanca.timana@correo.example")), clarified_by_the_citizen),
    Situation("Más plazo para completar, dado por teléfono y confirmado por escrito", filing(
        "peticion_interes_particular", "contact_center", "Condonación por grado", "Pido la condonación de mi crédito.",
        person("Eliécer Ibargüen", "eliecer.ibarguen@correo.example")), given_more_time_by_phone),
    Situation("Orden de un ente de control: rige la fecha que fija", filing(
        "ente_control", "escrita", "Soportes de un giro", "Se requieren los soportes del giro del convenio 12.",
        {"clase": "autoridad", "nombres": "Procuraduría Delegada", "correo": "delegada@procuraduria.example"}),
        counted_by_its_order),
    Situation("Traslado de dos partes, cada una a su entidad; el resto se responde", filing(
        "peticion_interes_particular", "web", "Tres asuntos", "Pido convalidar mi título, corregir mi historia laboral "
        "y reliquidar mi crédito.", person("Ángela Taborda", "angela.taborda@correo.example")), shared_among_three),
    Situation("Prórroga cuyo aviso no llegó: rige el término inicial", filing(
        "peticion_interes_particular", "web", "Condonación", "Solicito la condonación por mérito.",
        person("Édgar Palomino", "rebota5xx.edgar@correo.example", direccion="Carrera 5 # 10-12", municipio="Tunja")),
        prorroga_nobody_received),
)  # fmt: skip

FINALE = (
    Situation("Festivo publicado a mitad del término", filing(
        "peticion_interes_general", "web", "Convocatorias", "Solicito las convocatorias de 2027.",
        person("Nelly Chalá", "nelly.chala@correo.example")), reprojected_mid_case),
    Situation("Festivo publicado a mitad del término (otra)", filing(
        "peticion_interes_general", "web", "Fondos", "Solicito la lista de fondos en administración.",
        person("Simón Arroyave", "simon.arroyave@correo.example")), reprojected_mid_case),
    Situation("Acto que suspende los términos de varios casos", filing(
        "consulta", "escrita", "Reglamento", "Solicito concepto sobre el reglamento de crédito.",
        person("Deisy Mina", "deisy.mina@correo.example")), suspended_with_others),
    Situation("Acto que suspende los términos de varios casos (otro)", filing(
        "consulta", "escrita", "Garantías", "Solicito concepto sobre el fondo de garantías.",
        person("Rubén Darío Cuero", "ruben.cuero@correo.example")), suspended_with_others),
)  # fmt: skip


async def publish_mid_case(journeys: Sequence[Journey], api: httpx.AsyncClient, console: Console) -> None:
    """File the last situations; then publish, rehearse and apply a holiday and a suspension of terms."""
    for journey, situation in zip(journeys, FINALE, strict=True):
        await journey.file(situation.body)
        await journey.until_letter("acuse")
    first, consulta = journeys[0], journeys[-1]
    holiday = LEY_2578.business_days_before(first.due_on, 2)
    version = {"version": VERSION, "vigente_desde": str(first.now.date()), "norma": "Ley de la demostración",
               "festivos": {str(holiday): "Festivo de la demostración"}}  # fmt: skip
    await _applied(
        api, console, version, f"{CALENDAR}/versiones", f"{CALENDAR}/diferencias", f"{CALENDAR}/reproyeccion"
    )
    from_on = consulta.now.date() + timedelta(days=5)
    act = {"acto": ACT, "desde": str(from_on), "hasta": str(from_on + timedelta(days=4)), "tipos": ["consulta"],
           "norma": "Ley 1437 de 2011, art. 39"}  # fmt: skip
    path = f"{CALENDAR}/suspensiones"
    await _applied(api, console, act, path, f"{path}/{ACT}/diferencias", f"{path}/{ACT}/aplicacion")


async def _applied(api: httpx.AsyncClient, console: Console, body: dict[str, Any], *paths: str) -> None:
    """Publish, say what would move, move it."""
    publishing, rehearsing, applying = paths
    name = body.get("acto") or body["version"]
    accepted(await api.post(publishing, json=body, headers=SUPERVISOR), name)
    moves = (await api.get(rehearsing, headers=SUPERVISOR)).json()
    said = ", ".join(f"{x['radicado']} ({_day(x['de'])} → {_day(x['a'])})" for x in moves)
    would = "se movería 1 caso" if len(moves) == 1 else f"se moverían {len(moves)} casos"
    console.print(f"Ensayo de {name}: {would}: {said}")
    done = accepted(await api.post(applying, headers=SUPERVISOR), name)
    if done["estado"] != "terminada" or done["fallidos"]:
        raise Unexpected(f"{name}: {done}")
    console.print(f"{name}: {done['revisados']} casos revisados, {done['total_movidos']} se movieron")


def _day(text: str | None) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}" if text else "—"
