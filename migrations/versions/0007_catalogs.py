"""Catalogs in versions with those of ICETEX, the levels of a case, and the daily digests.

The officials become part of the catalog of dependencias.
"""

from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from adapters.jsoning import to_json
from adapters.template_catalog import installed
from domain.catalog_seed_organization import ORGANIZATION
from domain.catalog_seeds import FIRST_ON, SEEDS
from domain.catalogs import CatalogKind
from domain.instants import start_of
from domain.organization import Organization

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEMPLATES = Path(__file__).parents[2] / "templates"
_COLUMNS = ("kind", "version", "content", "valid_from", "published_by", "published_at", "reason")


_CODES = {
    "responsable": "respuesta",
    "coordinador": "coordinacion.gau",
    "jefe": "jefatura.ocm",
    "control_interno": "control.interno",
    "entidad": "correspondencia",
}
"""Whom of the first organization the former roles are."""


def upgrade() -> None:
    known = op.get_bind().execute(sa.text("SELECT role, name, mail FROM official WHERE dependencia = ''"))
    former = {_CODES[row.role]: (row.name, row.mail) for row in known if row.role in _CODES}
    for statement in (Path(__file__).parent / "0007_catalogs.sql").read_text().split(";\n"):
        if statement.strip():
            op.execute(statement)
    catalogs = sa.table("catalog_version", *(sa.column(x, JSONB if x == "content" else None) for x in _COLUMNS))
    contents = {**SEEDS, CatalogKind.DEPENDENCIAS: _with(former), CatalogKind.TEMPLATES: installed(TEMPLATES)}
    op.bulk_insert(catalogs, [_first(kind, content) for kind, content in contents.items()])


def _with(former: dict[str, tuple[str, str]]) -> Organization:
    """The first organization, with the names and addresses this installation already had."""
    officials = tuple(
        replace(x, name=former[x.code][0], mail=former[x.code][1]) if x.code in former else x
        for x in ORGANIZATION.officials
    )
    return replace(ORGANIZATION, officials=officials)


def _first(kind: CatalogKind, content: object) -> dict[str, object]:
    return {
        "kind": kind.value,
        "version": 1,
        "content": to_json(content),
        "valid_from": FIRST_ON,
        "published_by": "sistema",
        "published_at": start_of(FIRST_ON),
        "reason": "Primera versión",
    }
