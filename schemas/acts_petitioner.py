"""The acts of petitioners, their own or brought by who receives them, in Spanish."""

from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field

from domain import petitions as p
from domain.survey import Rating
from schemas.act import ActIn, Keep, WithFiles
from schemas.files import FileIn, decoded
from schemas.moments import Happened
from schemas.texts import Code, Comment, Line, Text

Token = Annotated[str, Field(min_length=8, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]


Presented = Annotated[
    Happened | None, Field(description="Cuándo llegó, si se registra después: esa es la fecha que cuenta")
]


class Complemento(WithFiles):
    """El peticionario aporta lo que faltaba, con sus anexos."""

    texto: Text
    recibido_en: Presented = None

    async def to_domain(self, by: str, keep: Keep) -> p.Complete:
        text_hash = await keep("complemento", self.texto)
        return p.Complete(by=by, text_hash=text_hash, received_at=self.recibido_en)


class Aclaracion(WithFiles):
    """La entidad devuelve para aclarar, o el peticionario aclara, según quién la haga (art. 19)."""

    texto: Text

    async def to_domain(self, by: str, keep: Keep) -> p.Clarify:
        return p.Clarify(by=by, text_hash=await keep("aclaracion", self.texto))


class AmpliacionComplemento(ActIn):
    """Amplía por un término igual el plazo del peticionario (art. 17)."""

    recibido_en: Presented = None

    async def to_domain(self, by: str, keep: Keep) -> p.ExtendCompletion:
        return p.ExtendCompletion(by=by, received_at=self.recibido_en)


class Desistimiento(WithFiles):
    """Desistimiento expreso del peticionario, o tácito por acto motivado (arts. 17 y 18).

    El expreso que registra un funcionario trae lo que dijo el peticionario, en `texto` o en `anexos`; el tácito, en
    `anexos`, el PDF del acto firmado, que va con la carta.
    """

    clase: Literal["expreso", "tacito"]
    acto_numero: Line | None = None
    motivo: Line | None = None
    texto: Text | None = None

    async def to_domain(self, by: str, keep: Keep) -> p.Withdraw:
        return p.Withdraw(
            by=by,
            is_tacit=self.clase == "tacito",
            act_number=self.acto_numero,
            reason=self.motivo or "",
            text_hash=await keep("desistimiento", self.texto) if self.texto is not None else None,
            has_files=bool(self.anexos),
            act_sha256=_signed_act(self.anexos) if self.clase == "tacito" else "",
        )


def _signed_act(files: list[FileIn]) -> str:
    """The SHA-256 of the first PDF, by which the archive keeps it. Raises FileRefused."""
    contents = (file.content for file in decoded(files) if file.mime_type == "application/pdf")
    return next((sha256(content).hexdigest() for content in contents), "")


class Encuesta(ActIn):
    """Califica la atención; el enlace sirve una vez."""

    token: Token
    puntaje: Annotated[int, Field(ge=1, le=5)]
    subpuntajes: Annotated[dict[Code, Annotated[int, Field(ge=0, le=10)]], Field(max_length=20)] | None = None
    esfuerzo: Annotated[int, Field(ge=1, le=7)] | None = None
    recomendacion: Annotated[int, Field(ge=0, le=10)] | None = None
    comentario: Comment | None = None

    async def to_domain(self, by: str, keep: Keep) -> Rating:
        comment_hash = await keep("encuesta", self.comentario) if self.comentario else None
        return Rating(
            score=self.puntaje,
            sub_scores=self.subpuntajes,
            effort=self.esfuerzo,
            recommendation=self.recomendacion,
            comment_hash=comment_hash,
        )


class Replica(WithFiles):
    """El peticionario no está de acuerdo: réplica, reposición o insistencia abren un nuevo ciclo.

    También dice aquí que no fue suyo el retiro de la solicitud (`desconocimiento`).
    """

    argumento: Text
    clase: Literal[p.Ground.REPLICA, p.Ground.REPOSICION, p.Ground.INSISTENCIA, p.Ground.DISOWNED] = p.Ground.REPLICA
    recibido_en: Presented = None

    async def to_domain(self, by: str, keep: Keep) -> p.Reopen:
        argument_hash = await keep("replica", self.argumento)
        return p.Reopen(by=by, argument_hash=argument_hash, ground=self.clase, received_at=self.recibido_en)


class Mensaje(WithFiles):
    """Escribe en el buzón del caso: lo lee quien tenga el radicado y el código. No es una carta ni se envía."""

    texto: Text

    async def to_domain(self, by: str, keep: Keep) -> p.Note:
        return p.Note(by=by, text_hash=await keep("mensaje", self.texto), is_public=True)
