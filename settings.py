"""Settings from the environment, read once at composition; each missing one is named."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from temporalio.envconfig import ClientConfig

KEY_BYTES = 32
TEMPORAL = {"target_host": "127.0.0.1:7233", "namespace": "default"}


class SettingMissing(Exception):
    """A setting without a sensible default was not given, or is not what it must be."""


@dataclass(frozen=True)
class Settings:
    """Everything the processes are told. Secrets are never shown."""

    database_url: str = field(repr=False)
    smtp_url: str = field(repr=False)
    mail_log_url: str = field(repr=False)
    archive_url: str
    packages_url: str
    signing_key: bytes = field(repr=False)
    payload_key: bytes = field(repr=False)
    public_url: str
    mail_from: str
    mail_domain: str
    intake_url: str = field(default="", repr=False)
    bounces_url: str = field(default="", repr=False)
    crm_url: str = ""
    crm_secret: str = field(default="", repr=False)
    city: str = "Bogotá D. C."
    is_embedded: bool = False
    is_virtual: bool = False
    tokens: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    temporal: Mapping[str, Any] = field(default_factory=lambda: TEMPORAL, repr=False)
    worker_ready: str = ""
    trusted_proxies: tuple[str, ...] = ()
    traces_url: str = ""

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """From PQRSD_* and TEMPORAL_*. Raises SettingMissing."""
        given = _Reader(environment)
        return cls(
            database_url=given.needed("PQRSD_DATABASE_URL"),
            smtp_url=given.needed("PQRSD_SMTP_URL"),
            mail_log_url=_log_of(given.needed("PQRSD_SMTP_URL"), given.needed("PQRSD_MAIL_LOG_URL")),
            archive_url=given.needed("PQRSD_ARCHIVE_URL"),
            packages_url=given.needed("PQRSD_PACKAGES_URL"),
            signing_key=given.key("PQRSD_SIGNING_KEY"),
            payload_key=given.key("PQRSD_PAYLOAD_KEY"),
            public_url=given.needed("PQRSD_PUBLIC_URL"),
            mail_from=given.needed("PQRSD_MAIL_FROM"),
            mail_domain=given.needed("PQRSD_MAIL_DOMAIN"),
            intake_url=environment.get("PQRSD_INTAKE_URL", ""),
            bounces_url=environment.get("PQRSD_BOUNCES_URL", ""),
            crm_url=environment.get("PQRSD_CRM_URL", ""),
            crm_secret=given.needed("PQRSD_CRM_SECRET") if environment.get("PQRSD_CRM_URL") else "",
            city=environment.get("PQRSD_CITY") or cls.city,
            is_embedded=environment.get("PQRSD_EMBEDDED") == "1",
            is_virtual=environment.get("PQRSD_VIRTUAL_TIME") == "1",
            tokens=_tokens(environment.get("PQRSD_TOKENS", "{}")),
            temporal={**TEMPORAL, **_temporal(environment)},
            worker_ready=environment.get("PQRSD_WORKER_READY", ""),
            trusted_proxies=tuple(x for x in environment.get("PQRSD_TRUSTED_PROXIES", "").replace(",", " ").split()),
            traces_url=environment.get("PQRSD_TRACES_URL", ""),
        )


@dataclass(frozen=True)
class _Reader:
    environment: Mapping[str, str]

    def needed(self, name: str) -> str:
        value = self.environment.get(name, "")
        if not value:
            raise SettingMissing(f"falta {name} en el entorno")
        return value

    def key(self, name: str) -> bytes:
        """One or more 32-byte keys in hexadecimal."""
        try:
            value = bytes.fromhex(self.needed(name))
        except ValueError:
            value = b""
        if not value or len(value) % KEY_BYTES:
            raise SettingMissing(f"{name} debe ser de {KEY_BYTES} bytes en hexadecimal: openssl rand -hex {KEY_BYTES}")
        return value


def _temporal(environment: Mapping[str, str]) -> Mapping[str, Any]:
    """What Temporal's own variables say: address, namespace, TLS, API key. Raises SettingMissing."""
    said = {name: value for name, value in environment.items() if value}
    try:
        return {**ClientConfig.load_client_connect_config(disable_file=True, override_env_vars=said)}
    except (OSError, ValueError) as problem:
        raise SettingMissing(f"las variables TEMPORAL_* del entorno no sirven: {problem}") from problem


def _log_of(smtp_url: str, mail_log_url: str) -> str:
    """The mail log of what this server takes: a catcher only knows its own mail. Raises SettingMissing."""
    log = urlsplit(mail_log_url)
    if log.scheme in {"http", "https"} and log.hostname != urlsplit(smtp_url).hostname:
        raise SettingMissing("falta PQRSD_MAIL_LOG_URL en el entorno: el registro de lo que acepta PQRSD_SMTP_URL")
    return mail_log_url


def _tokens(text: str) -> dict[str, tuple[str, ...]]:
    """`{"sha256 of the token": ["name", "role"]}`, or with the person's dependencia third."""
    return {digest: (name, role, *more[:1]) for digest, (name, role, *more) in json.loads(text).items()}
