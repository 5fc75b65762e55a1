"""A data folder belongs to one running stack."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.process import PartFailed


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Hold the folder until left; the kernel lets it go if we die. Raises PartFailed while another stack has it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "en-uso").open("w") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PartFailed(f"otro sistema en marcha usa {folder}; deténgalo o indique otra carpeta") from None
        yield
