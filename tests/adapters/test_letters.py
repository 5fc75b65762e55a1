"""Letters: every kind has its templates and says what it must, PDFs are archivable, mail is sent once."""

import io
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, UndefinedError
from jinja2.meta import find_undeclared_variables
from pypdf import PdfReader
from temporalio.testing import ActivityEnvironment

from activities.letters import by_the_case
from activities.messages import LetterOrder
from activities.ports import LetterRow
from adapters.letters import AUTOMATIC, REPLIED, SUBJECTS, UNREAD, Letters, installed_files
from adapters.pdf import TypstTypesetter
from domain.case_letters import DueLetter, Medium
from domain.catalog_seed_organization import ORGANIZATION
from domain.letters import COMMON_FACTS, OFFICIAL, OWN_FACTS, Audience, LetterContent, LetterKind
from tests.support import World, bogota

TEMPLATES = Path(__file__).parents[2] / "templates"
FACTS = {
    "radicado": "2026-E-000001", "radicado_salida": "2026-S-000001", "nombre": "Lucía Ríos", "asunto": "Extracto",
    "recibido": "24/11/2026 09:00", "vence_el": "2026-12-16", "codigo": "ABCDEFGHJK", "enlace": "http://x/consulta",
    "texto": "Texto de la carta.", "plazo": "2026-12-24", "motivo": "Falta un concepto.", "nueva_fecha": "2027-01-08",
    "fecha_inicial": "2026-12-16", "fecha_anterior": "2026-12-16", "entidad": "Ministerio", "acto": "RES-1",
    "programado": "2026-12-01T08:00-05:00", "emitido": "2026-12-01T08:00-05:00", "firmante": "Carolina Mejía",
    "enlace_encuesta": "http://x/encuesta/abc", "cargo": "Coordinadora", "norma": "Ley 1266 de 2008, art. 5",
    "clase": "replica", "correo": "ventanilla@mineducacion.example",
    "enlace_completar": "http://x/completar/abc", "menor": "", "recursos": "reposicion",
    "copia": "2026-S-000009",
    "tribunal": "Tribunal Administrativo de Cundinamarca", "numero": "2026-S-000009", "enviado_el": "2026-12-01",
}  # fmt: skip


def oficio(kind: LetterKind, dependencia: str = "") -> LetterContent:
    return Letters(installed_files(TEMPLATES)).letter(
        kind, FACTS, on=bogota(2026, 12, 1).date(), city="Bogotá D. C.",
        address_lines=("Calle 10 n.º 5-51",), verification=("ABC", "http://x/verificar/ABC"),
        dependencia=dependencia,
    )  # fmt: skip


def read(template: str) -> str:
    return (TEMPLATES / template).read_text()


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_letter_has_its_mail_and_every_oficio_its_body(kind: LetterKind) -> None:
    letters = Letters(installed_files(TEMPLATES))

    subject, text, html = letters.mail_parts(kind, FACTS)

    assert FACTS["radicado"] in subject
    assert FACTS["radicado"] in text
    assert '<html lang="es">' in html
    assert kind in SUBJECTS
    if kind in OFFICIAL:
        assert (TEMPLATES / "oficio" / f"{kind}.txt.j2").exists()


def test_a_letter_is_archivable_tagged_and_the_same_each_time() -> None:
    typesetter = TypstTypesetter(TEMPLATES)

    first, again = (typesetter.typeset(oficio(LetterKind.RESPUESTA)) for _ in range(2))
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


@pytest.mark.parametrize("kind", list(LetterKind))
def test_a_letter_asks_only_for_what_its_act_says_of_it(kind: LetterKind) -> None:
    files = [f"correo/{kind}.txt.j2", *([f"oficio/{kind}.txt.j2"] if kind.is_official else [])]

    parser = Environment()
    parser.filters["fecha"] = str
    asked = {name for file in files for name in find_undeclared_variables(parser.parse(read(file)))}

    assert asked <= COMMON_FACTS | OWN_FACTS.get(kind, frozenset())


PURELY_AUTOMATIC = {
    LetterKind.ACUSE, LetterKind.COMPLEMENTO_RECIBIDO, LetterKind.ACLARACION_RECIBIDA, LetterKind.REPLICA_RECIBIDA,
    LetterKind.ENCUESTA, LetterKind.RECORDATORIO_ENCUESTA,
}  # fmt: skip


