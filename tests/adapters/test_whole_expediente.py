"""An expediente holds all of its case: the petition, what came later, what left, the proofs and the log."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from sqlalchemy import select, update

from activities.archive import Archive
from activities.messages import CloseExpediente, Expediente
from adapters.archive import FilesystemStore
from adapters.catalogs import CatalogTable
from adapters.database import Sessions
from adapters.expedientes import ExpedienteTable
from adapters.packager import SipPackager
from adapters.personal import LOG, REPLY, TEXT
from adapters.sealing import Seal
from adapters.sheets import TypstSheets
from adapters.signing import Signer
from adapters.tables import ExpedienteRow, LetterRowTable, LogRow, TextRow
from adapters.tables_mail import IncomingRow
from adapters.verification import verified_package
from domain.case import PetitionerClass
from domain.catalogs import CatalogKind
from domain.intake import StoredFile
from domain.measures import RetentionTable
from domain.retention import PQRSD_SERIES
from tests.adapters.filings import MORNING, filed

TEMPLATES = Path(__file__).parents[2] / "templates"
MAIL = "message/rfc822"
CLOSED = MORNING + timedelta(days=20)
NOTE = "señal de vida " * 300


@pytest.fixture
def store(tmp_path: Path) -> FilesystemStore:
    return FilesystemStore((tmp_path / "archivo").as_uri())


@pytest.fixture
def archive(sessions: Sessions, store: FilesystemStore, tmp_path: Path) -> Archive:
    packager = SipPackager(store, Signer(bytes(32)), tmp_path / "gestor")
    return Archive(ExpedienteTable(sessions), packager, TypstSheets(TEMPLATES), store)


async def lived(sessions: Sessions, store: FilesystemStore, *, number: int = 0, **changes: Any) -> str:
    """The radicado of a case with an attachment, a later text, a draft, a letter and its proof."""
    digest = await store.put(NOTE.encode(), mime_type="text/plain")
    files = (StoredFile("nota de María.txt", "text/plain", len(NOTE.encode()), digest),)
    radicado = (await filed(sessions, files=files, **changes)).case.radicado
    pdf = await store.put(b"%PDF-1.7 respuesta", mime_type="application/pdf")
    async with sessions.begin() as session:
        seal = await sessions.keys.seal_of(session, radicado)
        session.add_all(
            [
                a_text(radicado, seal, "complemento", "Anexo mi certificado.", hours=2),
                a_text(radicado, seal, "borrador", "No sale de la entidad.", hours=3),
                a_text(radicado, seal, "replica", "Vino después de cerrar.", hours=24 * 21),
                LetterRowTable(
                    key=f"{radicado}/respuesta", radicado=radicado, kind="respuesta", medium="correo",
                    recipient="peticionario", status="enviada", outgoing_radicado=f"2026-S-00000{7 + number}",
                    message_id=f"<abc{number or ''}@pqrsd.example>", verification_code=f"K7QMH2XWRT4{number}",
                    sha256=pdf, pages=1, sealed_reply=seal.close(REPLY, "250 2.0.0 aceptado"), claimed_at=hours(4),
                    sent_at=hours(5),
                ),
                LogRow(radicado=radicado, version=2, line=0, at=hours(6), act="entrega", actor="dev-agente",
                       sealed_text=seal.close(LOG, "Constancia de entrega: entregado"),
                       norm="Ley 1437 de 2011, arts. 66 a 69"),
            ]
        )  # fmt: skip
    return radicado


def hours(number: float) -> datetime:
    return MORNING + timedelta(hours=number)


def a_text(radicado: str, seal: Seal, kind: str, body: str, *, hours: float) -> TextRow:
    at = MORNING + timedelta(hours=hours)
    return TextRow(sha256=f"{kind}-sha", radicado=radicado, kind=kind, author="lucia", created_at=at,
                   sealed=seal.close(TEXT, body))  # fmt: skip


class Opened:
    """A package, opened: its index and the text of each of its PDFs, by kind of document."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as files:
            read = {name.partition("/")[2]: files.read(name) for name in files.namelist()}
        self.index = ElementTree.fromstring(read["metadata/indice.xml"])
        self.files = {x.findtext("Tipologia_Documental", ""): read[x.get("Archivo", "")] for x in self.index}

    @property
    def kinds(self) -> list[str]:
        return [x.findtext("Tipologia_Documental", "") for x in self.index]

    def text(self, kind: str) -> str:
        pages = PdfReader(io.BytesIO(self.files[kind])).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())


async def closed(archive: Archive, store: FilesystemStore, radicado: str) -> Opened:
    done = await archive.close_expediente(CloseExpediente(radicado, 1, CLOSED))
    return Opened(await store.get(done.reference.removeprefix("sha256:")))


