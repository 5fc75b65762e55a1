"""A slow model of the legal clock, written apart: it walks the days one by one and keeps no tables.

It reads the laws and their summary in days: which ran, which waited, which never counted. The quick clock must agree.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.colombia import LEY_2578
from domain.deadlines import Policy

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Kind:
    """A type as the law words it: its days, how many more a prórroga adds, and what else its norm says.

    `may_wait` is false of what another authority imposes; `in_order`, true of what its order may date.
    """

    name: str
    days: int
    extra: int = 0
    requirement_days: int = 10
    may_wait: bool = True
    in_order: bool = False
    unit: str = "hábiles"
    starts_at_once: bool = False
    arguable_extra: int = 0
    is_arguable_in_calendar: bool = False
    months_to_complete: int = 1
    traslado: int = 5
    legend: int = 0
    operator: int = 0
    silence: str = ""
    is_of_sfc: bool = False


@dataclass(frozen=True)
class Happening:
    """What happened on a day. `until` is the date it names; `since`, where it begins; `issued`, the day an act is of.

    `is_late` is whether it came after the offices closed.
    """

    name: str
    on: date
    until: date
    to: Kind
    is_approved: bool = False
    issued: date | None = None
    since: date | None = None
    is_late: bool = False


@dataclass
class Term:
    """What is known of a term: from when it counts, on which stretches it ran, what stands in its way."""

    kind: Kind
    received: date
    ran: list[tuple[date, date]] = field(default_factory=list)
    grants: list[int] = field(default_factory=list)
    order: date | None = None
    state: str = "runs"
    waits: str = ""
    required: date | None = None
    returned: date | None = None
    reached: date | None = None
    completed: date | None = None
    months: int = 0
    is_extended: bool = False
    is_prorrogated: bool = False
    is_unproven: bool = False
    before_withdrawal: tuple[str, str] | None = None
    lapsed: date | None = None
    arguable: list[date] = field(default_factory=list)
    marks: dict[str, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.anchor = self.counted_from = self.classified = self.received


class SlowClock:
    """A term, the days that count for it, and how many of them it still has to walk."""

    def __init__(self, received: date, kind: Kind, policy: Policy, created: frozenset[date]) -> None:
        self.policy = policy
        self.law = set(LEY_2578.holidays) - created
        self.paused: set[date] = set()
        self.term = Term(kind, received)

    def is_open(self, day: date) -> bool:
        """Whether a day is of business for everybody."""
        return day.weekday() < 5 and day not in self.law

    def stands(self, day: date) -> bool:
        """Whether an act stops this term on a day."""
        return self.term.kind.may_wait and day in self.paused

    def counts(self, day: date, unit: str) -> bool:
        return not self.stands(day) and (unit != "hábiles" or self.is_open(day))

    def between(self, after: date, through: date, unit: str) -> int:
        total, day = 0, after
        while day < through:
            day += ONE
            total += self.counts(day, unit)
        return total

    def plainly(self, day: date, n: int) -> date:
        """So many business days later, whatever was suspended."""
        while n > 0:
            day += ONE
            n -= self.is_open(day)
        return day

    def first_open(self, day: date) -> date:
        while not self.is_open(day):
            day += ONE
        return day

    def last_open(self, day: date) -> date:
        while not self.is_open(day):
            day -= ONE
        return day

    def end(self, after: date, n: int, unit: str) -> date:
        """The last day of *n* units: what is given in months ends on a day that counts (Ley 4 de 1913, art. 62)."""
        day = after
        if unit == "meses":
            day = same_day(after, n)
            n = sum(self.stands(after + ONE * i) for i in range(1, (day - after).days + 1))
        while n > 0:
            day += ONE
            n -= self.counts(day, "calendario" if unit == "meses" else unit)
        is_in_months = unit == "meses" or (unit == "calendario" and self.term.kind.unit == "meses")
        while is_in_months and not self.counts(day, "hábiles"):
            day += ONE
        return day

    @property
    def unit(self) -> str:
        """Months that were interrupted go on by their days."""
        kind = self.term.kind
        if kind.is_arguable_in_calendar and self.policy.counts_calendar_days_for_congress:
            return "calendario"
        return "calendario" if kind.unit == "meses" and self.term.ran else kind.unit

    @property
    def whole(self) -> int:
        """Units of the whole term; the day of receipt may be the first of them (Ley 1581 de 2012, art. 14)."""
        kind, start = self.term.kind, self.term.counted_from
        if kind.unit == "meses" and self.term.ran:
            return (self.first_open(same_day(start, kind.days)) - start).days
        is_at_once = kind.starts_at_once and self.policy.counts_receipt_day_in_habeas_data
        return self.window - (is_at_once and self.is_open(start))

    @property
    def window(self) -> int:
        kind, sfc = self.term.kind, self.policy.sfc_business_days
        return min(kind.days, sfc) if sfc and kind.is_of_sfc else kind.days

    @property
    def left(self) -> int:
        used = sum(self.between(after, through, self.unit) for after, through in self.term.ran)
        return max(self.whole + sum(self.term.grants) - used, 1)

    @property
    def due(self) -> date:
        return self.term.order or self.end(self.term.anchor, self.left, self.unit)

    @property
    def extra(self) -> int:
        kind = self.term.kind
        if kind.extra == kind.days:
            return self.window * (2 if self.policy.adds_double_in_prorroga else 1)
        return kind.extra or (kind.arguable_extra if self.policy.offers_prorroga_between_authorities else 0)

    @property
    def latest(self) -> date | None:
        """The last day that a prórroga may reach."""
        term = self.term
        spare = max(self.extra - sum(term.grants), 0) if term.grants or not term.is_prorrogated else 0
        if term.order or not (spare or term.is_prorrogated):
            return None
        return self.end(term.anchor, self.left + spare, self.unit)

    @property
    def earliest(self) -> date:
        """The earliest date that somebody may argue."""
        term, found = self.term, [self.due, *self.term.arguable]
        if term.is_unproven and term.grants and not term.order:
            found.append(self.end(term.anchor, max(self.left - term.grants[-1], 1), self.unit))
        if term.kind.is_arguable_in_calendar:
            found.append(term.anchor + ONE * self.left)
        if self.unit == "calendario":
            found.append(max(self.last_open(self.due), term.anchor))
        return min(found)

    @property
    def asked_until(self) -> date | None:
        """The last day of the petitioner to complete or clarify, since they had the letter, if that counts."""
        known = self.term.reached if self.policy.counts_citizen_month_from_receipt else None
        return self.asked(known or self.asked_on)

    @property
    def asked_on(self) -> date | None:
        return {"completed": self.term.required, "clarified": self.term.returned}.get(self.term.waits)

    def asked(self, since: date | None) -> date | None:
        if since is None:
            return None
        months = self.term.months * (2 if self.term.is_extended else 1)
        return self.end(since, months, "meses") if self.term.waits == "completed" else self.end(since, 10, "hábiles")

    @property
    def required_until(self) -> date:
        return self.end(self.term.received, self.term.kind.requirement_days, "hábiles")

    def received_on(self, day: date, *, is_late: bool) -> date:
        is_rolled = self.policy.rolls_receipt_out_of_hours and (is_late or not self.is_open(day))
        return self.plainly(day, 1) if is_rolled else day


def same_day(day: date, months: int) -> date:
    """The same day of a later month or, if it has none, its last."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError
