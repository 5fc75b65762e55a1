"""Filings per second through HTTP with 20 clients, as a ratio to bare starts on the same server in the same run."""

import asyncio
import json
import statistics
import tempfile
import time
import uuid
from pathlib import Path

from temporalio.client import Client

from adapters.temporal import connect
from bench.report import keep
from local.ports import HOST
from local.stack import parts, served

CLIENTS, FILINGS = 20, 1_000
BODY = {
    "tipo": "queja", "canal": "web", "asunto": "Medición", "descripcion": "Texto corriente de una queja.",
    "peticionario": {"clase": "natural", "nombres": "N N", "correo": "n@correo.example"}, "medio_respuesta": "correo",
}  # fmt: skip


REQUEST = json.dumps(BODY).encode()
HEAD = (
    f"POST /api/v1/pqrsd HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer dev-radicador\r\n"
    f"Content-Type: application/json\r\nContent-Length: {len(REQUEST)}\r\n\r\n"
).encode()


async def filings(port: int) -> list[float]:
    """File by kept connections, with next to no work of our own beside the server's; seconds of each."""
    seconds: list[float] = []
    left = iter(range(FILINGS))

    async def client() -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        for _ in left:
            began = time.perf_counter()
            writer.write(HEAD + REQUEST)
            answer = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(answer.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]))
            if not answer.startswith(b"HTTP/1.1 201"):
                raise SystemExit(answer.decode())
            seconds.append(time.perf_counter() - began)
        writer.close()

    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return seconds


async def starts(temporal: Client) -> None:
    """Bare starts of a workflow nobody works on."""
    left = iter(range(FILINGS))

    async def client() -> None:
        for _ in left:
            await temporal.start_workflow("Nada", id=str(uuid.uuid4()), task_queue="nadie")

    await asyncio.gather(*(client() for _ in range(CLIENTS)))


async def run() -> None:
    """Measure and keep."""
    with tempfile.TemporaryDirectory() as folder:
        async with parts(Path(folder)) as stack:
            temporal = await connect(stack.temporal.target, bytes(32))
            began = time.perf_counter()
            await starts(temporal)
            bare = FILINGS / (time.perf_counter() - began)
            async with served(stack):
                await filings(stack.api_port)
                began = time.perf_counter()
                seconds = await filings(stack.api_port)
                rate = FILINGS / (time.perf_counter() - began)
    cuts = statistics.quantiles(seconds, n=100)
    keep("intake", f"{FILINGS} radicaciones por HTTP, {CLIENTS} clientes, con trabajador activo y disco durable", {
        "arranques sueltos/s": bare,
        "radicaciones/s": rate,
        "radicaciones / arranques sueltos": rate / bare,
        "p50, ms": cuts[49] * 1e3,
        "p99, ms": cuts[98] * 1e3,
    })  # fmt: skip


if __name__ == "__main__":
    asyncio.run(run())
