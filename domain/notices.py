"""What the log says of letters that leave, of notices that go up and come down, and of a silence that accepts."""

from domain import silence
from domain.avisos import AVISO_BUSINESS_DAYS
from domain.calendar import Calendar
from domain.case import Case
from domain.case_letters import Medium, SentLetter
from domain.chronicle import Line
from domain.errors import CPACA
from domain.instants import bogota_date, minute

SYSTEM = "sistema"


def line_of_letter(sent: SentLetter, calendar: Calendar) -> Line:
    """A letter left; of a notice, the constancia that it went up and until when it stays (art. 69)."""
    if sent.medium != Medium.AVISO or sent.status != "publicada":
        return Line("carta", SYSTEM, f"{sent.kind} {sent.status}", f"{CPACA}, art. 61")
    until = calendar.business_days_after(bogota_date(sent.at), AVISO_BUSINESS_DAYS)
    number, up_at = sent.outgoing_radicado, minute(sent.at)
    text = (
        f"Constancia de fijación: aviso {number} publicado en la página web el {up_at}, hasta el {until:%d/%m/%Y}; "
        "su copia impresa se fija en un lugar de acceso al público"
    )
    return Line("aviso", SYSTEM, text, f"{CPACA}, art. 69")


def lines_of_silence(before: Case, after: Case) -> list[Line]:
    """The lapse gave the petitioner what was asked, and whoever must know is told."""
    said = silence.newly_said(before, after)
    return [] if said is None else [Line("silencio", SYSTEM, f"Silencio positivo: {said}", silence.NORM)]


def line_of_settling(case: Case, calendar: Calendar) -> Line:
    """Time has proved a delivery; of a notice, the constancia that it came down and when it took effect (art. 69)."""
    if case.medium != Medium.AVISO or case.aviso_from is None:
        return Line("entrega", SYSTEM, "Entrega surtida", f"{CPACA}, arts. 66 a 69")
    up_on = bogota_date(case.aviso_from)
    down_on = calendar.business_days_after(up_on, AVISO_BUSINESS_DAYS)
    known_on = calendar.business_days_after(up_on, AVISO_BUSINESS_DAYS + 1)
    text = (
        f"Constancia de desfijación: aviso publicado en la página web y {_place(case)}, "
        f"del {up_on:%d/%m/%Y} al {down_on:%d/%m/%Y}, {AVISO_BUSINESS_DAYS} días hábiles; "
        f"notificación surtida al finalizar el {known_on:%d/%m/%Y}"
    )
    return Line("entrega", SYSTEM, text, f"{CPACA}, art. 69")


def _place(case: Case) -> str:
    """Where its printed copy was, if anybody noted it."""
    if case.posting is None:
        return "sin constancia de su fijación en un lugar de acceso al público"
    return f"fijado en {case.posting.place} el {case.posting.on:%d/%m/%Y}"
