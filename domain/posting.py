"""The printed copy of an aviso in a place of public access of the entity (Ley 1437 de 2011, art. 69)."""

from dataclasses import replace
from datetime import date, datetime

from domain.arrivals import arrived
from domain.avisos import AVISO_BUSINESS_DAYS
from domain.calendar import Calendar
from domain.case import Case
from domain.case_letters import Medium, Posting
from domain.correspondence import as_owed, last_sent
from domain.errors import ActRefusal, CaseRefusal
from domain.instants import bogota_date, start_of
from domain.paper import PaperState
from domain.petitions_told import PostAviso

_NORM = "Ley 1437 de 2011, art. 69"


class NotAnAviso(ActRefusal):
    norm = _NORM
    sentence = "{letter} no es un aviso publicado: no se fija."


class AlreadyPosted(CaseRefusal):
    norm = _NORM
    sentence = "Ya consta la fijación del aviso {letter}."


class NotPosted(CaseRefusal):
    norm = _NORM
    sentence = "No consta que el aviso {letter} esté fijado."


class PostedOutOfTime(CaseRefusal):
    norm = _NORM
    sentence = "El aviso se publicó el {published_on:%d/%m/%Y}: no pudo fijarse el {on:%d/%m/%Y}."


class TakenDownOutOfTime(CaseRefusal):
    norm = _NORM
    sentence = "El aviso está fijado cinco días hábiles, hasta el {until:%d/%m/%Y}: no pudo retirarse el {on:%d/%m/%Y}."


def post_aviso(case: Case, act: PostAviso, now: datetime, calendar: Calendar) -> Case:
    """Note that the copy of an aviso went up, or came down: its five days run from the later of both publications.

    Raises LetterUnknown, NotAnAviso or PostedOutOfTime.
    """
    sent = last_sent(case, act.letter)
    if sent.medium != Medium.AVISO:
        raise NotAnAviso(letter=act.letter)
    if act.is_removal:
        return case
    published_on = bogota_date(sent.at)
    may_go_up(published_on, act.on, bogota_date(now))
    if not sent.is_final:
        is_later = act.on > published_on
        return arrived(case, as_owed(sent), start_of(act.on), calendar) if is_later else case
    posted = replace(case, posting=Posting(place=act.place, on=act.on))
    is_counted = case.notified_at is None and act.on > published_on
    return replace(posted, aviso_from=start_of(act.on)) if is_counted else posted


def may_go_up(published_on: date, on: date, today: date) -> None:
    """A copy goes up once there is an aviso, and is noted afterwards. Raises PostedOutOfTime."""
    if not published_on <= on <= today:
        raise PostedOutOfTime(published_on=published_on, on=on)


def postable(letter: str, medium: str, state: PaperState) -> None:
    """An aviso goes up once. Raises NotAnAviso or AlreadyPosted."""
    if medium != Medium.AVISO:
        raise NotAnAviso(letter=letter)
    if state in {PaperState.POSTED, PaperState.TAKEN_DOWN}:
        raise AlreadyPosted(letter=letter)


def may_come_down(
    letter: str, state: PaperState, posted_on: date | None, on: date, today: date, calendar: Calendar
) -> None:
    """A copy stays up five business days after its day, all of the last one. Raises NotPosted or TakenDownOutOfTime."""
    if posted_on is None or state != PaperState.POSTED:
        raise NotPosted(letter=letter)
    until = calendar.business_days_after(posted_on, AVISO_BUSINESS_DAYS)
    if not until <= on <= today:
        raise TakenDownOutOfTime(until=until, on=on)
