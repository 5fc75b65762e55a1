"""What a petitioner does with their own case, by the link of a letter or by the code of the receipt."""

import asyncio
import re
from email.header import decode_header, make_header
from typing import Any

import pytest
from sqlalchemy import text

from adapters.expedientes import ExpedienteTable
from adapters.petition import PetitionTable
from local.journey import Journey
from tests.api.browsing import browser
from tests.support import World

PDF = b"%PDF-1.7 certificado"
MISSING = "El certificado de matrícula."


async def asked(world: World, **changes: Any) -> tuple[Journey, str]:
    """A case whose petitioner was asked to complete it, and the path of the link in the mail."""
    case = await world.filed("incompleta", **changes)
    await case.act("requerimiento", {"falta": MISSING})
    return case, await link_in_mail(world, case.radicado)


async def link_in_mail(world: World, radicado: str) -> str:
    """The path of the one-time link, read where its addressee reads it."""
    async with asyncio.timeout(30):
        while not (found := links_in_mail(world, radicado)):
            await asyncio.sleep(0.1)
    return found[0]


def links_in_mail(world: World, radicado: str) -> list[str]:
    mails = [m for m in world.stack.smtp.messages if radicado in str(make_header(decode_header(m["Subject"])))]
    plain = [part for m in mails for part in m.walk() if part.get_content_type() == "text/plain"]
    return re.findall(r"/completar/[A-Za-z0-9_-]{40,}", "".join(str(part.get_payload(decode=True)) for part in plain))


async def files_of(world: World, radicado: str) -> list[tuple[int, str, str]]:
    petition = await PetitionTable(world.sessions).read(radicado)
    assert petition is not None
    return [(x.ordinal, x.kind, x.name) for x in petition.files]


async def test_the_link_of_the_mail_says_what_is_missing_and_until_when(world: World) -> None:
    case, path = await asked(world)

    html = (await world.api.get(path)).text

    assert MISSING in html
    assert case.radicado in html
    assert "Pedir que se amplíe el plazo" in html
    assert "Lucía" not in html


async def test_only_the_hash_of_the_token_is_kept(world: World) -> None:
    _, path = await asked(world)
    token = path.rpartition("/")[2]

    async with world.sessions() as session:
        kept = (await session.execute(text("SELECT * FROM citizen_link"))).all()

    assert kept
    assert all(token not in str(row) for row in kept)


async def test_what_was_missing_arrives_with_its_files_and_the_term_runs_again(world: World) -> None:
    case, path = await asked(world)
    form = {"accion": "complemento", "texto": "Aporto el certificado."}

    done = await world.api.post(path, data=form, files={"anexos": ("certificado.pdf", PDF, "application/pdf")})

    assert "Recibimos lo que faltaba" in done.text
    assert (await case.look())["suspendido"] is False
    assert await files_of(world, case.radicado) == [(0, "complemento", "certificado.pdf")]


async def test_a_link_serves_each_act_once(world: World) -> None:
    _, path = await asked(world)
    await world.api.post(path, data={"accion": "complemento", "texto": "Aporto."})

    again = await world.api.post(path, data={"accion": "complemento", "texto": "Otra vez."})
    looked = await world.api.get(path)

    assert (again.status_code, looked.status_code) == (410, 410)


async def test_more_time_is_asked_for_once_and_the_new_day_is_shown(world: World) -> None:
    case, path = await asked(world)
    before = (await case.look())["hitos"]["complemento"]

    done = await world.api.post(path, data={"accion": "ampliacion-complemento"})
    html = (await world.api.get(path)).text

    assert "ampliamos" in done.text
    assert (await case.look())["hitos"]["complemento"] > before
    assert "Pedir que se amplíe" not in html


async def test_late_is_accepted_while_nobody_decreed_the_desistimiento(world: World) -> None:
    case, path = await asked(world)
    await case.pass_days(45)

    done = await world.api.post(path, data={"accion": "complemento", "texto": "Tarde, pero completo."})

    assert done.status_code == 200
    assert (await case.look())["estado"] == "en_tramite"


