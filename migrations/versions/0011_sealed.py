"""What says something of people is sealed with the key of its case; the search index keeps marks instead of words.

What older versions kept in the clear is sealed here, a page of cases at a time, and its columns go.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects.postgresql import BYTEA, JSONB, TSVECTOR

from adapters.case_keys import Wrapping
from adapters.marks import Marks
from adapters.sealing import Seal

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

PAGE = 500
KEYLESS = "SELECT radicado FROM filing WHERE radicado NOT IN (SELECT radicado FROM case_key) AND radicado > :after"
ALIVE = "SELECT radicado, master, wrapped FROM case_key WHERE wrapped IS NOT NULL AND radicado > :after"
NEW_KEY = "INSERT INTO case_key SELECT * FROM jsonb_populate_record(NULL::case_key, :row)"
OF_CASE = " ORDER BY radicado LIMIT :page"

FILING = ("jsonb_build_object('subject', subject, 'description', description, 'petitioner', petitioner, "
          "'query_code', query_code, 'origin', origin, 'proposal', proposal)")  # fmt: skip
MINE = "radicado = :radicado"
ON_PAPER = "outgoing_radicado IN (SELECT outgoing_radicado FROM letter WHERE radicado = :radicado)"
PLACES = (
    # table, the rows of a case, what they keep, the column it is sealed in, and the place it is sealed for
    ("filing", MINE, FILING, "sealed", "filing"),
    ("text", MINE, "to_jsonb(body)", "sealed", "text"),
    ("draft", MINE, "to_jsonb(body)", "sealed", "draft"),
    ("sensitive", MINE, "to_jsonb(condition)", "sealed", "sensitive"),
    ("attachment", MINE, "to_jsonb(name)", "sealed_name", "attachment"),
    ("letter", MINE, "to_jsonb(reply)", "sealed_reply", "reply"),
    ("dispatch", ON_PAPER, "to_jsonb(receiver)", "sealed_receiver", "receiver"),
    ("survey", MINE, "to_jsonb(token)", "sealed_token", "token"),
    ("survey_review", MINE, "to_jsonb(conclusion)", "sealed_conclusion", "review"),
    ("case_log", MINE, "to_jsonb(text)", "sealed_text", "log"),
    ("crm_interaction", MINE, "payload -> 'contacto'", "sealed_contact", "contact"),
)
IDENTIFYING = ("nombres", "numero_documento", "correo", "telefono", "direccion")
NAMING = " || ' ' || ".join(f"coalesce(petitioner #>> '{{{of}{name}}}', '')"
                            for of in ("", "apoderado,") for name in IDENTIFYING)  # fmt: skip
SAID = (f"SELECT CAST(to_tsvector('spanish', subject || ' ' || description) AS text), "
        f"CAST(to_tsvector('spanish', CASE WHEN petitioner_class IN ('juridica', 'autoridad') THEN '' "
        f"ELSE {NAMING} END) AS text) FROM filing WHERE radicado = :radicado")  # fmt: skip
LEXEME = re.compile(r"'((?:[^']|'')+)'(?::([\d,]+))?")
WORDS = {"ledger": "reason", "letters": "facts", "due_letters": "facts"}
REQUIRED = (("filing", "sealed"), ("filing", "search"), ("text", "sealed"), ("draft", "sealed"),
            ("sensitive", "sealed"), ("attachment", "sealed_name"), ("survey", "sealed_token"),
            ("case_log", "sealed_text"))  # fmt: skip
IN_THE_CLEAR = {
    "filing": ("subject", "description", "petitioner", "query_code", "origin", "proposal"),
    "text": ("body",),
    "draft": ("body",),
    "sensitive": ("condition",),
    "attachment": ("name",),
    "letter": ("reply",),
    "dispatch": ("receiver",),
    "survey": ("token",),
    "survey_review": ("conclusion",),
    "case_log": ("text",),
}
ELSEWHERE = (
    "UPDATE crm_interaction SET payload = payload - 'contacto'",
    "UPDATE crm_delivery SET reason = split_part(reason, ' ', 1)",
    "UPDATE incoming_mail SET sender_hash = NULL",
)


def upgrade() -> None:
    op.create_index("ix_text_radicado", "text", ["radicado"])
    op.execute("DROP INDEX ix_filing_search")
    op.drop_column("filing", "search")
    op.add_column("filing", sa.Column("search", TSVECTOR))
    op.add_column("pqrsd_case", sa.Column("sealed_words", BYTEA))
    op.add_column("survey", sa.Column("token_sha256", sa.String))
    for table, _, _, column, _ in PLACES:
        op.add_column(table, sa.Column(column, BYTEA))
    _seal_all(context.config.attributes["payload_key"])
    for table, column in REQUIRED:
        _check_sealed(table, column)
        op.alter_column(table, column, nullable=False)
    for statement in ELSEWHERE:
        op.execute(statement)
    for table, columns in IN_THE_CLEAR.items():
        for name in columns:
            op.drop_column(table, name)
    op.alter_column("survey", "token_sha256", nullable=False)
    op.create_unique_constraint("uq_survey_token_sha256", "survey", ["token_sha256"])
    op.create_index("ix_filing_search", "filing", ["search"], postgresql_using="gin")


def _seal_all(payload_key: bytes) -> None:
    keys, marks, db = Wrapping(payload_key), Marks(payload_key), op.get_bind()
    new_key = sa.text(NEW_KEY).bindparams(sa.bindparam("row", type_=JSONB))
    for [radicado] in _pages(KEYLESS):
        db.execute(new_key, {"row": dict(keys.new(radicado, datetime.now(UTC))[1])})
    for radicado, master, wrapped in _pages(ALIVE):
        seal = Seal(radicado, keys.unwrapped(radicado, master, wrapped))
        _mark(radicado, marks)
        _take_words(radicado, seal)
        _hash_tokens(radicado)
        for place in PLACES:
            _seal(radicado, seal, *place)


def _pages(query: str) -> Iterator[Any]:
    """Rows of many cases, read a page at a time; each begins with its radicado."""
    after = ""
    while page := op.get_bind().execute(sa.text(query + OF_CASE), {"after": after, "page": PAGE}).all():
        yield from page
        after = page[-1].radicado


def _mark(radicado: str, marks: Marks) -> None:
    row = op.get_bind().execute(sa.text(SAID), {"radicado": radicado}).one_or_none()
    if row is not None:
        without = {lexeme for lexeme, _ in LEXEME.findall(row[1])}
        kept = " ".join(f"'{marks.of(word)}':{at}" for word, at in LEXEME.findall(row[0]) if word not in without)
        change = sa.text("UPDATE filing SET search = CAST(:kept AS tsvector) WHERE radicado = :radicado")
        op.get_bind().execute(change, {"kept": kept, "radicado": radicado})


def _hash_tokens(radicado: str) -> None:
    found = sa.text("SELECT cycle, token FROM survey WHERE radicado = :radicado")
    change = sa.text("UPDATE survey SET token_sha256 = :digest WHERE radicado = :radicado AND cycle = :cycle")
    for cycle, token in op.get_bind().execute(found, {"radicado": radicado}).all():
        given = {"digest": sha256(token.encode()).hexdigest(), "radicado": radicado, "cycle": cycle}
        op.get_bind().execute(change, given)


def _take_words(radicado: str, seal: Seal) -> None:
    """What people said in a case, out of its snapshot."""
    found = sa.text("SELECT snapshot FROM pqrsd_case WHERE radicado = :radicado")
    change = sa.text("UPDATE pqrsd_case SET snapshot = :facts, sealed_words = :words WHERE radicado = :radicado")
    facts = op.get_bind().execute(found, {"radicado": radicado}).scalar()
    if facts is None:
        return
    said: dict[str, dict[str, Any]] = {}
    for name, word in WORDS.items():
        taken = {str(n): item.pop(word, None) for n, item in enumerate(facts[name])}
        said |= {name: kept} if (kept := {n: value for n, value in taken.items() if value}) else {}
    given = {"facts": facts, "words": seal.close("words", said) if said else None, "radicado": radicado}
    op.get_bind().execute(change.bindparams(sa.bindparam("facts", type_=JSONB)), given)


def _seal(radicado: str, seal: Seal, table: str, mine: str, kept: str, column: str, place: str) -> None:
    found = sa.text(f"SELECT CAST(ctid AS text), {kept} AS kept FROM {table} WHERE {mine}")
    change = sa.text(f"UPDATE {table} SET {column} = :sealed WHERE ctid = CAST(CAST(:ctid AS text) AS tid)")
    for ctid, value in op.get_bind().execute(found, {"radicado": radicado}).all():
        if value is not None:
            op.get_bind().execute(change, {"sealed": seal.close(place, value), "ctid": ctid})


def _check_sealed(table: str, column: str) -> None:
    """Raises RuntimeError for a row that belongs to no case with a key: nothing is thrown away unseen."""
    unsealed = sa.text(f"SELECT min(radicado) FROM {table} WHERE {column} IS NULL")
    radicado = op.get_bind().execute(unsealed).scalar()
    if radicado is not None:
        raise RuntimeError(f"{table}: the case {radicado} has no living key")
