"""Correspondence: one activity that claims, writes, archives and sends a letter, each step kept before the next.

Killed anywhere, a retry goes on from the last step kept. Between the SMTP reply and its note the outcome is
unknown: the retry asks the mail log for the Message-ID before sending again.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.answers import AnswerWatch, begun_at, instant_of
from activities.beating import beating
from activities.enclosures import PDF, copied, published, remitted, signed_act
from activities.messages import OVERTAKEN, LetterOrder, LetterOutcome
from activities.ports import BlobStore, CaseFacts, Contact, Facts, LetterBook, LetterRow, Surveys
from activities.ports_mail import (
    Mail,
    MailAttachment,
    Mailer,
    MailLog,
    MailRejected,
    Stationery,
    Typesetter,
)
from activities.ports_portal import CitizenLinks
from domain.case_letters import Medium
from domain.instants import BOGOTA, minute
from domain.letters import LetterKind, MessageNames

FINAL = frozenset({"enviada", "rechazada", "impresa", "publicada", "sin_destino"})
UNNAMED = "Peticionario(a)"
"""Who asks anonymously, under reserve, or reads a letter that anybody can read."""

BEAT = timedelta(seconds=10)

COMPLETED_BY_LINK = frozenset({LetterKind.REQUERIMIENTO, LetterKind.PLAZO_AMPLIADO, LetterKind.ACLARACION})


@dataclass(frozen=True)
class Office:
    """What every letter says of the entity itself."""

    city: str
    names: MessageNames
    public_url: str


def by_the_case(order: LetterOrder, row: LetterRow, now: datetime, *, attempted_at: datetime) -> datetime:
    """When a letter left, by its case's clock; of an e-mail, when the server took it and not when we noted it."""
    if row.sent_at is None or row.status != "enviada":
        return row.sent_at or order.at
    return max(attempted_at - max(now - row.sent_at, timedelta()), order.at)


