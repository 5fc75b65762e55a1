"""The archive gives back what was put, or says that it cannot."""

import asyncio
from hashlib import sha256
from pathlib import Path

import pytest

from adapters.archive import BlobCorrupted, BlobMissing, FilesystemStore

LETTER = b"%PDF-1.7 respuesta"
DIGEST = sha256(LETTER).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FilesystemStore:
    return FilesystemStore((tmp_path / "el archivo").as_uri())


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def damage(folder: Path) -> None:
    [stored] = files(folder)
    stored.chmod(0o640)
    stored.write_bytes(b"%PDF-1.7 otra respuesta")


async def test_what_was_put_is_got_by_its_hash(store: FilesystemStore, tmp_path: Path) -> None:
    digest = await store.put(LETTER, mime_type="application/pdf")

    assert digest == DIGEST
    assert await store.get(digest) == LETTER
    assert (tmp_path / "el archivo" / "sha256" / DIGEST[:2] / DIGEST[2:4] / DIGEST).read_bytes() == LETTER


async def test_the_same_content_twice_is_one_file_left_untouched(store: FilesystemStore, tmp_path: Path) -> None:
    await store.put(LETTER, mime_type="application/pdf")
    [before] = [path.stat() for path in files(tmp_path)]

    await store.put(LETTER, mime_type="application/pdf")

    assert [path.stat() for path in files(tmp_path)] == [before]


async def test_the_same_content_at_once_is_one_file(store: FilesystemStore, tmp_path: Path) -> None:
    large = LETTER * 50_000

    digests = await asyncio.gather(*(store.put(large, mime_type="application/pdf") for _ in range(20)))

    assert set(digests) == {sha256(large).hexdigest()}
    assert [path.name for path in files(tmp_path)] == [digests[0]]
    assert await store.get(digests[0]) == large


async def test_a_stored_file_is_read_only(store: FilesystemStore, tmp_path: Path) -> None:
    await store.put(LETTER, mime_type="application/pdf")

    assert [oct(path.stat().st_mode)[-3:] for path in files(tmp_path)] == ["440"]


async def test_a_damaged_file_is_not_given(store: FilesystemStore, tmp_path: Path) -> None:
    await store.put(LETTER, mime_type="application/pdf")

    damage(tmp_path)

    with pytest.raises(BlobCorrupted, match=DIGEST):
        await store.get(DIGEST)


async def test_a_damaged_file_is_not_taken_for_a_stored_one(store: FilesystemStore, tmp_path: Path) -> None:
    await store.put(LETTER, mime_type="application/pdf")

    damage(tmp_path)

    with pytest.raises(BlobCorrupted, match=DIGEST):
        await store.put(LETTER, mime_type="application/pdf")


@pytest.mark.parametrize("digest", [DIGEST, "../../etc/passwd", "", DIGEST.upper()])
async def test_what_was_never_put_is_missing(store: FilesystemStore, digest: str) -> None:
    with pytest.raises(BlobMissing):
        await store.get(digest)
