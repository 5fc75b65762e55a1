"""What the engine keeps is encrypted, each workflow with a key of its own."""

import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from temporalio import activity, workflow
from temporalio.api.common.v1 import Payload
from temporalio.client import WorkflowFailureError
from temporalio.converter import ActivitySerializationContext, WorkflowSerializationContext
from temporalio.exceptions import ActivityError, ApplicationError
from temporalio.worker import Replayer, Worker

from adapters.codec import EncryptionCodec, PayloadUnreadable, keyring
from adapters.temporal import connect, data_converter
from local.temporal import TemporalServer

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
SECRET = "cédula 52998877"
PLAIN = Payload(metadata={"encoding": b"json/plain"}, data=f'"{SECRET}"'.encode())


def of_workflow(codec: EncryptionCodec, workflow_id: str) -> EncryptionCodec:
    return codec.with_context(WorkflowSerializationContext(namespace="default", workflow_id=workflow_id))


def of_activity(codec: EncryptionCodec, *, activity_id: str, workflow_id: str | None) -> EncryptionCodec:
    return codec.with_context(
        ActivitySerializationContext(
            namespace="default",
            activity_id=activity_id,
            activity_type=None,
            activity_task_queue=None,
            workflow_id=workflow_id,
            workflow_type=None,
            is_local=False,
        )
    )


async def test_a_payload_comes_back_as_it_was_and_travels_unreadable() -> None:
    codec = of_workflow(keyring(OLD), "2026-E-000001")

    [sealed] = await codec.encode([PLAIN])
    [opened] = await codec.decode([sealed])

    assert opened == PLAIN
    assert SECRET.encode() not in sealed.SerializeToString()


async def test_the_same_content_is_never_sealed_twice_alike() -> None:
    codec = of_workflow(keyring(OLD), "2026-E-000001")

    first, second = await codec.encode([PLAIN, PLAIN])

    assert first.data != second.data


async def test_what_one_workflow_wrote_does_not_open_in_another() -> None:
    [sealed] = await of_workflow(keyring(OLD), "2026-E-000001").encode([PLAIN])

    with pytest.raises(PayloadUnreadable, match="written by 2026-E-000001, read by 2026-E-000002"):
        await of_workflow(keyring(OLD), "2026-E-000002").decode([sealed])


async def test_renaming_the_writer_does_not_open_a_payload_either() -> None:
    [sealed] = await of_workflow(keyring(OLD), "2026-E-000001").encode([PLAIN])
    sealed.metadata["scope"] = b"2026-E-000002"

    with pytest.raises(PayloadUnreadable, match="altered"):
        await of_workflow(keyring(OLD), "2026-E-000002").decode([sealed])


async def test_an_altered_payload_does_not_open() -> None:
    codec = of_workflow(keyring(OLD), "2026-E-000001")
    [sealed] = await codec.encode([PLAIN])
    sealed.data = sealed.data[:-1] + bytes([sealed.data[-1] ^ 1])

    with pytest.raises(PayloadUnreadable, match="altered"):
        await codec.decode([sealed])


async def test_an_activity_reads_what_its_workflow_wrote() -> None:
    [sealed] = await of_workflow(keyring(OLD), "2026-E-000001").encode([PLAIN])

    [opened] = await of_activity(keyring(OLD), activity_id="1", workflow_id="2026-E-000001").decode([sealed])

    assert opened == PLAIN


async def test_a_standalone_activity_has_a_key_of_its_own() -> None:
    [sealed] = await of_activity(keyring(OLD), activity_id="crm-1", workflow_id=None).encode([PLAIN])

    [opened] = await of_activity(keyring(OLD), activity_id="crm-1", workflow_id="").decode([sealed])

    assert opened == PLAIN
    with pytest.raises(PayloadUnreadable):
        await of_activity(keyring(OLD), activity_id="crm-2", workflow_id="").decode([sealed])


async def test_the_runs_of_a_schedule_read_each_other() -> None:
    [given] = await of_workflow(keyring(OLD), "informe-mensual").encode([PLAIN])
    [result] = await of_workflow(keyring(OLD), "informe-mensual-2026-12-01T11:00:00Z").encode([PLAIN])

    opened = await of_workflow(keyring(OLD), "informe-mensual-2027-01-01T11:00:00Z").decode([given, result])

    assert opened == [PLAIN, PLAIN]


async def test_who_holds_the_keys_reads_without_being_told_whose_it_is() -> None:
    [sealed] = await of_workflow(keyring(OLD), "2026-E-000001").encode([PLAIN])

    assert await keyring(OLD).decode([sealed]) == [PLAIN]


async def test_after_a_rotation_the_old_key_reads_and_the_new_one_writes() -> None:
    before, after = (of_workflow(keyring(ring), "2026-E-000001") for ring in (OLD, OLD + NEW))
    [written_before] = await before.encode([PLAIN])

    [written_after] = await after.encode([PLAIN])
    opened = await after.decode([written_before, written_after])

    assert opened == [PLAIN, PLAIN]
    with pytest.raises(PayloadUnreadable, match="master key 2 is missing"):
        await before.decode([written_after])


