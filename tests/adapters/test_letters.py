"""Letters: every kind has its templates, PDFs are archivable and accessible, mail is sent once."""

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from activities.messages import LetterOrder
from activities.ports import LetterRow
from activities.ports_mail import Mail, MailAttachment, MailRejected, MailUnavailable
from adapters.letters import SUBJECTS, Letters
from adapters.mail_log import MaildirLog
from adapters.pdf import TypstTypesetter
from adapters.smtp import SmtpMailer
from domain.case import DueLetter, Medium
from domain.letters import OFFICIAL, LetterContent, LetterKind
from local.smtp import SmtpSink
from tests.support import World, bogota

TEMPLATES = Path(__file__).parents[2] / "templates"
FACTS = {
    "radicado": "2026-E-000001", "radicado_salida": "2026-S-000001", "nombre": "Lucía Ríos", "asunto": "Extracto",
    "recibido": "24/11/2026 09:00", "vence_el": "2026-12-16", "codigo": "ABCDEFGHJK", "enlace": "http://x/consulta",
    "texto": "Texto de la carta.", "plazo": "2026-12-24", "motivo": "Falta un concepto.", "nueva_fecha": "2027-01-08",
    "fecha_inicial": "2026-12-16", "fecha_anterior": "2026-12-16", "entidad": "Ministerio", "acto": "RES-1",
    "programado": "2026-12-01T08:00-05:00", "emitido": "2026-12-01T08:00-05:00", "firmante": "Carolina Mejía",
    "enlace_encuesta": "http://x/encuesta/abc",
}  # fmt: skip


def content(text: str) -> LetterContent:
    letters = Letters(TEMPLATES)
    facts = {**FACTS, "texto": text, "nombre": text[:60], "asunto": text[:60]}
    return letters.letter(
        LetterKind.RESPUESTA, facts, on=bogota(2026, 12, 1).date(), city="Bogotá D. C.",
        address_lines=(text[:40],), verification=("ABC", "http://x/verificar/ABC"),
    )  # fmt: skip


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_letter_has_its_mail_and_every_oficio_its_body(kind: LetterKind) -> None:
    letters = Letters(TEMPLATES)

    subject, text, html = letters.mail_parts(kind, FACTS)

    assert FACTS["radicado"] in subject
    assert FACTS["radicado"] in text
    assert '<html lang="es">' in html
    assert kind in SUBJECTS
    if kind in OFFICIAL:
        assert (TEMPLATES / "oficio" / f"{kind}.txt.j2").exists()


def test_a_letter_is_archivable_tagged_and_the_same_each_time() -> None:
    typesetter = TypstTypesetter(TEMPLATES)

    first, again = typesetter.typeset(content("Hola.")), typesetter.typeset(content("Hola."))
    reader = PdfReader(io.BytesIO(first.pdf))
    root: Any = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()

    assert first == again
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("es")
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert first.pages == len(reader.pages)


@pytest.mark.parametrize("text", ['#panic("x") *b* $x^2$', "{{ 7*7 }}{% for %}", "<b>&amp;</b>", "\\#let _ = 1 @ref"])
def test_markup_in_a_letter_is_just_text(text: str) -> None:
    pdf = TypstTypesetter(TEMPLATES).typeset(content(text)).pdf

    read = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert text.split()[0] in read.replace("\n", " ")


def mail(to: str) -> Mail:
    return Mail("<uno@pqrsd.example>", to, "Asunto con ñ", "Texto", "<p>Texto</p>",
                (MailAttachment("a.pdf", "application/pdf", b"%PDF-"),))  # fmt: skip


async def test_mail_arrives_as_it_was_written_and_the_log_finds_it(tmp_path: Path) -> None:
    sink = SmtpSink(tmp_path / "correo")
    await sink.start()

    receipt = await SmtpMailer(sink.url, "ICETEX <a@icetex.example>").send(mail("lucia@correo.example"))
    found = await MaildirLog(sink.maildir.as_uri()).find("<uno@pqrsd.example>")
    missing = await MaildirLog(sink.maildir.as_uri()).find("<otro@pqrsd.example>")
    await sink.stop()

    assert "Recibido" in receipt.reply
    assert found is not None
    assert missing is None
    assert [part.get_content_type() for part in sink.messages[0].walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
    ]  # fmt: skip


async def test_a_permanent_refusal_is_told_from_a_passing_one(tmp_path: Path) -> None:
    sink = SmtpSink(tmp_path / "correo")
    await sink.start()
    mailer = SmtpMailer(sink.url, "a@icetex.example")

    with pytest.raises(MailRejected, match="550"):
        await mailer.send(mail("rebota5xx@correo.example"))
    with pytest.raises(MailUnavailable, match="451"):
        await mailer.send(mail("espera4xx@correo.example"))
    await sink.stop()
    with pytest.raises(MailUnavailable):
        await mailer.send(mail("lucia@correo.example"))


async def test_a_line_break_in_an_address_never_reaches_the_server(tmp_path: Path) -> None:
    with pytest.raises(MailRejected):
        await SmtpMailer("smtp://127.0.0.1:9", "a@icetex.example").send(mail("a@b.co\r\nBcc: x@y.co"))


class _Killed(Exception):
    """The process ended here."""


async def test_a_worker_killed_after_the_smtp_reply_sends_the_letter_once(world: World) -> None:
    from adapters.letter_book import LetterTable
    from worker import activities

    case = await world.filed("muerte tras el 250")
    await case.until_letter("acuse")
    letter = DueLetter(key=f"{case.radicado}/prueba", kind=LetterKind.REPLICA_RECIBIDA, medium=Medium.EMAIL)
    order = LetterOrder(case.radicado, letter, case.now, "2026-12-16")
    sending = next(a for a in activities(world.settings, world.sessions) if a.__name__ == "send_letter")

    class Dying(LetterTable):
        async def finished(self, key: str, **_: object) -> LetterRow:
            raise _Killed(key)

    dying = next(a for a in activities(world.settings, world.sessions) if a.__name__ == "send_letter")
    dying.__self__._book = Dying(world.sessions)  # type: ignore[attr-defined]
    with pytest.raises(_Killed):
        await dying(order)
    outcome = await sending(order)
    again = await sending(order)

    sent = [m for m in world.stack.smtp.messages if case.radicado in str(m["Subject"]) and "plica" in m.as_string()]
    assert outcome.status == again.status == "enviada"
    assert len(sent) == 1
