"""A calendar version as it is published, in Spanish."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.calendar import Calendar
from schemas.texts import Line, Name


class CalendarIn(BaseModel):
    """Una versión del calendario: los festivos y cierres que agrega o quita respecto de la vigente."""

    model_config = ConfigDict(extra="forbid")
    version: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,40}$", examples=["2026-12-01"])]
    vigente_desde: date
    norma: Line
    festivos: Annotated[dict[date, Name], Field(max_length=60)] = {}
    cierres: Annotated[dict[date, Name], Field(max_length=60)] = {}
    retirados: Annotated[list[date], Field(max_length=60)] = []

    def to_domain(self, base: Calendar, by: str) -> Calendar:
        """The version in force with these changes."""
        gone = set(self.retirados)
        return Calendar(
            version=self.version,
            valid_from=self.vigente_desde,
            norm=self.norma,
            published_by=by,
            first_on=base.first_on,
            last_on=base.last_on,
            holidays={d: w for d, w in {**base.holidays, **self.festivos}.items() if d not in gone},
            closures={d: w for d, w in {**base.closures, **self.cierres}.items() if d not in gone},
        )


class Difference(BaseModel):
    """Un caso abierto cuyo vencimiento se mueve."""

    radicado: str
    de: date | None
    a: date | None


class Reprojection(BaseModel):
    """El resultado de recalcular los casos abiertos."""

    version: str
    movidos: list[Difference]
    fallidos: list[str]
