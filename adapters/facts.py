"""What letters say of people and texts, read at the moment of writing them."""

from collections.abc import Collection
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from activities.ports import CaseFacts, CaseFile, Contact
from adapters.catalogs import CatalogTable
from adapters.database import Sessions
from adapters.personal import TEXT, attached_to, personal_of
from adapters.tables import CaseRow, FilingRow, TextRow
from domain.case import PetitionerClass
from domain.instants import bogota_date
from domain.sheets import identity_of

ADDRESS = ("direccion", "barrio", "municipio", "departamento", "pais")
HIDDEN = frozenset({PetitionerClass.ANONYMOUS, PetitionerClass.RESERVED})


class FactTables:
    """Implements `Facts`; also stores the texts that acts refer to by hash."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._catalogs = CatalogTable(sessions)

    async def case(self, radicado: str) -> CaseFacts:
        async with self._sessions() as session:
            row = await session.get_one(FilingRow, radicado)
            filed = personal_of(await self._sessions.keys.seal_of(session, radicado), row.sealed)
            area = await session.scalar(select(CaseRow.dependencia).where(CaseRow.radicado == radicado))
        person = filed.petitioner
        lines = tuple(person[name] for name in ADDRESS if person.get(name))
        return CaseFacts(
            subject=filed.subject,
            description=filed.description,
            filed_at=row.filed_at,
            received_at=row.received_at,
            query_code=filed.query_code,
            petitioner=Contact(person.get("nombres") or "Peticionario(a)", person.get("correo"), lines),
            is_identity_hidden=row.petitioner_class in HIDDEN,
            is_minor=row.petitioner_class == PetitionerClass.MINOR,
            identifiers=filed.identifiers,
            dependencia=await self._signing(area or ""),
            identity=identity_of(person),
        )

    async def _signing(self, code: str) -> str:
        organization = await self._catalogs.organization(bogota_date(datetime.now(UTC)))
        return organization.signing(code)

    async def official(self, role: str, radicado: str) -> Contact:
        """Who acts today in a role for the case: substitutes count; without a dependencia, the default one's."""
        async with self._sessions() as session:
            found = select(CaseRow.dependencia, CaseRow.responsible).where(CaseRow.radicado == radicado)
            row = (await session.execute(found)).one_or_none()
        today = bogota_date(datetime.now(UTC))
        organization = await self._catalogs.organization(today)
        dependencia, responsible = row or ("", None)
        official = organization.in_role(role, dependencia, responsible, today)
        return Contact(official.name, official.mail)

    async def text(self, radicado: str, text_hash: str) -> str:
        async with self._sessions() as session:
            row = await session.get_one(TextRow, (text_hash, radicado))
            return str((await self._sessions.keys.seal_of(session, radicado)).open(TEXT, row.sealed))

    async def files(self, radicado: str) -> tuple[CaseFile, ...]:
        async with self._sessions() as session:
            seal = await self._sessions.keys.seal_of(session, radicado)
            files = await attached_to(session, seal, radicado)
        return tuple(CaseFile(x.name, x.mime_type, x.sha256) for x in files)

    async def keep_text(self, radicado: str, kind: str, author: str, body: str) -> str:
        """Store a text of a case once and return its SHA-256; each act that brings it counts as one more keeper."""
        digest = sha256(body.encode()).hexdigest()
        async with self._sessions.begin() as session:
            seal = await self._sessions.keys.seal_of(session, radicado)
            row = {"sha256": digest, "radicado": radicado, "kind": kind, "author": author,
                   "sealed": seal.close(TEXT, body), "created_at": datetime.now(UTC)}  # fmt: skip
            kept = insert(TextRow).values(row)
            again = {"keepers": TextRow.keepers + 1}
            await session.execute(kept.on_conflict_do_update(index_elements=["sha256", "radicado"], set_=again))
        return digest

    async def has_text(self, radicado: str, digest: str, kinds: Collection[str]) -> bool:
        """Whether a case keeps a text, of one of those kinds."""
        async with self._sessions() as session:
            row = await session.get(TextRow, (digest, radicado))
        return row is not None and row.kind in kinds

    async def drop_text(self, radicado: str, digest: str) -> None:
        """Take back a text whose act was refused; one that another act brought as well stays."""
        mine = TextRow.radicado == radicado, TextRow.sha256 == digest
        async with self._sessions.begin() as session:
            await session.execute(update(TextRow).where(*mine).values(keepers=TextRow.keepers - 1))
            await session.execute(delete(TextRow).where(*mine, TextRow.keepers <= 0))
