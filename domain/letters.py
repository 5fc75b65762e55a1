"""The letters of a case: which there are, who reads them, which are official (radicado and PDF), their identity."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from unicodedata import category, normalize


class Audience(StrEnum):
    """Who reads a letter."""

    CITIZEN = "ciudadano"
    INTERNAL = "interno"
    ENTITY = "entidad"


class LetterKind(StrEnum):
    """Every letter the process can send; the value names its templates."""

    ACUSE = "acuse"
    RESPUESTA = "respuesta"
    RESPUESTA_ACTO = "respuesta_acto"
    RESPUESTA_PARCIAL = "respuesta_parcial"
    RESPUESTA_TRAMITE = "respuesta_tramite"
    REQUERIMIENTO = "requerimiento"
    ACLARACION = "aclaracion"
    COMPLEMENTO_RECIBIDO = "complemento_recibido"
    PLAZO_AMPLIADO = "plazo_ampliado"
    ACLARACION_RECIBIDA = "aclaracion_recibida"
    AVISO_PRORROGA = "aviso_prorroga"
    TRASLADO_ENTIDAD = "traslado_entidad"
    TRASLADO_CIUDADANO = "traslado_ciudadano"
    DESISTIMIENTO = "desistimiento"
    DESISTIMIENTO_EXPRESO = "desistimiento_expreso"
    RECHAZO_RESERVA = "rechazo_reserva"
    REMISION_TRIBUNAL = "remision_tribunal"
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

    @property
    def is_answerable(self) -> bool:
        """Whether the case goes on after it, so that what the petitioner replies enters it."""
        return self in ANSWERABLE

    @property
    def audience(self) -> Audience:
        return AUDIENCES.get(self, Audience.CITIZEN)


OFFICIAL = frozenset(
    {
        LetterKind.RESPUESTA,
        LetterKind.RESPUESTA_ACTO,
        LetterKind.RESPUESTA_PARCIAL,
        LetterKind.RESPUESTA_TRAMITE,
        LetterKind.REQUERIMIENTO,
        LetterKind.ACLARACION,
        LetterKind.AVISO_PRORROGA,
        LetterKind.REMISION_TRIBUNAL,
        LetterKind.PLAZO_MODIFICADO,
        LetterKind.TRASLADO_ENTIDAD,
        LetterKind.TRASLADO_CIUDADANO,
        LetterKind.DESISTIMIENTO,
        LetterKind.DESISTIMIENTO_EXPRESO,
        LetterKind.RECHAZO_RESERVA,
    }
)

ANSWERABLE = frozenset(
    {
        LetterKind.REQUERIMIENTO,
        LetterKind.PLAZO_AMPLIADO,
        LetterKind.ACLARACION,
        LetterKind.AVISO_PRORROGA,
        LetterKind.PLAZO_MODIFICADO,
        LetterKind.RESPUESTA_PARCIAL,
        LetterKind.RESPUESTA_TRAMITE,
        LetterKind.REMISION_TRIBUNAL,
    }
)

AUDIENCES = {
    LetterKind.TRASLADO_ENTIDAD: Audience.ENTITY,
    LetterKind.RECORDATORIO: Audience.INTERNAL,
    LetterKind.ESCALAMIENTO: Audience.INTERNAL,
    LetterKind.VENCIMIENTO: Audience.INTERNAL,
}

COMMON_FACTS = frozenset(
    {"radicado", "radicado_salida", "nombre", "asunto", "recibido", "vence_el", "codigo", "enlace", "texto", "menor"}
)
"""What every template may say; empty when the case has no such thing."""

OWN_FACTS: Mapping[LetterKind, frozenset[str]] = {
    LetterKind.ACUSE: frozenset({"conteo"}),
    LetterKind.RESPUESTA: frozenset({"sentido", "firmante", "cargo", "replica", "plazo_replica"}),
    LetterKind.RESPUESTA_ACTO: frozenset({"sentido", "firmante", "cargo", "recursos", "superior", "tipo"}),
    LetterKind.RESPUESTA_PARCIAL: frozenset({"firmante"}),
    LetterKind.RESPUESTA_TRAMITE: frozenset({"firmante"}),
    LetterKind.RECHAZO_RESERVA: frozenset({"firmante", "cargo", "norma"}),
    LetterKind.REQUERIMIENTO: frozenset({"plazo", "enlace_completar", "meses", "norma_requerimiento", "efecto"}),
    LetterKind.ACLARACION: frozenset({"plazo", "enlace_completar"}),
    LetterKind.PLAZO_AMPLIADO: frozenset({"plazo", "enlace_completar"}),
    LetterKind.AVISO_PRORROGA: frozenset({"motivo", "fecha_inicial", "nueva_fecha", "limite", "norma_prorroga"}),
    LetterKind.TRASLADO_ENTIDAD: frozenset({"entidad", "motivo", "correo", "parcial", "queda"}),
    LetterKind.TRASLADO_CIUDADANO: frozenset({"entidad", "motivo", "correo", "parcial", "queda", "copia"}),
    LetterKind.REPLICA_RECIBIDA: frozenset({"clase"}),
    LetterKind.DESISTIMIENTO: frozenset({"acto", "motivo", "clase", "acto_sha256"}),
    LetterKind.REMISION_TRIBUNAL: frozenset({"tribunal", "numero", "enviado_el"}),
    LetterKind.PLAZO_MODIFICADO: frozenset({"fecha_anterior", "nueva_fecha", "motivo"}),
    LetterKind.RECORDATORIO: frozenset({"motivo", "programado", "emitido"}),
    LetterKind.ESCALAMIENTO: frozenset({"motivo", "programado", "emitido"}),
    LetterKind.VENCIMIENTO: frozenset({"motivo", "programado", "emitido"}),
    LetterKind.ENCUESTA: frozenset({"enlace_encuesta"}),
    LetterKind.RECORDATORIO_ENCUESTA: frozenset({"enlace_encuesta"}),
}
"""What each letter says besides, given by the act that owes it. Dates are ISO 8601."""


RECEIVING_AREA = "Grupo de Atención al Usuario"
"""Who signs for a case that no area has yet."""


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
    salutation: str = "Señor(a)"
    signer_title: str = ""
    dependencia: str = RECEIVING_AREA


_JOINERS = "\u200c\u200d"


def legible(text: str) -> str:
    """Text that reads as it is written: composed, one kind of line break, nothing invisible that acts.

    Controls and direction overrides are dropped; a lone surrogate becomes the replacement character.

    >>> legible("uno\\r\\ndos\\x07 \\u202etres\\u202c")
    'uno\\ndos tres'
    """
    lines = normalize("NFC", "\n".join(text.splitlines()))
    return "".join(_legible(char) for char in lines)


def _legible(char: str) -> str:
    match category(char):
        case "Cs":
            return "\ufffd"
        case "Cc" | "Cf" if char not in "\n\t" + _JOINERS:
            return ""
        case _:
            return char


@dataclass(frozen=True)
class MessageNames:
    """Names what leaves by e-mail. Who names one of ours was sent it: without the secret nobody makes one up."""

    domain: str
    secret: bytes = field(repr=False)

    def of(self, key: str) -> str:
        """The Message-ID of a letter, the same however often it is asked for (RFC 5322, 3.6.4).

        >>> MessageNames("pqrsd.example", b"secreto").of("2026-E-000001/acuse")
        '<574a07666fcac490e794d7d914590613@pqrsd.example>'
        """
        return f"<{hmac.new(self.secret, key.encode(), sha256).hexdigest()[:32]}@{self.domain}>"
