"""What proves that a letter by e-mail left and what became of it."""

from typing import Any

from pydantic import BaseModel, Field

from domain.incoming import Delivery
from domain.instants import BOGOTA
from domain.smtp_dialogue import last_word

SAYS: dict[str, str] = {
    Delivery.FAILED: "rebote",
    Delivery.DELIVERED: "entrega",
    Delivery.DELAYED: "demora",
    Delivery.READ: "lectura",
    Delivery.OTHER: "informe",
}


class InformeDeEntrega(BaseModel):
    """Lo que un servidor informó después sobre una carta; `huella` es la del informe en el archivo."""

    dice: str = Field(examples=["rebote"])
    codigo: str = Field(examples=["5.1.1"])
    recibido_en: str
    huella: str


class Envio(BaseModel):
    """Una carta por correo y su constancia (Ley 527 de 1999, arts. 20 a 24)."""

    clase: str
    radicado_salida: str | None
    estado: str
    message_id: str
    en: str | None
    respuesta: str | None = Field(
        description="Lo último que respondió nuestro servidor de correo", examples=["250 2.0.0 Ok: queued as 4Xy"]
    )
    dialogo: list[str] = Field(
        description="Lo que dijimos (C) y lo que respondió el servidor (S), con su instante (RFC 5321, 3.3)",
        examples=[["2026-07-01T10:03:07.120-05:00 C: RCPT TO:<ana@correo.example>",
                   "2026-07-01T10:03:07.131-05:00 S: 250 2.1.5 Ok"]],
    )  # fmt: skip
    informes: list[InformeDeEntrega]

    @classmethod
    def of(cls, letter: Any, dialogue: str | None, proofs: list[Any]) -> "Envio":
        return cls(
            clase=letter.kind,
            radicado_salida=letter.outgoing_radicado,
            estado=letter.status,
            message_id=letter.message_id,
            en=letter.sent_at and letter.sent_at.astimezone(BOGOTA).isoformat(),
            respuesta=last_word(dialogue) if dialogue else None,
            dialogo=dialogue.splitlines() if dialogue else [],
            informes=[
                InformeDeEntrega(
                    dice=SAYS[x.delivery],
                    codigo=x.status,
                    recibido_en=x.received_at.astimezone(BOGOTA).isoformat(),
                    huella=x.sha256,
                )
                for x in proofs
            ],
        )