@pytest.mark.parametrize("kind", list(LetterKind))
def test_a_mail_says_in_both_its_bodies_whether_a_reply_is_of_use(kind: LetterKind) -> None:
    _, text, html = Letters(installed_files(TEMPLATES)).mail_parts(kind, FACTS)

    said = {phrase for phrase in (AUTOMATIC, REPLIED) if phrase in text}
    assert said == {phrase for phrase in (AUTOMATIC, REPLIED) if phrase in html}
    assert (REPLIED in said) == kind.is_answerable
    assert (AUTOMATIC in said) == (kind in PURELY_AUTOMATIC)
    assert ("claves ni pagos" in text) == (kind.audience == Audience.CITIZEN)


def test_where_no_mailbox_is_read_nobody_is_told_that_a_reply_is_of_use() -> None:
    letters = Letters(installed_files(TEMPLATES), to_replies=UNREAD)

    _, text, html = letters.mail_parts(LetterKind.REQUERIMIENTO, FACTS)

    assert UNREAD in text
    assert UNREAD in html
    assert REPLIED not in text + html
    other = Letters(installed_files(TEMPLATES))
    assert letters.template_version(LetterKind.REQUERIMIENTO) != other.template_version(LetterKind.REQUERIMIENTO)


def test_what_is_asked_of_a_petitioner_may_be_answered_and_a_receipt_or_a_survey_may_not() -> None:
    asked = (LetterKind.REQUERIMIENTO, LetterKind.ACLARACION, LetterKind.PLAZO_AMPLIADO)
    told = (LetterKind.ACUSE, LetterKind.ENCUESTA, LetterKind.RESPUESTA, LetterKind.TRASLADO_ENTIDAD)

    assert [kind.is_answerable for kind in (*asked, *told)] == [True] * len(asked) + [False] * len(told)


def test_a_missing_fact_is_an_error_and_not_a_blank() -> None:
    facts = {name: fact for name, fact in FACTS.items() if name != "nueva_fecha"}

    with pytest.raises(UndefinedError, match="nueva_fecha"):
        Letters(installed_files(TEMPLATES)).mail_parts(LetterKind.AVISO_PRORROGA, facts)


@pytest.mark.parametrize("kind", [LetterKind.ACUSE, LetterKind.COMPLEMENTO_RECIBIDO, LetterKind.REPLICA_RECIBIDA,
                                  LetterKind.ACLARACION_RECIBIDA])  # fmt: skip
def test_a_case_without_a_date_promises_none(kind: LetterKind) -> None:
    _, text, _ = Letters(installed_files(TEMPLATES)).mail_parts(kind, {**FACTS, "vence_el": ""})

    assert "más tardar" not in text
    assert "vence el" not in text
    assert " ." not in text


def test_what_a_petitioner_writes_is_neither_markup_nor_a_link_in_our_mail() -> None:
    subject = "<img src=x> {{ 7*7 }} https://malo.example \u202egpj.exe\ud800"

    _, text, html = Letters(installed_files(TEMPLATES)).mail_parts(LetterKind.ACUSE, {**FACTS, "asunto": subject})

    assert "&lt;img src=x&gt; {{ 7*7 }} https://malo.example gpj.exe" in html
    assert html.count("<a ") == 1
    assert f'<a href="{FACTS["enlace"]}">' in html
    assert text.encode()


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (LetterKind.ACUSE, "2026-E-000001|24/11/2026 09:00|16 de diciembre de 2026|ABCDEFGHJK|http://x/consulta"),
        (LetterKind.REQUERIMIENTO, "Texto de la carta.|un mes|24 de diciembre de 2026|art. 17|desistimiento"),
        (LetterKind.ACLARACION, "diez días hábiles|24 de diciembre de 2026|art. 19"),
        (LetterKind.AVISO_PRORROGA, "Falta un concepto.|8 de enero de 2027|art. 14, parágrafo|doble"),
        (LetterKind.DESISTIMIENTO, "RES-1|recurso de reposición|diez días hábiles|arts. 17"),
        (LetterKind.TRASLADO_CIUDADANO, "Ministerio|día siguiente|art. 21|copia del oficio 2026-S-000009"),
        (LetterKind.RECHAZO_RESERVA, "diez días hábiles|tribunal administrativo|26"),
        (LetterKind.RESPUESTA_ACTO, "recurso de reposición|diez días hábiles|74, 76 y 77"),
        (LetterKind.DESISTIMIENTO_EXPRESO, "art. 18|no la retiró|dos meses"),
        (LetterKind.ENCUESTA, "http://x/encuesta/abc|una sola vez"),
        (LetterKind.VENCIMIENTO, "venció sin respuesta|art. 31"),
    ],
)
def test_a_letter_says_what_the_law_wants_it_to_say(kind: LetterKind, says: str) -> None:
    letters = Letters(installed_files(TEMPLATES))

    bodies = [letters.mail_parts(kind, FACTS)[1], *([oficio(kind).body] if kind.is_official else [])]

    assert [(phrase, body) for body in bodies for phrase in says.split("|") if phrase not in body] == []