async def test_after_the_act_of_desistimiento_the_link_is_of_no_use(world: World) -> None:
    case, path = await asked(world)
    await case.pass_days(45)
    await case.act("desistimiento", {"clase": "tacito", "acto_numero": "RES-9", "motivo": "No completó."},
                   role="coordinador")  # fmt: skip

    done = await world.api.post(path, data={"accion": "complemento", "texto": "Muy tarde."})

    assert done.status_code in {410, 422}
    assert (await case.look())["estado"] == "desistida"


async def test_nobody_is_taken_as_silent_whose_message_nobody_read(world: World) -> None:
    case, _ = await asked(world)
    form = {"codigo": case.code, "clave": "m1", "accion": "mensaje", "texto": "Ya la llevé a la sede de Cali."}
    await world.api.post(f"/consulta/{case.radicado}", data=form)
    await case.pass_days(45)
    decreed = {"clase": "tacito", "acto_numero": "RES-9", "motivo": "No completó."}

    unheard = await world.post(f"/api/v1/pqrsd/{case.radicado}/desistimiento", decreed, "coordinador")
    async with browser(world, "coordinador") as reader:
        page = await reader.see(f"/casos/{case.radicado}")
    heard = await world.post(f"/api/v1/pqrsd/{case.radicado}/desistimiento", decreed, "coordinador")

    assert (unheard.status_code, unheard.json()["regla"]) == (409, "MessageUnread")
    assert "Ya la llevé a la sede de Cali." in page
    assert heard.status_code == 200, heard.text


async def test_a_petition_is_withdrawn_only_when_its_author_confirms(world: World) -> None:
    case, path = await asked(world)

    doubted = await world.api.post(path, data={"accion": "desistimiento"})
    sure = await world.api.post(path, data={"accion": "desistimiento", "confirmo": "si"})

    assert doubted.status_code == 422
    assert 'href="#desistimiento-confirmo"' in doubted.text
    assert "Retiramos su solicitud" in sure.text
    assert (await case.look())["estado"] == "desistida"


async def test_an_unclear_petition_is_clarified_by_its_link(world: World) -> None:
    case = await world.filed("confusa")
    await case.act("aclaracion", {"texto": "¿De qué crédito habla?"})
    path = await link_in_mail(world, case.radicado)

    shown = (await world.api.get(path)).text
    done = await world.api.post(path, data={"accion": "aclaracion", "texto": "Del crédito 123."})

    assert "¿De qué crédito habla?" in shown
    assert "Recibimos su aclaración" in done.text
    assert (await case.look())["estado"] == "en_tramite"


async def test_an_empty_form_says_so_beside_its_field(world: World) -> None:
    _, path = await asked(world)

    reply = await world.api.post(path, data={"accion": "complemento"})

    assert reply.status_code == 422
    assert 'href="#complemento-texto"' in reply.text
    assert 'aria-describedby="complemento-texto-error' in reply.text


async def test_a_false_file_is_refused_and_what_was_written_stays(world: World) -> None:
    case, path = await asked(world)
    form = {"accion": "complemento", "texto": "Va adjunto."}

    reply = await world.api.post(path, data=form, files={"anexos": ("a.pdf", b"MZ", "application/pdf")})

    assert reply.status_code == 422
    assert "Va adjunto.</textarea>" in reply.text
    assert await files_of(world, case.radicado) == []


@pytest.mark.parametrize("token", ["no-existe", "x" * 43, "%00"])
async def test_a_link_nobody_was_given_leads_nowhere(world: World, token: str) -> None:
    looked = await world.api.get(f"/completar/{token}")
    done = await world.api.post(f"/completar/{token}", data={"accion": "complemento", "texto": "x"})

    assert (looked.status_code, done.status_code) == (404, 404)


async def test_files_of_a_refused_act_do_not_enter_the_case(world: World) -> None:
    case = await world.filed("nada pedido")
    body = {"texto": "x", "anexos": [{"nombre": "a.txt", "tipo_mime": "text/plain", "contenido_base64": "aG9sYQ=="}]}

    await case.refused("complemento", body, rule="NothingRequired", role="radicador")

    assert await files_of(world, case.radicado) == []


