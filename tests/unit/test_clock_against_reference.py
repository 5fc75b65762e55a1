"""The quick clock and the slow model agree on any sequence of events; nothing moves a date without a cause."""

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clock import reckon
from domain.colombia import LEY_2578
from domain.instants import BOGOTA
from domain.ledger import EventKind, LedgerEvent
from domain.terms import TERMS, PqrsdType
from tests.unit.reference_clock import Happening, slow_due

PLAIN = [PqrsdType.QUEJA, PqrsdType.PETICION_INFORMACION, PqrsdType.CONSULTA]
BY_DAYS = {TERMS[t].days: t for t in PLAIN}
CAUSES = {
    EventKind.EXTENSION_NOTIFIED,
    EventKind.CITIZEN_COMPLETED,
    EventKind.SUSPENDED,
    EventKind.RECLASSIFIED,
    EventKind.COMPLETION_REQUIRED,
}
KINDS = {
    "requerido": EventKind.COMPLETION_REQUIRED,
    "completado": EventKind.CITIZEN_COMPLETED,
    "prorrogado": EventKind.EXTENSION_NOTIFIED,
    "suspendido": EventKind.SUSPENDED,
    "reclasificado": EventKind.RECLASSIFIED,
    "desistido": EventKind.WITHDRAWN,
}


@st.composite
def histories(draw: st.DrawFn) -> tuple[date, PqrsdType, list[Happening]]:
    received = draw(st.dates(date(2025, 1, 1), date(2027, 6, 30)))
    gaps = draw(st.lists(st.integers(0, 9), max_size=6))
    day, happenings = received, []
    for gap in gaps:
        day += timedelta(days=gap)
        kind = draw(st.sampled_from([*KINDS][:5] * 4 + ["desistido"]))
        happenings.append(
            Happening(
                kind,
                day,
                until=day + timedelta(days=draw(st.integers(0, 40))) if kind in {"prorrogado", "suspendido"} else None,
                days=draw(st.sampled_from(sorted(BY_DAYS))),
                is_approved=draw(st.booleans()),
            )
        )
    return received, draw(st.sampled_from(PLAIN)), happenings


def at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(9, minute), BOGOTA)


def ledger(happenings: list[Happening]) -> list[LedgerEvent]:
    return [
        LedgerEvent(
            KINDS[h.kind],
            at(h.on, n + 1),
            new_due_on=h.until if h.kind == "prorrogado" else None,
            from_on=h.on if h.kind == "suspendido" else None,
            to_on=h.until if h.kind == "suspendido" else None,
            to_type=BY_DAYS[h.days] if h.kind == "reclasificado" else None,
            approved_by="comité" if h.is_approved else "",
        )
        for n, h in enumerate(happenings)
    ]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(histories())
def test_both_give_the_same_date(history: tuple[date, PqrsdType, list[Happening]]) -> None:
    received, kind, happenings = history

    quick = reckon(kind, at(received, 0), ledger(happenings), LEY_2578).due_on

    assert quick == slow_due(received, TERMS[kind].days, happenings)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(histories())
def test_a_date_never_moves_later_without_a_named_cause(history: tuple[date, PqrsdType, list[Happening]]) -> None:
    received, kind, happenings = history
    events = ledger(happenings)

    dates = [reckon(kind, at(received, 0), events[:n], LEY_2578) for n in range(len(events) + 1)]

    for before, after, event in zip(dates, dates[1:], events, strict=False):
        if before.due_on and after.due_on and after.due_on > before.due_on:
            assert event.kind in CAUSES
        if after.due_on is not None and after.earliest_due_on is not None:
            assert after.earliest_due_on <= after.due_on
