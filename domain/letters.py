"""The letters of a case: which there are, which are official (with a radicado and a PDF), and their identity."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256


class LetterKind(StrEnum):
    """Every letter the process can send; the value names its templates."""

    ACUSE = "acuse"
    RESPUESTA = "respuesta"
    RESPUESTA_PARCIAL = "respuesta_parcial"
    REQUERIMIENTO = "requerimiento"
    ACLARACION = "aclaracion"
    COMPLEMENTO_RECIBIDO = "complemento_recibido"
    AVISO_PRORROGA = "aviso_prorroga"
    TRASLADO_ENTIDAD = "traslado_entidad"
    TRASLADO_CIUDADANO = "traslado_ciudadano"
    DESISTIMIENTO = "desistimiento"
    PLAZO_MODIFICADO = "plazo_modificado"
    REPLICA_RECIBIDA = "replica_recibida"
    RECORDATORIO = "recordatorio"
    ESCALAMIENTO = "escalamiento"
    VENCIMIENTO = "vencimiento"
    ENCUESTA = "encuesta"
    RECORDATORIO_ENCUESTA = "recordatorio_encuesta"

    @property
    def is_official(self) -> bool:
        """Whether it is an oficio: outgoing radicado, PDF, signature."""
        return self in OFFICIAL


OFFICIAL = frozenset(
    {
        LetterKind.RESPUESTA,
        LetterKind.RESPUESTA_PARCIAL,
        LetterKind.REQUERIMIENTO,
        LetterKind.ACLARACION,
        LetterKind.AVISO_PRORROGA,
        LetterKind.TRASLADO_ENTIDAD,
        LetterKind.TRASLADO_CIUDADANO,
        LetterKind.DESISTIMIENTO,
    }
)


@dataclass(frozen=True, kw_only=True)
class LetterContent:
    """What an oficio says, as plain text: the typesetter never reads it as markup."""

    kind: LetterKind
    radicado: str
    outgoing_radicado: str
    city: str
    on: date
    addressee: str
    address_lines: tuple[str, ...]
    subject: str
    body: str
    signer: str
    verification_code: str
    verification_url: str
    template_version: str


def message_id(key: str, domain: str) -> str:
    """The Message-ID of a letter, the same for ever (RFC 5322, 3.6.4).

    >>> message_id("2026-E-000001/acuse", "pqrsd.example")
    '<59615045fd26d41f04c71353c8f2b96e@pqrsd.example>'
    """
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{domain}>"
