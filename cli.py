"""The command line `pqrsd` (composition: nobody imports this)."""

import asyncio
import json
import signal
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
import uvicorn
from rich.console import Console
from rich.table import Table

import cli_calendar
from activities.ports_mail import MailUnavailable
from activities.reconciliation import Period, Reconciled
from adapters.crm_queue import ALL, CrmTable, Wanted
from adapters.database import connect_database, upgrade
from adapters.verification import PackageInvalid, verified_package
from domain.colombia import LATEST
from domain.errors import DomainError
from domain.instants import BOGOTA
from domain.ledger import LedgerEvent
from domain.terms import PqrsdType
from schemas.plazo import plazo_json
from settings import SettingMissing, Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Atención de PQRSD.")
db = typer.Typer(no_args_is_help=True, help="La base de datos.")
app.add_typer(db, name="db")
expediente = typer.Typer(no_args_is_help=True, help="Los expedientes cerrados.")
app.add_typer(expediente, name="expediente")
crm = typer.Typer(no_args_is_help=True, help="Las entregas al CRM.")
app.add_typer(crm, name="crm")
app.add_typer(cli_calendar.app, name="calendario")
console = Console()
DATA = Path(".pqrsd")
T = TypeVar("T")


@app.command()
def plazo(
    tipo: PqrsdType,
    recibido: datetime,
    eventos: Annotated[Path | None, typer.Option(exists=True, dir_okay=False)] = None,
    json_: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Cuándo vence una solicitud y por qué. No necesita servidor."""
    at = recibido if recibido.tzinfo else recibido.replace(tzinfo=BOGOTA)
    try:
        events = [LedgerEvent.from_json(e, at) for e in _events(eventos)]
        dates = plazo_json(tipo, at, events, LATEST)
    except (ValueError, KeyError, TypeError) as problem:
        raise _stopped(f"eventos mal formados: {problem}") from problem
    except DomainError as refusal:
        raise _stopped(str(refusal)) from refusal
    if json_:
        typer.echo(json.dumps(dates, ensure_ascii=False, indent=2))
        return
    console.print(f"[bold]Vence el {dates['vence_el'] or '—'}[/bold] ({dates['estado']})")
    for sentence in dates["explicacion"]:
        console.print(f"  • {sentence}")
    for name, day in dates["hitos"].items():
        console.print(f"    {name}: {day}")


@app.command()
def demo(data: Path = DATA / "demo") -> None:
    """Lleva todas las situaciones por el motor real, en tiempo virtual."""
    from local.demo import demo as run

    if not _interruptible(run(data.resolve(), Console(width=200))):
        raise typer.Exit(1)


@app.command()
def up(api_port: int = 8080, temporal_port: int = 7233, ui_port: int = 8233, data: Path = DATA / "up") -> None:
    """Todo el sistema en primer plano, en tiempo real; los datos quedan guardados."""
    from local.up import up as run

    _interruptible(run(data.resolve(), console, api_port, temporal_port, ui_port))


@app.command()
def api(host: str = "127.0.0.1", port: int = 8080) -> None:
    """La interfaz y las páginas."""
    uvicorn.run("api:create_app", factory=True, host=host, port=port, access_log=False, proxy_headers=False)


@app.command()
def worker() -> None:
    """El trabajador de Temporal."""
    from worker import run

    try:
        asyncio.run(run(Settings.read()))
    except SettingMissing as missing:
        raise _stopped(str(missing)) from missing


@app.command()
def conciliar(dias: int = 30, gracia_minutos: int = 15) -> None:
    """Compara las cartas enviadas por correo con lo que el servidor dice que aceptó; sale con 1 si difieren."""
    try:
        done = asyncio.run(_reconciled(Settings.read(), dias, gracia_minutos))
    except (SettingMissing, MailUnavailable, FileNotFoundError) as problem:
        raise _stopped(f"no se pudo conciliar: {problem}") from problem
    table = Table("Diferencia", "Message-ID", "Carta", title=f"{done.sent} cartas por correo en {dias} días")
    for found in done.differences:
        table.add_row(found.difference.replace("_", " "), found.message_id, found.key or "—")
    console.print(table if done.differences else f"{done.sent} cartas por correo en {dias} días: 0 diferencias.")
    if done.differences:
        raise typer.Exit(1)


async def _reconciled(settings: Settings, days: int, grace_minutes: int) -> Reconciled:
    from worker import reconciliation

    engine, sessions = connect_database(settings.database_url, settings.payload_key)
    try:
        period = Period(datetime.now(UTC), days=days, grace_seconds=grace_minutes * 60)
        return await reconciliation(settings, sessions).reconcile(period)
    finally:
        await engine.dispose()


@db.command("upgrade")
def db_upgrade() -> None:
    """Lleva el esquema a su última versión."""
    try:
        settings = Settings.read()
        asyncio.run(upgrade(settings.database_url, settings.payload_key))
    except SettingMissing as missing:
        raise _stopped(str(missing)) from missing


@expediente.command("verificar")
def expediente_verificar(
    archivo: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    huella: Annotated[str | None, typer.Option(help="La huella publicada de la llave de la entidad.")] = None,
) -> None:
    """Comprueba firma, huellas, tamaños y foliación de un paquete. No necesita servidor."""
    try:
        found = verified_package(archivo.read_bytes(), huella)
    except PackageInvalid as problem:
        typer.echo(f"pqrsd: {problem}", err=True)
        raise typer.Exit(1) from problem
    typer.echo(
        f"Expediente {found.radicado}, ciclo {found.cycle}: íntegro. "
        f"{found.documents} documentos, {found.pages} páginas, llave {found.key_id}."
    )


@crm.command("reintentar")
def crm_reintentar(
    entrega: Annotated[str, typer.Argument(help="Una entrega muerta; sin ella, las de --causa y --desde.")] = "",
    causa: Annotated[str, typer.Option(help="Solo las que murieron por lo que así empieza.")] = "",
    desde: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    hasta: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
) -> None:
    """Entrega otra vez una muerta, o todas las de una causa y unos días, con las anteriores de su caso, en orden."""
    wanted = Wanted(reason=causa, since=desde and desde.date(), until=hasta and hasta.date())
    if not entrega and wanted == ALL:
        raise _stopped("diga qué entrega, o de qué causa o días")
    try:
        owed = asyncio.run(_revived(Settings.read(), entrega, wanted))
    except (SettingMissing, DomainError) as problem:
        raise _stopped(str(problem)) from problem
    typer.echo(f"Entregas que se deben otra vez: {owed}")


async def _revived(settings: Settings, delivery_id: str, wanted: Wanted) -> int:
    engine, sessions = connect_database(settings.database_url, settings.payload_key)
    try:
        crm = CrmTable(sessions)
        return await (crm.revive(delivery_id) if delivery_id else crm.revive_all(wanted))
    finally:
        await engine.dispose()


def _events(path: Path | None) -> list[dict[str, object]]:
    if path is None:
        return []
    read = json.loads(path.read_text())
    events: list[dict[str, object]] = read["events"] if isinstance(read, dict) else read
    return events


def _stopped(message: str) -> typer.Exit:
    typer.echo(f"pqrsd: {message}", err=True)
    return typer.Exit(2)


def _interruptible(work: Coroutine[Any, Any, T]) -> T:
    """Run until done; Ctrl-C and SIGTERM stop everything in order; a part that fails says so in one line."""
    from local.process import PartFailed

    async def main() -> T:
        task = asyncio.ensure_future(work)
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, task.cancel)
        return await task

    try:
        return asyncio.run(main())
    except asyncio.CancelledError:
        raise typer.Exit(130) from None
    except PartFailed as failure:
        raise _stopped(str(failure)) from failure


if __name__ == "__main__":
    app()
