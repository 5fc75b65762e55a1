"""Every type of petition with its term: how long, in what unit, how far it may be extended, and why.

Read each row beside its norm. Days are business days unless the unit says otherwise (Ley 4 de 1913, art. 62).
"""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    BUSINESS = "días hábiles"
    CALENDAR = "días calendario"
    MONTHS = "meses"


class FirstDay(StrEnum):
    """Whether the day of receipt counts."""

    AFTER_RECEIPT = "el día hábil siguiente al recibo"
    RECEIPT = "el día del recibo"


class Silence(StrEnum):
    """What the law says happens when the term lapses without an answer."""

    BREACH = "incumplimiento"
    ACCEPTED = "se entiende aceptada; copias dentro de los tres días hábiles siguientes"
    CLAIM_ACCEPTED = "el reclamo se entiende aceptado"


class PqrsdType(StrEnum):
    """The types a PQRSD may have; the value is its name everywhere outside."""

    PETICION_INTERES_PARTICULAR = "peticion_interes_particular"
    PETICION_INTERES_GENERAL = "peticion_interes_general"
    PETICION_VERBAL = "peticion_verbal"
    PETICION_INFORMACION = "peticion_informacion"
    PETICION_DOCUMENTOS = "peticion_documentos"
    CONSULTA = "consulta"
    QUEJA = "queja"
    RECLAMO = "reclamo"
    SUGERENCIA = "sugerencia"
    DENUNCIA = "denuncia"
    FELICITACION = "felicitacion"
    PETICION_ENTRE_AUTORIDADES = "peticion_entre_autoridades"
    PETICION_ENTRE_AUTORIDADES_INFORMACION = "peticion_entre_autoridades_informacion"
    CONGRESISTA_INFORME = "congresista_informe"
    CONGRESO_DOCUMENTOS = "congreso_documentos"
    CONGRESO_CUESTIONARIO_CITACION = "congreso_cuestionario_citacion"
    DEFENSORIA_INFORMACION = "defensoria_informacion"
    ENTE_CONTROL = "ente_control"
    HABEAS_DATA_CONSULTA = "habeas_data_consulta"
    HABEAS_DATA_RECLAMO = "habeas_data_reclamo"
    HABEAS_DATA_FINANCIERO_CONSULTA = "habeas_data_financiero_consulta"
    HABEAS_DATA_FINANCIERO_RECLAMO = "habeas_data_financiero_reclamo"
    HABEAS_DATA_FINANCIERO_TRASLADO_OPERADOR = "habeas_data_financiero_traslado_operador"
    DCF_QUEJA_RECIBIDA_EN_ENTIDAD = "dcf_queja_recibida_en_entidad"
    DCF_TRASLADO = "dcf_traslado"
    QUEJA_CONSUMIDOR_FINANCIERO = "queja_consumidor_financiero"
    SFC_REPLICA = "sfc_replica"
    RECURSO_REPOSICION = "recurso_reposicion"
    REVOCATORIA_DIRECTA = "revocatoria_directa"
    TUTELA = "tutela"

    @property
    def label(self) -> str:
        """The name people read."""
        return TERMS[self].label


