"""A filing as it arrives, in Spanish; and what its author is told."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from domain.case import PetitionerClass, State
from domain.case_letters import Medium
from domain.explanation import explain
from domain.instants import BOGOTA
from domain.intake import Consent, Filed, NewFiling, StoredFile, with_proposal
from domain.petitions import SetTerm
from domain.terms import PqrsdType
from schemas.files import FileIn
from schemas.moments import Received, ServiceDay
from schemas.texts import Code, Line, Mail, Name, Text

WORDS = {
    "peticion": PqrsdType.PETICION_INTERES_PARTICULAR,
    "solicitud": PqrsdType.PETICION_INTERES_PARTICULAR,
}


def _type(value: str) -> str:
    if value not in WORDS and value not in set(PqrsdType):
        raise ValueError(f"no es un tipo conocido; los tipos son: peticion, solicitud, {', '.join(PqrsdType)}")
    return value


TypeWord = Annotated[str, Field(max_length=60), AfterValidator(_type)]


RelatedRadicado = Annotated[str, Field(pattern=r"^[0-9]{4}-[A-Z]-[0-9]{6,12}$", examples=["2026-E-000123"])]
DocumentKind = Annotated[str, Field(pattern=r"^(CC|CE|TI|NUIP|NIT|PPT|PA|RC)$")]
DocumentNumber = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{3,20}$")]


class Representative(BaseModel):
    """Representante o apoderado de quien pide (Ley 1437 de 2011, art. 16, num. 2)."""

    model_config = ConfigDict(extra="forbid")
    nombres: Name
    tipo_documento: DocumentKind | None = None
    numero_documento: DocumentNumber | None = None


class Authorization(BaseModel):
    """Lo que el peticionario leyó y autorizó sobre sus datos (Ley 1581 de 2012, arts. 6 y 12)."""

    model_config = ConfigDict(extra="forbid")
    aviso: Line = Field(examples=["2026-1"], description="Versión del aviso que se le mostró")
    datos_sensibles: bool = False


class OrderTerm(BaseModel):
    """El término que fija la orden con que llega (Ley 1437 de 2011, art. 30)."""

    model_config = ConfigDict(extra="forbid")
    vence_el: ServiceDay = Field(examples=["2027-01-15"])
    norma: Line = Field(description="la orden que lo fija", examples=["Oficio 118 de 2026 de la Procuraduría"])


class Petitioner(BaseModel):
    """Quien presenta la solicitud. Los datos de identidad son opcionales para anónimos."""

    model_config = ConfigDict(extra="forbid")
    clase: PetitionerClass = Field(examples=["natural"])
    nombres: Name | None = None
    tipo_documento: DocumentKind | None = None
    numero_documento: DocumentNumber | None = None
    correo: Mail | None = None
    telefono: Annotated[str, Field(pattern=r"^[0-9+() -]{7,25}$")] | None = None
    direccion: Name | None = None
    barrio: Name | None = None
    municipio: Name | None = None
    departamento: Name | None = None
    pais: Name | None = None
    apoderado: "Representative | None" = None
    condicion_especial: Code | None = None

    @model_validator(mode="after")
    def _named(self) -> "Petitioner":
        if self.clase not in {PetitionerClass.ANONYMOUS, PetitionerClass.RESERVED} and self.nombres is None:
            raise ValueError("nombres: es obligatorio, salvo en solicitudes anónimas o con identidad reservada")
        return self


class FilingIn(BaseModel):
    """Una petición, queja, reclamo, sugerencia o denuncia que se radica."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "tipo": "reclamo",
                    "canal": "web",
                    "asunto": "No llegó el desembolso",
                    "descripcion": "La universidad informa que el giro del semestre no ha llegado.",
                    "peticionario": {
                        "clase": "natural",
                        "nombres": "Marta Quintero",
                        "correo": "marta@correo.example",
                    },
                    "medio_respuesta": "correo",
                }
            ]
        },
    )
    tipo: TypeWord | None = None
    canal: Code = Field(examples=["web"])
    asunto: Line
    descripcion: Text
    recibido_en: Received | None = None
    peticionario: Petitioner
    medio_respuesta: Medium
    producto: Code | None = None
    motivo: Code | None = None
    anexos: list[FileIn] = []
    origen: Line | None = None
    relacionado_con: RelatedRadicado | None = Field(
        default=None, description="Radicado de la petición de que trata: el de una tutela, un recurso o una revocatoria"
    )
    autorizacion: Authorization | None = None
    termino_orden: OrderTerm | None = Field(
        default=None, description="De un ente de control, de un juez o del Defensor del Consumidor Financiero"
    )

    @model_validator(mode="after")
    def _reachable(self) -> "FilingIn":
        who = self.peticionario
        if self.medio_respuesta == Medium.EMAIL and who.correo is None:
            raise ValueError("peticionario.correo: es obligatorio para responder por correo")
        if self.medio_respuesta == Medium.POSTAL and (who.direccion is None or who.municipio is None):
            raise ValueError("peticionario.direccion: con el municipio, es obligatoria para responder a una dirección")
        return self

    def to_domain(self, files: tuple[StoredFile, ...], at: datetime, by: str = "") -> NewFiling:
        """The filing in the domain's words, received at the medium's time or now, with what the rules propose.

        *by* is who files it.
        """
        label = self._label()
        filing = NewFiling(
            type=label or PqrsdType.PETICION_INTERES_PARTICULAR,
            channel=self.canal,
            subject=self.asunto,
            description=self.descripcion,
            received_at=self.recibido_en or at,
            petitioner_class=self.peticionario.clase,
            petitioner=self.peticionario.model_dump(exclude={"clase", "condicion_especial"}, exclude_none=True),
            media=self._media(),
            priority=_priority(self.peticionario),
            product=self.producto,
            motive=self.motivo,
            origin=self.origen or "",
            related_to=self.relacionado_con,
            files=files,
            condition=self.peticionario.condicion_especial,
            consent=self._consent(at),
            order=self._order(by),
        )
        return with_proposal(filing, label)

    def _consent(self, at: datetime) -> Consent | None:
        told = self.autorizacion
        if told is None:
            return None
        return Consent(notice_version=told.aviso, at=at, is_sensitive_authorized=told.datos_sensibles)

    def _order(self, by: str) -> SetTerm | None:
        told = self.termino_orden
        return SetTerm(by=by or self.canal, due_on=told.vence_el, norm=told.norma) if told else None

    def _label(self) -> PqrsdType | None:
        """What the petitioner calls it."""
        return (WORDS.get(self.tipo) or PqrsdType(self.tipo)) if self.tipo else None

    def _media(self) -> tuple[Medium, ...]:
        """The chosen medium first, then those that can replace it."""
        who = self.peticionario
        others = [Medium.EMAIL] * (who.correo is not None) + [Medium.POSTAL] * (who.direccion is not None)
        return tuple(dict.fromkeys((self.medio_respuesta, *others)))


def _priority(who: Petitioner) -> str | None:
    """Preferential attention by who asks (Ley 1437 de 2011, arts. 5.6 and 20); never says for which condition."""
    preferred = "preferente" if who.condicion_especial else None
    return {PetitionerClass.MINOR: "menor", PetitionerClass.AUTHORITY: "autoridad"}.get(who.clase, preferred)


class FiledOut(BaseModel):
    """La constancia de radicación."""

    radicado: str = Field(examples=["2026-E-000123"])
    recibido_en: datetime
    tipo: str
    estado: str
    vence_el: str | None
    explicacion: list[str]
    enlace_consulta: str
    codigo_consulta: str

    @classmethod
    def of(cls, filed: Filed, state: State, public_url: str) -> "FiledOut":
        case = filed.case
        dates = case.deadlines(filed.calendar)
        return cls(
            radicado=case.radicado,
            recibido_en=case.filing.received_at.astimezone(BOGOTA),
            tipo=case.type,
            estado=state,
            vence_el=dates.due_on and dates.due_on.isoformat(),
            explicacion=explain(dates, filed.calendar),
            enlace_consulta=f"{public_url}/consulta/{case.radicado}",
            codigo_consulta=filed.query_code,
        )
