"""The files of a folder that may hold reports: saved pages without what belongs to them, documents, archives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

__all__ = ["files_in"]

# What a browser saves beside a page, and what computers leave in folders.
_PARTS = frozenset(
    {
        ".avif", ".bmp", ".crdownload", ".css", ".db", ".db-shm", ".db-wal", ".download", ".eot", ".gif", ".ico",
        ".jpeg", ".jpg", ".js", ".m4a", ".map", ".mjs", ".mp3", ".mp4", ".ogg", ".part", ".png", ".pyc", ".svg",
        ".ttf", ".webm", ".webp", ".woff", ".woff2",
    }
)  # fmt: skip
_PAGES = (".html", ".htm", ".xhtml")


def files_in(folder: Path) -> Iterator[Path]:
    """The files in and below a folder in the order of their names; links that lead out of it are not followed.

    A folder that a browser saved beside a page (``NAME_files`` beside ``NAME.html``) is a part of that page.
    """
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            stem = path.name.removesuffix("_files")
            if stem == path.name or not any((folder / f"{stem}{ending}").exists() for ending in _PAGES):
                yield from files_in(path)
        elif path.is_file() and path.suffix.lower() not in _PARTS:
            yield path
