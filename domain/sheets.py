"""The documents of an expediente that are written from what is stored: petition, later texts, proofs, log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.case import PetitionerClass
from domain.instants import BOGOTA
from domain.intake import StoredFile

FILED_TEXTS = frozenset({"complemento", "aclaracion", "replica", "mensaje"})
"""The only texts that are documents of the expediente by themselves.

What an oficio says is in it as that oficio; drafts, notes, what a reviewer said and surveys are working papers.
"""

WHO = {
    "nombres": "Nombre",
    "tipo_documento": "Tipo de documento",
    "numero_documento": "Número de documento",
    "correo": "Correo",
    "telefono": "Teléfono",
    "direccion": "Dirección",
    "barrio": "Barrio",
    "municipio": "Municipio",
    "departamento": "Departamento",
    "pais": "País",
    "apoderado": "Representante o apoderado",
    "condicion_especial": "Condición especial",
}
Fact = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A document to typeset: a title, facts by their label, a text and a table, each if there is one."""

    name: str
    kind: str
    title: str
    radicado: str
    created_at: datetime
    incorporated_at: datetime
    facts: tuple[Fact, ...] = ()
    text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    is_reserved: bool = False


@dataclass(frozen=True, kw_only=True)
class FiledPetition:
    """A petition as it was filed, with what its radicado stamp says."""

    radicado: str
    received_at: datetime
    filed_at: datetime
    channel: str
    petitioner_class: PetitionerClass
    petitioner: Mapping[str, object]
    subject: str
    description: str
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LaterText:
    """What was written in the case after it was filed."""

    kind: str
    author: str
    at: datetime
    body: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Dispatch:
    """A letter that left and the evidence of it."""

    kind: str
    medium: str
    status: str
    at: datetime
    number: str
    evidence: str
    message_id: str


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One line of the case's log."""

    at: datetime
    act: str
    actor: str
    text: str
    norm: str


def petition_sheets(petition: FiledPetition) -> tuple[Sheet, ...]:
    """The petition with its stamp (Ley 1437 de 2011, art. 15) and, apart, an identity under reserva (art. 36)."""
    who = identity_of(petition.petitioner)
    is_reserved = petition.petitioner_class == PetitionerClass.RESERVED
    plain = _petition_sheet(petition, () if is_reserved else who)
    return (plain, _identity_sheet(petition, who)) if is_reserved and who else (plain,)


def text_sheets(radicado: str, texts: tuple[LaterText, ...]) -> tuple[Sheet, ...]:
    """What the petitioner wrote later, and what was asked or told in the mailbox of the case."""
    told = [x for x in texts if x.kind in FILED_TEXTS]
    return tuple(
        Sheet(
            name=f"{radicado}-{text.kind}-{n}.pdf",
            kind=text.kind,
            title=f"{text.kind.replace('_', ' ').capitalize()}",
            radicado=radicado,
            created_at=text.at,
            incorporated_at=text.at,
            facts=(("Recibido", exactly(text.at)), ("Por", text.author), ("Huella SHA-256 del texto", text.sha256)),
            text=text.body,
        )
        for n, text in enumerate(told, start=1)
    )


def dispatch_sheet(radicado: str, sent: tuple[Dispatch, ...], proofs: tuple[LogLine, ...], at: datetime) -> Sheet:
    """The evidence that letters left, and that they arrived or did not (Ley 527 de 1999, arts. 20 a 24)."""
    left = tuple(
        (exactly(x.at), f"{x.kind} {x.number}".strip(), x.medium, x.status, f"{x.evidence} {x.message_id}".strip())
        for x in sent
    )
    arrived = tuple((exactly(x.at), x.text, "—", x.act, x.actor) for x in proofs)
    return Sheet(
        name=f"{radicado}-envios.pdf",
        kind="constancia de envíos y entregas",
        title="Constancia de envíos y entregas",
        radicado=radicado,
        created_at=at,
        incorporated_at=at,
        columns=("Fecha y hora", "Carta o constancia", "Medio", "Estado", "Evidencia"),
        rows=left + arrived,
    )


def log_sheet(radicado: str, lines: tuple[LogLine, ...], at: datetime) -> Sheet:
    """The sequence of what was done (Decreto 2609 de 2012, art. 33)."""
    return Sheet(
        name=f"{radicado}-historial.pdf",
        kind="historial de actuaciones",
        title="Historial de actuaciones",
        radicado=radicado,
        created_at=at,
        incorporated_at=at,
        columns=("Fecha y hora", "Acto", "Quién", "Constancia", "Norma"),
        rows=tuple((exactly(x.at), x.act, x.actor, x.text, x.norm or "—") for x in lines),
    )


def identity_of(petitioner: Mapping[str, object]) -> tuple[Fact, ...]:
    """Who asks, and who asks for them (Ley 1437 de 2011, art. 16, num. 2).

    >>> identity_of({"nombres": "Ana Paz", "apoderado": {"nombres": "Luis Rey", "numero_documento": "79000"}})
    (('Nombre', 'Ana Paz'), ('Representante o apoderado', 'Luis Rey, 79000'))
    """
    return tuple((label, _said(petitioner[name])) for name, label in WHO.items() if petitioner.get(name))


def _said(value: object) -> str:
    return ", ".join(str(x) for x in value.values() if x) if isinstance(value, Mapping) else str(value)


def exactly(at: datetime) -> str:
    """An instant to the second, in Bogotá.

    >>> from datetime import UTC
    >>> exactly(datetime(2026, 11, 25, 4, 59, 59, tzinfo=UTC))
    '24/11/2026 23:59:59'
    """
    return at.astimezone(BOGOTA).strftime("%d/%m/%Y %H:%M:%S")


def _petition_sheet(petition: FiledPetition, who: tuple[Fact, ...]) -> Sheet:
    stamp = (
        ("Radicado", petition.radicado),
        ("Recibida", exactly(petition.received_at)),
        ("Radicada", exactly(petition.filed_at)),
        ("Medio", petition.channel),
        ("Clase de peticionario", petition.petitioner_class.replace("_", " ")),
    )
    return Sheet(
        name=f"{petition.radicado}-solicitud.pdf",
        kind="solicitud",
        title="Solicitud radicada",
        radicado=petition.radicado,
        created_at=petition.received_at,
        incorporated_at=petition.filed_at,
        facts=(*stamp, *who, ("Asunto", petition.subject), *_enclosed(petition.files)),
        text=petition.description,
    )


def _identity_sheet(petition: FiledPetition, who: tuple[Fact, ...]) -> Sheet:
    return Sheet(
        name=f"{petition.radicado}-cuaderno-reservado.pdf",
        kind="cuaderno reservado",
        title="Cuaderno reservado: identidad del peticionario",
        radicado=petition.radicado,
        created_at=petition.received_at,
        incorporated_at=petition.filed_at,
        facts=who,
        is_reserved=True,
    )


def _enclosed(files: tuple[StoredFile, ...]) -> tuple[Fact, ...]:
    """Number and class of what came with it (Ley 1437 de 2011, art. 15)."""
    listed = (
        (f"Anexo {n}", f"{x.name} ({x.mime_type}, {x.size_bytes} bytes, SHA-256 {x.sha256})")
        for n, x in enumerate(files, start=1)
    )
    return ("Anexos", str(len(files))), *listed
