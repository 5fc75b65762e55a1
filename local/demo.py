"""The demonstration: every situation through the real engine, in virtual time, in under two minutes."""

import asyncio
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.table import Table
from temporalio.client import Client

from adapters.database import Sessions, connect_database
from adapters.temporal import connect
from local import summary
from local.crm import taking
from local.journey import Journey, Unexpected
from local.situations import SITUATIONS, Situation, answered_plainly, filing, person
from local.situations_answers import SITUATIONS_OF_ANSWERS
from local.situations_archive import CLOSING
from local.situations_follow_up import SITUATIONS_OF_FOLLOW_UP, SITUATIONS_OF_THE_CRM
from local.situations_law import FINALE, LAW, publish_mid_case
from local.situations_mail import SITUATIONS_OF_THE_MAIL
from local.situations_people import SITUATIONS_OF_PEOPLE
from local.situations_process import SITUATIONS_OF_THE_PROCESS
from local.situations_urgent import SITUATIONS_URGENT
from local.stack import Stack, parts, served

AT_ONCE = 8
ALL = (
    *SITUATIONS_OF_FOLLOW_UP,
    *SITUATIONS_OF_THE_MAIL,
    *SITUATIONS_OF_PEOPLE,
    *SITUATIONS,
    *SITUATIONS_URGENT,
    *SITUATIONS_OF_THE_PROCESS,
    *LAW,
    *SITUATIONS_OF_ANSWERS,
)
COLUMNS = ("radicado", "tipo", "canal", "recibido", "vence", "estado", "cartas", "encuesta", "situación")

Outcome = tuple[Situation, Journey, str | None]


async def demo(folder: Path, console: Console) -> bool:
    """Run every situation on a fresh stack and print the table; whether all ended as they should."""
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    async with taking() as crm, parts(folder, is_durable=False, is_virtual=True, crm=crm) as stack, served(stack):
        console.print(f"Interfaz de Temporal: {stack.temporal.ui_url} · API y páginas: {stack.api_url}")
        engine, sessions = connect_database(stack.postgres.url(), stack.payload_key, pool_size=2)
        try:
            outcomes, _ = await run_all(stack, console)
            held = await summary.surveys(sessions)
            outcomes = [(s, j, problem or unheld(s, held.get(j.radicado, ""))) for s, j, problem in outcomes]
            console.print(_table(outcomes, held))
            is_settled = await _figures(stack, sessions, outcomes, console)
        finally:
            await engine.dispose()
    return is_settled and all(problem is None for _, _, problem in outcomes)


async def run_all(stack: Stack, console: Console) -> tuple[list[Outcome], Client]:
    """Live every situation on a running stack; how each ended, and the client to look at them with.

    Those of the CRM, only where there is one.
    """
    situations = (*ALL, *SITUATIONS_OF_THE_CRM) if stack.crm else ALL
    gate = asyncio.Semaphore(AT_ONCE)
    temporal = await connect(stack.temporal.target, stack.payload_key)
    limits = httpx.Limits(keepalive_expiry=1)  # let go of idle connections before the server does
    async with httpx.AsyncClient(base_url=stack.api_url, timeout=60, limits=limits) as api:

        def begun(title: str) -> Journey:
            return Journey(title, api, temporal, stack.smtp, stack.imap)

        async def through(situation: Situation) -> Outcome:
            journey = begun(situation.title)
            async with gate:
                problem = await _lived(situation, journey)
            console.print(f"{'✗' if problem else '✓'} {situation.title}{': ' + problem if problem else ''}")
            return situation, journey, problem

        outage = await _filed_in_an_outage(stack, begun("Radicada con el motor caído"))
        lived = await asyncio.gather(*(through(situation) for situation in situations))
        journeys = [begun(situation.title) for situation in FINALE]
        moved = await _published_mid_case(journeys, api, console)
        closed = await asyncio.gather(*(through(situation) for situation in CLOSING))
        return [outage, *lived, *moved, *closed], temporal


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
        if situation.begins:
            await situation.begins(journey)
        elif not is_filed:
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


def unheld(situation: Situation, held: str) -> str | None:
    """What the system holds of a survey, if it is not what was answered."""
    return f"la encuesta quedó «{held}»" if situation.rated not in {"", held} else None


def _table(outcomes: Sequence[Outcome], held: dict[str, str]) -> Table:
    table = Table(title="Los casos de la demostración")
    for name in COLUMNS:
        table.add_column(name, overflow="fold")
    for situation, journey, problem in outcomes:
        title = f"{'✗ ' if problem else ''}{situation.title}"
        table.add_row(*_cells(journey.case, held.get(journey.radicado, "—")), title)
    return table


def _cells(case: dict[str, Any], survey: str) -> list[str]:
    letters = [x for x in case.get("cartas", []) if x["estado"] != "claimed"]
    state = f"{case.get('estado', '?')}{' (vencida)' if case.get('vencida') else ''}"
    return [
        case.get("radicado", "?"), case.get("tipo", "?"), case.get("canal", "?"), _day(case.get("recibido_en")),
        _day(case.get("vence_el")), state, str(len(letters)), survey,
    ]  # fmt: skip


def _day(moment: str | None) -> str:
    return f"{date.fromisoformat(moment[:10]):%d/%m/%Y}" if moment else "—"


async def _figures(stack: Stack, sessions: Sessions, outcomes: Sequence[Outcome], console: Console) -> bool:
    """A line of each thing that is not a case; whether nothing is owed and nothing differs."""
    sent = len(stack.smtp.messages)
    once = len({message["Message-ID"] for message in stack.smtp.messages})
    console.print(f"Correos recibidos por el servidor: {sent}; distintos por Message-ID: {once}")
    for remark in (journey.remark for _, journey, _ in outcomes if journey.remark):
        console.print(remark, soft_wrap=True)
    console.print(f"Cartas en PDF y expedientes: {stack.folder / 'archivo'} · correos: {stack.smtp.maildir}")
    try:
        await summary.at_rest(sessions)
        console.print(await summary.told(stack, sessions))
        console.print(await summary.reconciled(stack))
    except Unexpected as problem:
        console.print(f"✗ {problem}")
        return False
    return sent == once
