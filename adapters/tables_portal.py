"""The tables of the citizen's side; see `tables.py`."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from adapters.tables import Table


class CitizenLinkRow(Table):
    """A link that a letter carries; only the hash of its token is kept."""

    __tablename__ = "citizen_link"
    letter_key: Mapped[str] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    radicado: Mapped[str]
    cycle: Mapped[int]
    purpose: Mapped[str]
    until_on: Mapped[date]

    @property
    def purpose_act(self) -> str:
        """The act by which the petitioner answers the letter."""
        return {"requerimiento": "complemento", "plazo_ampliado": "complemento"}.get(self.purpose, self.purpose)


class CitizenLinkUseRow(Table):
    """What was done with a link: each act once."""

    __tablename__ = "citizen_link_use"
    letter_key: Mapped[str] = mapped_column(primary_key=True)
    act: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class MessageRow(Table):
    """A message between petitioner and entity within a case; the text itself is in `text`."""

    __tablename__ = "message"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    author: Mapped[str]
    is_from_entity: Mapped[bool]
    text_sha256: Mapped[str]
    read_at: Mapped[datetime | None]


class SensitiveRow(Table):
    """Sensitive data, apart from the petition and only with its own authorisation."""

    __tablename__ = "sensitive"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    authorized_at: Mapped[datetime]


class NoticeRow(Table):
    """Each version of the notice of data treatment, as it was shown."""

    __tablename__ = "privacy_notice"
    version: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
    first_shown_at: Mapped[datetime]


class ConsentRow(Table):
    """The proof that the petitioner was told, and what they authorised."""

    __tablename__ = "consent"
    radicado: Mapped[str] = mapped_column(primary_key=True)
    notice_version: Mapped[str]
    is_sensitive_authorized: Mapped[bool]
    accepted_at: Mapped[datetime]