async def test_it_holds_the_whole_case_in_the_order_in_which_it_happened(
    archive: Archive, sessions: Sessions, store: FilesystemStore
) -> None:
    radicado = await lived(sessions, store)

    expediente = await closed(archive, store, radicado)

    assert expediente.kinds == ["solicitud", "anexo", "complemento", "respuesta", "constancia de envíos y entregas",
                                "historial de actuaciones"]  # fmt: skip


async def test_the_petition_carries_its_stamp(archive: Archive, sessions: Sessions, store: FilesystemStore) -> None:
    radicado = await lived(sessions, store)

    text = (await closed(archive, store, radicado)).text("solicitud")

    for said in (f"Radicado: {radicado}", "Recibida: 24/11/2026 09:00:00", "Medio: web", "Anexos: 1",
                 "Anexo 1: nota de María.txt (text/plain", "Nombre: Lucía Ríos", "Asunto: Cobro repetido en mi crédito",
                 "Me cobraron dos veces la misma cuota."):  # fmt: skip
        assert said in text


async def test_an_identity_under_reserva_is_in_a_package_of_its_own(
    archive: Archive, sessions: Sessions, store: FilesystemStore, tmp_path: Path
) -> None:
    """Its notebook, and the mail that says who wrote; the index of the expediente has only the hash of the package."""
    radicado = await lived(sessions, store, petitioner_class=PetitionerClass.RESERVED)
    original = b"From: Ana\r\n\r\nHola"
    async with sessions.begin() as session:
        session.add(
            IncomingRow(fingerprint="f" * 64, mailbox="pqrsd", sha256=await store.put(original, mime_type=MAIL),
                        size_bytes=len(original), received_at=hours(1), claimed_at=hours(1), radicado=radicado)
        )  # fmt: skip

    expediente = await closed(archive, store, radicado)

    async with sessions() as session:
        [row] = await session.scalars(select(ExpedienteRow))
    content = await store.get(str(row.reserved_sha256))
    notebook = Opened(content)
    assert notebook.kinds == ["cuaderno reservado", "correo recibido"]
    assert "Lucía Ríos" in notebook.text("cuaderno reservado")
    assert verified_package(content).documents == 2
    assert not {"cuaderno reservado", "correo recibido"} & set(expediente.kinds)
    assert "Lucía" not in "".join(
        expediente.text(kind) for kind in expediente.kinds if kind not in {"anexo", "respuesta"}
    )
    assert expediente.index.get("Huella_Cuaderno_Reservado") == row.reserved_sha256
    [dropped] = (tmp_path / "gestor" / "reservado").iterdir()
    assert dropped.read_bytes() == content


async def test_an_expediente_without_reserva_has_no_notebook(
    archive: Archive, sessions: Sessions, store: FilesystemStore
) -> None:
    expediente = await closed(archive, store, await lived(sessions, store))

    async with sessions() as session:
        [row] = await session.scalars(select(ExpedienteRow))
    assert (row.reserved_sha256, expediente.index.get("Huella_Cuaderno_Reservado")) == (None, None)


async def test_the_proof_of_sending_hides_the_address_of_who_asked_for_reserva(
    archive: Archive, sessions: Sessions, store: FilesystemStore
) -> None:
    """A mail server says in its reply whom it took the letter for."""
    reply = "250 2.1.5 <lucia@correo.example> recibido"
    texts: dict[PetitionerClass, str] = {}
    for kind in (PetitionerClass.RESERVED, PetitionerClass.NATURAL):
        radicado = await lived(sessions, store, petitioner_class=kind, number=len(texts))
        async with sessions.begin() as session:
            seal = await sessions.keys.seal_of(session, radicado)
            said = seal.close(REPLY, reply)
            await session.execute(update(LetterRowTable).filter_by(radicado=radicado).values(sealed_reply=said))
            line = update(LogRow).filter_by(radicado=radicado, act="entrega")
            await session.execute(line.values(sealed_text=seal.close(LOG, f"Dice {reply}")))
        expediente = await closed(archive, store, radicado)
        texts[kind] = expediente.text("constancia de envíos y entregas") + expediente.text("historial de actuaciones")

    assert "lucia@correo.example" not in texts[PetitionerClass.RESERVED]
    assert texts[PetitionerClass.RESERVED].count("[dato reservado]") == 3
    assert "lucia@correo.example" in texts[PetitionerClass.NATURAL]


async def test_what_the_citizen_wrote_later_is_in_it_and_working_papers_are_not(
    archive: Archive, sessions: Sessions, store: FilesystemStore
) -> None:
    expediente = await closed(archive, store, await lived(sessions, store))

    assert "Anexo mi certificado." in expediente.text("complemento")
    assert not {"borrador", "replica"} & set(expediente.kinds)


