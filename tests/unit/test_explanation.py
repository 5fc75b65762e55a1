"""The explanation names every day that did not count, and why, to who has to check the date."""

from datetime import date

from domain.clock import reckon
from domain.colombia import LEY_51, LEY_2578
from domain.explanation import explain, skipped
from domain.ledger import EventKind, LedgerEvent
from domain.terms import PqrsdType
from tests.support import bogota

RECEIVED = bogota(2025, 3, 3, 9)


def event(kind: EventKind, month: int, day: int, **more: object) -> LedgerEvent:
    return LedgerEvent(kind, bogota(2025, month, day, 10), **more)  # type: ignore[arg-type]


def listed(*events: LedgerEvent, type: PqrsdType = PqrsdType.QUEJA) -> str:
    said = explain(reckon(type, RECEIVED, events, LEY_2578), LEY_2578)
    return next((x for x in said if x.startswith("Días que no cuentan")), "")


def paused(act: str, from_day: int, to_day: int) -> LedgerEvent:
    days = {"from_on": date(2025, 3, from_day), "to_on": date(2025, 3, to_day)}
    return event(EventKind.SUSPENDED, 3, 4, act=act, norm="Decreto 7 de 2025", **days)


def test_each_act_that_suspended_terms_is_named_with_its_days() -> None:
    text = listed(paused("Resolución 12", 6, 7), paused("Resolución 15", 11, 11))

    assert "del jueves 6 de marzo de 2025 al viernes 7 de marzo de 2025 (términos suspendidos por Resolución 12" in text
    assert "martes 11 de marzo de 2025 (términos suspendidos por Resolución 15, Decreto 7 de 2025)" in text
    assert "lunes 24 de marzo de 2025 (San José)" in text
    assert text.endswith("; 6 sábados y domingos.")


def test_the_days_that_the_term_waited_are_named_by_what_it_waited_for() -> None:
    text = listed(event(EventKind.COMPLETION_REQUIRED, 3, 10), event(EventKind.CITIZEN_COMPLETED, 4, 8))

    assert (
        "del martes 11 de marzo de 2025 al martes 8 de abril de 2025 "
        "(el término esperó por el requerimiento del lunes 10 de marzo de 2025, Ley 1437 de 2011, art. 17)"
    ) in text
    assert "San José" not in text
    assert "jueves 17 de abril de 2025 (Jueves Santo)" in text


def test_what_it_waited_for_a_clarification_is_named_too() -> None:
    text = listed(event(EventKind.CLARIFICATION_REQUIRED, 3, 5), event(EventKind.CLARIFIED, 3, 6))

    assert "jueves 6 de marzo de 2025 (el término esperó por la devolución para aclarar del miércoles 5" in text


def test_a_term_of_calendar_days_or_months_skips_no_weekend() -> None:
    assert listed(type=PqrsdType.CONGRESO_CUESTIONARIO_CITACION) == ""
    assert listed(type=PqrsdType.REVOCATORIA_DIRECTA) == ""


def test_what_never_waits_names_neither_what_it_waited_for_nor_the_acts_that_did_not_stop_it() -> None:
    required, becomes = event(EventKind.COMPLETION_REQUIRED, 3, 5), event(EventKind.RECLASSIFIED, 3, 6,
                        to_type=PqrsdType.CONGRESO_DOCUMENTOS)  # fmt: skip

    assert listed(paused("R-1", 6, 7), required, becomes) == "Días que no cuentan: 4 sábados y domingos."


def test_the_days_are_given_one_by_one_the_weekends_too() -> None:
    created = LedgerEvent(EventKind.CALENDAR_CHANGED, bogota(2026, 7, 1, 9), added_holiday=date(2026, 7, 13))
    dates = reckon(PqrsdType.PETICION_INFORMACION, bogota(2026, 6, 30, 9), (created,), LEY_51)

    found = [(x.from_on, x.to_on, x.why) for x in skipped(dates, LEY_51)]

    assert found == [
        (date(2026, 7, 4), date(2026, 7, 5), "sábado y domingo"),
        (date(2026, 7, 11), date(2026, 7, 12), "sábado y domingo"),
        (date(2026, 7, 13), date(2026, 7, 13), "festivo posterior, Ley 51 de 1983"),
    ]
