"""What the environment must say: each thing that lacks, or is not what it must be, is named."""

import pytest

from settings import SettingMissing, Settings

GIVEN = {
    "PQRSD_DATABASE_URL": "postgresql+asyncpg://x",
    "PQRSD_SMTP_URL": "smtp://correo.example",
    "PQRSD_MAIL_LOG_URL": "file:///correo",
    "PQRSD_ARCHIVE_URL": "file:///archivo",
    "PQRSD_PACKAGES_URL": "file:///gestor",
    "PQRSD_SIGNING_KEY": "ab" * 32,
    "PQRSD_PAYLOAD_KEY": f"{'cd' * 32} {'ef' * 32}",
    "PQRSD_PUBLIC_URL": "https://pqrsd.example",
    "PQRSD_MAIL_FROM": "Entidad <pqrsd@entidad.example>",
    "PQRSD_MAIL_DOMAIN": "pqrsd.entidad.example",
}


def test_what_is_needed_is_enough() -> None:
    settings = Settings.read(GIVEN)

    assert len(settings.payload_key) == 64
    assert settings.crm_secret == ""
    assert "cdcd" not in repr(settings)


@pytest.mark.parametrize("name", GIVEN)
def test_each_thing_that_lacks_is_named(name: str) -> None:
    with pytest.raises(SettingMissing, match=name):
        Settings.read({**GIVEN, name: ""})


@pytest.mark.parametrize("name", ["PQRSD_SIGNING_KEY", "PQRSD_PAYLOAD_KEY"])
@pytest.mark.parametrize("value", ["secreto", "abcd", "ab" * 33])
def test_a_key_that_is_none_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingMissing, match=rf"{name} debe ser de 32 bytes"):
        Settings.read({**GIVEN, name: value})


def test_temporal_is_reached_as_its_own_variables_say() -> None:
    cloud = {"TEMPORAL_ADDRESS": "caso.tmprl.example:7233", "TEMPORAL_NAMESPACE": "pqrsd", "TEMPORAL_API_KEY": "llave"}

    settings = Settings.read({**GIVEN, **cloud})

    assert Settings.read(GIVEN).temporal == {"target_host": "127.0.0.1:7233", "namespace": "default"}
    assert settings.temporal == {"target_host": "caso.tmprl.example:7233", "namespace": "pqrsd", "api_key": "llave",
                                 "tls": True}  # fmt: skip
    assert "llave" not in repr(settings)


def test_a_certificate_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingMissing, match=r"TEMPORAL_\*.*/no/hay\.pem"):
        Settings.read({**GIVEN, "TEMPORAL_TLS": "true", "TEMPORAL_TLS_CLIENT_CERT_PATH": "/no/hay.pem"})


def test_a_crm_without_a_secret_is_refused() -> None:
    """Its interactions would be signed with an empty key."""
    with pytest.raises(SettingMissing, match="PQRSD_CRM_SECRET"):
        Settings.read({**GIVEN, "PQRSD_CRM_URL": "https://crm.example"})