@dataclass(frozen=True, kw_only=True)
class Term:
    """One row of the law. `extra` is how many more units a prórroga may add; 0 when none is offered.

    `arguable_extra` is what it might add if art. 14, par., were read to reach the types whose own norm is silent.
    """

    label: str
    days: int
    norm: str
    unit: Unit = Unit.BUSINESS
    extra: int = 0
    arguable_extra: int = 0
    first_day: FirstDay = FirstDay.AFTER_RECEIPT
    silence: Silence = Silence.BREACH
    prorroga_norm: str = "Ley 1437 de 2011, art. 14, parágrafo"
    requerimiento_norm: str = "Ley 1437 de 2011, art. 17"
    is_withdrawn_by_law: bool = False
    """Who does not complete it has withdrawn by the law itself, and has no longer term to ask for."""
    requerimiento_days: int = 10
    citizen_months: int = 1
    traslado_days: int = 5
    legend_days: int | None = None
    operator_days: int | None = None
    arguable_calendar_days: int | None = None
    is_regulated_by_sfc: bool = False
    is_set_in_order: bool = False
    """The order that asks may fix its own term; `days` is what rules when it fixes none."""
    may_wait: bool = True
    """Whether art. 17, art. 19 or an act of the entity stops it: not a term that another authority or law imposes."""
    is_for_legal: bool = False
    """What is no petition and is answered by the legal office, which receives it."""

    def is_counted_as(self, other: "Term") -> bool:
        """Whether both whole terms end on the same day, whatever the receipt."""
        return (self.days, self.unit, self.first_day, self.arguable_calendar_days, self.is_regulated_by_sfc) == (
            other.days, other.unit, other.first_day, other.arguable_calendar_days, other.is_regulated_by_sfc
        )  # fmt: skip

    @property
    def is_pressing(self) -> bool:
        """Whether so little time is given, two days at most, that a weekend may be all of it."""
        return self.unit != Unit.MONTHS and self.days <= PRESSING_DAYS


PRESSING_DAYS = 2


ART_14 = "Ley 1437 de 2011, art. 14 (Ley 1755 de 2015)"
INFO: dict[str, object] = {"days": 10, "extra": 10, "norm": f"{ART_14}, num. 1", "silence": Silence.ACCEPTED}
PLAIN: dict[str, object] = {"days": 15, "extra": 15, "norm": f"{ART_14}, inc. 1"}


def _term(label: str, row: dict[str, object], **more: object) -> Term:
    return Term(label=label, **{**row, **more})  # type: ignore[arg-type]


