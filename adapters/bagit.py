"""BagIt packages (RFC 8493) as one zip: the same bytes for the same content, on any machine."""

import io
import zipfile
from collections.abc import Mapping
from hashlib import sha256

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
Files = Mapping[str, bytes]


def bag(name: str, payload: Files, tags: Files, info: Mapping[str, str]) -> bytes:
    """A zip whose folder *name* is a bag: *payload* under `data/`, *tags* beside it, every file in a manifest."""
    data = {f"data/{path}": content for path, content in payload.items()}
    described = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": _info({**info, "Payload-Oxum": f"{sum(map(len, data.values()))}.{len(data)}"}),
        "manifest-sha256.txt": _manifest(data),
        **tags,
    }
    files = {**described, "tagmanifest-sha256.txt": _manifest(described), **data}
    return _zip({f"{name}/{path}": content for path, content in files.items()})


def _manifest(files: Files) -> bytes:
    return "".join(f"{sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def _info(facts: Mapping[str, str]) -> bytes:
    return "".join(f"{label}: {value}\n" for label, value in facts.items()).encode()


def _zip(files: Files) -> bytes:
    """Uncompressed, in order of name and without dates, so that nothing but the content shows."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            package.writestr(entry, files[path])
    return target.getvalue()
