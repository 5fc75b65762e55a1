"""The commands `pqrsd calendario …` (composition: only `cli.py` imports this)."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from getpass import getuser
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import Discriminator, Tag, TypeAdapter, ValidationError
from rich.console import Console
from rich.progress import Progress as Bar
from rich.table import Table
from temporalio.service import RPCError

from activities.messages_batch import Batch, Move
from adapters.batches import Batches, BatchState, BatchStatus
from adapters.calendars import CalendarTable
from adapters.database import Sessions, connect_database
from adapters.open_cases import OpenCaseTable
from adapters.suspensions import SuspensionTable
from adapters.temporal import connect
from domain.calendar import Calendar
from domain.errors import DomainError
from domain.instants import BOGOTA
from domain.petitions import Reproject
from domain.suspensions import assert_publishable
from schemas.calendar import CalendarIn, SuspensionIn
from settings import SettingMissing, Settings

app = typer.Typer(no_args_is_help=True, help="El calendario: versiones, qué casos mueven, moverlos.")
console = Console()
Version = Annotated[str | None, typer.Option(help="La versión; sin ella, la que rige.")]
File = Annotated[
    Path | None,
    typer.Argument(exists=True, dir_okay=False, help="Lo que se publicaría, en JSON con los campos de la API."),
]
T = TypeVar("T")
PUBLISHABLE: TypeAdapter[CalendarIn | SuspensionIn] = TypeAdapter(
    Annotated[
        Annotated[CalendarIn, Tag("version")] | Annotated[SuspensionIn, Tag("acto")],
        Discriminator(lambda said: "acto" if isinstance(said, dict) and "acto" in said else "version"),
    ]
)
"""What a file says: a version, or an act that suspends terms."""
SOME_FAILED, NOT_ENDED, MISTAKEN = 1, 3, 2


@dataclass(frozen=True)
class Parts:
    """What the commands work with."""

    settings: Settings
    sessions: Sessions
    calendars: CalendarTable

    async def version(self, name: str | None) -> Calendar:
        """A version, or the one in force. Raises LookupError."""
        return await (self.calendars.get(name) if name else self.calendars.in_force())

    async def drafted(self, body: CalendarIn, by: str) -> tuple[Calendar, str]:
        """The version that would be published and the one it is made over. Raises DomainError."""
        await self.calendars.check_free(body.version)
        base = await self.calendars.in_force()
        return body.to_domain(base, by, datetime.now(BOGOTA).date()), base.version

    async def moves(self, batch: Batch, draft: Calendar | None = None) -> list[Move]:
        """What a batch would move now, under a *draft* nobody published too."""
        cases = OpenCaseTable(self.sessions, self.calendars)
        return [move async for move in cases.rehearsed(batch, datetime.now(BOGOTA), draft)]

    async def rehearsed(self, body: CalendarIn | SuspensionIn, by: str) -> list[Move]:
        """What would move if it were published; keeps nothing. Raises DomainError as publishing it would."""
        if isinstance(body, CalendarIn):
            calendar, _ = await self.drafted(body, by)
            return await self.moves(_batch(calendar), calendar)
        act = body.to_domain(by, datetime.now(BOGOTA))
        kept = await SuspensionTable(self.sessions).get(act.act_number)
        assert_publishable(act, kept)
        return await self.moves(Batch((kept or act).order, act.scope))


@app.command()
def ver(json_: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Las versiones publicadas; la primera rige."""
    versions = _with_parts(lambda parts: parts.calendars.published())
    rows = [
        {"version": x.version, "norma": x.norm, "publicada_por": x.published_by,
         "publicada_en": x.published_at.isoformat(timespec="minutes"), "cubre_hasta": str(x.last_on)}
        for x in versions
    ]  # fmt: skip
    _show(rows, "Versiones del calendario", as_json=json_)


@app.command()
def publicar(archivo: Annotated[Path, typer.Argument(exists=True, dir_okay=False)], por: str = "") -> None:
    """Publica la versión de un archivo JSON (los campos de la API); ensáyela antes con `diferencias ARCHIVO`.

    Dice qué casos movería y no mueve ninguno.
    """

    async def published(parts: Parts) -> list[Move]:
        body = CalendarIn.model_validate_json(archivo.read_bytes())
        calendar, base = await parts.drafted(body, por or getuser())
        await parts.calendars.publish(calendar, base=base)
        return await parts.moves(_batch(calendar))

    console.print(f"Publicada. {_would_move(_with_parts(published))}")


