"""Workers killed at every boundary of sending: each letter arrives once, is one row and has one outgoing radicado."""

import asyncio
import signal
from collections import Counter
from pathlib import Path
from uuid import uuid4

from adapters.database import Sessions
from adapters.temporal import connect
from local.smtp import SmtpSink
from local.stack import Stack
from tests.workflows.kills import Kills
from tests.workflows.mortal import POINTS


async def test_a_worker_killed_at_any_point_of_sending_sends_each_letter_once(
    stack: Stack, sessions: Sessions, database_url: str, tmp_path: Path
) -> None:
    mail = SmtpSink(tmp_path / "correo")
    await mail.start()
    environment = {
        **stack.environment(),
        "PQRSD_DATABASE_URL": database_url,
        "PQRSD_PAYLOAD_KEY": bytes(32).hex(),
        "PQRSD_SMTP_URL": mail.url,
        "PQRSD_MAIL_LOG_URL": mail.maildir.as_uri(),
        "PQRSD_ARCHIVE_URL": (tmp_path / "archivo").as_uri(),
    }
    client = await connect(stack.temporal.target, bytes(32), sessions.keys)
    kills = Kills(client, sessions, environment, f"mortal-{uuid4()}")

    try:
        async with asyncio.timeout(600):
            ends = [await kills.dead_at(point) for point in POINTS]
            async with kills.worker("nunca", frozenset()):
                letters = await kills.all_left(len(POINTS))
    finally:
        await mail.stop()

    names = {row.message_id for row in letters}  # a letter that became due meanwhile is no matter of this
    arrived = Counter(name for message in mail.messages if (name := message["Message-ID"]) in names)
    numbers = [row.outgoing_radicado for row in letters if row.outgoing_radicado]
    assert ends == [-signal.SIGKILL] * len(POINTS)
    assert arrived == Counter(row.message_id for row in letters)
    assert set(arrived.values()) == {1}
    assert sorted(numbers) == [f"{numbers[0][:4]}-S-{n:06}" for n in range(1, len(POINTS) + 1)]
