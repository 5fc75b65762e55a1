"""The mail that came in, as it is read; nothing of who wrote or what."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from domain.instants import BOGOTA


class IncomingOut(BaseModel):
    """Un mensaje recibido y qué se hizo con él."""

    huella: str = Field(examples=["ab" * 32])
    buzon: str
    recibido_en: str
    clase: str | None
    resultado: str = Field(examples=["radicado"])
    detalle: str | None
    radicado: str | None
    intentos: int

    @classmethod
    def of(cls, row: Any) -> "IncomingOut":
        at: datetime = row.received_at
        return cls(
            huella=row.fingerprint,
            buzon=row.mailbox,
            recibido_en=at.astimezone(BOGOTA).isoformat(),
            clase=row.kind,
            resultado=row.outcome,
            detalle=row.detail,
            radicado=row.radicado,
            intentos=row.attempts,
        )


class IncomingPage(BaseModel):
    """Lo que espera a una persona y lo último que llegó."""

    por_atender: list[IncomingOut]
    recientes: list[IncomingOut]
    cifras: dict[str, int]