@app.command()
def diferencias(
    archivo: File = None, version: Version = None, json_: Annotated[bool, typer.Option("--json")] = False
) -> None:
    """Ensayo: qué casos abiertos se moverían, y de cuándo a cuándo. No guarda ni cambia nada.

    De lo publicado o, antes de publicarlo, del archivo de una versión o de un acto de suspensión.
    """
    if archivo and version:
        raise _stopped("diga un archivo o una versión, no los dos")

    async def rehearsed(parts: Parts) -> list[Move]:
        if archivo:
            return await parts.rehearsed(PUBLISHABLE.validate_json(archivo.read_bytes()), getuser())
        return await parts.moves(_batch(await parts.version(version)))

    moves = _with_parts(rehearsed)
    _show([_row(move) for move in moves], _would_move(moves), as_json=json_)


@app.command()
def reproyectar(version: Version = None, por: str = "") -> None:
    """Mueve los casos abiertos a la versión que rige. Sale con 1 si con alguno no se pudo, con 3 si se interrumpió."""

    async def moved(parts: Parts) -> BatchStatus:
        calendar, latest = await parts.version(version), await parts.calendars.in_force()
        if calendar.version != latest.version:
            raise _stopped(f"rige el calendario {latest.version}: los casos no vuelven a la versión {version}")
        given = parts.settings
        client = await connect(given.temporal, given.payload_key)
        return await _followed(Batches(client), _batch(calendar, por or getuser()))

    status = _with_parts(moved)
    done = status.progress
    console.print(
        f"{status.state.replace('_', ' ').capitalize()}: {done.reviewed} de {done.total} casos; "
        f"{done.moved} se movieron, {done.unmoved} sin cambio de fecha, {done.gone} ya no aplican."
    )
    if done.failed:
        console.print(f"No se pudo con: {', '.join(done.failed)}")
    if status.state != BatchState.OVER or done.failed:
        raise typer.Exit(SOME_FAILED if status.state == BatchState.OVER else NOT_ENDED)


async def _followed(batches: Batches, batch: Batch) -> BatchStatus:
    """Start, or join, and watch it to its end."""
    await batches.start(batch)
    with Bar(console=console) as bar:
        task = bar.add_task("Moviendo casos", total=None)
        while (ended := await batches.ended(batch.name, within_seconds=0.5)) is None:
            now = await batches.status(batch.name)
            if now is not None and now.state == BatchState.STOPPED:
                return now
            if now is not None:
                bar.update(task, total=now.progress.total or None, completed=now.progress.reviewed)
        bar.update(task, total=ended.progress.total or 1, completed=ended.progress.reviewed or 1)
    return ended


def _batch(calendar: Calendar, by: str = "") -> Batch:
    return Batch(Reproject(by=by, calendar_version=calendar.version, reason=calendar.norm))


def _with_parts(work: Callable[[Parts], Coroutine[Any, Any, T]]) -> T:
    """Do a work over the database and the engine that the environment says; what goes wrong, in one line."""

    async def main() -> T:
        async with _parts() as parts:
            return await work(parts)

    try:
        return asyncio.run(main())
    except typer.Exit:
        raise
    except SettingMissing as missing:
        raise _stopped(str(missing)) from missing
    except ValidationError as mistake:
        raise _stopped(f"archivo mal formado: {mistake.errors()[0]['loc']}: {mistake.errors()[0]['msg']}") from mistake
    except DomainError as refusal:
        raise _stopped(str(refusal)) from refusal
    except LookupError as unknown:
        raise _stopped("no hay un calendario con esa versión") from unknown
    except (RPCError, RuntimeError, OSError) as away:
        raise _stopped(f"la base de datos o el motor no responde: {away}") from away


@asynccontextmanager
async def _parts() -> AsyncIterator[Parts]:
    settings = Settings.read()
    engine, sessions = connect_database(settings.database_url, settings.payload_key)
    try:
        yield Parts(settings, sessions, CalendarTable(sessions))
    finally:
        await engine.dispose()


def _show(rows: list[dict[str, str]], title: str, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    names = dict.fromkeys(name for row in rows for name in row)
    table = Table(*names, title=title)
    for row in rows:
        table.add_row(*(row.get(name, "") for name in names))
    console.print(table if rows else title)


def _row(move: Move) -> dict[str, str]:
    """A case that would move, or the reason why the act does not reach it."""
    row = {"radicado": move.radicado, "de": _day(move.before_on), "a": _day(move.after_on)}
    return row | ({"omitido": move.skipped} if move.skipped else {})


def _would_move(moves: list[Move]) -> str:
    match sum(not move.skipped for move in moves):
        case 0:
            return "No se movería ningún caso."
        case 1:
            return "Se movería 1 caso."
        case many:
            return f"Se moverían {many} casos."


def _day(day: object) -> str:
    return "—" if day is None else str(day)


def _stopped(message: str) -> typer.Exit:
    typer.echo(f"pqrsd: {message}", err=True)
    return typer.Exit(MISTAKEN)
