"""The one way to reach Temporal: the same converter and codec for client, worker, tests and replayer."""

from dataclasses import replace

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter, DefaultFailureConverterWithEncodedAttributes

from adapters.codec import EncryptionCodec

TASK_QUEUE = "pqrsd"


def data_converter(payload_key: bytes) -> DataConverter:
    """Plain dataclasses through Pydantic, encrypted; failures too, except their type."""
    return replace(
        pydantic_data_converter,
        payload_codec=EncryptionCodec({"1": payload_key}, "1"),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )


async def connect(address: str, namespace: str, payload_key: bytes, *, is_lazy: bool = False) -> Client:
    """A client. A lazy one connects when first used, so that the API starts while Temporal is down."""
    return await Client.connect(address, namespace=namespace, data_converter=data_converter(payload_key), lazy=is_lazy)
