"""The one way to reach Temporal: the same converter and codec for client, worker, tests and replayer."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from temporalio.api.common.v1 import Payload
from temporalio.client import Client
from temporalio.contrib.pydantic import PydanticPayloadConverter, pydantic_data_converter
from temporalio.converter import (
    CompositePayloadConverter,
    DataConverter,
    DefaultFailureConverterWithEncodedAttributes,
    EncodingPayloadConverter,
)

from activities.messages import Summary
from adapters.codec import LEGIBLE, CaseKeyring, keyring
from adapters.tracing import Tracing

TASK_QUEUE = "pqrsd"
PLAIN = tuple(PydanticPayloadConverter().converters.values())
"""Shared: each workflow makes a converter of its own, and what Pydantic learns of a type would be learnt each time."""


class SummaryConverter(EncodingPayloadConverter):
    """Writes a `Summary` as plain JSON with the mark that keeps it out of the codec; reads nothing of its own."""

    @property
    def encoding(self) -> str:
        return "json/legible"

    def to_payload(self, value: Any) -> Payload | None:
        if not isinstance(value, Summary):
            return None
        return Payload(metadata={"encoding": b"json/plain", LEGIBLE: b"1"}, data=json.dumps(value).encode())

    def from_payload(self, payload: Payload, type_hint: type | None = None) -> Any:
        raise NotImplementedError("what it writes is read as plain JSON")


class PayloadConverter(CompositePayloadConverter):
    """Plain dataclasses through Pydantic, and summaries for the UI."""

    def __init__(self) -> None:
        super().__init__(SummaryConverter(), *PLAIN)


def data_converter(payload_key: bytes, case_keys: CaseKeyring | None = None) -> DataConverter:
    """Plain dataclasses through Pydantic, encrypted; failures too, except their type.

    *payload_key* is one master key of 32 bytes or several in a row, oldest first (see `keyring`); without *case_keys*
    what the key of a case encrypts is not read, nor written.
    """
    return replace(
        pydantic_data_converter,
        payload_converter_class=PayloadConverter,
        payload_codec=keyring(payload_key, case_keys),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )


async def connect(
    server: Mapping[str, Any],
    payload_key: bytes,
    case_keys: CaseKeyring | None = None,
    *,
    tracing: Tracing | None = None,
    is_lazy: bool = False,
) -> Client:
    """A client of *server*, which says the keywords of `Client.connect`: address, namespace, TLS, API key.

    A lazy one connects when first used, so that the API starts while Temporal is down.
    """
    converter = data_converter(payload_key, case_keys)
    interceptors = tracing.interceptors() if tracing else ()
    return await Client.connect(**server, data_converter=converter, interceptors=interceptors, lazy=is_lazy)
