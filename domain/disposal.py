"""The end of retention: what may be eliminated, by which act, and what statistics keep of it.

Acuerdo AGN 001 de 2024 (disposición final); Ley 594 de 2000, art. 12; Ley 1581 de 2012, art. 11 (supresión). Nothing
is eliminated by the passing of time: only by an act that a person approved.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from domain.case import Case
from domain.errors import ActRefusal
from domain.retention import Disposition

AGN = "Acuerdo AGN 001 de 2024, disposición final"


class RetentionRefusal(ActRefusal):
    """Retention does not allow it."""

    norm = AGN


class CaseEliminated(RetentionRefusal):
    status = 410
    sentence = "El expediente se eliminó el {on:%d/%m/%Y} por el acto {act}, al terminar su retención."


class CaseNotClosed(RetentionRefusal):
    sentence = "El expediente no está cerrado: no ha empezado a correr su retención."


class RetentionRunning(RetentionRefusal):
    sentence = "El expediente se conserva hasta el {until:%d/%m/%Y}."


class SelectionMissing(RetentionRefusal):
    field = "seleccion"
    sentence = "La tabla de retención ordena seleccionar esta serie: diga qué muestra se conserva y con qué criterio."


class CaseHeld(RetentionRefusal):
    sentence = "El expediente está retenido: {reason}"


class CasePreserved(RetentionRefusal):
    sentence = "La tabla de retención ordena conservar esta serie en su totalidad."


class ArchiveLocked(RetentionRefusal):
    sentence = "El archivo no deja borrar antes del {until:%d/%m/%Y}."


class ArchiveRefused(RetentionRefusal):
    sentence = "El archivo no dejó borrar un documento: repita el acto cuando lo permita."


class DisposalChanged(RetentionRefusal):
    sentence = "Lo que se eliminaría no es lo que se aprobó: repita el ensayo y apruebe otra vez."


class DisposalSelfApproved(RetentionRefusal):
    sentence = "Quien aprueba o confirma la eliminación no puede ser quien la ensayó."


class HoldUnchanged(RetentionRefusal):
    sentence = "El expediente ya está {state}."


class HoldKind(StrEnum):
    """What is done to the retention of a case."""

    HOLD = "retener"
    RELEASE = "liberar"


@dataclass(frozen=True, kw_only=True)
class Retained:
    """A case as retention sees it: its closed cycles, the last day of all, whether somebody holds it."""

    radicado: str
    is_closed: bool
    until: date | None
    dispositions: tuple[Disposition, ...] = ()
    held_because: str | None = None
    indexes: tuple[str, ...] = ()

    def check(self, today: date) -> None:
        """Return when it may be eliminated. Raises RetentionRefusal."""
        if not self.is_closed or self.until is None:
            raise CaseNotClosed
        if self.held_because is not None:
            raise CaseHeld(reason=self.held_because)
        if Disposition.PRESERVATION in self.dispositions:
            raise CasePreserved
        if today < self.until:
            raise RetentionRunning(until=self.until)

    def check_selected(self, selection: str) -> None:
        """Of a series that is selected, something stays: the act says what. Raises SelectionMissing."""
        if Disposition.SELECTION in self.dispositions and not selection.strip():
            raise SelectionMissing


def approving(by: str, rehearsed_by: Sequence[str]) -> str:
    """Who orders what *by* confirms: the first other person that rehearsed it.

    Raises DisposalChanged for what nobody rehearsed, DisposalSelfApproved for what only they did.

    >>> approving("Ana", ["Ana", "Luz"])
    'Luz'
    """
    if not rehearsed_by:
        raise DisposalChanged
    others = [name for name in rehearsed_by if name.casefold() != by.casefold()]
    if not others:
        raise DisposalSelfApproved
    return others[0]


def fingerprint(act: str, approved_by: str, cases: Iterable[Retained], selection: str = "") -> str:
    """Binds an approval to exactly these expedientes, by the hashes of their signed indexes.

    >>> fingerprint("Acta 3", "Ana", [])[:12]
    'e0af14ff7e13'
    """
    lines = sorted(f"{case.radicado} {' '.join(case.indexes)}" for case in cases)
    chosen = [selection] if selection else []
    return sha256("\n".join([act, approved_by, *chosen, *lines]).encode()).hexdigest()


def residue(case: Case) -> Case:
    """What statistics keep of an eliminated case: no letter, no text, nobody's words (Ley 1581 de 2012, art. 11)."""
    decision = case.decision and replace(case.decision, text_hash="")
    ledger = tuple(replace(event, reason="") for event in case.ledger)
    return replace(case, ledger=ledger, draft=None, decision=decision, due_letters=(), letters=())
