"""Dates per second: the plain window one by one and in bulk, ledgers of five events, against numpy and day by day."""

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

DAYS = [date(2025, 1, 1) + timedelta(days=n % 700) for n in range(100_000)]
TERM = 15


def slowly(day: date) -> date:
    left = TERM
    while left:
        day += timedelta(days=1)
        left -= LEY_2578.is_business_day(day)
    return day


def rate(count: int, work: object) -> float:
    """The best of five runs, in items per second."""
    return count / min(timeit.repeat(work, number=1, repeat=5))  # type: ignore[arg-type]


def run() -> None:
    """Measure and keep."""
    calendar = np.busdaycalendar(holidays=np.array([*LEY_2578.holidays], dtype="datetime64[D]"))
    as_numpy = np.array(DAYS, dtype="datetime64[D]")
    window = Window(LEY_2578, TERM)
    offsets = [day.toordinal() - window.first for day in DAYS]
    few, received_at = DAYS[:2_000], datetime.combine(date(2025, 3, 3), time(9), BOGOTA)
    events = [
        LedgerEvent(EventKind.COMPLETION_REQUIRED, received_at + timedelta(days=3)),
        LedgerEvent(EventKind.CITIZEN_COMPLETED, received_at + timedelta(days=20)),
        LedgerEvent(EventKind.EXTENSION_NOTIFIED, received_at + timedelta(days=22)),
        LedgerEvent(
            EventKind.SUSPENDED, received_at + timedelta(days=23), from_on=date(2025, 4, 1), to_on=date(2025, 4, 2)
        ),
        LedgerEvent(EventKind.RECLASSIFIED, received_at + timedelta(days=25), to_type=PqrsdType.RECLAMO),
    ]
    numpy_rate = rate(len(DAYS), lambda: np.busday_offset(as_numpy, TERM, roll="backward", busdaycal=calendar))
    bulk = rate(len(DAYS), lambda: window.due_ordinals(offsets))
    single = rate(len(few), lambda: [LEY_2578.business_days_after(d, TERM) for d in few])
    keep("clock", "mejor de cinco pasadas, un núcleo, ventana de 15 días hábiles", {
        "numpy.busday_offset, fechas/s": numpy_rate,
        "ventana en bloque, fechas/s": bulk,
        "ventana en bloque / numpy": bulk / numpy_rate,
        "ventana suelta, fechas/s": single,
        "ventana suelta, µs": 1e6 / single,
        "día por día, fechas/s": rate(len(few), lambda: [slowly(d) for d in few]),
        "libro de cinco eventos, casos/s": rate(
            500, lambda: [reckon(PqrsdType.QUEJA, received_at, events, LEY_2578) for _ in range(500)]
        ),
    })  # fmt: skip


if __name__ == "__main__":
    run()
