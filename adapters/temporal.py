"""The one way to reach Temporal: the same converter and codec for client, worker, tests and replayer."""

from dataclasses import replace

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter, DefaultFailureConverterWithEncodedAttributes

from adapters.codec import keyring

TASK_QUEUE = "pqrsd"


def data_converter(payload_key: bytes) -> DataConverter:
    """Plain dataclasses through Pydantic, encrypted; failures too, except their type.

    *payload_key* is one master key of 32 bytes or several in a row, oldest first (see `keyring`).
    """
    return replace(
        pydantic_data_converter,
        payload_codec=keyring(payload_key),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )


async def connect(address: str, namespace: str, payload_key: bytes, *, is_lazy: bool = False) -> Client:
    """A client. A lazy one connects when first used, so that the API starts while Temporal is down."""
    return await Client.connect(address, namespace=namespace, data_converter=data_converter(payload_key), lazy=is_lazy)
