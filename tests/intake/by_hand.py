"""Files made by hand, and the one report in each."""

import io
import zipfile

from ravi.intake import Incoming, load


def one(data: bytes, name: str = "file", column: str | None = None) -> Incoming:
    (found,) = load(data, name, column=column)
    return found


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