async def test_a_reply_is_presented_from_the_page_of_the_case(world: World) -> None:
    case = await world.filed("inconforme")
    await case.act("respuesta", {"texto": "No se accede.", "sentido": "desfavorable", "firmante": "Carolina Mejía"})
    await case.until("en_notificacion")
    await case.act("entrega", {"evidencia": "entregado"})
    await case.until("cerrada")
    path = f"/consulta/{case.radicado}"

    shown = (await world.api.get(path, params={"codigo": case.code})).text
    form = {"codigo": case.code, "clave": "r1", "accion": "replica", "argumento": "No miraron mi certificado."}
    done = await world.api.post(path, data=form, follow_redirects=True)

    assert "Réplica a la respuesta, hasta el" in shown
    assert "abrimos de nuevo el caso" in done.text
    assert (await case.look())["ciclo"] == 2


async def test_nothing_is_done_with_a_wrong_code(world: World) -> None:
    case = await world.filed("ajena")
    form = {"codigo": "AAAAAAAAAA", "accion": "desistimiento", "confirmo": "si"}

    reply = await world.api.post(f"/consulta/{case.radicado}", data=form)

    assert reply.status_code == 404
    assert (await case.look())["estado"] != "desistida"


async def test_the_same_file_sent_twice_is_kept_once(world: World) -> None:
    case, path = await asked(world)
    form = {"accion": "complemento", "texto": "Aporto."}
    twice = [("anexos", ("a.pdf", PDF, "application/pdf")), ("anexos", ("b.pdf", PDF, "application/pdf"))]

    await world.api.post(path, data=form, files=twice)

    assert len(await files_of(world, case.radicado)) == 1


async def test_what_arrived_later_is_in_the_expediente_by_its_kind_and_on_the_officials_page(world: World) -> None:
    case, _ = await asked(world)
    file = {"nombre": "recibo.txt", "tipo_mime": "text/plain", "contenido_base64": "aG9sYQ=="}
    await case.act("complemento", {"texto": "Aporto.", "anexos": [file]}, role="radicador")

    documents = await ExpedienteTable(world.sessions).documents(case.radicado, case.now)
    entered = await world.api.post("/ingresar", data={"ficha": "dev-agente"}, follow_redirects=False)
    world.api.cookies.clear()
    cookie = {"Cookie": entered.headers["set-cookie"].partition(";")[0]}
    html = (await world.api.get(f"/casos/{case.radicado}", headers=cookie)).text

    assert [(x.name, x.kind) for x in documents if x.mime_type == "text/plain"] == [("recibo.txt", "complemento")]
    assert re.search(r"recibo.txt</a> [^\n]*: complemento, ", html)


@pytest.mark.parametrize("key", ["\0", "x" * 5000, "", "¡ñ!"])
async def test_whatever_key_a_form_brings_the_message_is_taken(world: World, key: str) -> None:
    case = await world.filed("clave rara")
    form = {"codigo": case.code, "clave": key, "accion": "mensaje", "texto": "Hola."}

    reply = await world.api.post(f"/consulta/{case.radicado}", data=form)

    assert reply.status_code == 303


async def test_a_null_in_the_path_is_not_an_error(world: World) -> None:
    case = await world.filed("nulo")

    reply = await world.api.get(f"/consulta/{case.radicado}%00?codigo={case.code}")

    assert reply.status_code == 200


@pytest.mark.parametrize("text_", ["nulo \0", "al \u202everes", "x" * 21_000])
async def test_hostile_text_is_refused_beside_its_field(world: World, text_: str) -> None:
    case = await world.filed("hostil")
    form = {"codigo": case.code, "clave": "h", "accion": "mensaje", "texto": text_}

    reply = await world.api.post(f"/consulta/{case.radicado}", data=form)

    assert reply.status_code == 422
    assert 'href="#mensaje-texto"' in reply.text


@pytest.mark.parametrize("wanted", ["nota", "respuesta", "", "replica"])
async def test_a_link_does_no_other_act(world: World, wanted: str) -> None:
    _, path = await asked(world)

    reply = await world.api.post(path, data={"accion": wanted, "texto": "x", "argumento": "x"})

    assert reply.status_code == 422
    assert "no se ofrece aquí" in reply.text
