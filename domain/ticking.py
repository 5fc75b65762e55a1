"""A term being counted: the state that the events of a ledger change, one after the other."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.calendar import Calendar, add_months
from domain.deadlines import ClockStatus, Deadlines, Fact, Policy
from domain.terms import TERMS, FirstDay, PqrsdType, Silence, Term, Unit


@dataclass
class Ticking:
    """A term being counted: *left* units from *anchor_on*, with pauses that do not count."""

    type: PqrsdType
    start_on: date
    calendar: Calendar
    policy: Policy
    anchor_on: date = field(init=False)
    left: int = field(init=False)
    used: int = 0
    fixed_due_on: date | None = None
    arguable: list[date] = field(default_factory=list)
    pauses: list[tuple[date, date]] = field(default_factory=list)
    spans: list[tuple[date, date]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    milestones: dict[str, date] = field(default_factory=dict)
    status: ClockStatus = ClockStatus.RUNNING
    required_on: date | None = None
    is_prorrogated: bool = False

    def __post_init__(self) -> None:
        self.begin(self.start_on)

    @property
    def term(self) -> Term:
        return TERMS[self.type]

    @property
    def window(self) -> int:
        """Units of the term in force: the earlier of two regimes when both apply."""
        sfc = self.policy.sfc_business_days
        return min(self.term.days, sfc) if sfc and self.term.is_regulated_by_sfc else self.term.days

    @property
    def named(self) -> dict[str, str]:
        return {"name": self.term.label, "days": str(self.window), "unit": self.term.unit}

    def begin(self, on: date) -> None:
        self.start_on = on
        counts_receipt = self.term.first_day == FirstDay.RECEIPT and self.policy.counts_receipt_day_in_habeas_data
        self.anchor_on = on - timedelta(days=1) if counts_receipt else on
        self.left, self.used = self.window, 0
        self.say("Recibida el {0}; {name}: {days} {unit}", self.term.norm, on, **self.named)

    def say(self, text: str, norm: str, *dates: date, **words: str) -> None:
        """Keep a reason; it is put into words only when somebody asks."""
        self.facts.append(Fact(text, norm, dates, words))

    def after(self, anchor: date, units: int) -> date:
        """*units* later, the days inside a pause not counted."""
        if self.term.unit == Unit.CALENDAR:
            return anchor + timedelta(days=units)
        if self.term.unit == Unit.MONTHS:
            return self.calendar.roll(add_months(anchor, units))
        due = self.calendar.business_days_after(anchor, units)
        while self.pauses:
            moved = self.calendar.business_days_after(anchor, units + self.paused(anchor, due))
            if moved == due:
                break
            due = moved
        return due

    def paused(self, after: date, through: date) -> int:
        """Business days of (after, through] lost to pauses; overlapping pauses count once."""
        lost = {
            day
            for from_on, to_on in self.pauses
            for day in _business_days(max(after, from_on - timedelta(days=1)), min(through, to_on), self.calendar)
        }
        return len(lost)

    @property
    def due_on(self) -> date:
        return self.fixed_due_on or self.after(self.anchor_on, self.left)

    @property
    def max_due_on(self) -> date | None:
        if self.term.extra == 0:
            return None
        if self.is_prorrogated:
            return self.milestones["prorroga_maxima"]
        extra = self.window if self.term.extra == self.term.days else self.term.extra
        return self.after(self.anchor_on, self.left + extra)

    def stop(self, on: date) -> None:
        """The term waits from *on*; what was used up to that day stays used."""
        counted_to = on if self.policy.counts_requerimiento_day else on - timedelta(days=1)
        spent = self.calendar.count_business_days(self.anchor_on, counted_to) - self.paused(self.anchor_on, counted_to)
        self.used += spent
        self.left = max(self.left - spent, 1)
        self.spans.append((self.anchor_on, on))
        self.status = ClockStatus.SUSPENDED

    def resume(self, on: date, *, is_restarted: bool) -> None:
        """The term runs again from the business day after *on*."""
        if is_restarted:
            self.left, self.used = self.window, 0
        self.anchor_on = on
        self.status = ClockStatus.RUNNING

    def deadlines(self) -> Deadlines:
        runs = self.status in {ClockStatus.RUNNING, ClockStatus.SATISFIED}
        due_on = self.due_on if runs else None
        if due_on is not None:
            self.spans.append((self.anchor_on, due_on))
        self._mark(due_on)
        return Deadlines(
            due_on=due_on,
            earliest_due_on=due_on and self._earliest(due_on),
            max_due_on=self.max_due_on if due_on else None,
            status=self.status,
            milestones=self.milestones,
            facts=tuple(self.facts),
            spans=tuple(self.spans),
            pauses=tuple(self.pauses),
        )

    def _earliest(self, due_on: date) -> date:
        """The earliest date that can be argued: alarms are set by it."""
        candidates = [due_on, *(x for x in self.arguable if x < due_on)]
        if self.term.arguable_calendar_days is not None:
            candidates.append(self.start_on + timedelta(days=self.term.arguable_calendar_days))
        if self.term.unit == Unit.CALENDAR:
            candidates.append(self.calendar.business_days_before(due_on + timedelta(days=1), 1))
        return min(candidates)

    def _mark(self, due_on: date | None) -> None:
        """The secondary dates of the term."""
        after, term, marks = self.calendar.business_days_after, self.term, self.milestones
        marks["requerimiento"] = after(self.start_on, term.requerimiento_days)
        marks["traslado"] = after(self.start_on, term.traslado_days)
        if term.legend_days:
            marks["leyenda"] = after(self.start_on, term.legend_days)
        if term.operator_days:
            marks["informe_operador"] = after(self.start_on, term.operator_days)
        if due_on is None:
            return
        marks["respuesta"] = due_on
        if term.extra and not self.is_prorrogated:
            marks["aviso_prorroga"] = self.calendar.business_days_before(due_on, 1)
        if term.silence == Silence.ACCEPTED:
            marks["copias"] = after(due_on, 3)
        if term.silence == Silence.CLAIM_ACCEPTED:
            marks["silencio_positivo_desde"] = due_on + timedelta(days=1)


def _business_days(after: date, through: date, calendar: Calendar) -> list[date]:
    days = (after + timedelta(days=n) for n in range(1, (through - after).days + 1))
    return [day for day in days if calendar.is_business_day(day)]