async def test_the_proof_of_each_letter_is_in_it(archive: Archive, sessions: Sessions, store: FilesystemStore) -> None:
    text = (await closed(archive, store, await lived(sessions, store))).text("constancia de envíos y entregas")

    for said in ("respuesta 2026-S-000007", "250 2.0.0 aceptado", "<abc@pqrsd.example>",
                 "Constancia de entrega: entregado"):  # fmt: skip
        assert said in text


async def test_the_log_says_who_did_what_and_by_which_norm(
    archive: Archive, sessions: Sessions, store: FilesystemStore
) -> None:
    text = (await closed(archive, store, await lived(sessions, store))).text("historial de actuaciones")

    for said in ("24/11/2026 09:00:00 radicacion", "dev-agente", "Ley 1437 de 2011, arts. 66 a 69"):
        assert said in text


async def test_what_is_written_for_the_archive_is_pdf_a(
    archive: Archive, sessions: Sessions, store: FilesystemStore
) -> None:
    expediente = await closed(archive, store, await lived(sessions, store))

    for kind in ("solicitud", "complemento", "constancia de envíos y entregas", "historial de actuaciones"):
        metadata = PdfReader(io.BytesIO(expediente.files[kind])).xmp_metadata
        assert metadata is not None
        written = metadata.stream.get_data()
        assert b"<pdfaid:part>2</pdfaid:part>" in written
        assert b"<pdfaid:conformance>A</pdfaid:conformance>" in written


async def test_sizes_and_pages_are_those_of_each_document(
    archive: Archive, sessions: Sessions, store: FilesystemStore
) -> None:
    expediente = await closed(archive, store, await lived(sessions, store))

    for entry in expediente.index:
        content = expediente.files[entry.findtext("Tipologia_Documental", "")]
        assert entry.findtext("Tamano") == str(len(content))
    attached = expediente.index[1]
    assert (attached.findtext("Pagina_Inicio"), attached.findtext("Pagina_Fin")) == ("2", "3")


async def test_closing_again_is_closing_once(
    archive: Archive, sessions: Sessions, store: FilesystemStore, tmp_path: Path
) -> None:
    order = CloseExpediente(await lived(sessions, store), 1, CLOSED)

    first = await archive.close_expediente(order)
    second = await archive.close_expediente(order)

    async with sessions() as session:
        [row] = await session.scalars(select(ExpedienteRow))
    [dropped] = (tmp_path / "gestor").iterdir()
    assert first == second == Expediente(f"sha256:{row.sha256}", row.index_sha256 or "", 6)
    assert (str(row.closed_on), str(row.retained_until)) == ("2026-12-14", "2036-12-14")
    assert dropped.read_bytes() == await store.get(row.sha256)


async def test_hostile_text_closes_an_expediente_too(
    archive: Archive, sessions: Sessions, store: FilesystemStore
) -> None:
    hostile = '#eval("1") $x$ \u202e\x07 ' + "a" * 5000 + "\n\n= título *\\"
    radicado = await lived(sessions, store, subject=hostile[:200], description=hostile)

    expediente = await closed(archive, store, radicado)

    assert '#eval("1")' in expediente.text("solicitud")


async def test_a_message_that_came_in_is_in_it_whole(
    archive: Archive, sessions: Sessions, store: FilesystemStore
) -> None:
    radicado, original = await lived(sessions, store), b"Subject: Queja\r\n\r\nMe cobraron dos veces."
    async with sessions.begin() as session:
        session.add(
            IncomingRow(fingerprint="f" * 64, mailbox="pqrsd", sha256=await store.put(original, mime_type=MAIL),
                        size_bytes=len(original), received_at=hours(1), claimed_at=hours(1), radicado=radicado)
        )  # fmt: skip

    expediente = await closed(archive, store, radicado)

    assert expediente.kinds[2] == "correo recibido"
    assert expediente.files["correo recibido"] == original


async def test_it_keeps_the_series_of_the_retention_table_in_force_when_it_closes(
    archive: Archive, sessions: Sessions, store: FilesystemStore
) -> None:
    longer = replace(PQRSD_SERIES, gestion_years=5, central_years=15)
    table, catalogs = RetentionTable(series=(longer,), default=longer.subseries_code), CatalogTable(sessions)
    await catalogs.publish(
        CatalogKind.RETENTION, table, base=1, valid_from=CLOSED.date(), by="archivo", reason="Acta 1"
    )
    radicado = await lived(sessions, store)

    expediente = await closed(archive, store, radicado)

    async with sessions() as session:
        [row] = await session.scalars(select(ExpedienteRow))
    assert (expediente.index.get("Anios_Archivo_Gestion"), expediente.index.get("Retener_Hasta")) == ("5", "2046-12-14")
    assert (str(row.retained_until), row.series["central_years"]) == ("2046-12-14", 15)
