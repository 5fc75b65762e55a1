"""What a filing is before it is a case, and what its author is told."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.calendar import Calendar
from domain.case import Case, PetitionerClass
from domain.case_letters import Medium
from domain.classification import Proposal, propose, starting_type
from domain.errors import ActRefusal
from domain.matters import Matters
from domain.organization import Organization
from domain.petitions import SetTerm
from domain.priorities import discreet, most_urgent
from domain.terms import TERMS, PqrsdType


class IdempotencyConflict(ActRefusal):
    norm = "Contrato de la interfaz, Idempotency-Key"
    sentence = "La clave de idempotencia ya se usó con otro contenido."


class RelatedUnknown(ActRefusal):
    norm = "Procedimiento PQRSD, radicación"
    status = 422
    field = "relacionado_con"
    sentence = "No hay ningún caso con el radicado {radicado}."


@dataclass(frozen=True)
class StoredFile:
    """An attachment already in the archive."""

    name: str
    mime_type: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Consent:
    """What the petitioner was told of their data, and whether they authorised the sensitive ones.

    Ley 1581 de 2012, arts. 6, 9 and 12. `notice` is its text when it was shown by this system.
    """

    notice_version: str
    at: datetime
    is_sensitive_authorized: bool = False
    notice: str | None = None


@dataclass(frozen=True, kw_only=True)
class NewFiling:
    """A filing as intake accepted it. `petitioner` is the only personal data and goes only to its table.

    `condition` is sensitive and goes to a table of its own, only if its author authorised it. `product` and `motive`
    are what was said of it, until the catalogs in force are known (`about`).
    """

    type: PqrsdType
    channel: str
    subject: str
    description: str
    received_at: datetime
    petitioner_class: PetitionerClass
    petitioner: dict[str, Any]
    media: tuple[Medium, ...]
    dependencia: str = ""
    level: int = 1
    priority: str | None = None
    product: str | None = None
    motive: str | None = None
    origin: str = ""
    files: tuple[StoredFile, ...] = ()
    condition: str | None = None
    consent: Consent | None = None
    proposal: Proposal | None = None
    proposed_level: int | None = None
    """That of the dependencia proposed, by the catalog in force."""
    related_to: str | None = None
    order: SetTerm | None = None
    """The term that the order it brings fixes."""


def with_proposal(filing: NewFiling, label: PqrsdType | None) -> NewFiling:
    """The filing with what the rules propose of its text, whatever door it came by; what was said of it stays.

    It starts with the type of its label, or with the proposed one; its priority is only ever raised, and of a
    person's condition it keeps only that attention is preferential.
    """
    found = propose(filing.channel, filing.subject, filing.description, label, filing.petitioner_class)
    proposal = replace(found, priority=discreet(found.priority))
    priority = most_urgent((filing.priority, proposal.priority))
    return replace(filing, type=starting_type(label, proposal), priority=priority, proposal=proposal)


def about(filing: NewFiling, matters: Matters) -> NewFiling:
    """The filing with its product and motive: those said, else those proposed. Raises ProductUnknown, MotiveUnknown."""
    matters.check(filing.product, filing.motive)
    if filing.proposal is None:
        return filing
    proposal = matters.placed(filing.proposal)
    product, motive = filing.product or proposal.product, filing.motive or proposal.motive
    return replace(filing, product=product, motive=motive, proposal=proposal)


def routed(filing: NewFiling, organization: Organization) -> NewFiling:
    """The filing at the desk of the legal office, at its level, when it is no petition but a tutela or a recurso.

    Decreto 2591 de 1991, art. 19; Ley 1437 de 2011, arts. 74 and 93. What is proposed goes where the catalog has it.
    """
    filing, desk = _proposed_to(filing, organization), organization.legal_area
    if desk is None or not TERMS[filing.type].is_for_legal:
        return filing
    return replace(filing, dependencia=desk.code, level=desk.level)


def _proposed_to(filing: NewFiling, organization: Organization) -> NewFiling:
    """The filing with the dependencia its proposal goes to, and that one's level; none when the catalog lacks it."""
    proposal = filing.proposal
    if proposal is None:
        return filing
    desk = organization.legal_area if TERMS[proposal.type].is_for_legal else None
    area = desk or organization.dependencia(proposal.dependencia or "")
    proposal = replace(proposal, dependencia=area.code if area else None)
    return replace(filing, proposal=proposal, proposed_level=area.level if area else None)


@dataclass(frozen=True)
class Filed:
    """What was filed, or what the same request filed before."""

    case: Case
    query_code: str
    calendar: Calendar
    is_repeated: bool