class Correspondence:
    """Sends the letters of cases. Constructed by the worker with real adapters."""

    def __init__(
        self,
        *,
        book: LetterBook,
        facts: Facts,
        blobs: BlobStore,
        surveys: Surveys,
        links: CitizenLinks,
        mailer: Mailer,
        mail_log: MailLog,
        typesetter: Typesetter,
        stationery: Stationery,
        watch: AnswerWatch,
        office: Office,
    ) -> None:
        self._book = book
        self._facts = facts
        self._blobs = blobs
        self._surveys = surveys
        self._links = links
        self._mailer = mailer
        self._mail_log = mail_log
        self._typesetter = typesetter
        self._stationery = stationery
        self._watch = watch
        self._office = office

    @activity.defn
    async def send_letter(self, order: LetterOrder) -> LetterOutcome:
        """Send one letter, once (Ley 1437 de 2011, art. 61). Retried without limit until it has an outcome."""
        kind = order.letter.kind
        name = self._office.names.of(order.letter.key)
        row = await self._book.claim(order, name, series="S" if kind.is_official else None)
        if row.status not in FINAL:
            async with beating(BEAT):
                row = await self._watched(order, row)
        await self._watch.left(order)
        left_at = by_the_case(order, row, datetime.now(UTC), attempted_at=instant_of(order))
        return LetterOutcome(row.status, left_at, row.outgoing_radicado, row.sha256)

    async def _watched(self, order: LetterOrder, row: LetterRow) -> LetterRow:
        if order.leaves_before is not None and begun_at(order) >= order.leaves_before:
            raise ApplicationError("fuera de hora", type=OVERTAKEN, non_retryable=True)
        try:
            return await self._finish(order, row)
        except Exception as problem:
            await self._watch.failed(order, problem)
            if order.give_up_at is not None and instant_of(order) >= order.give_up_at:
                raise ApplicationError(str(problem), type=OVERTAKEN, non_retryable=True) from problem
            raise

    async def _finish(self, order: LetterOrder, row: LetterRow) -> LetterRow:
        case = await self._facts.case(order.radicado)
        contact = await self._contact(order, case)
        facts = await self._said(order, row, case, contact)
        pdf = await self._issued(order, row, case, contact, facts) if order.letter.kind.is_official else None
        if order.letter.medium == Medium.AVISO:
            return await self._book.finished(row.key, status="publicada", at=instant_of(order), evidence="")
        if order.letter.medium != Medium.EMAIL:
            return await self._book.finished(row.key, status="impresa", at=instant_of(order), evidence="")
        if contact.email is None:
            return await self._book.finished(row.key, status="sin_destino", at=order.at, evidence="sin correo")
        enclosed = [MailAttachment(f"{row.outgoing_radicado}.pdf", PDF, pdf)] if pdf else []
        if order.letter.kind == LetterKind.TRASLADO_ENTIDAD:
            enclosed += await remitted(order.radicado, case, self._facts, self._blobs, facts["texto"])
        enclosed += await signed_act(order.letter.facts, self._blobs)
        enclosed += await copied(order.copy, self._blobs)
        return await self._mailed(order, row, contact.email, facts, enclosed)

    async def _contact(self, order: LetterOrder, case: CaseFacts) -> Contact:
        if order.letter.recipient == "peticionario":
            return case.petitioner
        if order.letter.facts.get("correo"):
            return Contact(order.letter.facts["entidad"], order.letter.facts["correo"])
        return await self._facts.official(order.letter.recipient, order.radicado)

    async def _said(self, order: LetterOrder, row: LetterRow, case: CaseFacts, contact: Contact) -> dict[str, str]:
        """All a template may say, in Spanish names; the text of the letter, when it has one, as `texto`."""
        letter = order.letter
        is_public = letter.medium == Medium.AVISO or case.is_identity_hidden
        facts = {
            "radicado": order.radicado,
            "radicado_salida": row.outgoing_radicado or "",
            "nombre": UNNAMED if is_public and letter.recipient == "peticionario" else contact.name,
            "asunto": case.subject,
            "recibido": minute(case.received_at),
            "vence_el": order.due_on or "",
            "codigo": case.query_code,
            "menor": "sí" if case.is_minor else "",
            "enlace": f"{self._office.public_url}/consulta/{order.radicado}",
            "texto": await self._facts.text(order.radicado, letter.text_hash) if letter.text_hash else "",
            **letter.facts,
        }
        if letter.kind == LetterKind.TRASLADO_CIUDADANO:
            facts["copia"] = (order.copy and order.copy.outgoing_radicado) or ""
        if letter.kind in {LetterKind.ENCUESTA, LetterKind.RECORDATORIO_ENCUESTA}:
            cycle = int(letter.key.split("/")[1])
            token = await self._surveys.open(order.radicado, cycle, datetime.fromisoformat(letter.facts["cierra"]))
            facts["enlace_encuesta"] = f"{self._office.public_url}/encuesta/{token}"
        if letter.kind in COMPLETED_BY_LINK:
            facts["enlace_completar"] = await self._completion_link(order)
        return published(facts, case) if letter.medium == Medium.AVISO else facts

    async def _completion_link(self, order: LetterOrder) -> str:
        """The one-time link of a letter that asks something of the petitioner."""
        letter = order.letter
        token = await self._links.open(
            letter.key,
            order.radicado,
            int(letter.key.split("/")[1]),
            purpose=letter.kind,
            until_on=date.fromisoformat(letter.facts["plazo"]),
        )
        return f"{self._office.public_url}/completar/{token}"

    async def _issued(
        self, order: LetterOrder, row: LetterRow, case: CaseFacts, contact: Contact, facts: dict[str, str]
    ) -> bytes:
        """The PDF letter: taken from the archive if already issued, else typeset and archived."""
        if row.sha256 is not None:
            return await self._blobs.get(row.sha256)
        verification = f"{self._office.public_url}/verificar/{row.verification_code}"
        content = (await self._stationery.in_force()).letter(
            order.letter.kind,
            facts,
            on=row.claimed_at.astimezone(BOGOTA).date(),
            city=self._office.city,
            address_lines=() if facts["nombre"] == UNNAMED else contact.address_lines,
            verification=(row.verification_code, verification),
            dependencia=case.dependencia,
        )
        rendered = await asyncio.to_thread(self._typesetter.typeset, content)
        await self._blobs.put(rendered.pdf, mime_type=PDF)
        await self._book.issued(
            row.key,
            sha256=rendered.sha256,
            pages=rendered.pages,
            template=content.template_version,
            subject=content.subject,
        )
        return rendered.pdf

    async def _mailed(
        self, order: LetterOrder, row: LetterRow, to: str, facts: dict[str, str], enclosed: list[MailAttachment]
    ) -> LetterRow:
        taken = await self._mail_log.find(row.message_id) if row.status == "sending" else None
        if taken is not None:
            return await self._book.finished(row.key, status="enviada", at=taken.sent_at, evidence=taken.dialogue)
        await self._book.sending(row.key)
        kind = order.letter.kind
        subject, text, html = (await self._stationery.in_force()).mail_parts(kind, facts)
        mail = Mail(row.message_id, to, subject, text, html, tuple(enclosed), is_automatic=not kind.is_official)
        try:
            receipt = await self._mailer.send(mail)
        except MailRejected as refusal:
            return await self._book.finished(row.key, status="rechazada", at=order.at, evidence=refusal.dialogue)
        return await self._book.finished(row.key, status="enviada", at=receipt.sent_at, evidence=receipt.dialogue)
