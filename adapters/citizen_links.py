"""One-time links: a token nobody can guess, made again from the letter's key, kept only as its hash."""

import hmac
from base64 import urlsafe_b64encode
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from adapters.database import Sessions
from adapters.tables_portal import CitizenLinkRow, CitizenLinkUseRow


class LinkIssuer:
    """Implements `CitizenLinks`. The same key and letter give the same token, so that a retry mails the same link."""

    def __init__(self, sessions: Sessions, key: bytes) -> None:
        self._sessions = sessions
        self._key = sha256(b"enlaces" + key).digest()

    async def open(self, letter_key: str, radicado: str, cycle: int, *, purpose: str, until_on: date) -> str:
        mark = hmac.new(self._key, letter_key.encode(), sha256).digest()
        token = urlsafe_b64encode(mark).decode().rstrip("=")
        row = {"letter_key": letter_key, "token_sha256": digest(token), "radicado": radicado, "cycle": cycle,
               "purpose": purpose, "until_on": until_on}  # fmt: skip
        made = insert(CitizenLinkRow).values(row)
        news = made.on_conflict_do_update(index_elements=["letter_key"], set_={"token_sha256": row["token_sha256"]})
        async with self._sessions.begin() as session:
            await session.execute(news)
        return token


class LinkTable:
    """Reads links and notes what was done with them."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def find(self, token: str) -> CitizenLinkRow | None:
        """The link of a token."""
        mine = select(CitizenLinkRow).where(CitizenLinkRow.token_sha256 == digest(token))
        async with self._sessions() as session:
            return (await session.execute(mine)).scalar_one_or_none()

    async def uses(self, letter_key: str) -> frozenset[str]:
        """The acts already done with a link."""
        done = select(CitizenLinkUseRow.act).where(CitizenLinkUseRow.letter_key == letter_key)
        async with self._sessions() as session:
            return frozenset(await session.scalars(done))

    async def used(self, letter_key: str, act: str, at: datetime) -> None:
        """Note that an act was done with a link."""
        row = {"letter_key": letter_key, "act": act, "at": at}
        async with self._sessions.begin() as session:
            await session.execute(insert(CitizenLinkUseRow).values(row).on_conflict_do_nothing())


def digest(token: str) -> str:
    """How a token is kept: never itself."""
    return sha256(token.encode()).hexdigest()
