"""The demonstration: every situation through the real engine, in virtual time, in under two minutes."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.table import Table
from temporalio.client import Client

from adapters.temporal import connect
from local.journey import Journey, Unexpected
from local.situations import SITUATIONS, Situation, answered_plainly, filing, person
from local.situations_answers import SITUATIONS_OF_ANSWERS
from local.situations_law import FINALE, LAW, publish_mid_case
from local.situations_process import SITUATIONS_OF_THE_PROCESS
from local.stack import Stack, parts, served

AT_ONCE = 6
ALL = (*SITUATIONS, *SITUATIONS_OF_THE_PROCESS, *LAW, *SITUATIONS_OF_ANSWERS)


Outcome = tuple[Situation, Journey, str | None]


async def demo(folder: Path, console: Console) -> bool:
    """Run every situation on a fresh stack and print the table; whether all ended as they should."""
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    async with parts(folder, is_durable=False, is_virtual=True) as stack, served(stack):
        console.print(f"Interfaz de Temporal: {stack.temporal.ui_url} · API y páginas: {stack.api_url}")
        outcomes, _ = await run_all(stack, console)
        console.print(_table(outcomes))
        await _figures(stack, console)
    return all(problem is None for _, _, problem in outcomes)


async def run_all(stack: Stack, console: Console) -> tuple[list[Outcome], Client]:
    """Live every situation on a running stack; how each ended, and the client to look at them with."""
    gate = asyncio.Semaphore(AT_ONCE)
    key = bytes.fromhex(stack.environment()["PQRSD_PAYLOAD_KEY"])
    temporal = await connect(stack.temporal.address, "default", key)
    limits = httpx.Limits(keepalive_expiry=1)  # let go of idle connections before the server does
    async with httpx.AsyncClient(base_url=stack.api_url, timeout=60, limits=limits) as api:

        async def through(situation: Situation) -> Outcome:
            journey = Journey(situation.title, api, temporal, stack.smtp)
            async with gate:
                problem = await _lived(situation, journey)
            console.print(f"{'✗' if problem else '✓'} {situation.title}{': ' + problem if problem else ''}")
            return situation, journey, problem

        outage = await _filed_in_an_outage(stack, Journey("Radicada con el motor caído", api, temporal, stack.smtp))
        lived = await asyncio.gather(*(through(situation) for situation in ALL))
        journeys = [Journey(situation.title, api, temporal, stack.smtp) for situation in FINALE]
        return [outage, *lived, *await _published_mid_case(journeys, api, console)], temporal


async def _published_mid_case(journeys: list[Journey], api: httpx.AsyncClient, console: Console) -> list[Outcome]:
    """The last situations: what is published while they run moves them, and they go on to their end."""
    try:
        await publish_mid_case(journeys, api, console)
    except Unexpected as problem:
        return [(situation, journey, str(problem)) for situation, journey in zip(FINALE, journeys, strict=True)]
    pairs = list(zip(FINALE, journeys, strict=True))
    problems = await asyncio.gather(*(_lived(situation, journey, is_filed=True) for situation, journey in pairs))
    return [(situation, journey, problem) for (situation, journey), problem in zip(pairs, problems, strict=True)]


async def _filed_in_an_outage(stack: Stack, journey: Journey) -> Outcome:
    """A filing while Temporal is down is true; its case starts, once, when Temporal is back."""
    who = person("Gloria Inés Palacios", "gloria.palacios@correo.example")
    body = filing("peticion_informacion", "web", "Requisitos", "Solicito los requisitos para 2027.", who)
    situation = Situation(journey.title, body, answered_plainly)
    await stack.temporal.stop()
    try:
        await journey.file(body)
    finally:
        await stack.temporal.start()
    try:
        await journey.workflow_running(journey.radicado)
    except Unexpected as problem:
        return situation, journey, str(problem)
    return situation, journey, await _lived(situation, journey, is_filed=True)


async def _lived(situation: Situation, journey: Journey, *, is_filed: bool = False) -> str | None:
    """Live a situation; what went other than expected, if anything."""
    try:
        if not is_filed:
            await journey.file(situation.body)
            await journey.workflow_running(journey.radicado)
        await journey.look()
        await situation.story(journey)
        await journey.until(situation.ends)
    except Unexpected as problem:
        return str(problem)
    if journey.case["vencida"] != situation.is_overdue:
        return f"vencida={journey.case['vencida']}, se esperaba {situation.is_overdue}"
    return None


def _table(outcomes: list[Outcome]) -> Table:
    table = Table(title="Los casos de la demostración")
    for name in (
        "radicado",
        "tipo",
        "canal",
        "recibido",
        "vence",
        "estado",
        "cartas",
        "encuesta",
        "situación",
    ):
        table.add_column(name, overflow="fold")
    for situation, journey, problem in outcomes:
        table.add_row(*_cells(situation, journey.case), f"{'✗ ' if problem else ''}{situation.title}")
    return table


def _cells(situation: Situation, case: dict[str, Any]) -> list[str]:
    letters = [x for x in case.get("cartas", []) if x["estado"] != "claimed"]
    state = f"{case.get('estado', '?')}{' (vencida)' if case.get('vencida') else ''}"
    return [
        case.get("radicado", "?"), case.get("tipo", "?"), case.get("canal", "?"), str(case.get("recibido_en"))[:10],
        case.get("vence_el") or "—", state, str(len(letters)), str(situation.rated or "—"),
    ]  # fmt: skip


async def _figures(stack: Stack, console: Console) -> None:
    sent = len(stack.smtp.messages)
    once = len({message["Message-ID"] for message in stack.smtp.messages})
    console.print(f"Correos recibidos por el servidor: {sent}; distintos por Message-ID: {once}")
    console.print(f"Cartas en PDF y expedientes: {stack.folder / 'archivo'} · correos: {stack.smtp.maildir}")
