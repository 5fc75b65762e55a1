"""The electronic index of an expediente: its documents in order, each with its hash (Acuerdo AGN 001 de 2024)."""

from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

SERIES = ("500.38", "PETICIONES, QUEJAS, RECLAMOS, SUGERENCIAS Y DENUNCIAS")
"""Documentary series of the TRD that the entity must confirm."""


@dataclass(frozen=True)
class Document:
    """One document of the expediente, in the order it was incorporated."""

    name: str
    kind: str
    sha256: str
    created_at: datetime
    incorporated_at: datetime
    size_bytes: int
    pages: int
    mime_type: str


def index_xml(radicado: str, cycle: int, closed_at: datetime, documents: tuple[Document, ...]) -> bytes:
    """The index as XML, the same bytes for the same documents."""
    code, name = SERIES
    root = ElementTree.Element("IndiceElectronico", expediente=radicado, ciclo=str(cycle), serie=code)
    ElementTree.SubElement(root, "NombreSerie").text = name
    ElementTree.SubElement(root, "FechaCierre").text = closed_at.isoformat()
    page = 1
    for order, document in enumerate(documents, start=1):
        root.append(_entry(order, page, document))
        page += document.pages
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(order: int, first_page: int, document: Document) -> ElementTree.Element:
    entry = ElementTree.Element("DocumentoIndizado", id=f"{order:04d}")
    facts = {
        "NombreDocumento": document.name,
        "TipologiaDocumental": document.kind,
        "FechaCreacion": document.created_at.isoformat(),
        "FechaIncorporacion": document.incorporated_at.isoformat(),
        "ValorHuella": document.sha256,
        "FuncionResumen": "SHA-256",
        "OrdenDocumento": str(order),
        "PaginaInicio": str(first_page),
        "PaginaFin": str(first_page + document.pages - 1),
        "Formato": document.mime_type,
        "TamanoBytes": str(document.size_bytes),
        "Origen": "electrónico",
    }
    for name, value in facts.items():
        ElementTree.SubElement(entry, name).text = value
    return entry
