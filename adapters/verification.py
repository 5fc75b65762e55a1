"""Checking a package that the archive handed over, with nothing but the package and the published fingerprint."""

import io
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from xml.etree import ElementTree

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from adapters.packager import INDEX, PUBLIC_KEY, SIGNATURE
from adapters.signing import SignatureInvalid, fingerprint, verify

Files = dict[str, bytes]


class PackageInvalid(Exception):
    """What is wrong with a package, in one Spanish sentence."""


@dataclass(frozen=True)
class VerifiedPackage:
    """A package nobody altered: whose expediente it is, what it holds and who signed it."""

    radicado: str
    cycle: int
    documents: int
    pages: int
    key_id: str


def verified_package(content: bytes, key_id: str | None = None) -> VerifiedPackage:
    """Check manifests, signature, hashes, sizes and foliation (Acuerdo AGN 001 de 2024). Raises PackageInvalid.

    *key_id* is the fingerprint the entity publishes; without it, the signature only shows that nothing changed since.
    """
    files = _files(content)
    _check_manifest(files, "manifest-sha256.txt", {path for path in files if path.startswith("data/")})
    tags = {path for path in files if not path.startswith("data/")} - {"tagmanifest-sha256.txt"}
    _check_manifest(files, "tagmanifest-sha256.txt", tags)
    signer = _signer(files, key_id)
    index = _index(files[INDEX])
    if index.get("Id_Llave") != signer:
        raise PackageInvalid("El índice nombra otra llave que la que lo firmó.")
    return VerifiedPackage(
        radicado=index.get("Expediente", ""),
        cycle=int(index.get("Ciclo", "0")),
        documents=len(index),
        pages=_foliated_pages(index, files),
        key_id=signer,
    )


def _files(content: bytes) -> Files:
    """The files below the one folder of the package."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            found = {name.partition("/")[2]: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as broken:
        raise PackageInvalid("No es un paquete de expediente: el zip no se puede leer.") from broken
    absent = {INDEX, SIGNATURE, PUBLIC_KEY, "manifest-sha256.txt", "tagmanifest-sha256.txt"} - found.keys()
    if absent:
        raise PackageInvalid(f"Al paquete le falta {min(absent)}.")
    return found


def _check_manifest(files: Files, name: str, expected: set[str]) -> None:
    lines = (line.partition("  ") for line in files[name].decode("utf-8", "replace").splitlines())
    listed = {path: digest for digest, _, path in lines}
    if listed.keys() != expected:
        raise PackageInvalid(f"{min(listed.keys() ^ expected)} sobra o falta según {name}.")
    for path, digest in listed.items():
        if sha256(files[path]).hexdigest() != digest:
            raise PackageInvalid(f"{path} cambió: su huella no es la de {name}.")


def _signer(files: Files, key_id: str | None) -> str:
    try:
        public = load_pem_public_key(files[PUBLIC_KEY])
        verify(files[INDEX], files[SIGNATURE], files[PUBLIC_KEY])
    except (ValueError, TypeError, UnsupportedAlgorithm, SignatureInvalid) as problem:
        raise PackageInvalid("La firma del índice no es válida.") from problem
    if not isinstance(public, Ed25519PublicKey):
        raise PackageInvalid("La llave pública no es Ed25519.")
    found = fingerprint(public)
    if key_id is not None and found != key_id.strip().lower():
        raise PackageInvalid("El índice lo firmó una llave que no es la publicada.")
    return found


def _index(content: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as broken:
        raise PackageInvalid("El índice no es XML.") from broken


def _foliated_pages(index: ElementTree.Element, files: Files) -> int:
    """Each entry is its file, in order and foliated without gaps; how many pages in all."""
    last_page = 0
    for order, entry in enumerate(index, start=1):
        content = files.get(entry.get("Archivo", ""))
        if content is None or sha256(content).hexdigest() != entry.findtext("Valor_Huella"):
            raise PackageInvalid(f"El documento {order} del índice no es el del paquete.")
        if entry.findtext("Tamano") != str(len(content)):
            raise PackageInvalid(f"El documento {order} no tiene el tamaño que dice el índice.")
        places = [entry.findtext(name, "") for name in ("Orden_Documento_Expediente", "Pagina_Inicio")]
        if places != [str(order), str(last_page + 1)]:
            raise PackageInvalid(f"La foliación se rompe en el documento {order}.")
        last_page = _number(entry.findtext("Pagina_Fin", ""), at_least=last_page + 1, order=order)
    if len(index) != sum(path.startswith("data/") for path in files):
        raise PackageInvalid("El paquete tiene documentos que el índice no nombra.")
    return last_page


def _number(text: str, *, at_least: int, order: int) -> int:
    if not text.isdecimal() or int(text) < at_least:
        raise PackageInvalid(f"La foliación se rompe en el documento {order}.")
    return int(text)
