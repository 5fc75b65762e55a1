"""The quick clock and the slow model agree on any sequence of events; nothing moves a date without a cause."""

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clock import reckon
from domain.colombia import LEY_2578
from domain.deadlines import ADOPTED, ClockStatus, Deadlines, Policy
from domain.instants import BOGOTA
from domain.ledger import EventKind, LedgerEvent
from domain.terms import TERMS, PqrsdType, Silence, Term
from tests.unit.reference_clock import Happening, Kind
from tests.unit.reference_events import SlowDates, slow_dates

ORDINARY = (
    "peticion_interes_particular", "peticion_interes_general", "peticion_verbal", "queja", "reclamo", "sugerencia",
    "denuncia", "felicitacion",
)  # fmt: skip
KINDS = [
    *[Kind(name, 15, 15) for name in ORDINARY],
    Kind("peticion_informacion", 10, 10, silence="copies"),
    Kind("peticion_documentos", 10, 10, silence="copies"),
    Kind("consulta", 30, 30),
    Kind("peticion_entre_autoridades", 15, arguable_extra=15),
    Kind("peticion_entre_autoridades_informacion", 10, arguable_extra=10),
    Kind("congresista_informe", 5, may_wait=False, arguable_extra=5, is_arguable_in_calendar=True),
    Kind("congreso_documentos", 10, may_wait=False),
    Kind("congreso_cuestionario_citacion", 5, may_wait=False, unit="calendario"),
    Kind("defensoria_informacion", 5, may_wait=False, is_arguable_in_calendar=True),
    Kind("ente_control", 10, may_wait=False, in_order=True),
    Kind("habeas_data_consulta", 10, 5, starts_at_once=True),
    Kind("habeas_data_reclamo", 15, 8, 5, months_to_complete=2, traslado=2, legend=2),
    Kind("habeas_data_financiero_consulta", 10, 5, starts_at_once=True),
    Kind("habeas_data_financiero_reclamo", 15, 8, operator=2, silence="accepted"),
    Kind("habeas_data_financiero_traslado_operador", 10, may_wait=False),
    Kind("dcf_queja_recibida_en_entidad", 3, may_wait=False, traslado=3),
    Kind("dcf_traslado", 8, may_wait=False, in_order=True),
    Kind("queja_consumidor_financiero", 15, 15, is_of_sfc=True),
    Kind("sfc_replica", 15, 15, is_of_sfc=True),
    Kind("recurso_reposicion", 2, may_wait=False, unit="meses"),
    Kind("revocatoria_directa", 2, unit="meses"),
    Kind("tutela", 1, may_wait=False, in_order=True, unit="calendario"),
]
"""Every type, written from the norms: legal.md, sections 1.1, 2, 3 and 10."""

UNITS = {"días hábiles": "hábiles", "días calendario": "calendario", "meses": "meses"}
SILENCES = {Silence.BREACH: "", Silence.ACCEPTED: "copies", Silence.CLAIM_ACCEPTED: "accepted"}

EVENTS = {
    "required": EventKind.COMPLETION_REQUIRED,
    "requirement_delivered": EventKind.REQUIREMENT_DELIVERED,
    "requirement_returned": EventKind.REQUIREMENT_RETURNED,
    "completion_extended": EventKind.COMPLETION_EXTENDED,
    "completed": EventKind.CITIZEN_COMPLETED,
    "returned": EventKind.CLARIFICATION_REQUIRED,
    "clarified": EventKind.CLARIFIED,
    "prorrogated": EventKind.PRORROGA_NOTIFIED,
    "prorroga_returned": EventKind.PRORROGA_RETURNED,
    "prorroga_unproven": EventKind.PRORROGA_UNPROVEN,
    "holiday_created": EventKind.CALENDAR_CHANGED,
    "paused": EventKind.SUSPENDED,
    "reclassified": EventKind.RECLASSIFIED,
    "received_from_another": EventKind.TRANSFERRED_IN,
    "transferred_out": EventKind.TRANSFERRED_OUT,
    "partially_transferred": EventKind.PARTIALLY_TRANSFERRED,
    "grouped": EventKind.GROUPED,
    "ordered": EventKind.TERM_SET,
    "delivered": EventKind.DELIVERED,
    "answer_returned": EventKind.ANSWER_RETURNED,
    "withdrawn": EventKind.WITHDRAWN,
    "withdrawal_disowned": EventKind.WITHDRAWAL_DISOWNED,
    "desistimiento": EventKind.DESISTIMIENTO_ACT_NOTIFIED,
    "rejected": EventKind.REJECTED_FOR_RESERVA,
    "insisted": EventKind.INSISTENCIA,
    "remitted_to_court": EventKind.REMITTED_TO_COURT,
    "court_decided": EventKind.COURT_DECIDED,
    "replied": EventKind.REPLICA,
    "silence": EventKind.NO_RESPONSE,
}
FREQUENT = ["required", "completed", "returned", "clarified", "prorrogated", "prorroga_returned", "paused",
            "reclassified"]  # fmt: skip
