"""A closed expediente can be checked by anybody, with nothing of ours but its public key."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from adapters.archive import BlobCorrupted, BlobMissing, FilesystemStore
from adapters.packager import SipPackager
from adapters.signing import SignatureInvalid, Signer, verify
from domain.expediente import Document, ElectronicIndex, Origin, foliated, index_xml

SEED = bytes(range(32))
SEAL = Signer(SEED).seal
FILED = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
CLOSED = datetime(2026, 12, 16, 4, 59, tzinfo=UTC)
CONTENTS = (b"%PDF-1.7 solicitud", "señal de vida".encode(), b"%PDF-1.7 respuesta")


def a_document(content: bytes, **changes: object) -> Document:
    plain = Document("extracto.pdf", "anexo", sha256(content).hexdigest(), FILED, FILED, 0, 2, "application/pdf")
    return replace(plain, **changes)  # type: ignore[arg-type]


def an_index(**changes: object) -> ElectronicIndex:
    first, second, third = CONTENTS
    documents = (
        a_document(first, name="Petición de María.pdf", kind="petición", pages=3),
        a_document(second, name="nota.txt", mime_type="text/plain", pages=1, origin=Origin.DIGITISED),
        a_document(third, name="2026-S-000007.pdf", kind="respuesta", pages=2),
    )
    plain = ElectronicIndex(radicado="2026-E-000123", cycle=1, closed_at=CLOSED, documents=documents)
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.fixture
async def store(tmp_path: Path) -> FilesystemStore:
    kept = FilesystemStore((tmp_path / "archivo").as_uri())
    for content in CONTENTS:
        await kept.put(content, mime_type="application/pdf")
    return kept


@pytest.fixture
def packager(store: FilesystemStore, tmp_path: Path) -> SipPackager:
    return SipPackager(store, Signer(SEED), tmp_path / "gestor")


@pytest.fixture
async def bagged(packager: SipPackager, tmp_path: Path) -> dict[str, bytes]:
    """The files of the package as the document manager finds them, below their folder."""
    await packager.package(an_index())
    [package] = (tmp_path / "gestor").iterdir()
    with zipfile.ZipFile(package) as files:
        return {name.removeprefix("2026-E-000123-1/"): files.read(name) for name in files.namelist()}


def read_manifest(bagged: dict[str, bytes], name: str) -> dict[str, str]:
    lines = bagged[f"{name}-sha256.txt"].decode().splitlines()
    return {path: value for value, _, path in (line.partition("  ") for line in lines)}


def test_the_index_says_of_each_document_what_the_archive_demands() -> None:
    root = ElementTree.fromstring(index_xml(an_index(), SEAL))

    first = {element.tag: element.text for element in root[0]}

    assert root.tag == "TipoDocumentoFoliado"
    assert [element.tag for element in root] == ["DocumentoIndizado"] * 3
    assert first == {
        "Id": "2026-E-000123-1-0001",
        "Nombre_Documento": "Petición de María.pdf",
        "Tipologia_Documental": "petición",
        "Fecha_Creacion_Documento": "2026-11-24T09:30:00-05:00",
        "Fecha_Incorporacion_Expediente": "2026-11-24T09:30:00-05:00",
        "Valor_Huella": sha256(CONTENTS[0]).hexdigest(),
        "Funcion_Resumen": "SHA-256",
        "Orden_Documento_Expediente": "1",
        "Pagina_Inicio": "1",
        "Pagina_Fin": "3",
        "Formato": "pdf",
        "Tamano": "0",
        "Origen": "Electrónico",
    }
    assert root[1].findtext("Origen") == "Digitalizado"


def test_the_index_carries_the_retention_of_its_series_from_the_legal_day_of_closing() -> None:
    root = ElementTree.fromstring(index_xml(an_index(), SEAL))

    assert root.get("Fecha_Cierre") == "2026-12-15T23:59:00-05:00"
    assert root.get("Retener_Hasta") == "2036-12-15"
    assert (root.get("Anios_Archivo_Gestion"), root.get("Anios_Archivo_Central")) == ("2", "8")
    assert root.get("Disposicion_Final") == "Selección"


def test_pages_run_through_the_expediente_without_gaps() -> None:
    entries = foliated(a_document(b"x", pages=pages) for pages in (3, 1, 2))

    assert [(entry.first_page, entry.last_page) for entry in entries] == [(1, 3), (4, 4), (5, 6)]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<b>&\"'</b>.pdf", "<b>&\"'</b>.pdf"),
        ("]]><DocumentoIndizado/>.pdf", "]]><DocumentoIndizado/>.pdf"),
        ("\u202efdp.exe", "\u202efdp.exe"),
        ("a\x00b\x1f\r\nc\ufffe\ud800.pdf", "a\ufffdb\ufffd\ufffd\ufffdc\ufffd\ufffd.pdf"),
    ],
)
def test_a_hostile_name_is_only_a_name(name: str, shown: str) -> None:
    index = an_index(documents=(a_document(b"x", name=name),))

    root = ElementTree.fromstring(index_xml(index, SEAL))

    assert [element.tag for element in root] == ["DocumentoIndizado"]
    assert root[0].findtext("Nombre_Documento") == shown


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("Petición de María.pdf", "0001-Peticion-de-Maria.pdf"),
        ("../../etc/passwd", "0001-etc-passwd.pdf"),
        ("\x00\r\n", "0001-documento.pdf"),
        ("", "0001-documento.pdf"),
        ("a" * 300, f"0001-{'a' * 60}.pdf"),
    ],
)
def test_a_file_of_the_package_has_a_name_any_system_takes(name: str, file_name: str) -> None:
    [entry] = foliated([a_document(b"x", name=name)])

    assert entry.file_name == file_name


def test_the_same_expediente_is_the_same_index() -> None:
    assert index_xml(an_index(), SEAL) == index_xml(an_index(), SEAL)


def test_the_signature_is_of_the_index_and_of_nothing_else(bagged: dict[str, bytes]) -> None:
    index, signature = bagged["metadata/indice.xml"], bagged["metadata/indice.xml.sig"]
    altered = index.replace(b"2026-E-000123", b"2026-E-000124")

    verify(index, signature, Signer(SEED).public_pem)

    with pytest.raises(SignatureInvalid):
        verify(altered, signature, Signer(SEED).public_pem)
    with pytest.raises(SignatureInvalid):
        verify(index, signature[:-1] + bytes([signature[-1] ^ 1]), Signer(SEED).public_pem)


def test_a_signature_by_another_key_is_not_ours(bagged: dict[str, bytes]) -> None:
    forged = Signer(bytes(32)).sign(bagged["metadata/indice.xml"])

    with pytest.raises(SignatureInvalid):
        verify(bagged["metadata/indice.xml"], forged, bagged["metadata/llave-publica.pem"])


def test_the_index_names_the_key_that_signs_it(bagged: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(bagged["metadata/indice.xml"])

    public = load_pem_public_key(bagged["metadata/llave-publica.pem"])

    assert isinstance(public, Ed25519PublicKey)
    assert (root.get("Algoritmo_Firma"), root.get("Id_Llave")) == ("Ed25519", SEAL.key_id)


def test_the_bag_is_whole_by_its_own_manifests(bagged: dict[str, bytes]) -> None:
    hashes = {path: sha256(content).hexdigest() for path, content in bagged.items()}
    manifest, tag_manifest = read_manifest(bagged, "manifest"), read_manifest(bagged, "tagmanifest")

    assert manifest == {path: value for path, value in hashes.items() if path.startswith("data/")}
    assert {**manifest, **tag_manifest} == {p: v for p, v in hashes.items() if p != "tagmanifest-sha256.txt"}
    assert f"Payload-Oxum: {sum(map(len, CONTENTS))}.3\n" in bagged["bag-info.txt"].decode()
    assert bagged["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def test_each_entry_of_the_index_is_a_file_with_its_hash_and_its_true_size(bagged: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(bagged["metadata/indice.xml"])

    listed = {x.get("Archivo", ""): (x.findtext("Valor_Huella"), x.findtext("Tamano")) for x in root}

    data = {path: content for path, content in bagged.items() if path.startswith("data/")}
    assert listed == {path: (sha256(content).hexdigest(), str(len(content))) for path, content in data.items()}
    assert sorted(data.values()) == sorted(CONTENTS)


async def test_packaging_again_gives_the_same_package_once(
    packager: SipPackager, store: FilesystemStore, tmp_path: Path
) -> None:
    first = await packager.package(an_index())

    second = await packager.package(an_index())

    [dropped] = (tmp_path / "gestor").iterdir()
    assert first == second
    assert dropped.name == f"2026-E-000123-1.{first.sha256[:12]}.zip"
    assert dropped.read_bytes() == await store.get(first.sha256)


async def test_the_package_does_not_depend_on_when_or_where_it_is_made(packager: SipPackager) -> None:
    package = await packager.package(an_index())

    assert package.sha256 == "c554d752c24cedf3b1a3bb1248b77f06d107521e1a7901d5bfc76e038152a05e"


async def test_an_expediente_without_documents_is_closed_too(packager: SipPackager, store: FilesystemStore) -> None:
    package = await packager.package(an_index(documents=()))

    with zipfile.ZipFile(io.BytesIO(await store.get(package.sha256))) as files:
        assert not [name for name in files.namelist() if "/data/" in name]


async def test_a_document_that_is_missing_or_damaged_closes_nothing(
    packager: SipPackager, store: FilesystemStore, tmp_path: Path
) -> None:
    digest = sha256(CONTENTS[0]).hexdigest()
    stored = next((tmp_path / "archivo").rglob(digest))
    stored.chmod(0o640)
    stored.write_bytes(b"otro contenido")

    with pytest.raises(BlobCorrupted, match=digest):
        await packager.package(an_index())
    stored.unlink()
    with pytest.raises(BlobMissing, match=digest):
        await packager.package(an_index())
    assert not (tmp_path / "gestor").exists()
