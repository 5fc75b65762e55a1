"""Dependencias, officials, substitutes and absences, in Spanish."""

from datetime import date
from typing import ClassVar

from pydantic import Field, model_validator

from domain import organization as d
from schemas.catalogs.wire import OfficialCode, Row, Wire, known, unique
from schemas.texts import Mail, Name, Remark


class AbsenceRow(Row):
    """Los días en que un funcionario no está, ambos incluidos."""

    from_on: date = Field(alias="desde")
    to_on: date = Field(alias="hasta")
    reason: Remark = Field(alias="motivo", default="")

    @model_validator(mode="after")
    def _in_order(self) -> "AbsenceRow":
        if self.to_on < self.from_on:
            raise ValueError("hasta: es anterior a «desde»")
        return self


class OfficialRow(Row):
    """Un funcionario, o el buzón de un equipo."""

    code: OfficialCode = Field(alias="codigo", examples=["agente-07"])
    name: Name = Field(alias="nombre")
    mail: Mail = Field(alias="correo")
    substitute: OfficialCode | None = Field(alias="suplente", default=None)
    absences: list[AbsenceRow] = Field(alias="ausencias", default=[], max_length=100)

    @model_validator(mode="after")
    def _replaced(self) -> "OfficialRow":
        if self.absences and self.substitute is None:
            raise ValueError(f"{self.code}: quien tiene ausencias necesita un suplente")
        return self


class DependenciaRow(Row):
    """Una dependencia y quiénes responden por ella."""

    code: OfficialCode = Field(alias="codigo", examples=["GAU"])
    name: Name = Field(alias="nombre")
    level: int = Field(alias="nivel", ge=1, le=3)
    head: OfficialCode = Field(alias="jefe")
    coordinator: OfficialCode = Field(alias="coordinador")
    mailbox: OfficialCode = Field(alias="buzon")
    members: list[OfficialCode] = Field(alias="integrantes", default=[], max_length=500)


class OrganizationIO(Wire):
    """Las dependencias, sus funcionarios, suplentes y ausencias."""

    domain: ClassVar[type] = d.Organization
    officials: list[OfficialRow] = Field(alias="funcionarios", min_length=1, max_length=3000)
    dependencias: list[DependenciaRow] = Field(min_length=1, max_length=300)
    default: OfficialCode = Field(alias="por_defecto")
    internal_control: OfficialCode = Field(alias="control_interno")
    external_desk: OfficialCode = Field(alias="correspondencia_externa")
    archive_desk: OfficialCode | None = Field(alias="archivo", default=None)
    legal_desk: OfficialCode | None = Field(
        alias="juridica", default=None, description="dependencia que recibe tutelas, recursos y revocatorias"
    )

    @model_validator(mode="after")
    def _consistent(self) -> "OrganizationIO":
        people = {x.code for x in self.officials}
        unique((x.code for x in self.officials), "funcionarios")
        unique((x.code for x in self.dependencias), "dependencias")
        known(self.default, (x.code for x in self.dependencias), "por_defecto")
        known(self.internal_control, people, "control_interno")
        known(self.external_desk, people, "correspondencia_externa")
        known(self.archive_desk, people, "archivo")
        known(self.legal_desk, {x.code for x in self.dependencias}, "juridica")
        for area in self.dependencias:
            _check_people(area, people)
        self._check_levels()
        self._check_substitutes()
        return self

    def _check_levels(self) -> None:
        for level in (1, 2, 3):
            if all(x.level != level for x in self.dependencias):
                raise ValueError(f"dependencias: ninguna es de nivel {level}")

    def _check_substitutes(self) -> None:
        """Each chain of substitutes ends: nobody stands in, however indirectly, for themselves."""
        stands_in = {x.code: x.substitute for x in self.officials}
        for code, substitute in stands_in.items():
            known(substitute, stands_in, f"funcionarios.{code}.suplente")
            seen, link = {code}, substitute
            while link is not None:
                if link in seen:
                    raise ValueError(f"funcionarios.{code}.suplente: la cadena de suplencias da la vuelta")
                seen.add(link)
                link = stands_in.get(link)


def _check_people(area: DependenciaRow, people: set[str]) -> None:
    for what, code in (("jefe", area.head), ("coordinador", area.coordinator), ("buzon", area.mailbox)):
        known(code, people, f"dependencias.{area.code}.{what}")
    unique(area.members, f"dependencias.{area.code}.integrantes")
    for code in area.members:
        known(code, people, f"dependencias.{area.code}.integrantes")
