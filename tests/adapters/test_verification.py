"""A package proves itself, and any change to it is named."""

import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.bagit import bag
from adapters.packager import INDEX, PUBLIC_KEY, SIGNATURE
from adapters.signing import Signer
from adapters.verification import PackageInvalid, verified_package
from cli import app
from domain.expediente import Document, ElectronicIndex, index_xml

SIGNER = Signer(bytes(range(32)))
NAME = "2026-E-000123-1"
CONTENTS = (b"%PDF-1.7 uno", b"dos")
AT = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
Change = Callable[[dict[str, bytes]], None]


def a_package(alter: Callable[[bytes], bytes] = bytes, signer: Signer = SIGNER) -> bytes:
    """A package whose index is altered before it is signed."""
    documents = tuple(
        Document(f"{n}.pdf", "anexo", sha256(c).hexdigest(), AT, AT, len(c), n, "application/pdf")
        for n, c in enumerate(CONTENTS, start=1)
    )
    index = ElectronicIndex(radicado="2026-E-000123", cycle=1, closed_at=AT, documents=documents)
    xml = alter(index_xml(index, SIGNER.seal))
    payload = {entry.file_name: content for entry, content in zip(index.entries, CONTENTS, strict=True)}
    return bag(NAME, payload, {INDEX: xml, SIGNATURE: signer.sign(xml), PUBLIC_KEY: signer.public_pem}, {})


def changed(change: Change) -> bytes:
    """A whole package with some of its files changed afterwards."""
    with zipfile.ZipFile(io.BytesIO(a_package())) as package:
        files = {name.removeprefix(f"{NAME}/"): package.read(name) for name in package.namelist()}
    change(files)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in files.items():
            package.writestr(f"{NAME}/{name}", content)
    return target.getvalue()


def test_a_whole_package_is_whole() -> None:
    found = verified_package(a_package(), SIGNER.seal.key_id)

    assert (found.radicado, found.cycle, found.documents, found.pages) == ("2026-E-000123", 1, 2, 3)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda f: f.update({"data/0001-1.pdf": b"%PDF-1.7 UNO"}), "data/0001-1.pdf cambió"),
        (lambda f: f.pop("data/0002-2.pdf"), "data/0002-2.pdf sobra o falta"),
        (lambda f: f.update({"data/0003-intruso.pdf": b"x"}), "data/0003-intruso.pdf sobra o falta"),
        (lambda f: f.update({INDEX: f[INDEX].replace(b"000123", b"000124")}), "metadata/indice.xml cambió"),
        (lambda f: f.pop(SIGNATURE), "le falta metadata/indice.xml.sig"),
    ],
)
def test_what_was_changed_is_named(change: Change, sentence: str) -> None:
    with pytest.raises(PackageInvalid, match=sentence):
        verified_package(changed(change))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (b"<Pagina_Inicio>2<", b"<Pagina_Inicio>3<", "La foliación se rompe en el documento 2"),
        (b"<Pagina_Fin>3<", b"<Pagina_Fin>1<", "La foliación se rompe en el documento 2"),
        (b"<Orden_Documento_Expediente>1<", b"<Orden_Documento_Expediente>2<", "se rompe en el documento 1"),
        (b"<Tamano>3<", b"<Tamano>4<", "El documento 2 no tiene el tamaño"),
        (sha256(b"dos").hexdigest().encode(), b"0" * 64, "El documento 2 del índice no es el del paquete"),
    ],
)
def test_an_index_that_was_signed_false_is_false(old: bytes, new: bytes, sentence: str) -> None:
    with pytest.raises(PackageInvalid, match=sentence):
        verified_package(a_package(lambda xml: xml.replace(old, new)))


def test_another_key_is_not_the_entity() -> None:
    forged = a_package(signer=Signer(bytes(32)))

    with pytest.raises(PackageInvalid, match="otra llave que la que lo firmó"):
        verified_package(forged)
    with pytest.raises(PackageInvalid, match="no es la publicada"):
        verified_package(a_package(), "0" * 64)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no es un zip", b"%PDF-1.7"])
def test_something_else_is_no_package(content: bytes) -> None:
    with pytest.raises(PackageInvalid, match="zip no se puede leer"):
        verified_package(content)


def test_the_command_says_what_it_checked_and_fails_when_it_is_not_so(tmp_path: Path) -> None:
    whole, broken = tmp_path / "íntegro.zip", tmp_path / "roto.zip"
    whole.write_bytes(a_package())
    broken.write_bytes(changed(lambda files: files.update({"data/0001-1.pdf": b"otro"})))
    command = ["expediente", "verificar"]

    good = CliRunner().invoke(app, [*command, str(whole), "--huella", SIGNER.seal.key_id])
    bad = CliRunner().invoke(app, [*command, str(broken)])

    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "Expediente 2026-E-000123, ciclo 1: íntegro. 2 documentos, 3 páginas" in good.output
    assert "data/0001-1.pdf cambió" in bad.output


def test_openssl_alone_checks_the_signature_as_the_manual_says(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    assert openssl is not None
    package = tmp_path / "paquete.zip"
    package.write_bytes(a_package())
    subprocess.run([sys.executable, "-m", "zipfile", "-e", package, tmp_path], check=True)
    folder = tmp_path / NAME

    checked = [openssl, "pkeyutl", "-verify", "-pubin", "-inkey", PUBLIC_KEY, "-rawin", "-in", INDEX,
               "-sigfile", SIGNATURE]  # fmt: skip
    good = subprocess.run(checked, cwd=folder, capture_output=True, text=True, check=False)
    (folder / INDEX).write_bytes((folder / INDEX).read_bytes().replace(b"000123", b"000124"))
    bad = subprocess.run(checked, cwd=folder, capture_output=True, text=True, check=False)

    assert (good.returncode, good.stdout.strip()) == (0, "Signature Verified Successfully")
    assert bad.returncode != 0