CAUSES = frozenset({
    EventKind.PRORROGA_NOTIFIED, EventKind.SUSPENDED, EventKind.CALENDAR_CHANGED, EventKind.RECLASSIFIED,
    EventKind.TERM_SET, EventKind.TRANSFERRED_IN, EventKind.REPLICA,
})  # fmt: skip
"""What may move later the date of a term that runs."""
RESUME = frozenset({
    EventKind.CITIZEN_COMPLETED, EventKind.CLARIFIED, EventKind.COURT_DECIDED, EventKind.RECLASSIFIED,
    EventKind.DELIVERED, EventKind.WITHDRAWAL_DISOWNED, EventKind.REPLICA,
})  # fmt: skip
"""What gives a date to a term that had none: it waited, or it was closed."""

NOT_OF_THE_CLOCK = {"bounce_window_hours", "levels_with_review", "replica_months"}
READINGS: dict[str, list[object]] = {
    **{field.name: [False, True] for field in fields(Policy) if field.type in {bool, "bool"}},
    "closes_at_hour": [17],
    "insistencia_remission_business_days": [3, 5],
    "sfc_business_days": [None, 8, 20],
}
POLICIES = st.one_of(st.just(ADOPTED), st.builds(Policy, **{k: st.sampled_from(v) for k, v in READINGS.items()}))


@dataclass(frozen=True)
class History:
    """A petition and what happened to it."""

    received: date
    kind: Kind
    happenings: list[Happening]
    policy: Policy
    is_late: bool

    def slow(self, n: int) -> SlowDates:
        return slow_dates(self.received, self.kind, self.happenings[:n], self.policy, is_late=self.is_late)

    def quick(self, n: int) -> Deadlines:
        received_at = at(self.received, 0, is_late=self.is_late)
        return reckon(PqrsdType(self.kind.name), received_at, ledger(self.happenings[:n]), LEY_2578, self.policy)

    @property
    def moments(self) -> range:
        """After none of the events, after the first, after the first two…"""
        return range(len(self.happenings) + 1)


@st.composite
def histories(draw: st.DrawFn) -> History:
    day = received = draw(st.dates(date(2025, 1, 1), date(2027, 6, 30)))
    kinds, happenings = st.sampled_from(KINDS), []
    is_late = is_received_late = draw(st.booleans())
    for gap in draw(st.lists(st.integers(0, 9), max_size=8)):
        day += timedelta(days=gap)
        is_late = draw(st.booleans()) or (is_late and gap == 0)
        happenings.append(
            Happening(
                draw(st.sampled_from([*FREQUENT * 3, *EVENTS])),
                day,
                until=day + timedelta(days=draw(st.integers(0, 40))),
                to=draw(kinds),
                is_approved=draw(st.booleans()),
                issued=day - timedelta(days=draw(st.sampled_from([0, 0, 1, 5, 12, 20]))),
                since=day + timedelta(days=draw(st.integers(-15, 5))),
                is_late=is_late,
            )
        )
    return History(received, draw(kinds), happenings, draw(POLICIES), is_received_late)


def at(day: date, minute: int, *, is_late: bool = False) -> datetime:
    """An instant of a day of Bogotá, as the system keeps it: in UTC, already of the day after if it is late."""
    return datetime.combine(day, time(20 if is_late else 9, minute), BOGOTA).astimezone(UTC)


def ledger(happenings: list[Happening]) -> list[LedgerEvent]:
    return [event(h, n + 1) for n, h in enumerate(happenings)]


def event(h: Happening, minute: int) -> LedgerEvent:
    ordered_on = h.until if h.is_approved or h.name != "court_decided" else None
    return LedgerEvent(
        EVENTS[h.name],
        at(h.on, minute, is_late=h.is_late),
        new_due_on=ordered_on,
        from_on=h.since,
        to_on=h.until,
        issued_on=h.issued,
        added_holiday=h.until if h.name == "holiday_created" else None,
        to_type=PqrsdType(h.to.name),
        approved_by="comité" if h.is_approved else "",
        members=(at(h.since or h.on, 0, is_late=h.is_late),),
    )


