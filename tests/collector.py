"""An OpenTelemetry collector: takes spans by OTLP over HTTP, as the protocol's published messages say."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span

PATH = "/v1/traces"


class Collector(ThreadingHTTPServer):
    """What arrived, span by span and as it came over the wire."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.services: set[str] = set()
        self.spans: list[Span] = []
        self.wire = b""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{PATH}"

    def take(self, body: bytes) -> None:
        self.wire += body
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            self.services |= {x.value.string_value for x in resource.resource.attributes if x.key == "service.name"}
            self.spans += [span for scope in resource.scope_spans for span in scope.spans]

    def named(self, name: str) -> Span:
        """The last span of that name: what failed for a moment is tried again."""
        return [x for x in self.spans if x.name == name][-1]


class _Taking(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        is_known = self.path == PATH and self.headers["Content-Type"] == "application/x-protobuf"
        self.server.take(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200 if is_known else 404)
        self.send_header("Content-Type", "application/x-protobuf")
        self.end_headers()
        self.wfile.write(ExportTraceServiceResponse().SerializeToString())

    def log_message(self, *_: object) -> None:
        """Nothing: pytest shows what matters."""


@contextmanager
def collecting() -> Iterator[Collector]:
    """A collector on a free port, stopped on leaving."""
    collector = Collector()
    thread = Thread(target=collector.serve_forever)
    thread.start()
    try:
        yield collector
    finally:
        collector.shutdown()
        thread.join()
        collector.server_close()


def attributes(span: Span) -> dict[str, str]:
    return {x.key: x.value.string_value for x in span.attributes}
