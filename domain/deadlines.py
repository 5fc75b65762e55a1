"""The dates of a case, the reasons for them, and the readings of the law they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.instants import end_of
from domain.terms import PqrsdType, Unit


class ClockStatus(StrEnum):
    RUNNING = "corriendo"
    SUSPENDED = "suspendido"
    SATISFIED = "satisfecho"
    CLOSED = "cerrado"


@dataclass(frozen=True)
class Policy:
    """One setting for each open ambiguity; the default is the reading adopted (docs/terminos.md)."""

    restarts_on_completion: bool = False
    restarts_habeas_data_on_completion: bool = False
    restarts_on_clarification: bool = False
    counts_requerimiento_day: bool = True
    accepts_late_requerimiento: bool = False
    accepts_second_requerimiento: bool = False
    accepts_prorroga_on_last_day: bool = True
    accepts_second_prorroga: bool = False
    adds_double_in_prorroga: bool = False
    offers_prorroga_between_authorities: bool = False
    accepts_suspension_by_act: bool = True
    counts_receipt_day_in_habeas_data: bool = True
    counts_calendar_days_for_congress: bool = False
    rolls_receipt_out_of_hours: bool = False
    closes_at_hour: int = 17
    insistencia_remission_business_days: int = 3
    sfc_business_days: int | None = None
    presumes_notification_of_acts: bool = True
    bounce_window_hours: int = 24
    counts_bounced_answer: bool = False
    counts_citizen_month_from_receipt: bool = True
    replica_months: int = 2
    counts_aviso_from_publication: bool = False
    levels_with_review: tuple[int, ...] = ()
    """A rule of the house, not of the law: at these levels an agent answers only with a text another approved."""


ADOPTED = Policy()


@dataclass(frozen=True)
class Lapse:
    """A term that ended without an answer: its last day, and the type whose term it was.

    A fact: what silence gave is not taken back by what is decided or published later.
    """

    on: date
    type: PqrsdType


@dataclass(frozen=True)
class Fact:
    """A reason, not yet in words: what was decided, on which dates, by which norm."""

    says: str
    norm: str
    dates: tuple[date, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Deadlines:
    """All the dates of a case. `due_on` is None while no term runs.

    `earliest_due_on` is the earliest that can be argued, for alarms; `unsuspended_due_on`, the date had no act
    suspended the term nor any holiday been created while it ran. `closable_from` is the day from which an act may
    close a petition that waits for its petitioner (Ley 1437 de 2011, arts. 17 and 19); None when it does not wait.
    `completable_until` is the last day of the month that really ran for who was required (art. 17), to ask for another.
    `ordered_on` is the date an order fixed; `lapse`, the term that was over before the latest event of the ledger.
    """

    due_on: date | None
    earliest_due_on: date | None
    max_due_on: date | None
    unsuspended_due_on: date | None
    status: ClockStatus
    milestones: Mapping[str, date]
    facts: tuple[Fact, ...]
    spans: tuple[tuple[date, date], ...]
    pauses: tuple[tuple[date, date], ...]
    closable_from: date | None = None
    completable_until: date | None = None
    ordered_on: date | None = None
    lapse: Lapse | None = None
    unit: Unit = Unit.BUSINESS
    idle: tuple[Fact, ...] = ()
    """Why the term did not run, from the first of the dates of each to the second."""

    @property
    def lapses_at(self) -> datetime | None:
        """24:00 of the due date in Bogotá: the first instant out of time."""
        return None if self.due_on is None else end_of(self.due_on)

    def is_paused(self, day: date) -> bool:
        """Whether a day does not count because an act suspended the terms or a holiday was created."""
        return any(from_on <= day <= to_on for from_on, to_on in self.pauses)

    @property
    def is_suspended(self) -> bool:
        return self.status == ClockStatus.SUSPENDED
