"""Internal terms and ladders, in Spanish."""

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from domain import rungs as d
from domain import service_levels
from domain.letters import LetterKind
from domain.milestones import MILESTONES
from schemas.catalogs.wire import Row, Wire, unique
from schemas.texts import Code, Line, Name

INTERNAL = Literal[LetterKind.RECORDATORIO, LetterKind.ESCALAMIENTO, LetterKind.VENCIMIENTO]
LEGAL = ("clasificacion", "vencida")
"""The rungs the process itself hangs on: the proposal that stands, and the flag of a lapsed term."""

_ORDER = list(d.Anchor)
SIGNED = {d.Anchor.TERM, d.Anchor.DUE, d.Anchor.MILESTONE}
"""The anchors that may be measured backwards, or in percent."""


class ServiceLevelRow(Row):
    """El término interno de un nivel, en días hábiles."""

    level: int = Field(alias="nivel", ge=1, le=3)
    name: Name = Field(alias="nombre")
    ordinary_business_days: int = Field(alias="dias_habiles", ge=1, le=60)
    priority_business_days: int = Field(alias="dias_habiles_prioritaria", ge=1, le=60)

    @model_validator(mode="after")
    def _sooner(self) -> "ServiceLevelRow":
        if self.priority_business_days > self.ordinary_business_days:
            raise ValueError("dias_habiles_prioritaria: no puede pasar del término ordinario")
        return self


class ServiceLevelsIO(Wire):
    """Los términos internos por nivel y prioridad."""

    domain: ClassVar[type] = service_levels.ServiceLevels
    items: list[ServiceLevelRow] = Field(alias="niveles", min_length=3, max_length=3)

    @model_validator(mode="after")
    def _whole(self) -> "ServiceLevelsIO":
        unique((str(x.level) for x in self.items), "niveles")
        return self


class RungRow(Row):
    """Un peldaño: «desplazamiento» en días hábiles desde el ancla; en el ancla «término», porcentaje transcurrido."""

    code: Code = Field(alias="codigo", examples=["tres_dias"])
    anchor: d.Anchor = Field(alias="ancla")
    offset: int = Field(alias="desplazamiento", ge=-60, le=100)
    recipient: Literal["", "responsable", "coordinador", "jefe", "control_interno"] = Field(alias="destinatario")
    letter: INTERNAL | None = Field(alias="carta")
    says: Line = Field(alias="dice")
    delivery: d.Delivery = Field(alias="entrega", default=d.Delivery.AT_ONCE)
    milestone: str = Field(alias="hito", default="", description="la fecha del ancla «hito»", examples=["copias"])

    @model_validator(mode="after")
    def _sensible(self) -> "RungRow":
        self._check_milestone()
        if self.anchor == d.Anchor.TERM and not 1 <= self.offset <= 99:
            raise ValueError(f"{self.code}.desplazamiento: el porcentaje del término va de 1 a 99")
        if self.anchor not in SIGNED and not 0 <= self.offset <= 60:
            raise ValueError(f"{self.code}.desplazamiento: va de 0 a 60 días hábiles")
        if self.anchor == d.Anchor.DUE and self.offset == 0 and self.letter is not None:
            raise ValueError(f"{self.code}: el instante del vencimiento no es hora de oficina; avise antes o después")
        if (self.letter is None) != (self.recipient == ""):
            raise ValueError(f"{self.code}.destinatario: lo lleva, y solo ella, la carta")
        if self.delivery == d.Delivery.DIGEST and self.letter == LetterKind.VENCIMIENTO:
            raise ValueError(f"{self.code}.entrega: un vencimiento no espera al resumen")
        return self

    def _check_milestone(self) -> None:
        if (self.anchor == d.Anchor.MILESTONE) != bool(self.milestone):
            raise ValueError(f"{self.code}.hito: lo lleva, y solo él, un peldaño con el ancla «hito»")
        if self.milestone and self.milestone not in MILESTONES:
            raise ValueError(f"{self.code}.hito: es uno de {', '.join(MILESTONES)}")


class LaddersIO(Wire):
    """La escala de los casos ordinarios y la de los prioritarios."""

    domain: ClassVar[type] = d.Ladders
    ordinary: list[RungRow] = Field(alias="ordinaria", min_length=1, max_length=40)
    priority: list[RungRow] = Field(alias="prioritaria", min_length=1, max_length=40)

    @model_validator(mode="after")
    def _climb(self) -> "LaddersIO":
        _check_ladder(self.ordinary, "ordinaria")
        _check_ladder(self.priority, "prioritaria")
        if any(x.delivery == d.Delivery.DIGEST for x in self.priority):
            raise ValueError("prioritaria: un caso prioritario no espera al resumen")
        return self


def _check_ladder(ladder: list[RungRow], name: str) -> None:
    unique((x.code for x in ladder), name)
    for code in LEGAL:
        if code not in {x.code for x in ladder}:
            raise ValueError(f"{name}: falta el peldaño «{code}»")
    places = [(_ORDER.index(x.anchor), x.offset) for x in ladder]
    if places != sorted(places):
        raise ValueError(f"{name}: los peldaños van por ancla ({', '.join(_ORDER)}) y de lo primero a lo último")
