"""How often, by whom, and what the browser is told: limits by client, proxies believed only when configured."""

import dataclasses
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request

from api import create_app
from tests.support import World, a_filing
from web.proxy import TrustedProxies
from web.throttle import LARGEST, QUOTAS, Quota, Throttle, TooMany, client_of

FORM = {"tipo": "queja", "asunto": "Demora", "descripcion": "Una hora.", "clase": "anonimo", "medio_respuesta": "aviso"}


@pytest.fixture
async def stranger(world: World) -> AsyncIterator[httpx.AsyncClient]:
    """A browser elsewhere, before a server of its own: nobody else spends its tokens."""
    app = create_app(world.settings)
    transport = httpx.ASGITransport(app, client=("203.0.113.7", 1))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://prueba") as browser,
    ):
        yield browser


async def until_refused(ask: Any, most: int = 60) -> tuple[int, httpx.Response]:
    """How many were attended before one was refused."""
    for n in range(most):
        reply = await ask(n)
        if reply.status_code == 429:
            return n, reply
    raise AssertionError("never refused")


async def test_wrong_codes_are_few_and_then_one_must_wait(world: World, stranger: httpx.AsyncClient) -> None:
    filed = (await world.post("/api/v1/pqrsd", a_filing())).json()
    path = f"/consulta/{filed['radicado']}"

    attended, refused = await until_refused(lambda n: stranger.get(path, params={"codigo": f"AAAAAAAA{n:02}"}))
    right = await stranger.get(path, params={"codigo": filed["codigo_consulta"]})
    elsewhere = await world.api.get(path, params={"codigo": filed["codigo_consulta"]})

    assert attended == QUOTAS["codigo"].burst
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert right.status_code == 429
    assert elsewhere.status_code == 200


async def test_right_codes_are_never_too_many(world: World, stranger: httpx.AsyncClient) -> None:
    filed = (await world.post("/api/v1/pqrsd", a_filing())).json()
    path, code = f"/consulta/{filed['radicado']}", filed["codigo_consulta"]

    seen = {(await stranger.get(path, params={"codigo": code})).status_code for _ in range(25)}

    assert seen == {200}


async def test_an_unknown_code_and_an_unknown_case_are_answered_alike(
    world: World, stranger: httpx.AsyncClient
) -> None:
    filed = (await world.post("/api/v1/pqrsd", a_filing())).json()

    wrong = await stranger.get(f"/consulta/{filed['radicado']}?codigo=AAAAAAAAAA")
    unknown = await stranger.get("/consulta/2020-E-000001?codigo=AAAAAAAAAA")

    assert wrong.status_code == unknown.status_code == 404
    assert wrong.text.replace(filed["radicado"], "") == unknown.text.replace("2020-E-000001", "")


async def test_a_login_cannot_be_guessed_at_leisure(stranger: httpx.AsyncClient) -> None:
    attended, refused = await until_refused(lambda n: stranger.post("/ingresar", data={"ficha": f"adivino-{n}"}))

    assert attended == QUOTAS["ingreso"].burst
    assert refused.headers["retry-after"]


async def test_one_client_does_not_flood_the_form(stranger: httpx.AsyncClient) -> None:
    attended, refused = await until_refused(lambda n: stranger.post("/radicar", data={**FORM, "clave": f"f{n}"}))

    assert attended >= QUOTAS["radicar"].burst
    assert refused.headers["retry-after"]


@pytest.mark.parametrize("path", ["/encuesta/no-existe-este-enlace", "/completar/no-existe"])
async def test_links_are_not_guessed(stranger: httpx.AsyncClient, path: str) -> None:
    _, refused = await until_refused(lambda _: stranger.post(path, data={"puntaje": "5"}))

    assert refused.status_code == 429


