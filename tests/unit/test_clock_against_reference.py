"""The quick clock and the slow model agree on any sequence of events; nothing moves a date without a cause."""

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clock import reckon
from domain.colombia import LEY_2578
from domain.deadlines import Deadlines
from domain.instants import BOGOTA
from domain.ledger import EventKind, LedgerEvent
from domain.terms import TERMS, PqrsdType
from tests.unit.reference_clock import Happening, Kind, slow_due

KINDS = {
    Kind(15, 15, 10): PqrsdType.QUEJA,
    Kind(10, 10, 10): PqrsdType.PETICION_INFORMACION,
    Kind(30, 30, 10): PqrsdType.CONSULTA,
    Kind(15, 8, 5): PqrsdType.HABEAS_DATA_RECLAMO,
    Kind(5, 0, 10, may_wait=False): PqrsdType.CONGRESISTA_INFORME,
    Kind(8, 0, 10, may_wait=False, in_order=True): PqrsdType.DCF_TRASLADO,
    Kind(10, 0, 10, may_wait=False, in_order=True): PqrsdType.ENTE_CONTROL,
}
EVENTS = {
    "required": EventKind.COMPLETION_REQUIRED,
    "completed": EventKind.CITIZEN_COMPLETED,
    "returned": EventKind.CLARIFICATION_REQUIRED,
    "clarified": EventKind.CLARIFIED,
    "prorrogated": EventKind.PRORROGA_NOTIFIED,
    "prorroga_returned": EventKind.PRORROGA_RETURNED,
    "holiday_created": EventKind.CALENDAR_CHANGED,
    "paused": EventKind.SUSPENDED,
    "reclassified": EventKind.RECLASSIFIED,
    "received_from_another": EventKind.TRANSFERRED_IN,
    "ordered": EventKind.TERM_SET,
    "delivered": EventKind.DELIVERED,
    "answer_returned": EventKind.ANSWER_RETURNED,
    "requirement_delivered": EventKind.REQUIREMENT_DELIVERED,
    "requirement_returned": EventKind.REQUIREMENT_RETURNED,
    "replied": EventKind.REPLICA,
    "withdrawn": EventKind.WITHDRAWN,
}
FREQUENT = ["required", "completed", "returned", "clarified", "prorrogated", "prorroga_returned", "paused",
            "reclassified"]  # fmt: skip
IDLE = {
    EventKind.WITHDRAWN, EventKind.COMPLETION_REQUIRED, EventKind.CLARIFICATION_REQUIRED, EventKind.ANSWER_RETURNED,
    EventKind.REQUIREMENT_DELIVERED, EventKind.REQUIREMENT_RETURNED,
}  # fmt: skip
CAUSES = {*EVENTS.values()} - IDLE
History = tuple[date, Kind, list[Happening]]


@st.composite
def histories(draw: st.DrawFn) -> History:
    day = received = draw(st.dates(date(2025, 1, 1), date(2027, 6, 30)))
    kinds = st.sampled_from(list(KINDS))
    happenings = []
    for gap in draw(st.lists(st.integers(0, 9), max_size=8)):
        day += timedelta(days=gap)
        name = draw(st.sampled_from([*FREQUENT * 3, *EVENTS]))
        until = day + timedelta(days=draw(st.integers(0, 40)))
        issued = day - timedelta(days=draw(st.sampled_from([0, 0, 1, 5, 12, 20])))
        happenings.append(Happening(name, day, until, draw(kinds), draw(st.booleans()), issued))
    return received, draw(kinds), happenings


def at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(9, minute), BOGOTA)


def ledger(happenings: list[Happening]) -> list[LedgerEvent]:
    return [
        LedgerEvent(
            EVENTS[h.name],
            at(h.on, n + 1),
            new_due_on=h.until,
            from_on=h.on,
            to_on=h.until,
            issued_on=h.issued,
            added_holiday=h.until if h.name == "holiday_created" else None,
            to_type=KINDS[h.to],
            approved_by="comité" if h.is_approved else "",
        )
        for n, h in enumerate(happenings)
    ]


def every_moment(history: History) -> list[Deadlines]:
    """The dates after none of the events, after the first, after the first two…"""
    received, kind, happenings = history
    events = ledger(happenings)
    return [reckon(KINDS[kind], at(received, 0), events[:n], LEY_2578) for n in range(len(events) + 1)]


def test_the_model_words_each_type_as_the_table_does() -> None:
    for kind, type in KINDS.items():
        term = TERMS[type]
        assert Kind(term.days, term.extra, term.requerimiento_days, term.may_wait, term.is_set_in_order) == kind


@settings(max_examples=400, deadline=None)
@given(histories())
def test_both_give_the_same_date(history: History) -> None:
    received, kind, happenings = history

    quick = reckon(KINDS[kind], at(received, 0), ledger(happenings), LEY_2578).due_on

    assert quick == slow_due(received, kind, happenings)


@settings(max_examples=100, deadline=None)
@given(histories())
def test_a_date_never_moves_later_without_a_named_cause(history: History) -> None:
    moments, events = every_moment(history), ledger(history[2])

    for before, after, event in zip(moments, moments[1:], events, strict=False):
        if before.due_on and after.due_on and after.due_on > before.due_on:
            assert event.kind in CAUSES
            assert len(after.facts) > len(before.facts)


@settings(max_examples=100, deadline=None)
@given(histories())
def test_the_earliest_date_is_never_after_the_due_one_nor_the_due_one_after_its_maximum(history: History) -> None:
    for dates in every_moment(history):
        if dates.due_on and dates.earliest_due_on:
            assert dates.earliest_due_on <= dates.due_on <= (dates.max_due_on or dates.due_on)


@settings(max_examples=100, deadline=None)
@given(histories())
def test_a_waiting_or_closed_term_has_no_due_date(history: History) -> None:
    for dates in every_moment(history):
        assert (dates.due_on is None) == (dates.status in {"suspendido", "cerrado"})
        assert (dates.lapses_at is None) == (dates.due_on is None)
