"""Telling the archive's office which expedientes come to the end of their retention, in time to decide on them."""

from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from typing import Protocol

from temporalio import activity

from activities.ports import Facts
from activities.ports_mail import Mail, Mailer, MailLog
from domain.disposal import Retained
from domain.instants import bogota_date
from domain.letters import MessageNames
from domain.retention import WARNED_AHEAD

OFFICE_ROLE = "archivo"


class Endings(Protocol):
    """The expedientes whose retention ends, until somebody was told."""

    async def unwarned(self, until: date) -> list[Retained]: ...

    async def warned(self, radicados: Sequence[str], at: datetime) -> None: ...


class RetentionWatch:
    """Warns of the end of retention; it never eliminates anything."""

    def __init__(self, endings: Endings, facts: Facts, mailer: Mailer, mail_log: MailLog, names: MessageNames) -> None:
        self._endings = endings
        self._facts = facts
        self._mailer = mailer
        self._mail_log = mail_log
        self._names = names

    @activity.defn
    async def warn(self, at: datetime) -> int:
        """Mail the list of what ends within ninety days and nobody was told of; how many.

        Done again, what the mail server already took is not sent again.
        """
        today = bogota_date(at)
        cases = await self._endings.unwarned(today + WARNED_AHEAD)
        if not cases:
            return 0
        radicados = [case.radicado for case in cases]
        name = self._names.of(f"retencion/{today}/{radicados[0]}/{radicados[-1]}")
        if await self._mail_log.find(name) is None:
            office = await self._facts.official(OFFICE_ROLE, "")
            await self._mailer.send(_mail(name, office.email or "", cases))
        await self._endings.warned(radicados, at)
        return len(cases)


def _mail(name: str, to: str, cases: Sequence[Retained]) -> Mail:
    opening = (
        "Termina la retención de estos expedientes. Nada se elimina sin un acto aprobado: decida su disposición "
        "final, o reténgalos si hay motivo (Acuerdo AGN 001 de 2024)."
    )
    lines = [_line(case) for case in cases]
    text = "\n\n".join([opening, "\n".join(f"- {line}" for line in lines)]) + "\n"
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    html = f'<!doctype html><html lang="es"><body><p>{escape(opening)}</p><ul>{items}</ul></body></html>'
    return Mail(name, to, f"Expedientes que terminan su retención: {len(cases)}", text, html)


def _line(case: Retained) -> str:
    held = f"; retenido: {case.held_because}" if case.held_because else ""
    return f"{case.radicado}: hasta el {case.until:%d/%m/%Y}, {', '.join(sorted(set(case.dispositions)))}{held}"
