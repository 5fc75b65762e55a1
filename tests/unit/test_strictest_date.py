"""What is told before a term ends goes by the earliest date that can be argued; the lapse, by the due date."""

from dataclasses import replace
from datetime import date

from domain import acts, digest, ladder
from domain import petitions as p
from domain.alarms import alarm_from
from domain.calendar import Calendar
from domain.case import Case, opened
from domain.catalog_seed_organization import ORGANIZATION
from domain.colombia import LEY_2578
from domain.terms import PqrsdType
from domain.urgency import urgency
from tests.support import a_domain_filing, bogota

RULES = ladder.BEFORE_CATALOGS
CONGRESS = opened(a_domain_filing(received_at=bogota(2026, 11, 24, 9), type=PqrsdType.CONGRESISTA_INFORME))
"""Due on Tuesday 2026-12-01 by business days; on Sunday 2026-11-29 by calendar days."""


def countdown(case: Case, calendar: Calendar = LEY_2578) -> list[tuple[str, date]]:
    codes = {"tres_dias", "un_dia", "vencida"}
    return [(x.rung.code, x.at.date()) for x in ladder.pending(case, calendar, RULES) if x.rung.code in codes]


def test_the_last_warnings_come_before_the_strictest_date_and_the_lapse_after_the_due_one() -> None:
    dates = CONGRESS.deadlines(LEY_2578)

    assert (dates.due_on, dates.earliest_due_on) == (date(2026, 12, 1), date(2026, 11, 29))
    assert countdown(CONGRESS) == [
        ("tres_dias", date(2026, 11, 25)),
        ("un_dia", date(2026, 11, 27)),
        ("un_dia", date(2026, 11, 30)),
        ("vencida", date(2026, 12, 2)),
    ]


def test_a_warning_by_the_strictest_date_says_so() -> None:
    says = [x.rung.says for x in ladder.pending(CONGRESS, LEY_2578, RULES) if x.rung.code == "un_dia"]

    assert says == [
        "falta un día hábil para la fecha más temprana que puede discutirse, el 29/11/2026",
        "falta un día hábil",
    ]


def test_a_suspended_term_is_counted_down_twice_and_what_was_told_is_not_told_again() -> None:
    case = opened(a_domain_filing(received_at=bogota(2026, 11, 3, 9), type=PqrsdType.PETICION_INFORMACION))
    act = p.Suspend(by="s", from_on=date(2026, 11, 17), to_on=date(2026, 11, 20), act_number="R1", norm="Ley X")
    told = replace(case, fired=("tres_dias@2026-11-18",))

    suspended = acts.suspend(told, act, bogota(2026, 11, 13, 10), LEY_2578)

    assert countdown(suspended) == [
        ("un_dia", date(2026, 11, 17)),
        ("tres_dias", date(2026, 11, 19)),
        ("un_dia", date(2026, 11, 23)),
        ("vencida", date(2026, 11, 25)),
    ]


def test_the_digest_tells_by_the_strictest_date_and_calls_overdue_only_what_is() -> None:
    found = digest.DigestCase(radicado="2026-E-000001", type="x", dependencia="", responsible=None, level=1,
                              due_on=date(2026, 12, 10), level_due_on=None,
                              earliest_due_on=date(2026, 11, 27))  # fmt: skip

    def sections(on: date) -> list[tuple[int, int, int]]:
        told = digest.digests(on, [found], [], ORGANIZATION, LEY_2578)
        return [(len(x.overdue), len(x.today), len(x.soon)) for x in told[:1]]

    assert sections(date(2026, 11, 23)) == []
    assert sections(date(2026, 11, 24)) == sections(date(2026, 12, 1)) == [(0, 0, 1)]
    assert sections(date(2026, 11, 27)) == sections(date(2026, 12, 10)) == [(0, 1, 0)]
    assert sections(date(2026, 12, 11)) == [(1, 0, 0)]


def test_the_inbox_says_how_near_the_strictest_date_is() -> None:
    due_on, strict_on = date(2026, 12, 1), date(2026, 11, 29)

    said = [urgency(due_on, date(2026, month, day), LEY_2578, strict_on) for month, day in
            ((11, 20), (11, 25), (11, 29), (11, 30), (12, 1), (12, 2))]  # fmt: skip

    assert [(x.code, x.text) for x in said] == [
        ("a-tiempo", "la fecha más temprana es en 5 días hábiles"),
        ("pronto", "la fecha más temprana es en 2 días hábiles"),
        ("hoy", "hoy es la fecha más temprana"),
        ("pronto", "vence en un día hábil; pasó la fecha más temprana"),
        ("hoy", "vence hoy"),
        ("vencida", "vencida hace un día hábil"),
    ]


def test_an_answer_that_does_not_leave_is_an_alarm_before_the_strictest_date() -> None:
    assert alarm_from(date(2026, 11, 29), LEY_2578) == bogota(2026, 11, 27, 17)
