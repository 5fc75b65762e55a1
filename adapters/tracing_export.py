"""The spans that leave for the collector (OTLP over HTTP), without the words of any error."""

from collections.abc import Sequence

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import Status

ERROR_TYPE = "error.type"


def provider(url: str, service: str) -> TracerProvider:
    """Makes the spans of a service and sends them in batches."""
    made = TracerProvider(resource=Resource.create({SERVICE_NAME: service}))
    made.add_span_processor(BatchSpanProcessor(Discreet(OTLPSpanExporter(endpoint=url))))
    return made


class Discreet(SpanExporter):
    """Leaves out the words of an error: a mail server's refusal, a rule's sentence may name the petitioner."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        return self._exporter.export([_without_words(span) for span in spans])

    def shutdown(self) -> None:
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self._exporter.force_flush(timeout_millis)


def _without_words(span: ReadableSpan) -> ReadableSpan:
    raised = [kind for event in span.events if (kind := (event.attributes or {}).get("exception.type"))]
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes={**(span.attributes or {}), **({ERROR_TYPE: raised[-1]} if raised else {})},
        links=span.links,
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )
