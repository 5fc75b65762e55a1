"""How long an expediente is kept: the retention table of the entity (TRD)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WARNED_AHEAD = timedelta(days=90)
"""How long before its end the archive is told of a retention: a choice of ours, time for its committee to meet."""


class Disposition(StrEnum):
    """What happens to a series when its retention ends; elimination only by the procedure of the TRD."""

    PRESERVATION = "Conservación total"
    SELECTION = "Selección"
    ELIMINATION = "Eliminación"


@dataclass(frozen=True, kw_only=True)
class TrdSeries:
    """A series of the retention table (TRD) and its years in each archive (Decreto 2609 de 2012, arts. 8 and 16)."""

    code: str
    name: str
    subseries_code: str
    subseries: str
    gestion_years: int
    central_years: int
    disposition: Disposition

    def retained_until(self, closed_on: date) -> date:
        """The first day on which the final disposition may be applied.

        >>> PQRSD_SERIES.retained_until(date(2024, 2, 29))
        datetime.date(2034, 3, 1)
        """
        year = closed_on.year + self.gestion_years + self.central_years
        try:
            return closed_on.replace(year=year)
        except ValueError:  # 29 February in a year without one
            return date(year, 3, 1)


PQRSD_SERIES = TrdSeries(
    code="500.38",
    name="PETICIONES, QUEJAS, RECLAMOS, SUGERENCIAS Y DENUNCIAS",
    subseries_code="500.38.01",
    subseries="DERECHOS DE PETICIÓN",
    gestion_years=2,
    central_years=8,
    disposition=Disposition.SELECTION,
)
"""A seed: no norm fixes these numbers, the entity confirms them against its own TRD."""