def test_a_traslado_is_addressed_to_the_entity_and_not_to_who_posts_it() -> None:
    letter = oficio(LetterKind.TRASLADO_ENTIDAD)

    assert (letter.salutation, letter.addressee, letter.address_lines) == ("Señores", "Ministerio", ())


def test_an_oficio_is_signed_by_the_area_of_the_case_and_by_the_receiving_one_while_it_has_none() -> None:
    assert oficio(LetterKind.RESPUESTA).dependencia == "Grupo de Atención al Usuario"
    assert oficio(LetterKind.RESPUESTA, "Oficina Asesora Jurídica").dependencia == "Oficina Asesora Jurídica"


async def test_an_oficio_of_a_case_of_another_area_says_its_name_and_no_other(world: World) -> None:
    case = await world.filed("otra área")
    await case.act("escalamiento", {"nivel": 3, "dependencia": "VCC", "motivo": "Es de cartera."}, role="coordinador")
    await case.act("requerimiento", {"falta": "El certificado."})
    await case.until_letter_is("requerimiento", "enviada")
    number = next(x["radicado_salida"] for x in case.case["cartas"] if x["clase"] == "requerimiento")

    pdf = (await world.api.get(f"/consulta/{case.radicado}/cartas/{number}?codigo={case.code}")).content

    said = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages).split())
    area = next(x.name for x in ORGANIZATION.dependencias if x.code == "VCC")
    assert f"Coordinación {area}" in said
    assert "Grupo de Atención al Usuario" not in said


def test_the_version_of_a_letter_changes_with_any_of_its_files_and_only_with_them(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path, dirs_exist_ok=True)
    kinds = (LetterKind.RESPUESTA, LetterKind.REQUERIMIENTO, LetterKind.ACUSE)
    before = {kind: Letters(installed_files(tmp_path)).template_version(kind) for kind in kinds}

    (tmp_path / "oficio" / "respuesta.txt.j2").write_text("otra")
    after = {kind: Letters(installed_files(tmp_path)).template_version(kind) for kind in kinds}

    assert [kind for kind in kinds if before[kind] != after[kind]] == [LetterKind.RESPUESTA]


class _Killed(Exception):
    """The process ended here."""


async def test_a_worker_killed_after_the_smtp_reply_sends_the_letter_once(world: World) -> None:
    from adapters.letter_book import LetterTable
    from worker import activities

    case = await world.filed("muerte tras el 250")
    await case.until_letter("acuse")
    letter = DueLetter(key=f"{case.radicado}/prueba", kind=LetterKind.REPLICA_RECIBIDA,
                       medium=Medium.EMAIL, facts={"clase": "replica"})  # fmt: skip
    order = LetterOrder(case.radicado, letter, case.now, "2026-12-16")
    sending = next(a for a in activities(world.settings, world.sessions) if a.__name__ == "send_letter")

    class Dying(LetterTable):
        async def finished(self, key: str, **_: object) -> LetterRow:
            raise _Killed(key)

    dying = next(a for a in activities(world.settings, world.sessions) if a.__name__ == "send_letter")
    dying.__self__._book = Dying(world.sessions)  # type: ignore[attr-defined]
    with pytest.raises(_Killed):
        await ActivityEnvironment().run(dying, order)
    outcome = await ActivityEnvironment().run(sending, order)
    again = await ActivityEnvironment().run(sending, order)

    sent = [m for m in world.stack.smtp.messages if case.radicado in str(m["Subject"]) and "plica" in m.as_string()]
    assert outcome.status == again.status == "enviada"
    assert len(sent) == 1


def test_an_e_mail_left_when_its_server_took_it_and_not_when_that_was_noted() -> None:
    ordered_at, taken_at = bogota(2026, 12, 1, 16), datetime(2026, 11, 25, 20, tzinfo=UTC)
    letter = DueLetter(key="2026-E-000001/1/respuesta/2/correo", kind=LetterKind.RESPUESTA, medium=Medium.EMAIL)
    row = LetterRow(key=letter.key, radicado="2026-E-000001", kind="respuesta", message_id="<x>", status="enviada",
                    outgoing_radicado=None, sha256=None, verification_code="", claimed_at=taken_at,
                    sent_at=taken_at)  # fmt: skip
    order = LetterOrder("2026-E-000001", letter, ordered_at)

    noted_three_hours_later = by_the_case(
        order, row, taken_at + timedelta(hours=3), attempted_at=ordered_at + timedelta(hours=3)
    )

    assert noted_three_hours_later == ordered_at
