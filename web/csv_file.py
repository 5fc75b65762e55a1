"""Tables as files for a spreadsheet: UTF-8 with its mark, and no cell that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from fastapi.responses import Response

RUNS = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A download named *name*."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _cell(value: object) -> object:
    """A text that begins like a formula is kept a text; a number stays a number."""
    if isinstance(value, str) and value.startswith(RUNS):
        return f"'{value}"
    return "" if value is None else value
