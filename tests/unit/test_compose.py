"""docker-compose.yml against the Compose Specification, and its promises: health checks, no default secret."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from local.temporal import SEARCH_ATTRIBUTES
from settings import SettingMissing, Settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def test_it_follows_the_compose_specification() -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        "docker-compose.yml",
    ]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_lasting_service_has_a_health_check_and_restarts() -> None:
    lasting = {name: s for name, s in COMPOSE["services"].items() if s.get("restart") != "no"}

    assert set(lasting) == {"postgres", "temporal", "temporal-ui", "mail", "worker", "api"}
    assert all("healthcheck" in service for service in lasting.values())


def test_no_secret_has_a_default() -> None:
    secrets = [
        str(value)
        for service in COMPOSE["services"].values()
        for name, value in service.get("environment", {}).items()
        if any(word in name for word in ("PASSWORD", "PWD", "KEY", "TOKENS"))
    ]

    may_lack = [value for value in secrets if value.startswith("${AWS_")]  # a file archive needs none
    assert all(value.endswith(":-}") for value in may_lack)
    assert all(":?" in value for value in set(secrets) - set(may_lack))
    assert len(secrets) > len(may_lack)


def test_the_secrets_of_a_server_enter_neither_the_image_nor_the_repository() -> None:
    ignored = [(ROOT / name).read_text().splitlines() for name in (".dockerignore", ".gitignore")]

    assert all(".env" in lines for lines in ignored)


def test_every_variable_it_reads_is_explained_in_the_example() -> None:
    read = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    explained = set(re.findall(r"^([A-Z_]+)=$", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert read == explained


def test_it_gives_the_settings_that_are_needed() -> None:
    given = dict.fromkeys(COMPOSE["services"]["worker"]["environment"], "00" * 32)

    assert Settings.read({**given, "PQRSD_TOKENS": "{}"}).temporal["namespace"]


def test_every_setting_of_the_processes_can_be_given_to_a_server() -> None:
    """Except the two that make it a demonstration."""
    read = set(re.findall(r"\"(PQRSD_[A-Z_]+)\"", (ROOT / "settings.py").read_text()))

    assert read - set(COMPOSE["services"]["worker"]["environment"]) == {"PQRSD_EMBEDDED", "PQRSD_VIRTUAL_TIME"}


def test_the_mail_catcher_is_its_own_log_and_forgets_nothing() -> None:
    catcher = COMPOSE["services"]["mail"]

    assert "http://mail:8025" in COMPOSE["services"]["worker"]["environment"]["PQRSD_MAIL_LOG_URL"]
    assert catcher["environment"] == {"MP_DATABASE": "/data/mailpit.db", "MP_MAX_MESSAGES": "0"}
    assert catcher["volumes"] == ["mail:/data"]


def test_the_catcher_is_no_log_of_what_another_server_takes() -> None:
    given = {**dict.fromkeys(COMPOSE["services"]["worker"]["environment"], "00" * 32), "PQRSD_TOKENS": "{}"}
    mails = {"PQRSD_SMTP_URL": "smtps://correo.entidad.example", "PQRSD_MAIL_LOG_URL": "http://mail:8025"}

    with pytest.raises(SettingMissing, match="PQRSD_MAIL_LOG_URL"):
        Settings.read({**given, **mails})


def test_the_server_registers_the_same_search_attributes_as_the_embedded_one() -> None:
    script = (ROOT / "deploy" / "temporal-namespace.sh").read_text()

    assert all(f"{name}={kind}" in script for name, kind in SEARCH_ATTRIBUTES.items())
