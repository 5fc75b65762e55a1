"""Situations that cannot wait, and decisions that are acts: a tutela, a life in danger, a right denied and recurred."""

from local.journey import Journey
from local.situations import Situation, answer, delivered_by_mail, filing, person

LEGAL, COORDINATOR = "jefatura.oaj", "coordinacion.gau"


async def sent_to_the_legal_office(case: Journey) -> None:
    """A tutela is no petition: it is filed at the legal office, whose head is told at once, and names its petition."""
    case.require(case.case["dependencia"] == "OAJ", "la tutela no quedó en la oficina jurídica")
    await case.mailed("Caso que requiere su atención", to=LEGAL)
    await case.refused("requerimiento", {"falta": "El poder."}, rule="TermNeverWaits")
    await case.act("respuesta", answer("Se informa al juzgado lo actuado en la petición."))
    await delivered_by_mail(case)


async def told_of_a_life_in_danger(case: Journey) -> None:
    """The coordinator is told at whatever hour it is filed, and the inbox shows it above everything else."""
    case.require(case.case["prioridad"] == "riesgo_vida", "no se reconoció el riesgo para la vida")
    await case.mailed("Caso que requiere su atención", to=COORDINATOR)
    inbox = await case.staff_page("/bandeja?dependencia=todas", role="supervisor")
    case.require("Riesgo para la vida" in inbox, "la bandeja no lo muestra aparte")
    await case.act("respuesta", answer("Se activó la ruta de atención y se le asignó acompañamiento."))
    await delivered_by_mail(case)


async def denied_by_an_act_and_recurred(case: Journey) -> None:
    """The answer decides a right: it says which recourse proceeds, and what decides it is firm."""
    denied = {**answer("Se niega la condonación.", "desfavorable"), "es_acto": True}
    await case.act("respuesta", denied)
    await case.mailed("Notificación de la decisión")
    await case.act("replica", {"clase": "reposicion", "argumento": "Cumplo los requisitos."}, role="radicador")
    await case.act("respuesta", {**answer("Se repone: se concede la condonación."), "es_acto": True})
    await delivered_by_mail(case)
    await case.refused("replica", {"clase": "reposicion", "argumento": "Otra vez."}, rule="NothingToRecur",
                       role="radicador")  # fmt: skip


SITUATIONS_URGENT = (
    Situation("Tutela: a la oficina jurídica, avisada de inmediato",
              filing("tutela", "web", "Acción de tutela", "Tutela por no responder una petición de desembolso.",
                     person("Efraín Caicedo", "efrain.caicedo@correo.example")),
              sent_to_the_legal_office),
    Situation("Riesgo para la vida: aviso a cualquier hora y primero en la bandeja",
              filing("peticion_interes_particular", "web", "Traslado de ciudad",
                     "Me amenazaron de muerte y debo dejar la ciudad: pido suspender el cobro.",
                     person("Yamile Quintero", "yamile.quintero@correo.example")),
              told_of_a_life_in_danger),
    Situation("Negativa que es un acto administrativo, recurrida y repuesta",
              filing("peticion_interes_particular", "web", "Condonación", "Solicito la condonación de mi crédito.",
                     person("Arcadio Perea", "arcadio.perea@correo.example")),
              denied_by_an_act_and_recurred),
)  # fmt: skip
