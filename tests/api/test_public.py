"""Pages for anybody, and documents for those who may read them."""

import base64
import re
from hashlib import sha256

import httpx
import pytest
from sqlalchemy import text

from tests.support import World, a_filing
from web.staff import PAGE


async def as_staff(world: World, role: str) -> dict[str, str]:
    """The cookie of a session."""
    reply = await world.api.post("/ingresar", data={"ficha": f"dev-{role}"}, follow_redirects=False)
    world.api.cookies.clear()
    return {"Cookie": reply.headers["set-cookie"].partition(";")[0]}


async def answered(world: World, **changes: object) -> tuple[str, str, dict[str, str]]:
    """A case answered and sent: its radicado, its code and its letter."""
    case = await world.filed("respondido", **changes)
    await case.act("respuesta", {"texto": "Se accede.", "sentido": "favorable", "firmante": "Carolina Mejía"})
    await case.until("en_notificacion")
    await case.look()
    return case.radicado, case.code, next(x for x in case.case["cartas"] if x["clase"] == "respuesta")


@pytest.mark.parametrize("path", ["/avisos", "/verificar", "/estadisticas", "/verificar/NADA"])
async def test_a_public_page_needs_no_login_and_has_one_heading(world: World, path: str) -> None:
    html = (await world.api.get(path)).text

    assert '<html lang="es">' in html
    assert len(re.findall("<h1", html)) == 1


async def test_an_anonymous_answer_is_published_as_a_notice(world: World) -> None:
    who = {"peticionario": {"clase": "anonimo"}, "medio_respuesta": "aviso", "tipo": "denuncia"}
    radicado, _, letter = await answered(world, **who)

    listed = (await world.api.get("/avisos")).text
    notice = await world.api.get(f"/avisos/{letter['radicado_salida']}")

    assert radicado in listed
    assert notice.content.startswith(b"%PDF-")
    assert notice.headers["content-disposition"].startswith("attachment")


async def test_an_answer_sent_by_mail_is_not_a_notice(world: World) -> None:
    _, _, letter = await answered(world)

    notice = await world.api.get(f"/avisos/{letter['radicado_salida']}")

    assert notice.status_code == 404


async def test_the_petitioner_downloads_the_letter_with_the_code_only(world: World) -> None:
    radicado, code, letter = await answered(world)
    path = f"/consulta/{radicado}/cartas/{letter['radicado_salida']}"

    right = await world.api.get(path, params={"codigo": code})
    wrong = await world.api.get(path, params={"codigo": "AAAAAAAAAA"})

    assert sha256(right.content).hexdigest() == letter["sha256"]
    assert path in (await world.api.get(f"/consulta/{radicado}?codigo={code}")).text
    assert wrong.status_code == 404


async def test_a_letter_is_verified_by_its_fingerprint_and_says_nothing_of_its_text(world: World) -> None:
    _, _, letter = await answered(world)
    async with world.sessions() as session:
        code = await session.scalar(
            text("SELECT verification_code FROM letter WHERE outgoing_radicado = :x"), {"x": letter["radicado_salida"]}
        )

    html = (await world.api.get(f"/verificar/{code}")).text

    assert letter["sha256"] in html
    assert "Se accede" not in html


async def test_the_figures_count_each_type(world: World) -> None:
    await world.filed("contado", tipo="felicitacion")

    html = (await world.api.get("/estadisticas")).text

    assert re.search(r"Felicitación</th><td>[1-9]", html)


async def test_an_official_reads_the_petition_and_its_attachments(world: World) -> None:
    file = {"nombre": "carta.txt", "tipo_mime": "text/plain", "contenido_base64": base64.b64encode(b"hola").decode()}
    case = await world.filed("con anexo", anexos=[file], descripcion="Pido el extracto\nde octubre.")
    cookie = await as_staff(world, "agente")

    html = (await world.api.get(f"/casos/{case.radicado}", headers=cookie)).text
    attachment = await world.api.get(f"/casos/{case.radicado}/anexos/0", headers=cookie)

    assert "de octubre." in html
    assert "lucia@correo.example" in html
    assert attachment.content == b"hola"
    assert "sandbox" in attachment.headers["content-security-policy"]


async def test_the_reviewer_reads_the_draft(world: World) -> None:
    case = await world.filed("con borrador")
    await case.act("borrador", {"texto": "Proponemos acceder.", "clase": "fondo"})

    html = (await world.api.get(f"/casos/{case.radicado}", headers=await as_staff(world, "coordinador"))).text

    assert "Proponemos acceder." in html


async def test_a_reserved_identity_is_on_nobodys_page(world: World) -> None:
    who = {"clase": "identidad_reservada", "nombres": "Testigo Protegido", "correo": "testigo@correo.example"}
    case = await world.filed("reservada", peticionario=who)

    seen = {
        role: "Testigo Protegido"
        in (await world.api.get(f"/casos/{case.radicado}", headers=await as_staff(world, role))).text
        for role in ("agente", "auditor", "coordinador", "supervisor")
    }

    assert not any(seen.values())


async def test_the_inbox_goes_on_where_the_page_ended(world: World) -> None:
    for n in range(PAGE + 1):
        await world.post("/api/v1/pqrsd", a_filing(asunto=f"Bandeja {n}"))
    cookie = await as_staff(world, "agente")

    first = await world.api.get("/bandeja", headers=cookie)
    following = httpx.URL(re.findall(r'href="(/bandeja\?[^"]*cursor=[^"]+)"', first.text)[0])
    second = await world.api.get(following, headers=cookie)

    shown = [set(re.findall(r"/casos/(\d{4}-E-\d+)", x.text)) for x in (first, second)]
    assert len(shown[0]) == PAGE
    assert shown[1]
    assert not shown[0] & shown[1]


async def test_a_file_is_compared_with_the_letter_it_says_it_is(world: World) -> None:
    radicado, code, letter = await answered(world)
    path = f"/consulta/{radicado}/cartas/{letter['radicado_salida']}"
    pdf = (await world.api.get(path, params={"codigo": code})).content
    async with world.sessions() as session:
        found = await session.scalar(
            text("SELECT verification_code FROM letter WHERE outgoing_radicado = :x"), {"x": letter["radicado_salida"]}
        )

    same = await world.api.post(f"/verificar/{found}", files={"archivo": ("a.pdf", pdf)})
    changed = await world.api.post(f"/verificar/{found}", files={"archivo": ("a.pdf", pdf + b" ")})
    none = await world.api.post(f"/verificar/{found}", data={"archivo": "x"})
    unknown = await world.api.post("/verificar/NADA", files={"archivo": ("a.pdf", pdf)})

    assert "byte por byte, el que salió de la entidad" in same.text
    assert "<strong>no es</strong>" in changed.text
    assert sha256(pdf + b" ").hexdigest() in changed.text
    assert "byte por byte" not in none.text
    assert unknown.status_code == 404
