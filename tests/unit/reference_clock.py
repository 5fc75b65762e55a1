"""A slow model of the legal clock, written apart: it walks the days one by one and keeps no tables.

It knows the types counted in business days and every event that moves them; the quick clock must agree.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.colombia import LEY_2578

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Kind:
    """A type as the law words it: its days, how many more a prórroga adds, and days to require completion."""

    days: int
    extra: int
    requirement_days: int


@dataclass(frozen=True)
class Happening:
    """What happened on a day. `until` is the date it names."""

    name: str
    on: date
    until: date
    to: Kind
    is_approved: bool = False


class SlowClock:
    """The term as a number of days still to walk from a day."""

    def __init__(self, received: date, kind: Kind) -> None:
        self.kind = kind
        self.off: set[date] = set()
        self.begin(received)

    def begin(self, on: date) -> None:
        self.received = self.anchor = on
        self.left, self.used, self.granted = self.kind.days, 0, 0
        self.order: date | None = None
        self.state, self.waits = "runs", ""
        self.done: set[str] = set()

    def counts(self, day: date) -> bool:
        return day.weekday() < 5 and day not in LEY_2578.holidays and day not in self.off

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

    def happens(self, h: Happening) -> None:
        getattr(self, f"is_{h.name}")(h)

    def wait(self, on: date, name: str) -> None:
        spent = self.between(self.anchor, on)
        self.used, self.left = self.used + spent, max(self.left - spent, 1)
        self.state, self.waits = "waits", name

    def run_again(self, on: date) -> None:
        self.anchor, self.state, self.waits = on, "runs", ""

    def is_required(self, h: Happening) -> None:
        quiet = SlowClock(self.received, self.kind)
        in_time = h.on <= quiet.walk(self.received, self.kind.requirement_days) and h.on <= self.due
        if self.state == "runs" and "required" not in self.done and in_time:
            self.done.add("required")
            self.wait(h.on, "completed")

    def is_returned(self, h: Happening) -> None:
        if self.state == "runs" and "returned" not in self.done:
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
        announced = min(h.until, self.walk(self.anchor, self.left + self.kind.extra))
        if announced > self.due:
            self.done.add("prorrogated")
            self.granted = self.between(self.anchor, announced) - self.left
            self.left += self.granted

    def is_prorroga_returned(self, h: Happening) -> None:
        if self.state != "closed" and "prorrogated" in self.done:
            self.done.remove("prorrogated")
            self.left, self.granted = max(self.left - self.granted, 1), 0

    def is_paused(self, h: Happening) -> None:
        if self.state in {"runs", "waits"}:
            day = h.on
            while day <= h.until:
                self.off.add(day)
                day += ONE

    def is_reclassified(self, h: Happening) -> None:
        if self.state == "closed" or h.to == self.kind or (h.to.days > self.kind.days and not h.is_approved):
            return
        if h.to.days != self.kind.days:
            self.left, self.granted = max(h.to.days - self.used, 1), 0
        self.kind = h.to

    def is_received_from_another(self, h: Happening) -> None:
        if self.state == "runs":
            self.received = self.anchor = h.on
            self.left, self.used, self.granted = self.kind.days, 0, 0

    def is_ordered(self, h: Happening) -> None:
        self.order = h.until

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
        if self.state in {"runs", "waits"}:
            self.off.add(h.until)

    def is_replied(self, h: Happening) -> None:
        self.kind = h.to
        self.begin(h.on)

    def is_withdrawn(self, h: Happening) -> None:
        self.state, self.waits = "closed", ""


def slow_due(received: date, kind: Kind, happenings: list[Happening]) -> date | None:
    """The due date after the happenings, or None while no term runs."""
    clock = SlowClock(received, kind)
    for happening in happenings:
        clock.happens(happening)
    return clock.due if clock.state in {"runs", "satisfied"} else None
