"""A term being counted: the state that the events of a ledger change, one after the other."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.calendar import Calendar, add_months
from domain.deadlines import ClockStatus, Fact, Lapse, Policy
from domain.instants import BOGOTA, bogota_date
from domain.ledger import EventKind
from domain.terms import TERMS, FirstDay, PqrsdType, Term, Unit

ONE_DAY = timedelta(days=1)
AWAITED = {
    EventKind.CITIZEN_COMPLETED: ("el término esperó por el requerimiento del {2}", "Ley 1437 de 2011, art. 17"),
    EventKind.CLARIFIED: ("el término esperó por la devolución para aclarar del {2}", "Ley 1437 de 2011, art. 19"),
    EventKind.COURT_DECIDED: ("el término esperó al tribunal desde la remisión del {2}", "Ley 1437 de 2011, art. 26"),
}
"""What a term waits for, as the explanation says it."""


@dataclass
class Ticking:
    """A term being counted: what is left of it runs from *anchor_on*, with pauses that do not count."""

    type: PqrsdType
    start_on: date
    calendar: Calendar
    policy: Policy
    anchor_on: date = field(init=False)
    counted_from: date = field(init=False)
    """The receipt from which the whole term counts: the completion, where it begins anew."""
    ran: list[tuple[date, date]] = field(default_factory=list)
    """The stretches on which it ran before the one from the anchor: after a day, through another."""
    fixed_due_on: date | None = None
    arguable: list[date] = field(default_factory=list)
    pauses: list[tuple[date, date]] = field(default_factory=list)
    suspensions: list[Fact] = field(default_factory=list)
    """Each act that suspended terms, from a day to another."""
    waits: list[Fact] = field(default_factory=list)
    """What the term waited for, from a day to another."""
    stopped_on: date | None = None
    new_holidays: list[date] = field(default_factory=list)
    spans: list[tuple[date, date]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    milestones: dict[str, date] = field(default_factory=dict)
    status: ClockStatus = ClockStatus.RUNNING
    waits_for: EventKind | None = None
    before_closing: tuple[ClockStatus, EventKind | None] | None = None
    """The status, and what it waited for, when it was closed."""
    required_on: date | None = None
    returned_on: date | None = None
    """When it was returned to be clarified."""
    completed_on: date | None = None
    delivered_on: date | None = None
    citizen_months: int = 0
    is_completion_extended: bool = False
    is_prorrogated: bool = False
    is_unproven: bool = False
    """Whether nobody proved that the petitioner knows of the prórroga."""
    granted: list[int] = field(default_factory=list)
    """Units that each prórroga in force added."""
    lapse: Lapse | None = None
    classified_on: date = field(init=False)
    """Since when the term is counted by its type: a day behind it already then is not a lapse under that type."""

    term: Term = field(init=False)
    """The row of its type: `turn_into` changes both."""

    def __post_init__(self) -> None:
        self.term = TERMS[self.type]
        self.classified_on = self.start_on
        self.begin(self.start_on)

    def turn_into(self, type: PqrsdType) -> None:
        """Be counted as another type from now on."""
        self.type, self.term = type, TERMS[type]

    @property
    def window(self) -> int:
        """Units of the term in force: the earlier of two regimes when both apply."""
        sfc = self.policy.sfc_business_days
        return min(self.term.days, sfc) if sfc and self.term.is_regulated_by_sfc else self.term.days

    @property
    def extra(self) -> int:
        """Units a prórroga may add; 0 when none is offered."""
        term, policy = self.term, self.policy
        if term.extra != term.days:
            return term.extra or (term.arguable_extra if policy.offers_prorroga_between_authorities else 0)
        return self.window * (2 if policy.adds_double_in_prorroga else 1)

    @property
    def named(self) -> dict[str, str]:
        return {"name": self.term.label, "days": str(self.window), "unit": self.unit}

    def received_on(self, at: datetime) -> date:
        """The day of a receipt of this term."""
        return bogota_start(at, self.calendar, self.policy)

    def begin(self, on: date) -> None:
        """Count the whole term from a receipt."""
        self.start_on = on
        self.count_anew(on)
        self.say("Recibida el {0}; {name}: {days} {unit}", self.term.norm, on, **self.named)

    def renew(self, on: date) -> None:
        """Begin another cycle: nothing of the one before is left but the acts that suspended terms."""
        self.fixed_due_on = self.required_on = self.returned_on = self.delivered_on = self.completed_on = None
        self.waits_for = self.before_closing = self.lapse = None
        self.is_prorrogated = self.is_unproven = False
        self.classified_on = on
        for left in (self.arguable, self.milestones, self.spans, self.waits):
            left.clear()
        self.status = ClockStatus.RUNNING
        self.begin(on)

    def count_anew(self, on: date) -> None:
        """Count the whole term, without what ran of it before nor its prórroga, from a day."""
        self.anchor_on = self.counted_from = on
        self.ran.clear()
        self.granted.clear()

    @property
    def unit(self) -> Unit:
        """What is given in months goes on by its days once it was interrupted."""
        is_congress = self.policy.counts_calendar_days_for_congress and self.term.arguable_calendar_days
        is_in_days = is_congress or (self.term.unit == Unit.MONTHS and self.ran)
        return Unit.CALENDAR if is_in_days else self.term.unit

    @property
    def whole(self) -> int:
        """Units of the whole term, after its first day when the receipt is that one (Ley 1581 de 2012, art. 14)."""
        if self.term.unit == Unit.MONTHS and self.ran:
            last_on = self.calendar.roll(add_months(self.counted_from, self.window))
            return (last_on - self.counted_from).days
        if self.term.first_day != FirstDay.RECEIPT or not self.policy.counts_receipt_day_in_habeas_data:
            return self.window
        return self.window - self.calendar.is_business_day(self.counted_from)

    @property
    def remaining(self) -> int:
        """Units of the term and its prórroga that have not run by the anchor: none, or fewer, if it ran out waiting."""
        ran = sum(self._ran(*x, self.unit) - self.paused(*x, self.unit) for x in self.ran)
        return self.whole + sum(self.granted) - ran

    @property
    def left(self) -> int:
        """Units to run from the anchor, never less than one."""
        return max(self.remaining, 1)

    @property
    def spare(self) -> int:
        """Units that a prórroga may add still; one whose type changed afterwards leaves none."""
        if self.is_prorrogated and not self.granted:
            return 0
        return max(self.extra - sum(self.granted), 0)

    def say(self, text: str, norm: str, *dates: date, **words: str) -> None:
        """Keep a reason; it is put into words only when somebody asks."""
        self.facts.append(Fact(text, norm, dates, words))

    def pass_until(self, on: date) -> None:
        """Time passes up to a day: a term whose last day is behind has lapsed."""
        if self.lapse is None and self.status == ClockStatus.RUNNING and self.classified_on <= self.due_on < on:
            self.lapse = Lapse(self.due_on, self.type)

    def come_back(self) -> None:
        """Take back a lapse that a cause of before it moved: the term had not ended."""
        if self.lapse and self.due_on > self.lapse.on:
            self.lapse = None

    def never_waited(self) -> None:
        """Count a term that nothing stops, whole from the receipt, as if it had not been stopped."""
        self.count_anew(self.start_on)
        self.spans.clear()
        self.waits.clear()
        self.waits_for = None
        self.status = ClockStatus.RUNNING if self.status == ClockStatus.SUSPENDED else self.status

    @property
    def standing(self) -> list[tuple[date, date]]:
        """The pauses that the type in force admits."""
        return self.pauses if self.term.may_wait else []

    def after(self, anchor: date, units: int, unit: Unit | None = None) -> date:
        """*units* later, of the term's kind or another, the days inside a pause not counted.

        What the law gives in months ends on a day that counts (Ley 4 de 1913, art. 62).
        """
        kind = unit or self.unit
        due = self._reach(anchor, units, 0, kind)
        while self.pauses and self.term.may_wait:
            moved = self._reach(anchor, units, self.paused(anchor, due, kind), kind)
            if moved == due:
                break
            due = moved
        is_in_months = kind == Unit.MONTHS or (kind == Unit.CALENDAR and self.term.unit == Unit.MONTHS)
        return self._rolled(due) if is_in_months else due

    def _reach(self, anchor: date, units: int, lost: int, unit: Unit) -> date:
        """*units* and *lost* days later."""
        if unit == Unit.BUSINESS:
            return self.calendar.business_days_after(anchor, units + lost)
        reached = add_months(anchor, units) if unit == Unit.MONTHS else anchor + timedelta(days=units)
        return reached + timedelta(days=lost)

    def _rolled(self, day: date) -> date:
        """*day*, or the first business day after it on which terms run."""
        rolled = self.calendar.roll(day)
        for from_on, to_on in self.standing:
            if from_on <= rolled <= to_on:
                rolled = self.calendar.roll(to_on + ONE_DAY)
        return rolled

    def pause(self, from_on: date, to_on: date, act: str, norm: str) -> None:
        """Days that do not count by an act; pauses that overlap are one."""
        self.suspensions.append(Fact("términos suspendidos por {act}", norm, (from_on, to_on), {"act": act}))
        touching = [x for x in self.pauses if x[0] <= to_on and from_on <= x[1]]
        whole = min([from_on, *(x[0] for x in touching)]), max([to_on, *(x[1] for x in touching)])
        self.pauses = sorted([*(x for x in self.pauses if x not in touching), whole])

    def paused(self, after: date, through: date, unit: Unit) -> int:
        """Days of (after, through] lost to pauses, of a kind."""
        if not self.pauses:
            return 0
        lost = 0
        for from_on, to_on in self.standing:
            before, last = max(after, from_on - ONE_DAY), min(through, to_on)
            if before < last:
                lost += self._ran(before, last, unit)
        return lost

    def _ran(self, after: date, through: date, unit: Unit) -> int:
        """Days of (after, through], of a kind."""
        if through <= after:
            return 0
        if unit == Unit.BUSINESS:
            return self.calendar.count_business_days(after, through)
        return (through - after).days

    def spent(self, through: date) -> int:
        """Units of the term that ran from the anchor to a day, that day included."""
        return self._ran(self.anchor_on, through, self.unit) - self.paused(self.anchor_on, through, self.unit)

    @property
    def due_on(self) -> date:
        return self.fixed_due_on or self.after(self.anchor_on, self.left)

    @property
    def max_due_on(self) -> date | None:
        """The last day a prórroga may announce, or could; None when none is offered."""
        spare = self.spare if self.is_prorrogated else self.extra
        is_offered = not self.fixed_due_on and (spare or self.is_prorrogated)
        return self.after(self.anchor_on, max(self.remaining + spare, 1)) if is_offered else None

    def stop(self, on: date, waits_for: EventKind) -> None:
        """The term waits from *on*; what was used up to that day stays used."""
        self.ran.append((self.anchor_on, on if self.policy.counts_requerimiento_day else on - ONE_DAY))
        self.spans.append((self.anchor_on, on))
        self.wait(on, waits_for)

    def wait(self, on: date, waits_for: EventKind) -> None:
        """Nothing runs from *on* until something happens."""
        self.stopped_on, self.status, self.waits_for = on, ClockStatus.SUSPENDED, waits_for

    def resume(self, on: date, *, is_restarted: bool) -> None:
        """The term runs again from the business day after *on*."""
        if self.waits_for and self.stopped_on:
            since, (says, norm) = self.stopped_on, AWAITED[self.waits_for]
            self.waits.append(Fact(says, norm, (since + ONE_DAY, on, since)))
        if is_restarted:
            self.count_anew(on)
        self.anchor_on = on
        self.status, self.waits_for = ClockStatus.RUNNING, None


def bogota_start(received_at: datetime, calendar: Calendar, policy: Policy) -> date:
    """The day of receipt: the medium's own (Ley 1437 de 2011, art. 15, par. 1), unless the policy rolls it."""
    day = bogota_date(received_at)
    if not policy.rolls_receipt_out_of_hours:
        return day
    local = received_at.astimezone(BOGOTA)
    is_late = local.hour >= policy.closes_at_hour or not calendar.is_business_day(day)
    return calendar.business_days_after(day, 1) if is_late else day


def days_longer(clock: Ticking, to: PqrsdType) -> int:
    """How many days later the whole term of another type would end, both counted from the receipt.

    The date of an order is that of the term in force, and of another that is set in orders too.
    """
    ordered_on, term = clock.fixed_due_on, TERMS[to]
    if term.is_counted_as(clock.term) if ordered_on is None else term.is_set_in_order:
        return 0
    return (_whole_ends(clock, to) - (ordered_on or _whole_ends(clock, clock.type))).days


def _whole_ends(clock: Ticking, type: PqrsdType) -> date:
    """The end of the whole term of a type from the receipt, as if nothing had happened."""
    return Ticking(type, clock.start_on, clock.calendar, clock.policy).due_on
