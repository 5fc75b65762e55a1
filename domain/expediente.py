"""The expediente and its electronic index: every document in order, foliated, with its hash.

Acuerdo AGN 001 de 2024 (índice electrónico) and Decreto 2609 de 2012, arts. 30 and 33 (metadata, foliation).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import accumulate
from posixpath import splitext
from unicodedata import normalize
from xml.etree import ElementTree

from domain.instants import BOGOTA, bogota_date
from domain.retention import PQRSD_SERIES, TrdSeries

DIGEST_ALGORITHM = "SHA-256"
FORMATS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "text/plain": "txt",
    "text/html": "html",
    "message/rfc822": "eml",
    "application/xml": "xml",
    "application/json": "json",
    "application/zip": "zip",
    "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
NOT_PLAIN = re.compile("[^A-Za-z0-9]+")
NOT_XML = re.compile("[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Origin(StrEnum):
    """How a document became electronic."""

    ELECTRONIC = "Electrónico"
    DIGITISED = "Digitalizado"


@dataclass(frozen=True)
class Document:
    """One document of the expediente, in the order it was incorporated.

    One that `is_reserved` tells an identity under reserva: it goes in the notebook apart, never in the expediente.
    """

    name: str
    kind: str
    sha256: str
    created_at: datetime
    incorporated_at: datetime
    size_bytes: int
    pages: int
    mime_type: str
    origin: Origin = Origin.ELECTRONIC
    is_reserved: bool = False

    @property
    def format(self) -> str:
        """The usual extension of its kind of file, or the MIME type itself."""
        return FORMATS.get(self.mime_type, self.mime_type)


@dataclass(frozen=True)
class IndexEntry:
    """A document in its place: its order and its pages, counted through the whole expediente."""

    document: Document
    order: int
    first_page: int
    last_page: int

    @property
    def file_name(self) -> str:
        """A name that any file system takes: order, readable part of the given name, usual extension."""
        stem, _ = splitext(self.document.name)
        plain = normalize("NFKD", stem).encode("ascii", "ignore").decode()
        readable = NOT_PLAIN.sub("-", plain).strip("-")[:60] or "documento"
        return f"{self.order:04d}-{readable}.{FORMATS.get(self.document.mime_type, 'bin')}"


@dataclass(frozen=True, kw_only=True)
class ElectronicIndex:
    """The index of an expediente closed at an instant; each cycle of a case closes one.

    The reserved notebook has an index of its own; that of the expediente only names its package by `reserved_sha256`.
    """

    radicado: str
    cycle: int
    closed_at: datetime
    documents: tuple[Document, ...]
    series: TrdSeries = PQRSD_SERIES
    is_reserved: bool = False
    reserved_sha256: str | None = None

    @property
    def name(self) -> str:
        return f"{self.radicado}-{self.cycle}{'-reservado' if self.is_reserved else ''}"

    @property
    def entries(self) -> tuple[IndexEntry, ...]:
        """The documents foliated (Decreto 2609 de 2012, art. 33)."""
        return foliated(self.documents)


@dataclass(frozen=True)
class Seal:
    """How an index is signed, written inside it: algorithm, and fingerprint of the public key."""

    algorithm: str
    key_id: str


FIRST = ("solicitud", "cuaderno reservado", "anexo")
LAST = ("constancia de envíos y entregas", "historial de actuaciones")


def in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    """By when each was incorporated: of those of one instant, the petition first and the log last."""
    return tuple(sorted(documents, key=lambda document: (document.incorporated_at, _rank(document.kind))))


def _rank(kind: str) -> int:
    if kind in FIRST:
        return FIRST.index(kind)
    return len(FIRST) + (LAST.index(kind) + 1 if kind in LAST else 0)


def foliated(documents: Iterable[Document]) -> tuple[IndexEntry, ...]:
    """Give each document its order and its pages, without gaps."""
    listed = tuple(documents)
    last_pages = accumulate(document.pages for document in listed)
    return tuple(
        IndexEntry(document, order, last - document.pages + 1, last)
        for order, (document, last) in enumerate(zip(listed, last_pages, strict=True), start=1)
    )


def index_xml(index: ElectronicIndex, seal: Seal) -> bytes:
    """The index with the element names of the AGN: the same bytes for the same expediente."""
    root = ElementTree.Element("TipoDocumentoFoliado", _heading(index, seal))
    for entry in index.entries:
        element = ElementTree.SubElement(root, "DocumentoIndizado", Archivo=f"data/{entry.file_name}")
        for name, value in _facts(index, entry).items():
            ElementTree.SubElement(element, name).text = _printable(value)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _heading(index: ElectronicIndex, seal: Seal) -> dict[str, str]:
    series = index.series
    return {
        "Expediente": index.radicado,
        "Ciclo": str(index.cycle),
        "Fecha_Cierre": _instant(index.closed_at),
        "Serie": f"{series.code} {series.name}",
        "Subserie": f"{series.subseries_code} {series.subseries}",
        "Anios_Archivo_Gestion": str(series.gestion_years),
        "Anios_Archivo_Central": str(series.central_years),
        "Disposicion_Final": series.disposition,
        "Retener_Hasta": series.retained_until(bogota_date(index.closed_at)).isoformat(),
        "Algoritmo_Firma": seal.algorithm,
        "Id_Llave": seal.key_id,
        **({"Huella_Cuaderno_Reservado": index.reserved_sha256} if index.reserved_sha256 else {}),
    }


def _facts(index: ElectronicIndex, entry: IndexEntry) -> dict[str, str]:
    document = entry.document
    return {
        "Id": f"{index.name}-{entry.order:04d}",
        "Nombre_Documento": document.name,
        "Tipologia_Documental": document.kind,
        "Fecha_Creacion_Documento": _instant(document.created_at),
        "Fecha_Incorporacion_Expediente": _instant(document.incorporated_at),
        "Valor_Huella": document.sha256,
        "Funcion_Resumen": DIGEST_ALGORITHM,
        "Orden_Documento_Expediente": str(entry.order),
        "Pagina_Inicio": str(entry.first_page),
        "Pagina_Fin": str(entry.last_page),
        "Formato": document.format,
        "Tamano": str(document.size_bytes),
        "Origen": document.origin,
    }


def _instant(at: datetime) -> str:
    return at.astimezone(BOGOTA).isoformat()


def _printable(value: str) -> str:
    """The same text with what XML cannot carry, or would change, replaced by U+FFFD."""
    return NOT_XML.sub("\ufffd", value)
