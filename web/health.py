"""Is it alive, is it ready, what does it measure."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.reach import PATIENCE_SECONDS
from web.services import Services, services

router = APIRouter(tags=["Salud"])


class Metrics:
    """What one process counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("metodo", "ruta", "estado")
        self.requests = Counter("pqrsd_http_solicitudes", "Solicitudes atendidas", labels, registry=self.registry)
        self.seconds = Histogram("pqrsd_http_segundos", "Duración", ("ruta",), registry=self.registry)
        self.cases = Gauge("pqrsd_casos", "Casos por situación", ("situacion",), registry=self.registry)
        self.alarms = Gauge("pqrsd_alarmas", "Respuestas sin salir con el término por vencer", registry=self.registry)

        self.mail = Gauge("pqrsd_correo_entrante", "Mensajes por resultado", ("resultado",), registry=self.registry)
        self.differences = Gauge("pqrsd_conciliacion_diferencias", "De la última conciliación", registry=self.registry)

    def count(self, scope: Scope, status: int, seconds: float) -> None:
        """One request."""
        route = getattr(scope.get("route"), "path", "otra")
        self.requests.labels(scope["method"], route, status).inc()
        self.seconds.labels(route).observe(seconds)


class Measured:
    """Counts and times each request by its route, never by its path."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        began, statuses = time.perf_counter(), [500]

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            scope["app"].state.metrics.count(scope, statuses[-1], time.perf_counter() - began)


@router.get("/salud/vivo", summary="El proceso vive")
async def alive() -> dict[str, str]:
    """Responde mientras el proceso viva."""
    return {"estado": "vivo"}


@router.get(
    "/salud/listo",
    summary="Cada dependencia responde",
    responses={503: {"description": "Alguna no responde"}},
)
async def ready(parts: Annotated[Services, Depends(services)]) -> JSONResponse:
    """Solo sin base de datos no está listo; sin lo demás sigue radicando, y dice qué falta. No dice dónde está nada."""
    database, engine, outside = await asyncio.gather(
        _answers(parts.cases.is_reachable), _answers(lambda: _engine(parts)), parts.outside.answer()
    )
    checks = {"base_de_datos": database, "motor": engine, **outside}
    alarms = len(await parts.alarms.standing()) if database else None
    return JSONResponse({"listo": database, "dependencias": checks, "alarmas": alarms}, 200 if database else 503)


@router.get("/metricas", summary="Métricas para Prometheus", response_class=Response)
async def metrics(request: Request, parts: Annotated[Services, Depends(services)]) -> Response:
    """En el formato de texto de Prometheus."""
    measured: Metrics = request.app.state.metrics
    for name, count in (await parts.cases.figures()).items():
        measured.cases.labels(name).set(count)
    for name, count in (await parts.mail.figures()).items():
        measured.mail.labels(name).set(count)
    last = await parts.ledger.last()
    measured.differences.set(len(last.differences) if last else 0)
    measured.alarms.set(len(await parts.alarms.standing()))
    return Response(generate_latest(measured.registry), media_type=CONTENT_TYPE_LATEST)


async def _engine(parts: Services) -> bool:
    async with asyncio.timeout(PATIENCE_SECONDS):
        return await parts.temporal.service_client.check_health()


async def _answers(check: Callable[[], Awaitable[Any]]) -> bool:
    try:
        return bool(await check())
    except Exception:  # whatever it raises, it does not answer
        return False
