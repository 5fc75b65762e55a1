"""A case as it is read, in Spanish."""

from typing import Any

from pydantic import BaseModel, Field

from domain.calendar import Calendar
from domain.case import Case
from domain.classification import Proposal
from domain.explanation import explain
from domain.instants import BOGOTA
from schemas.proposal import ProposalOut


class CaseOut(BaseModel):
    """El caso."""

    radicado: str = Field(examples=["2026-E-000123"])
    estado: str
    vencida: bool
    tipo: str
    canal: str
    nivel: int
    dependencia: str
    responsable: str | None
    recibido_en: str
    vence_el: str | None
    vence_el_mas_temprano: str | None
    maximo_con_prorroga: str | None
    explicacion: list[str]
    suspendido: bool
    prorroga: str | None
    prioridad: str | None
    producto: str | None
    motivo: str | None
    propuesta: ProposalOut | None
    cartas: list[dict[str, Any]]
    hitos: dict[str, str]
    historial: list[dict[str, Any]]
    ciclo: int
    version: int
    vence_nivel: str | None = Field(default=None, description="fin del término interno del nivel en que está")
    producto_nombre: str | None = Field(default=None, description="según el catálogo que conserva el caso")
    motivo_nombre: str | None = None
    sfc_producto_cod: int | None = Field(default=None, description="de la Superintendencia Financiera, por su producto")
    sfc_macro_motivo_cod: int | None = Field(default=None, description="ídem, por su motivo o aquel del que depende")
    version_borrador: int | None = Field(default=None, description="la del borrador que hay, para revisarlo")
    relacionado_con: str | None = Field(default=None, description="radicado de la petición de que trata")
    suplencia: str | None = Field(default=None, description="quién actúa por el responsable, si está ausente")

    @classmethod
    def of(
        cls,
        case: Case,
        letters: list[dict[str, Any]],
        log: list[dict[str, Any]],
        calendar: Calendar,
        proposal: Proposal | None = None,
    ) -> "CaseOut":
        dates = case.deadlines(calendar)
        granted = case.prorroga
        return cls(
            radicado=case.radicado,
            estado=case.state,
            vencida=case.is_overdue,
            tipo=case.type,
            canal=case.filing.channel,
            nivel=case.level,
            dependencia=case.dependencia,
            responsable=case.responsible,
            recibido_en=case.filing.received_at.astimezone(BOGOTA).isoformat(),
            vence_el=_day(dates.due_on),
            vence_el_mas_temprano=_day(dates.earliest_due_on),
            maximo_con_prorroga=_day(dates.max_due_on),
            explicacion=explain(dates, calendar),
            suspendido=dates.is_suspended,
            prorroga=_day(granted.new_due_on) if granted else None,
            prioridad=case.priority,
            producto=case.product,
            motivo=case.motive,
            propuesta=proposal and ProposalOut.of(proposal, case.type),
            cartas=letters,
            hitos={name: day.isoformat() for name, day in sorted(dates.milestones.items(), key=lambda x: x[1])},
            historial=log,
            ciclo=case.cycle,
            version=case.version,
            version_borrador=case.draft.version if case.draft else None,
            relacionado_con=case.filing.related_to,
        )


class CaseLine(BaseModel):
    """Un renglón de la lista de casos."""

    radicado: str
    estado: str
    vencida: bool
    tipo: str
    canal: str
    nivel: int
    dependencia: str
    responsable: str | None
    vence_el: str | None
    vence_nivel: str | None
    prioridad: str | None


class CasePage(BaseModel):
    """Una página de casos, de lo que vence primero a lo que vence después."""

    casos: list[CaseLine]
    cursor: str | None


def _day(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())
