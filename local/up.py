"""The system in the foreground, in real time, over kept data."""

import asyncio
from pathlib import Path

from rich.console import Console

from local.stack import Ports, parts, served


async def up(folder: Path, console: Console, api_port: int, temporal_port: int, ui_port: int) -> None:
    """Serve until cancelled."""
    async with parts(folder, ports=Ports(api_port, temporal_port, ui_port)) as stack, served(stack):
        console.print(f"Páginas y API     {stack.api_url}  (documentación en /docs)")
        console.print(f"Temporal          {stack.temporal.ui_url}")
        console.print(f"Correos           {stack.smtp.maildir}")
        console.print(f"Buzón de entrada  {stack.imap.url()}")
        console.print("Fichas de prueba  dev-radicador, dev-agente, dev-coordinador, dev-supervisor, dev-auditor")
        console.print("Ctrl-C para detener; los datos quedan guardados.")
        await asyncio.Event().wait()