_ = PqrsdType
TERMS: dict[PqrsdType, Term] = {
    _.PETICION_INTERES_PARTICULAR: _term("Petición de interés particular", PLAIN),
    _.PETICION_INTERES_GENERAL: _term("Petición de interés general", PLAIN),
    _.PETICION_VERBAL: _term("Petición verbal", PLAIN, norm=f"{ART_14}; Decreto 1069 de 2015, art. 2.2.3.12.4"),
    _.PETICION_INFORMACION: _term("Petición de información", INFO),
    _.PETICION_DOCUMENTOS: _term("Petición de documentos", INFO),
    _.CONSULTA: Term(label="Consulta", days=30, extra=30, norm=f"{ART_14}, num. 2"),
    _.QUEJA: _term("Queja", PLAIN),
    _.RECLAMO: _term("Reclamo", PLAIN),
    _.SUGERENCIA: _term("Sugerencia", PLAIN),
    _.DENUNCIA: _term("Denuncia", PLAIN, norm=f"{ART_14}; Ley 1474 de 2011, art. 76"),
    _.FELICITACION: _term("Felicitación", PLAIN),
    _.PETICION_ENTRE_AUTORIDADES: Term(
        label="Petición entre autoridades", days=15, arguable_extra=15, norm="Ley 1437 de 2011, arts. 14 y 30"),
    _.PETICION_ENTRE_AUTORIDADES_INFORMACION: Term(
        label="Información o documentos entre autoridades", days=10, arguable_extra=10,
        norm="Ley 1437 de 2011, art. 30"),
    _.CONGRESISTA_INFORME: Term(
        label="Solicitud de informe de un congresista", days=5, arguable_extra=5, arguable_calendar_days=5,
        may_wait=False, norm="Ley 5 de 1992, art. 258"),
    _.CONGRESO_DOCUMENTOS: Term(
        label="Documentos pedidos por las cámaras o comisiones", days=10, may_wait=False,
        norm="Ley 5 de 1992, art. 260"),
    _.CONGRESO_CUESTIONARIO_CITACION: Term(
        label="Cuestionario de citación del Congreso", days=5, may_wait=False, unit=Unit.CALENDAR,
        norm="Ley 5 de 1992, art. 249, lit. d"),
    _.DEFENSORIA_INFORMACION: Term(
        label="Solicitud de la Defensoría del Pueblo", days=5, may_wait=False, arguable_calendar_days=5,
        norm="Ley 24 de 1992, art. 15"),
    _.ENTE_CONTROL: Term(
        label="Requerimiento de un ente de control", days=10, may_wait=False, norm="Ley 1437 de 2011, art. 30",
        is_set_in_order=True),
    _.HABEAS_DATA_CONSULTA: Term(
        label="Consulta de datos personales", days=10, extra=5, first_day=FirstDay.RECEIPT,
        norm="Ley 1581 de 2012, art. 14", prorroga_norm="Ley 1581 de 2012, art. 14"),
    _.HABEAS_DATA_RECLAMO: Term(
        label="Reclamo de datos personales", days=15, extra=8, requerimiento_days=5, citizen_months=2,
        traslado_days=2, legend_days=2, norm="Ley 1581 de 2012, art. 15",
        prorroga_norm="Ley 1581 de 2012, art. 15, num. 3", requerimiento_norm="Ley 1581 de 2012, art. 15, num. 1",
        is_withdrawn_by_law=True),
    _.HABEAS_DATA_FINANCIERO_CONSULTA: Term(
        label="Consulta de habeas data financiero", days=10, extra=5, first_day=FirstDay.RECEIPT,
        norm="Ley 1266 de 2008, art. 16-I", prorroga_norm="Ley 1266 de 2008, art. 16, num. I"),
    _.HABEAS_DATA_FINANCIERO_RECLAMO: Term(
        label="Reclamo de habeas data financiero", days=15, extra=8, operator_days=2,
        silence=Silence.CLAIM_ACCEPTED, norm="Ley 1266 de 2008, art. 16-II (Ley 2157 de 2021)",
        prorroga_norm="Ley 1266 de 2008, art. 16, num. II.3",
        requerimiento_norm="Ley 1266 de 2008, art. 16, num. II.1", is_withdrawn_by_law=True),
    _.HABEAS_DATA_FINANCIERO_TRASLADO_OPERADOR: Term(
        label="Reclamo trasladado por el operador", days=10, may_wait=False,
        norm="Ley 1266 de 2008, art. 16-II, num. 4"),
    _.DCF_QUEJA_RECIBIDA_EN_ENTIDAD: Term(
        label="Queja para el Defensor del Consumidor Financiero", days=3, may_wait=False, traslado_days=3,
        norm="Decreto 2555 de 2010, art. 2.34.2.1.5"),
    _.DCF_TRASLADO: Term(
        label="Traslado del Defensor del Consumidor Financiero", days=8, may_wait=False, is_set_in_order=True,
        norm="Decreto 2555 de 2010, art. 2.34.2.1.5"),
    _.QUEJA_CONSUMIDOR_FINANCIERO: _term(
        "Queja del consumidor financiero", PLAIN, is_regulated_by_sfc=True,
        norm=f"{ART_14}; Circular Básica Jurídica (CE 006 de 2025)"),
    _.SFC_REPLICA: _term(
        "Réplica ante la Superintendencia Financiera", PLAIN, is_regulated_by_sfc=True,
        norm=f"{ART_14}; Circular Básica Jurídica (CE 006 de 2025)"),
    _.RECURSO_REPOSICION: Term(
        label="Recurso de reposición", days=2, may_wait=False, unit=Unit.MONTHS, norm="Ley 1437 de 2011, art. 86",
        is_for_legal=True),
    _.REVOCATORIA_DIRECTA: Term(
        label="Revocatoria directa", days=2, unit=Unit.MONTHS, norm="Ley 1437 de 2011, art. 95",
        is_for_legal=True),
    _.TUTELA: Term(
        label="Acción de tutela", days=1, may_wait=False, unit=Unit.CALENDAR, norm="Decreto 2591 de 1991, art. 19",
        is_set_in_order=True, is_for_legal=True),
}  # fmt: skip
del _
