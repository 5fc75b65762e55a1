"""What a supervisor sees of a case in the Temporal UI: search attributes, details, summaries. No personal data."""

from datetime import date
from typing import Any

from temporalio import workflow
from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes

from domain.calendar import Calendar
from domain.case import Case, State
from domain.case_letters import DueLetter, SentLetter
from domain.deadlines import Deadlines
from domain.instants import minute
from domain.labels import LETTERS, MEDIA, STATES, STATUSES

TYPE = SearchAttributeKey.for_keyword("PqrsdTipo")
CHANNEL = SearchAttributeKey.for_keyword("PqrsdCanal")
STATE = SearchAttributeKey.for_keyword("PqrsdEstado")
DEPENDENCIA = SearchAttributeKey.for_keyword("PqrsdDependencia")
RESPONSIBLE = SearchAttributeKey.for_keyword("PqrsdResponsable")
LEVEL = SearchAttributeKey.for_int("PqrsdNivel")
DUE = SearchAttributeKey.for_datetime("PqrsdVence")
OVERDUE = SearchAttributeKey.for_bool("PqrsdVencida")
PRIORITY = SearchAttributeKey.for_bool("PqrsdPrioritaria")
OPTIONAL: tuple[SearchAttributeKey[Any], ...] = (DEPENDENCIA, RESPONSIBLE, DUE)


def attributes(case: Case, dates: Deadlines) -> TypedSearchAttributes:
    """The search attributes of a case; those without a value are left out, and unset where they had one."""
    pairs: list[SearchAttributePair[Any]] = [
        SearchAttributePair(TYPE, case.type.value),
        SearchAttributePair(CHANNEL, case.filing.channel),
        SearchAttributePair(STATE, case.state.value),
        SearchAttributePair(LEVEL, case.level),
        SearchAttributePair(OVERDUE, case.is_overdue),
        SearchAttributePair(PRIORITY, case.priority is not None),
    ]
    if case.dependencia:
        pairs.append(SearchAttributePair(DEPENDENCIA, case.dependencia))
    if case.responsible:
        pairs.append(SearchAttributePair(RESPONSIBLE, case.responsible))
    if dates.lapses_at is not None:
        pairs.append(SearchAttributePair(DUE, dates.lapses_at))
    return TypedSearchAttributes(pairs)


def show(case: Case, calendar: Calendar) -> date | None:
    """Tell the UI where the case stands, and the caller when it is due; costs one event only when an attribute changed.

    A notified case is archived in the same breath: its attributes follow with the closing.
    """
    dates = case.deadlines(calendar)
    wanted = attributes(case, dates)
    current = workflow.info().typed_search_attributes
    changed = [pair for pair in wanted if current.get(pair.key) != pair.value]
    gone = [key for key in OPTIONAL if current.get(key) is not None and wanted.get(key) is None]
    if (changed or gone) and case.state != State.NOTIFIED:
        news = [pair.key.value_set(pair.value) for pair in changed]
        workflow.upsert_search_attributes([*news, *(key.value_unset() for key in gone)])
    workflow.set_current_details(details(case, dates))
    return dates.due_on


def details(case: Case, dates: Deadlines) -> str:
    """A few lines of Markdown: state, who has it, when it lapses, what has left."""
    due = "sin término corriendo" if dates.due_on is None else f"vence el {dates.due_on:%d/%m/%Y}"
    state = f"{STATES[case.state]}{' · VENCIDA' if case.is_overdue else ''}"
    lines = [
        f"**{case.radicado}** · {case.type.label} · {state}",
        f"Nivel {case.level}, {case.dependencia or 'sin dependencia'}; {due}",
        *(_left(letter) for letter in case.letters[-6:]),
    ]
    return "\n\n".join(lines[:2]) + "\n\n" + "\n".join(lines[2:])


def said_of(letter: DueLetter) -> str:
    """A letter that is being sent: what it is and how it goes."""
    return f"{LETTERS[letter.kind]} · {MEDIA[letter.medium]}"


def _left(letter: SentLetter) -> str:
    number = f" · {letter.outgoing_radicado}" if letter.outgoing_radicado else ""
    return f"- {LETTERS[letter.kind]} · {STATUSES.get(letter.status, letter.status)} · {minute(letter.at)}{number}"
