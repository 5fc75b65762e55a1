"""Approved answers: texts that another person checked, with blanks from a closed list, ready to begin a draft."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.case import Case, PetitionerClass
from domain.errors import ActRefusal, UnseenVersion
from domain.explanation import spanish
from domain.instants import bogota_date
from domain.names import Names

PLACEHOLDERS: Mapping[str, str] = {
    "nombre": "nombre del peticionario",
    "radicado": "radicado de la solicitud",
    "asunto": "asunto de la solicitud",
    "tipo": "tipo de la solicitud",
    "producto": "producto",
    "motivo": "motivo",
    "dependencia": "dependencia a cargo",
    "recibido": "fecha en que se recibió",
    "vence_el": "fecha en que vence el término",
    "fecha": "fecha de hoy",
}
"""The blanks a text may have, and what goes in each. Nothing else between braces means anything."""

_BLANK = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_RULE = "Procedimiento PQRSD, respuestas tipo"


class KnowledgeState(StrEnum):
    """Where a version of an approved answer stands."""

    DRAFT = "borrador"
    APPROVED = "aprobada"
    WITHDRAWN = "retirada"


@dataclass(frozen=True, kw_only=True)
class KnownAnswer:
    """A version of an approved answer. Empty tags mean: for any."""

    code: str
    title: str
    body: str
    author: str
    version: int = 1
    state: KnowledgeState = KnowledgeState.DRAFT
    types: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    motives: tuple[str, ...] = ()
    written_at: datetime | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    withdrawn_at: datetime | None = None
    uses: int = 0


class UnknownPlaceholder(ActRefusal):
    norm = _RULE
    status = 422
    field = "texto"
    sentence = "El campo «{name}» no existe. Los que hay son: {known}."


class BrokenPlaceholder(ActRefusal):
    norm = _RULE
    status = 422
    field = "texto"
    sentence = "Hay unas llaves dobles sin cerrar o sin abrir: los campos se escriben {{{{nombre}}}}."


class NotPending(ActRefusal):
    norm = _RULE
    sentence = "La versión {version} está «{state}»: solo se aprueba un borrador."


class NotInForce(ActRefusal):
    norm = _RULE
    sentence = "No hay una versión aprobada de esta respuesta."


class OwnText(ActRefusal):
    norm = "Procedimiento PQRSD, revisión por otra persona"
    sentence = "{by} escribió esta versión: debe aprobarla otra persona."


def checked(text: str, known: Collection[str] = tuple(PLACEHOLDERS)) -> str:
    """The same text. Raises UnknownPlaceholder or BrokenPlaceholder."""
    for name in _BLANK.findall(text):
        if name not in known:
            raise UnknownPlaceholder(name=name[:60], known=", ".join(known))
    if _BRACES.search(_BLANK.sub("", text)):
        raise BrokenPlaceholder
    return text


def filled(text: str, facts: Mapping[str, str]) -> str:
    """The text with its blanks filled in: a substitution of names by facts, nothing that runs.

    A blank without a fact stays as a line to fill in by hand; what a fact says is never read again.

    >>> filled("Señora {{ nombre }}: {{radicado}}, {{producto}}.", {"nombre": "Ana", "radicado": "{{nombre}}"})
    'Señora Ana: {{nombre}}, ________.'
    """
    return _BLANK.sub(lambda blank: facts.get(blank[1]) or "________", text)


def approved(answer: KnownAnswer, by: str, version: int | None = None) -> KnownAnswer:
    """Refuse the approval of what is not a draft, or by its own author (four eyes), or of another version than read."""
    if answer.state != KnowledgeState.DRAFT:
        raise NotPending(version=answer.version, state=answer.state)
    if version not in {None, answer.version}:
        raise UnseenVersion(version=answer.version)
    if answer.author == by:
        raise OwnText(by=by)
    return answer


UNNAMED = Names()
HIDDEN = frozenset({PetitionerClass.ANONYMOUS, PetitionerClass.RESERVED})


def blanks(
    case: Case, *, name: str, subject: str, due_on: date | None, today: date, names: Names = UNNAMED
) -> dict[str, str]:
    """What goes in the blanks for one case, by the names people use. A hidden identity never does."""
    return {
        "nombre": "" if case.filing.petitioner in HIDDEN else name,
        "radicado": case.radicado,
        "asunto": subject,
        "tipo": case.type.label,
        "producto": names.product(case.product),
        "motivo": names.motive(case.motive),
        "dependencia": names.dependencia(case.dependencia),
        "recibido": spanish(bogota_date(case.filing.received_at)),
        "vence_el": spanish(due_on) if due_on else "",
        "fecha": spanish(today),
    }
