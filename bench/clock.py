"""Dates per second: the plain window, one by one and in bulk, against numpy, five-event ledgers, against day by day."""

import timeit
from datetime import date, datetime, time, timedelta

import numpy as np

from bench.report import keep
from domain.clock import reckon
from domain.colombia import LEY_2578
from domain.instants import BOGOTA
from domain.ledger import EventKind, LedgerEvent
from domain.terms import PqrsdType
from domain.windows import Window
from tests.unit.reference_clock import Happening, Kind
from tests.unit.reference_events import slow_due

DAYS = [date(2025, 1, 1) + timedelta(days=n % 700) for n in range(100_000)]
TERM = 15
RECEIVED_ON = date(2025, 3, 3)
QUEJA, RECLAMO = Kind("queja", 15, 15), Kind("reclamo", 15, 15)


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), BOGOTA)


REQUIRED, COMPLETED, EXTENDED, UNTIL = date(2025, 3, 6), date(2025, 3, 21), date(2025, 3, 25), date(2025, 4, 15)
PAUSED, RESUMED, RECLASSIFIED = date(2025, 4, 1), date(2025, 4, 2), date(2025, 4, 3)
LEDGER = PqrsdType.QUEJA, at(RECEIVED_ON), [
    LedgerEvent(EventKind.COMPLETION_REQUIRED, at(REQUIRED)),
    LedgerEvent(EventKind.CITIZEN_COMPLETED, at(COMPLETED)),
    LedgerEvent(EventKind.PRORROGA_NOTIFIED, at(EXTENDED), new_due_on=UNTIL),
    LedgerEvent(EventKind.SUSPENDED, at(PAUSED), from_on=PAUSED, to_on=RESUMED),
    LedgerEvent(EventKind.RECLASSIFIED, at(RECLASSIFIED), to_type=PqrsdType.RECLAMO),
], LEY_2578  # fmt: skip
"""A case whose term was moved five times."""

WALKED = RECEIVED_ON, QUEJA, [
    Happening("required", REQUIRED, REQUIRED, QUEJA),
    Happening("completed", COMPLETED, COMPLETED, QUEJA),
    Happening("prorrogated", EXTENDED, UNTIL, QUEJA),
    Happening("paused", PAUSED, RESUMED, QUEJA),
    Happening("reclassified", RECLASSIFIED, RECLASSIFIED, RECLAMO),
]  # fmt: skip
"""The same case, for the model that walks the days."""


def slowly(day: date) -> date:
    left = TERM
    while left:
        day += timedelta(days=1)
        left -= LEY_2578.is_business_day(day)
    return day


def from_numpy(calendar: np.busdaycalendar) -> list[date]:
    """Dates in, dates out."""
    received = np.array(DAYS, dtype="datetime64[D]")
    due: list[date] = np.busday_offset(received, TERM, roll="backward", busdaycal=calendar).tolist()
    return due


def rate(count: int, work: object) -> float:
    """The best of five runs, in items per second."""
    return count / min(timeit.repeat(work, number=1, repeat=5))  # type: ignore[arg-type]


def run() -> None:
    """Measure and keep."""
    calendar = np.busdaycalendar(holidays=np.array([*LEY_2578.holidays], dtype="datetime64[D]"))
    as_numpy = np.array(DAYS, dtype="datetime64[D]")
    window = Window(LEY_2578, TERM)
    offsets = [day.toordinal() - window.first for day in DAYS]
    few = DAYS[:2_000]
    if reckon(*LEDGER).due_on != slow_due(*WALKED):
        raise SystemExit("el reloj y el modelo día por día no coinciden: no se comparan sus tiempos")
    numpy_rate = rate(len(DAYS), lambda: np.busday_offset(as_numpy, TERM, roll="backward", busdaycal=calendar))
    numpy_dates = rate(len(DAYS), lambda: from_numpy(calendar))
    bulk = rate(len(DAYS), lambda: window.due_ordinals(offsets))
    dates = rate(len(DAYS), lambda: window.due_dates(DAYS))
    single = rate(len(few), lambda: [LEY_2578.business_days_after(d, TERM) for d in few])
    quick = rate(500, lambda: [reckon(*LEDGER) for _ in range(500)])
    slow = rate(500, lambda: [slow_due(*WALKED) for _ in range(500)])
    keep("clock", "mejor de cinco pasadas, un núcleo, ventana de 15 días hábiles", {
        "numpy.busday_offset, fechas/s": numpy_rate,
        "ventana en bloque, fechas/s": bulk,
        "ventana en bloque / numpy": bulk / numpy_rate,
        "numpy.busday_offset, de fecha a fecha, fechas/s": numpy_dates,
        "ventana en bloque, de fecha a fecha, fechas/s": dates,
        "ventana en bloque / numpy, de fecha a fecha": dates / numpy_dates,
        "ventana suelta, fechas/s": single,
        "ventana suelta, µs": 1e6 / single,
        "día por día, fechas/s": rate(len(few), lambda: [slowly(d) for d in few]),
        "libro de cinco eventos, todas sus fechas y razones, casos/s": quick,
        "libro de cinco eventos, las mismas fechas día por día, casos/s": slow,
        "libro completo / día por día": quick / slow,
    })  # fmt: skip


if __name__ == "__main__":
    run()