async def test_a_person_is_told_in_words_when_to_come_back(stranger: httpx.AsyncClient) -> None:
    html = {"Accept": "text/html"}

    _, refused = await until_refused(lambda _: stranger.post("/ingresar", data={"ficha": "x"}, headers=html))

    assert "vuelva a intentarlo en un minuto" in refused.text
    assert refused.headers["content-type"].startswith("text/html")


def test_a_bucket_fills_again_with_time() -> None:
    now = [0.0]
    throttle = Throttle({"x": Quota(2, 1)}, clock=lambda: now[0])
    throttle.spend("x", "a")
    throttle.spend("x", "a")

    with pytest.raises(TooMany) as refused:
        throttle.spend("x", "a")
    now[0] += refused.value.seconds

    throttle.spend("x", "a")
    throttle.spend("x", "b")


def test_the_buckets_of_a_flood_of_addresses_are_forgotten_once_full() -> None:
    now = [0.0]
    throttle = Throttle({"x": Quota(2, 60)}, clock=lambda: now[0])

    for n in range(LARGEST + 10):
        now[0] += 0.01
        throttle.spend("x", str(n))

    assert len(throttle._buckets) < LARGEST


async def seen_by(trusted: tuple[str, ...], peer: str, **headers: str) -> dict[str, str]:
    """What an application behind the middleware takes a request for."""
    app = FastAPI()

    @app.get("/")
    async def who(request: Request) -> dict[str, str]:
        return {"client": client_of(request), "scheme": request.url.scheme}

    app.add_middleware(TrustedProxies, trusted=trusted)
    transport = httpx.ASGITransport(app, client=(peer, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://prueba") as browser:
        found: dict[str, str] = (await browser.get("/", headers=headers)).json()
        return found


async def test_a_header_from_anybody_is_not_believed() -> None:
    said = {"X-Forwarded-For": "198.51.100.1", "X-Forwarded-Proto": "https"}

    assert await seen_by(("10.0.0.0/8",), "203.0.113.7", **said) == {"client": "203.0.113.7", "scheme": "http"}


async def test_our_proxy_is_believed_and_what_the_client_wrote_before_it_is_not() -> None:
    said = {"X-Forwarded-For": "1.2.3.4, 198.51.100.1, 10.0.0.9", "X-Forwarded-Proto": "https"}

    assert await seen_by(("10.0.0.0/8",), "10.0.0.1", **said) == {"client": "198.51.100.1", "scheme": "https"}


async def test_the_addresses_of_one_ipv6_network_are_one_client() -> None:
    one, other = [await seen_by((), f"2001:db8:1:2::{n}") for n in (1, 2)]

    assert one == other


async def test_a_proxy_on_the_loopback_does_not_lend_it_the_seeded_tokens(world: World) -> None:
    headers = {"Authorization": "Bearer dev-agente", "X-Forwarded-For": "203.0.113.7"}

    reply = await world.api.get("/api/v1/pqrsd", headers=headers)

    assert reply.status_code == 401


@pytest.mark.parametrize("path", ["/", "/radicar", "/api/v1/pqrsd/2020-E-000001", "/no-existe", "/estatico/estilo.css"])
async def test_every_answer_is_told_what_not_to_do(world: World, path: str) -> None:
    headers = (await world.api.get(path)).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "strict-transport-security" not in headers


async def test_behind_tls_the_browser_is_told_to_stay_there(world: World) -> None:
    app = create_app(dataclasses.replace(world.settings, trusted_proxies=("127.0.0.1",)))
    transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))

    async with httpx.AsyncClient(transport=transport, base_url="http://prueba") as browser:
        reply = await browser.get("/", headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"})

    assert reply.headers["strict-transport-security"].startswith("max-age=")


async def test_the_documentation_runs_its_own_script_and_no_other(world: World) -> None:
    reply = await world.api.get("/docs")

    assert re.search(r"script-src [^;]*'sha256-", reply.headers["content-security-policy"])
    assert "unsafe-inline" not in reply.headers["content-security-policy"].partition("style-src")[0]