async def test_a_payload_that_never_was_encrypted_passes() -> None:
    assert await keyring(OLD).decode([PLAIN]) == [PLAIN]


@pytest.mark.parametrize("material", [b"", OLD[:16], OLD + NEW[:5]])
def test_a_key_of_another_length_is_refused(material: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        keyring(material)


@dataclass(frozen=True)
class Secret:
    text: str
    on: date


@activity.defn
async def whisper(secret: Secret) -> Secret:
    return secret


@activity.defn
async def complain(secret: Secret) -> None:
    raise ApplicationError(secret.text, secret.text, type="Complaint", non_retryable=True)


@workflow.defn(sandboxed=False)
class Whispering:
    """Takes a secret everywhere a payload travels: argument, activity, update, result, failure."""

    def __init__(self) -> None:
        self._told: list[str] = []

    @workflow.run
    async def run(self, secret: Secret) -> Secret:
        await workflow.wait_condition(lambda: bool(self._told))
        heard = await workflow.execute_activity(whisper, secret, start_to_close_timeout=timedelta(seconds=9))
        await workflow.execute_activity(complain, heard, start_to_close_timeout=timedelta(seconds=9))
        return heard

    @workflow.update
    async def tell(self, text: str) -> str:
        self._told.append(text)
        return text

    @workflow.query
    def told(self) -> list[str]:
        return self._told


@pytest.fixture
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[TemporalServer]:
    running = TemporalServer(tmp_path_factory.mktemp("temporal"))
    await running.start()
    yield running
    await running.stop()


async def test_history_holds_no_plain_text_and_replays_with_the_ring_after_rotation(server: TemporalServer) -> None:
    client = await connect(server.target, OLD)
    secret, workflow_id = Secret(SECRET, date(2026, 11, 24)), f"2026-E-{uuid.uuid4().hex}"

    async with Worker(client, task_queue="codec", workflows=[Whispering], activities=[whisper, complain]):
        handle = await client.start_workflow(Whispering.run, secret, id=workflow_id, task_queue="codec")
        echoed = await handle.execute_update(Whispering.tell, SECRET)
        told = await handle.query(Whispering.told)
        with pytest.raises(WorkflowFailureError) as failed:
            await handle.result()
    history = await handle.fetch_history()

    assert (echoed, told) == (SECRET, [SECRET])
    assert isinstance(failed.value.cause, ActivityError)
    assert str(failed.value.cause.cause) == f"Complaint: {SECRET}"
    assert "52998877" not in str(history.events) + history.to_json()
    assert "Encoded failure" in history.to_json()
    replayer = Replayer(workflows=[Whispering], data_converter=data_converter(OLD + NEW))
    await replayer.replay_workflow(history)


async def test_a_standalone_activity_reads_its_own_argument_and_its_caller_the_result(server: TemporalServer) -> None:
    client = await connect(server.target, OLD)
    secret = Secret(SECRET, date(2026, 11, 24))

    async with Worker(client, task_queue="codec", activities=[whisper]):
        heard = await client.execute_activity(
            whisper, secret, id="crm-2026-E-000001", task_queue="codec", start_to_close_timeout=timedelta(seconds=9)
        )

    assert heard == secret


class Keys:
    """The keys of some cases."""

    def __init__(self, **keys: bytes) -> None:
        self._keys = {radicado.replace("_", "-"): key for radicado, key in keys.items()}

    async def key_of(self, radicado: str) -> bytes | None:
        return self._keys.get(radicado)


async def test_what_belongs_to_a_case_opens_only_with_the_key_of_that_case() -> None:
    mine, other = Keys(**{"2026-E-000001": OLD}), Keys(**{"2026-E-000001": NEW})
    [sealed] = await of_workflow(keyring(OLD, mine), "2026-E-000001-encuesta-1").encode([PLAIN])

    opened = await of_workflow(keyring(OLD, mine), "2026-E-000001-encuesta-1").decode([sealed])

    assert opened == [PLAIN]
    with pytest.raises(PayloadUnreadable, match="altered"):
        await keyring(OLD, other).decode([sealed])
    with pytest.raises(PayloadUnreadable, match="key of the case of 2026-E-000001-encuesta-1 is missing"):
        await keyring(OLD).decode([sealed])


async def test_what_was_written_before_cases_had_keys_is_still_read() -> None:
    [sealed] = await of_workflow(keyring(OLD), "2026-E-000001").encode([PLAIN])

    assert await keyring(OLD, Keys(**{"2026-E-000001": NEW})).decode([sealed]) == [PLAIN]


async def test_what_belongs_to_no_case_needs_no_key_of_a_case() -> None:
    [sealed] = await of_workflow(keyring(OLD, Keys()), "informe-mensual").encode([PLAIN])

    assert await keyring(OLD).decode([sealed]) == [PLAIN]
