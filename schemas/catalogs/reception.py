"""Channels, types offered, products and motives, in Spanish."""

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from domain import reception as d
from domain.terms import PqrsdType
from schemas.catalogs.wire import OfficialCode, Row, Wire, known, unique
from schemas.texts import Code, Name

SFC_POINTS = (*range(1, 8), 99)
"""`punto_recepcion` of the Superintendencia Financiera (Circular Externa 023 de 2021)."""

SfcCode = Annotated[int, Field(ge=100, le=999)]


class ChannelRow(Row):
    """Un canal."""

    code: Code = Field(alias="codigo", examples=["web"])
    name: Name = Field(alias="nombre")
    sfc_channel: int = Field(alias="sfc_canal_cod", ge=1, le=19)
    sfc_point: int = Field(alias="sfc_punto_recepcion", ge=1, le=99)
    is_open: bool = Field(alias="activo", default=True)

    @model_validator(mode="after")
    def _of_the_regulator(self) -> "ChannelRow":
        if self.sfc_point not in SFC_POINTS:
            raise ValueError(f"sfc_punto_recepcion: {self.sfc_point} no es un punto de recepción de la SFC")
        return self


class ChannelsIO(Wire):
    """Los canales por los que se recibe."""

    domain: ClassVar[type] = d.Channels
    items: list[ChannelRow] = Field(alias="canales", min_length=1, max_length=60)

    @model_validator(mode="after")
    def _consistent(self) -> "ChannelsIO":
        unique((x.code for x in self.items), "canales")
        known("web", (x.code for x in self.items if x.is_open), "canales")
        return self


class OfferedTypeRow(Row):
    """Un tipo de solicitud y cómo se ofrece; el término legal no está aquí."""

    type: PqrsdType = Field(alias="tipo")
    label: Name = Field(alias="nombre")
    is_public: bool = Field(alias="publico", default=False)


class OfferedTypesIO(Wire):
    """Los tipos de solicitud: todos, con los que se ofrecen al público."""

    domain: ClassVar[type] = d.OfferedTypes
    items: list[OfferedTypeRow] = Field(alias="tipos", max_length=60)

    @model_validator(mode="after")
    def _consistent(self) -> "OfferedTypesIO":
        unique((x.type for x in self.items), "tipos")
        for kind in PqrsdType:
            known(kind, (x.type for x in self.items), "tipos")
        if not any(x.is_public for x in self.items):
            raise ValueError("tipos: al menos uno se ofrece al público")
        return self


class ProductRow(Row):
    """Un producto de la entidad."""

    code: Code = Field(alias="codigo", examples=["credito_pregrado"])
    name: Name = Field(alias="nombre")
    sfc_product: SfcCode = Field(alias="sfc_producto_cod")


class ProductsIO(Wire):
    """Los productos."""

    domain: ClassVar[type] = d.Products
    items: list[ProductRow] = Field(alias="productos", min_length=1, max_length=300)

    @model_validator(mode="after")
    def _consistent(self) -> "ProductsIO":
        unique((x.code for x in self.items), "productos")
        return self


class MotiveRow(Row):
    """Un motivo: sin «padre» es macromotivo."""

    code: Code = Field(alias="codigo", examples=["desembolso"])
    name: Name = Field(alias="nombre")
    parent: Code | None = Field(alias="padre", default=None)
    sfc_motive: SfcCode | None = Field(alias="sfc_macro_motivo_cod", default=None)
    dependencia: OfficialCode | None = None


class MotivesIO(Wire):
    """El árbol de motivos: macro, general y específico."""

    domain: ClassVar[type] = d.Motives
    items: list[MotiveRow] = Field(alias="motivos", min_length=1, max_length=1000)

    @model_validator(mode="after")
    def _consistent(self) -> "MotivesIO":
        unique((x.code for x in self.items), "motivos")
        parents = {x.code: x.parent for x in self.items}
        for row in self.items:
            known(row.parent, parents, f"motivos.{row.code}.padre")
            self._check_depth(row.code, parents)
            if row.parent is None and row.sfc_motive is None:
                raise ValueError(f"motivos.{row.code}: un macromotivo lleva sfc_macro_motivo_cod")
        return self

    @staticmethod
    def _check_depth(code: str, parents: dict[str, str | None]) -> None:
        node: str | None = code
        for _ in range(d.SPECIFIC):
            node = parents.get(node) if node else None
        if node is not None:
            raise ValueError(f"motivos.{code}: solo hay tres niveles, y un motivo no puede depender de sí mismo")
