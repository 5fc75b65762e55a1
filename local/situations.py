"""The situations of the demonstration: a year's worth of branches, each a short story that must end as it says."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.colombia import LEY_2578
from local.journey import Journey

Story = Callable[[Journey], Awaitable[None]]
SIGNER = "Carolina Mejía Duarte"


@dataclass(frozen=True)
class Situation:
    """A filing and what happens to it. `ends` is the state it must end in; `rated`, what its survey must hold.

    `begins` files what is not filed by the body alone.
    """

    title: str
    body: dict[str, Any]
    story: Story
    ends: str = "cerrada"
    rated: str = ""
    is_overdue: bool = False
    begins: Story | None = None


def person(names: str, mail: str, **more: str) -> dict[str, Any]:
    return {"clase": "natural", "nombres": names, "correo": mail, **more}


def filing(kind: str, channel: str, subject: str, text: str, who: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "tipo": kind,
        "canal": channel,
        "asunto": subject,
        "descripcion": text,
        "peticionario": who,
        "medio_respuesta": "correo",
        **more,
    }


def answer(text: str, sense: str = "favorable") -> dict[str, Any]:
    return {"texto": text, "sentido": sense, "firmante": SIGNER}


async def answered_in_time(case: Journey) -> None:
    await case.act("clasificacion", {"tipo": case.case["tipo"]})
    await case.pass_days(3)
    await case.act("respuesta", answer("Su crédito quedó al día y adjuntamos el extracto corregido."))
    await delivered_by_mail(case)
    await rate(case, 5, "Clara y rápida.")


async def answered_and_rated_low(case: Journey) -> None:
    await case.act("asignacion", {"dependencia": "OAU", "responsable": "agente-07", "motivo": "reparto"})
    await case.pass_days(4)
    await case.act("respuesta", answer("Revisamos la atención recibida y ofrecemos excusas.", "parcial"))
    await delivered_by_mail(case)
    await rate(case, 1, "No resolvieron nada.")
    await _reviewed(case)


async def answered_late(case: Journey) -> None:
    await case.skip_to(case.due_on + timedelta(days=8))
    await case.until_letter("vencimiento")
    await case.act("respuesta", answer("Reconocemos la demora; el desembolso se hizo efectivo hoy."))
    await delivered_by_mail(case)


async def answered_plainly(case: Journey) -> None:
    await case.act("respuesta", answer("Agradecemos su mensaje; lo tendremos en cuenta en el plan de mejora."))
    await delivered_by_mail(case)


async def anonymous_by_aviso(case: Journey) -> None:
    await case.pass_days(2)
    await case.act("respuesta", answer("Los hechos se remitieron a Control Interno Disciplinario.", "parcial"))
    await case.until("en_notificacion")
    await case.pass_days(16)
    await case.until("cerrada")


async def completed_by_the_citizen(case: Journey) -> None:
    await case.act("requerimiento", {"falta": "Adjunte el certificado de matrícula del periodo 2026-2."})
    await case.pass_days(12)
    await case.act("complemento", {"texto": "Adjunto el certificado."}, role="radicador")
    await case.pass_days(3)
    await case.act("respuesta", answer("Con el certificado se aprobó la renovación."))
    await delivered_by_mail(case)


async def withdrawn_by_silence(case: Journey) -> None:
    await case.act("requerimiento", {"falta": "Indique el número del crédito y la cuenta de destino."})
    await case.refused(
        "desistimiento",
        {"clase": "tacito", "acto_numero": "RES-001", "motivo": "silencio"},
        rule="DesistimientoTooEarly",
        role="coordinador",
    )
    await case.pass_days(45)
    await case.act(
        "desistimiento",
        {
            "clase": "tacito",
            "acto_numero": "RES-2026-118",
            "motivo": "No aportó lo requerido en el plazo legal.",
        },
        role="coordinador",
    )
    await case.until_letter("desistimiento")
    await case.pass_days(1.1)
    await case.until_letter("desistimiento")


async def withdrawn_expressly(case: Journey) -> None:
    await case.pass_days(1)
    await case.refused("desistimiento", {"clase": "expreso", "motivo": "Llamó."}, rule="WithdrawalNotSaid", status=422)
    await case.act("desistimiento", {"clase": "expreso", "texto": "Ya lo resolví por la línea; la retiro."})
    await case.until_letter("desistimiento_expreso")
    await case.pass_days(1.1)
    await case.until_closed()


async def prorrogated(case: Journey) -> None:
    await case.skip_to(case.due_on - timedelta(days=4))
    until = date.fromisoformat(str(case.case["maximo_con_prorroga"]))
    await case.act("prorroga", {"nueva_fecha": until.isoformat(), "motivo": "Se espera el concepto del fondo."})
    await case.refused(
        "prorroga",
        {"nueva_fecha": until.isoformat(), "motivo": "Otra vez."},
        rule="ProrrogaAlreadyGranted",
    )
    await case.pass_days(6)
    await case.act("respuesta", answer("El fondo autorizó la condonación parcial.", "parcial"))
    await delivered_by_mail(case)


async def prorroga_too_late(case: Journey) -> None:
    await case.skip_to(LEY_2578.business_days_after(case.due_on, 1))
    await case.refused(
        "prorroga",
        {"nueva_fecha": (case.due_on + timedelta(days=5)).isoformat(), "motivo": "Falta un concepto."},
        rule="ProrrogaOutOfTime",
    )
    await case.act("respuesta", answer("Adjuntamos los documentos solicitados."))
    await delivered_by_mail(case)


async def transferred(case: Journey) -> None:
    await case.pass_days(1)
    await case.act(
        "traslado",
        {
            "entidad": "Ministerio de Educación Nacional",
            "motivo": "La convalidación de títulos es de su competencia.",
        },
        role="coordinador",
    )
    await case.until_letter("traslado_ciudadano")


async def suspended_by_act(case: Journey) -> None:
    before = case.due_on
    await case.act(
        "suspension",
        {
            "desde": (case.now.date() + timedelta(days=2)).isoformat(),
            "hasta": (case.now.date() + timedelta(days=6)).isoformat(),
            "acto": "RES-2026-0912",
            "norma": "Ley 1437 de 2011, art. 39",
        },
        role="supervisor",
    )
    if case.due_on <= before:
        raise AssertionError("la suspensión no movió el vencimiento")
    await case.pass_days(9)
    await case.act("respuesta", answer("Terminada la suspensión, se resuelve de fondo."))
    await delivered_by_mail(case)


async def bounced_then_posted(case: Journey) -> None:
    await case.act("respuesta", answer("Su solicitud fue aprobada."))
    await case.until("en_notificacion")
    await case.look()
    await case.act("entrega", {"evidencia": "entregado"})
    await case.until("cerrada")


async def reviewed_by_another(case: Journey) -> None:
    await case.act("escalamiento", {"nivel": 3, "dependencia": "VCC", "motivo": "Requiere estudio de cartera."})
    await case.act(
        "borrador",
        {"texto": "Se accede a la reliquidación del crédito.", "clase": "fondo"},
        role="coordinador",
    )
    await case.refused("revision", {"decision": "aprobar"}, rule="SelfApproval", role="coordinador")
    await case.act("revision", {"decision": "aprobar", "comentario": "Conforme."}, role="supervisor")
    await case.act("respuesta", {"sentido": "favorable", "firmante": SIGNER}, role="coordinador")
    await delivered_by_mail(case)


async def answered_with_replica(case: Journey) -> None:
    await case.act("respuesta", answer("No procede la devolución.", "desfavorable"))
    await delivered_by_mail(case)
    await case.act("replica", {"argumento": "No se tuvo en cuenta el pago de octubre."}, role="radicador")
    await case.act("respuesta", answer("Revisado el pago de octubre, se ordena la devolución."))
    await delivered_by_mail(case)


async def delivered_by_mail(case: Journey) -> None:
    """The answer leaves, does not bounce, and the case closes."""
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")


async def rate(case: Journey, score: int, comment: str) -> None:
    token = await case.survey_token()
    await case.act(
        "encuesta",
        {"token": token, "puntaje": score, "esfuerzo": 2, "recomendacion": score * 2, "comentario": comment},
        role="radicador",
    )


async def _reviewed(case: Journey) -> None:
    """The coordinator is told of the low rating and says what came of its review."""
    await case.until_survey_closed()
    found = await case.ask(
        f"encuestas/revisiones/{case.radicado}/1",
        {"resultado": "accion_de_mejora", "conclusion": "Se reentrena al equipo de la línea."},
        role="coordinador",
    )
    case.require(found["puntaje"] == 1 and bool(found["concluida_en"]), f"la revisión quedó {found}")


LUCIA = person("Lucía Fernanda Ríos Peña", "lucia.rios@correo.example")

SITUATIONS = (
    Situation("Petición respondida a tiempo y bien calificada", filing(
        "peticion_interes_particular", "web", "Extracto de mi crédito",
        "Solicito el extracto corregido de mi crédito de pregrado.", LUCIA), answered_in_time, rated="5"),
    Situation("Queja respondida y mal calificada", filing(
        "queja", "contact_center", "Mala atención telefónica",
        "El asesor me colgó dos veces cuando preguntaba por mi crédito.",
        person("Jorge Iván Cárdenas", "jorge.cardenas@correo.example")), answered_and_rated_low, rated="1"),
    Situation("Reclamo respondido fuera de término", filing(
        "reclamo", "personalizado", "No llegó el desembolso",
        "La universidad dice que el giro del segundo semestre no ha llegado.",
        person("Marta Lucía Quintero", "marta.quintero@correo.example")), answered_late, is_overdue=True),
    Situation("Sugerencia", filing(
        "sugerencia", "redes_sociales", "Horario de la línea", "Sugiero ampliar el horario de atención los sábados.",
        person("Óscar Peña Niño", "oscar.pena@correo.example")), answered_plainly),
    Situation("Denuncia anónima notificada por aviso", {
        "tipo": "denuncia", "canal": "web", "asunto": "Posible cobro indebido",
        "descripcion": "En una oficina piden dinero para agilizar la aprobación de créditos.",
        "peticionario": {"clase": "anonimo"}, "medio_respuesta": "aviso"}, anonymous_by_aviso),
    Situation("Requerimiento atendido por el peticionario", filing(
        "peticion_interes_particular", "escrita", "Renovación del crédito", "Solicito renovar mi crédito.",
        person("Yesenia Mosquera", "yesenia.mosquera@correo.example")), completed_by_the_citizen),
    Situation("Desistimiento tácito por acto motivado", filing(
        "peticion_interes_particular", "correo", "Devolución de un saldo", "Quiero que me devuelvan el saldo a favor.",
        person("Camilo Andrés Rojas", "camilo.rojas@correo.example")), withdrawn_by_silence, ends="desistida"),
    Situation("Desistimiento expreso", filing(
        "reclamo", "linea_agil_exterior", "Cambio de cuenta", "Pido cambiar la cuenta de giro en el exterior.",
        person("Ana Sofía Klein", "ana.klein@correo.example")), withdrawn_expressly, ends="desistida"),
    Situation("Prórroga en término (la segunda se niega)", filing(
        "peticion_interes_particular", "web", "Condonación", "Solicito la condonación por grado.",
        person("Wilmer Epiayú", "wilmer.epiayu@correo.example")), prorrogated),
    Situation("Prórroga tardía, negada; documentos fuera de término", filing(
        "peticion_documentos", "web", "Copias de mi expediente", "Solicito copia de los pagarés firmados.",
        person("Rosa Elvira Tunubalá", "rosa.tunubala@correo.example")), prorroga_too_late, is_overdue=True),
    Situation("Traslado por competencia", filing(
        "peticion_interes_particular", "asistente_virtual", "Convalidación", "Necesito convalidar mi maestría.",
        person("Daniel Echeverri", "daniel.echeverri@correo.example")), transferred, ends="trasladada"),
    Situation("Suspensión de términos por acto", filing(
        "consulta", "grandes_clientes", "Concepto sobre un convenio", "Solicitamos concepto sobre el convenio marco.",
        {"clase": "juridica", "nombres": "Universidad del Páramo", "tipo_documento": "NIT",
         "numero_documento": "900123456", "correo": "juridica@paramo.example"}), suspended_by_act),
    Situation("Correo rebotado: sale por correo postal", filing(
        "peticion_informacion", "web", "Tasas de interés", "Solicito la tabla histórica de tasas.",
        person("Nubia Stella Gómez", "rebota5xx@correo.example", direccion="Calle 8 # 3-21", municipio="Cali")),
        bounced_then_posted),
    Situation("Revisión por otra persona y tercer nivel", filing(
        "reclamo", "personalizado", "Reliquidación", "La cuota subió sin explicación.",
        person("Hernán Darío Zapata", "hernan.zapata@correo.example")), reviewed_by_another),
    Situation("Réplica: segundo ciclo del mismo caso", filing(
        "reclamo", "web", "Pago no aplicado", "El pago de octubre no aparece en mi crédito.",
        person("Paola Andrea Lozano", "paola.lozano@correo.example")), answered_with_replica),
    Situation("Informe a un congresista: cinco días hábiles", filing(
        "congresista_informe", "escrita", "Solicitud de informe", "Solicito informe sobre la cartera por departamento.",
        {"clase": "autoridad", "nombres": "Despacho de la senadora P. Álvarez", "correo": "utl@senado.example"}),
        answered_plainly),
)  # fmt: skip
