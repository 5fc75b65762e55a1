"""Traces: what ran and for how long, in one tree, with nothing of what was said."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Status
from temporalio.worker import Worker

from adapters.temporal import connect
from adapters.tracing import Tracing
from api import create_app
from tests.collector import Collector, attributes, collecting
from tests.support import World
from worker import WORKFLOWS, activities
from workflows.reconciliation import ReconciliationWorkflow

QUEUE = "trazas"
AGENT = {"Authorization": "Bearer dev-agente"}


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as opened:
        yield opened


async def test_a_workflow_and_what_it_does_are_one_trace(world: World, collector: Collector) -> None:
    tracing, settings = Tracing(collector.url, "pqrsd-worker"), world.settings
    client = await connect(
        settings.temporal,
        settings.payload_key,
        world.sessions.keys,
        tracing=tracing,
    )
    does = activities(settings, world.sessions)
    async with Worker(client, task_queue=QUEUE, workflows=WORKFLOWS, activities=does):
        await client.execute_workflow(ReconciliationWorkflow.run, id="conciliacion-trazada", task_queue=QUEUE)
    await asyncio.to_thread(tracing.close)

    began = collector.named("StartWorkflow:ReconciliationWorkflow")
    did = collector.named("RunActivity:reconcile")
    assert collector.services == {"pqrsd-worker"}
    assert {span.trace_id for span in collector.spans} == {began.trace_id}
    assert attributes(began)["temporalWorkflowID"] == "conciliacion-trazada"
    assert did.end_time_unix_nano > did.start_time_unix_nano


async def test_a_request_and_its_act_are_one_trace_without_codes_nor_words(world: World, collector: Collector) -> None:
    case = await world.filed("trazada")
    app = create_app(replace(world.settings, traces_url=collector.url))
    transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://prueba") as api,
    ):
        noted = await api.post(f"/api/v1/pqrsd/{case.radicado}/nota", headers=AGENT, json={"texto": "Llamó Lucía"})
        seen = await api.get(f"/consulta/{case.radicado}", params={"codigo": case.code})
        lost = await api.get("/ni/idea")

    assert (noted.status_code, seen.status_code, lost.status_code) == (200, 200, 404)
    asked = collector.named("POST /api/v1/pqrsd/{radicado}/nota")
    assert collector.named("StartWorkflowUpdate:note").trace_id == asked.trace_id
    assert collector.named("GET /consulta/{radicado}").trace_id != asked.trace_id
    assert collector.named("GET otra")
    assert case.code.encode() not in collector.wire
    assert "Lucía".encode() not in collector.wire


async def test_what_went_wrong_is_told_by_its_kind_never_by_its_words(collector: Collector) -> None:
    tracing = Tracing(collector.url, "pqrsd-worker")
    with pytest.raises(ValueError, match="550"), tracing.tracer.start_as_current_span("RunActivity:send_letter"):
        raise ValueError("550 <ana@correo.example> no existe")
    await asyncio.to_thread(tracing.close)

    [span] = collector.spans
    assert span.status.code == Status.STATUS_CODE_ERROR
    assert attributes(span)["error.type"] == "ValueError"
    assert b"ana@correo" not in collector.wire


def test_without_a_collector_nothing_is_traced() -> None:
    tracing = Tracing("", "pqrsd-api")

    assert not tracing.is_on
    assert not tracing.tracer.start_span("nada").is_recording()
    assert tracing.interceptors() == []
