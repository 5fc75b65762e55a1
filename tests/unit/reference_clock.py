"""A slow model of the legal clock, written apart: it walks the days one by one and keeps no tables.

It knows the types counted in business days and every event that moves them; the quick clock must agree.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.colombia import LEY_2578

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Kind:
    """A type as the law words it: its days, how many more a prórroga adds, and days to require completion.

    `may_wait` is false of what another authority imposes; `in_order`, true of what its order may date.
    """

    days: int
    extra: int
    requirement_days: int
    may_wait: bool = True
    in_order: bool = False


@dataclass(frozen=True)
class Happening:
    """What happened on a day. `until` is the date it names; `issued`, the day an act is of."""

    name: str
    on: date
    until: date
    to: Kind
    is_approved: bool = False
    issued: date | None = None


class SlowClock:
    """The term as a number of days still to walk from a day."""

    def __init__(self, received: date, kind: Kind, created: frozenset[date] = frozenset()) -> None:
        self.kind = kind
        self.law = set(LEY_2578.holidays) - created
        self.paused: set[date] = set()
        self.begin(received)

    def begin(self, on: date) -> None:
        self.lapsed: date | None = None
        self.classified = on
        self.received = self.anchor = on
        self.left, self.used, self.granted = self.kind.days, 0, 0
        self.order: date | None = None
        self.state, self.waits = "runs", ""
        self.done: set[str] = set()

    def counts(self, day: date) -> bool:
        is_paused = self.kind.may_wait and day in self.paused
        return day.weekday() < 5 and day not in self.law and not is_paused

    def walk(self, day: date, n: int) -> date:
        while n > 0:
            day += ONE
            n -= self.counts(day)
        return day

    def between(self, after: date, through: date) -> int:
        total, day = 0, after
        while day < through:
            day += ONE
            total += self.counts(day)
        return total

    @property
    def due(self) -> date:
        return self.order or self.walk(self.anchor, self.left)

    def roll(self, day: date) -> date:
        while day.weekday() > 4 or day in self.law:
            day += ONE
        return day

    def happens(self, h: Happening) -> None:
        if self.lapsed is None and self.state == "runs" and self.classified <= self.due < h.on:
            self.lapsed = self.due
        getattr(self, f"is_{h.name}")(h)

    def wait(self, on: date, name: str) -> None:
        spent = self.between(self.anchor, on)
        self.used, self.left = self.used + spent, max(self.left - spent, 1)
        self.state, self.waits = "waits", name

    def run_again(self, on: date) -> None:
        self.anchor, self.state, self.waits = on, "runs", ""

    def is_required(self, h: Happening) -> None:
        in_time = h.on <= self.walk(self.received, self.kind.requirement_days) and h.on <= self.due
        if self.kind.may_wait and self.state == "runs" and "required" not in self.done and in_time:
            self.done.add("required")
            self.wait(h.on, "completed")

    def is_returned(self, h: Happening) -> None:
        if self.kind.may_wait and self.state == "runs" and "returned" not in self.done:
            self.done.add("returned")
            if h.on <= self.due:
                self.wait(h.on, "clarified")

    def is_completed(self, h: Happening) -> None:
        if self.waits == "completed":
            self.run_again(h.on)

    def is_clarified(self, h: Happening) -> None:
        if self.waits == "clarified":
            self.run_again(h.on)

    def is_prorrogated(self, h: Happening) -> None:
        allowed = self.state == "runs" and "prorrogated" not in self.done and self.order is None
        if not allowed or not self.kind.extra or h.on > self.due:
            return
        announced = min(self.roll(h.until), self.walk(self.anchor, self.left + self.kind.extra))
        if announced > self.due:
            self.done.add("prorrogated")
            self.granted = self.between(self.anchor, announced) - self.left
            self.left += self.granted

    def is_prorroga_returned(self, h: Happening) -> None:
        if self.state != "closed" and "prorrogated" in self.done:
            self.done.remove("prorrogated")
            self.left, self.granted = max(self.left - self.granted, 1), 0

    def is_paused(self, h: Happening) -> None:
        if self.state not in {"runs", "waits"}:
            return
        is_late = self.kind.may_wait and self.lapsed is not None and (h.issued or h.on) > self.lapsed
        day = h.on
        while day <= h.until:
            if not (is_late and self.lapsed and day <= self.lapsed):
                self.paused.add(day)
            day += ONE
        if self.kind.may_wait and not is_late:
            self.comes_back()

    def comes_back(self) -> None:
        if self.lapsed and self.due > self.lapsed:
            self.lapsed = None

    def days_longer(self, to: Kind) -> int:
        if self.order is None:
            return to.days - self.kind.days
        day, n = self.received, to.days
        while n > 0:
            day += ONE
            n -= day.weekday() < 5 and day not in self.law
        return 0 if to.in_order else (day - self.order).days

    def is_reclassified(self, h: Happening) -> None:
        if self.state == "closed" or h.to == self.kind:
            return
        longer = self.days_longer(h.to)
        if longer > 0 and (self.lapsed or not h.is_approved):
            return
        self.kind, self.classified = h.to, h.on
        self.order = self.order if h.to.in_order else None
        if not h.to.may_wait:
            self.anchor, self.used, self.state, self.waits = self.received, 0, "runs", ""
        if longer or not h.to.may_wait:
            self.left, self.granted = max(h.to.days - self.used, 1), 0

    def is_received_from_another(self, h: Happening) -> None:
        if self.state == "runs":
            self.lapsed, self.classified = None, h.on
            self.received = self.anchor = h.on
            self.left, self.used, self.granted = self.kind.days, 0, 0

    def is_ordered(self, h: Happening) -> None:
        self.order = h.until
        self.comes_back()

    def is_delivered(self, h: Happening) -> None:
        if self.state == "waits":
            self.run_again(h.on)
        if self.state == "runs":
            self.state = "satisfied"

    def is_answer_returned(self, h: Happening) -> None:
        if self.state == "satisfied":
            self.state = "runs"

    def is_requirement_delivered(self, h: Happening) -> None:
        """Says from when desistimiento may be decreed; moves no due date."""

    def is_requirement_returned(self, h: Happening) -> None:
        """The same."""

    def is_holiday_created(self, h: Happening) -> None:
        if self.state in {"runs", "waits"} and not (self.lapsed and h.until <= self.lapsed):
            self.law.add(h.until)

    def is_replied(self, h: Happening) -> None:
        self.kind = h.to
        self.begin(h.on)

    def is_withdrawn(self, h: Happening) -> None:
        self.state, self.waits = "closed", ""


def slow_due(received: date, kind: Kind, happenings: list[Happening]) -> date | None:
    """The due date after the happenings, or None while no term runs."""
    clock = SlowClock(received, kind, frozenset(h.until for h in happenings if h.name == "holiday_created"))
    for happening in happenings:
        clock.happens(happening)
    return clock.due if clock.state in {"runs", "satisfied"} else None
