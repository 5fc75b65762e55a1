"""Traces for an OpenTelemetry collector: what ran, for how long and how it ended, by radicado; never what was said.

With no collector its libraries are not even loaded.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from opentelemetry.trace import NoOpTracerProvider, Tracer
from temporalio.client import Interceptor

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider


class Tracing:
    """The traces of one process, sent by OTLP over HTTP to *url*; with none, nothing is traced and nothing costs."""

    def __init__(self, url: str, service: str) -> None:
        self._provider = _provider(url, service) if url else None

    @property
    def is_on(self) -> bool:
        return self._provider is not None

    @property
    def tracer(self) -> Tracer:
        return (self._provider or NoOpTracerProvider()).get_tracer("pqrsd")

    def interceptors(self) -> Sequence[Interceptor]:
        """What makes spans of starts, updates, workflows and activities.

        A case lasts weeks: its workflow's spans are told when they begin, without a length, instead of when it ends.
        """
        if not self.is_on:
            return []
        from temporalio.contrib.opentelemetry import TracingInterceptor

        return [TracingInterceptor(self.tracer)]

    def close(self) -> None:
        """Send what waits."""
        if self._provider is not None:
            self._provider.shutdown()


def _provider(url: str, service: str) -> "TracerProvider":
    from adapters.tracing_export import provider

    return provider(url, service)
