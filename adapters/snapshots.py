"""The last version of a case in its row: its facts in the clear, for queries; what people said, sealed."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from adapters.case_keys import CaseKeys
from adapters.jsoning import from_json, to_json
from adapters.sealing import Seal
from adapters.tables import CaseRow
from domain.case import Case

WORDS = {"ledger": "reason", "letters": "facts", "due_letters": "facts"}
"""Of each event its reason and of each letter what fills its blanks: all else in a case is facts and hashes."""

PLACE = "words"


def kept(case: Case, seal: Seal) -> dict[str, Any]:
    """The columns of a case: `snapshot`, and `sealed_words` when it has any."""
    facts = to_json(case)
    words = {name: _taken(facts[name], word) for name, word in WORDS.items()}
    said = {name: found for name, found in words.items() if found}
    return {"snapshot": facts, "sealed_words": seal.close(PLACE, said) if said else None}


async def case_of(session: AsyncSession, keys: CaseKeys, row: CaseRow) -> Case:
    """The case of a row, with its words. Raises SealBroken, or KeyDestroyed when it has words nobody may read."""
    if row.sealed_words is None:
        return from_json(Case, row.snapshot)
    said = (await keys.seal_of(session, row.radicado)).open(PLACE, row.sealed_words)
    given = {name: _given(row.snapshot[name], word, said.get(name, {})) for name, word in WORDS.items()}
    return from_json(Case, {**row.snapshot, **given})


def _taken(items: list[dict[str, Any]], word: str) -> dict[str, Any]:
    """Take the word out of each; what was taken, by its place."""
    found = {str(n): item.pop(word) for n, item in enumerate(items)}
    return {n: value for n, value in found.items() if value}


def _given(items: list[dict[str, Any]], word: str, said: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{**item, word: said[str(n)]} if str(n) in said else item for n, item in enumerate(items)]