def as_slow(dates: Deadlines) -> SlowDates:
    """The dates of the clock as the model gives them, without the marks of what the term no longer waits for."""
    is_waiting = dates.closable_from is not None
    asked = {"complemento", "desistimiento_desde"} if dates.completable_until else {"aclaracion", "archivo_desde"}
    kept = dates.milestones.keys() - (ASKED - asked if is_waiting else ASKED)
    return SlowDates(
        STATES[dates.status],
        dates.due_on,
        dates.earliest_due_on,
        dates.max_due_on,
        dates.unsuspended_due_on,
        None if dates.lapse is None else dates.lapse.on,
        {name: dates.milestones[name] for name in kept},
    )


ASKED = {"complemento", "desistimiento_desde", "aclaracion", "archivo_desde"}
STATES = {
    ClockStatus.RUNNING: "runs",
    ClockStatus.SUSPENDED: "waits",
    ClockStatus.SATISFIED: "satisfied",
    ClockStatus.CLOSED: "closed",
}


def is_approved_if_it_must(cause: LedgerEvent, happenings: list[Happening]) -> bool:
    """A reclassification that moves a date later is approved, or of a type that an act of before suspends."""
    is_suspended = any(h.name == "paused" for h in happenings)
    return cause.kind != EventKind.RECLASSIFIED or bool(cause.approved_by) or is_suspended


def worded(kind: PqrsdType, term: Term) -> Kind:
    """A row of the table as the model words it."""
    return Kind(
        name=kind,
        days=term.days,
        extra=term.extra,
        requirement_days=term.requerimiento_days,
        may_wait=term.may_wait,
        in_order=term.is_set_in_order,
        unit=UNITS[term.unit],
        starts_at_once=term.first_day != "el día hábil siguiente al recibo",
        arguable_extra=term.arguable_extra,
        is_arguable_in_calendar=term.arguable_calendar_days is not None,
        months_to_complete=term.citizen_months,
        traslado=term.traslado_days,
        legend=term.legend_days or 0,
        operator=term.operator_days or 0,
        silence=SILENCES[term.silence],
        is_of_sfc=term.is_regulated_by_sfc,
    )


def test_the_model_words_each_type_as_the_table_does() -> None:
    assert set(KINDS) == {worded(kind, term) for kind, term in TERMS.items()}


def test_every_kind_of_event_and_every_reading_of_the_clock_is_drawn() -> None:
    assert set(EVENTS.values()) == set(EventKind)
    assert {field.name for field in fields(Policy)} - READINGS.keys() == NOT_OF_THE_CLOCK


@settings(max_examples=500, deadline=None)
@given(histories())
def test_both_give_the_same_dates(history: History) -> None:
    n = len(history.happenings)

    assert as_slow(history.quick(n)) == history.slow(n)


@settings(max_examples=100, deadline=None)
@given(histories())
def test_a_date_never_moves_later_without_a_named_cause(history: History) -> None:
    moments = [history.quick(n) for n in history.moments]

    for n, cause in enumerate(ledger(history.happenings)):
        before, after = moments[n], moments[n + 1]
        if before.due_on and after.due_on and after.due_on > before.due_on:
            assert cause.kind in CAUSES
            assert is_approved_if_it_must(cause, history.happenings[:n])
            assert len(after.facts) > len(before.facts)
        elif after.due_on and not before.due_on:
            assert cause.kind in RESUME


@settings(max_examples=100, deadline=None)
@given(histories())
def test_the_earliest_date_is_never_after_the_due_one_nor_the_due_one_after_its_maximum(history: History) -> None:
    for dates in map(history.quick, history.moments):
        if dates.due_on and dates.earliest_due_on:
            assert dates.earliest_due_on <= dates.due_on <= (dates.max_due_on or dates.due_on)


@settings(max_examples=100, deadline=None)
@given(histories())
def test_a_waiting_or_closed_term_has_no_due_date(history: History) -> None:
    for dates in map(history.quick, history.moments):
        assert (dates.due_on is None) == (dates.status in {"suspendido", "cerrado"})
        assert (dates.lapses_at is None) == (dates.due_on is None)
