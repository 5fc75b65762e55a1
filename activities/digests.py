"""The morning's digests: one mail an official, claimed by day and recipient before it is sent."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from temporalio import activity

from activities.ports import Calendars, Catalogs
from activities.ports_digest import ClaimedDigest, DigestBook, DigestStationery
from activities.ports_mail import Mail, Mailer, MailLog, MailRejected, MailUnavailable
from domain.digest import Digest, digests
from domain.instants import bogota_date
from domain.letters import MessageNames

FINAL = frozenset({"enviada", "rechazada"})


@dataclass(frozen=True, kw_only=True)
class Post:
    """How a digest leaves."""

    mailer: Mailer
    mail_log: MailLog
    stationery: DigestStationery
    names: MessageNames
    public_url: str


class Digests:
    """Sends the digests of a day. Constructed by the worker with real adapters."""

    def __init__(self, book: DigestBook, calendars: Calendars, catalogs: Catalogs, post: Post) -> None:
        self._book = book
        self._calendars = calendars
        self._catalogs = catalogs
        self._post = post

    @activity.defn
    async def send_digests(self, on: date) -> int:
        """Send each official theirs, once, and return how many there are; on a day nobody works, none.

        One recipient's server away keeps no other from theirs: the attempt ends after the last, to be made again.
        A day that has passed sends nothing: the next one's digest says it all.
        """
        if on < bogota_date(datetime.now(UTC)):
            return 0
        for earlier in await self._book.uncertain(on):
            await self._taken(earlier)
        made = digests(
            on,
            await self._book.open_cases(),
            await self._book.waiting(on),
            await self._catalogs.organization(on),
            await self._calendars.in_force(),
        )
        away = [digest.official.code for digest in made if not await self._left(digest)]
        if away:
            raise MailUnavailable(f"{len(away)} of {len(made)} digests have not left yet")
        return len(made)

    async def _left(self, digest: Digest) -> bool:
        """Send one, unless it left already; False when its server cannot take it now."""
        on, code = digest.on, digest.official.code
        claimed = await self._book.claim(digest, self._post.names.of(f"resumen/{on}/{code}"), datetime.now(UTC))
        if claimed.status in FINAL or await self._taken(claimed):
            return True
        await self._book.sending(on, code, [line.key for line in digest.lines])
        subject, text, html = self._post.stationery.digest(digest, f"{self._post.public_url}/bandeja")
        try:
            receipt = await self._post.mailer.send(Mail(claimed.message_id, digest.official.mail, subject, text, html))
        except MailRejected:
            await self._book.finished(on, code, status="rechazada", at=datetime.now(UTC))
            return True
        except MailUnavailable:
            return False
        await self._book.finished(on, code, status="enviada", at=receipt.sent_at)
        return True

    async def _taken(self, claimed: ClaimedDigest) -> bool:
        """Whether one whose outcome is unknown did leave: the mail log says."""
        receipt = await self._post.mail_log.find(claimed.message_id) if claimed.status == "sending" else None
        if receipt is not None:
            await self._book.finished(claimed.on, claimed.recipient, status="enviada", at=receipt.sent_at)
        return receipt is not None
