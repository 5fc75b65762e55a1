"""Calendar versions, suspensions of terms and what they do to open cases, in Spanish."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from domain.calendar import Calendar, assert_follows
from domain.colombia import holidays_between
from domain.errors import CalendarShrinks
from domain.petitions import Revocation
from domain.suspensions import Scope, SuspensionAct
from domain.terms import PqrsdType
from schemas.moments import YEAR, ServiceDay
from schemas.texts import Line, Name

Dependencia = Annotated[str, Field(max_length=40, pattern=r"^[A-Za-z0-9_.-]*$")]
VersionName = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,40}$", examples=["2026-12-01"])]
MOST_YEARS = 10
"""By how much a version may lengthen the one in force."""

ActNumber = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$", examples=["RES-2026-0912"])]


class CalendarIn(BaseModel):
    """Una versión del calendario: los festivos y cierres que agrega o quita respecto de la vigente.

    `version_anterior` es la vigente que conoce quien la publica: si ya rige otra, se rechaza.
    """

    model_config = ConfigDict(extra="forbid")
    version: VersionName
    version_anterior: VersionName | None = None
    vigente_desde: date
    norma: Line
    festivos: Annotated[dict[date, Name], Field(max_length=60)] = {}
    cierres: Annotated[dict[date, Name], Field(max_length=60)] = {}
    retirados: Annotated[list[date], Field(max_length=60)] = []
    cubre_hasta: date | None = Field(
        default=None, description="alarga el calendario hasta ese día, con los festivos que la ley fija por regla"
    )

    def to_domain(self, base: Calendar, by: str, today: date) -> Calendar:
        """The version in force with these changes. Raises CalendarMoved, CalendarNotInForce or CalendarShrinks."""
        assert_follows(base, given=self.version_anterior, valid_from=self.vigente_desde, today=today)
        gone, last_on = set(self.retirados), self.cubre_hasta or base.last_on
        if not base.last_on <= last_on <= base.last_on.replace(year=base.last_on.year + MOST_YEARS):
            raise CalendarShrinks(last_on=base.last_on, years=MOST_YEARS)
        by_rule = holidays_between(base.last_on, last_on)
        return Calendar(
            version=self.version,
            valid_from=self.vigente_desde,
            norm=self.norma,
            published_by=by,
            first_on=base.first_on,
            last_on=last_on,
            holidays={d: w for d, w in {**base.holidays, **by_rule, **self.festivos}.items() if d not in gone},
            closures={d: w for d, w in {**base.closures, **self.cierres}.items() if d not in gone},
        )


class CalendarOut(BaseModel):
    """Una versión publicada: qué norma, quién y cuándo."""

    version: str
    norma: str
    vigente_desde: date
    publicada_por: str
    publicada_en: datetime
    cubre_desde: date
    cubre_hasta: date


class SuspensionIn(BaseModel):
    """Un acto que suspende términos, con su norma; sin dependencia ni tipos alcanza todos los casos abiertos."""

    model_config = ConfigDict(extra="forbid")
    desde: ServiceDay
    hasta: ServiceDay
    acto: ActNumber
    norma: Line
    dependencia: Dependencia = ""
    tipos: Annotated[list[PqrsdType], Field(max_length=60)] = []

    @model_validator(mode="after")
    def _bounded(self) -> "SuspensionIn":
        if self.hasta - self.desde > YEAR:
            raise ValueError("hasta: una suspensión no pasa de un año")
        return self

    def to_domain(self, by: str, at: datetime) -> SuspensionAct:
        """The act in the domain's words."""
        return SuspensionAct(
            act_number=self.acto,
            from_on=self.desde,
            to_on=self.hasta,
            norm=self.norma,
            published_by=by,
            published_at=at,
            scope=Scope(self.dependencia, tuple(sorted(set(self.tipos)))),
        )


class RevocationIn(BaseModel):
    """El acto que revoca uno de suspensión, desde el día en que se registra."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"acto": "RES-2026-0913", "motivo": "La fecha final quedó mal escrita."}]},
    )
    acto: ActNumber
    motivo: Line

    def to_domain(self, by: str, on: date) -> Revocation:
        """The revocation in the domain's words."""
        return Revocation(by=by, act_number=self.acto, on=on, reason=self.motivo)


class RevocationOut(BaseModel):
    """El acto que revocó uno de suspensión; `fecha` es el último día que quedó suspendido."""

    acto: str
    fecha: date
    motivo: str
    registrado_por: str


class SuspensionOut(BaseModel):
    """Un acto de suspensión publicado y, si lo hay, el que lo revocó."""

    acto: str
    desde: date
    hasta: date
    norma: str
    dependencia: str
    tipos: list[str]
    publicado_por: str
    publicado_en: AwareDatetime
    revocatoria: RevocationOut | None = None

    @classmethod
    def of(cls, act: SuspensionAct) -> "SuspensionOut":
        """An act as it is shown."""
        gone = act.revocation
        return cls(
            acto=act.act_number,
            desde=act.from_on,
            hasta=act.to_on,
            norma=act.norm,
            dependencia=act.scope.dependencia,
            tipos=[str(kind) for kind in act.scope.types],
            publicado_por=act.published_by,
            publicado_en=act.published_at,
            revocatoria=gone
            and RevocationOut(acto=gone.act_number, fecha=gone.on, motivo=gone.reason, registrado_por=gone.by),
        )


class Difference(BaseModel):
    """Un caso abierto cuyo vencimiento se mueve; u `omitido`, la razón por la que el acto no lo alcanza."""

    radicado: str
    de: date | None
    a: date | None
    omitido: str = ""


class BatchOut(BaseModel):
    """Cómo va la aplicación de un acto publicado a los casos abiertos, de a poco y cada uno una vez.

    `movidos` lista los primeros que se movieron; `total_movidos` los cuenta todos. `ya_no_aplican` son los que se
    cerraron mientras tanto.
    """

    estado: str = Field(examples=["en_curso", "terminada", "interrumpida"])
    total: int
    revisados: int
    total_movidos: int
    sin_cambio: int
    ya_no_aplican: int
    movidos: Sequence[Difference]
    fallidos: Sequence[str]


class Reprojection(BatchOut):
    """El resultado de recalcular los casos abiertos con una versión del calendario."""

    version: str


class Application(BatchOut):
    """El resultado de aplicar un acto de suspensión a los casos abiertos."""

    acto: str
