"""Reads the text of one PDF, as a process of its own that ends when it takes too much.

``pdf.py`` runs this file by its path, with the limits as arguments and the PDF as standard input. It imports nothing of
bongsu, and writes one JSON object: ``pages``, the text of each page, None for one that cannot be read; or ``problem``
and ``remedy``.
"""

import io
import json
import logging
import math
import resource
import sys
from typing import Any

import pypdf

OUT_OF_MEMORY = 3
"""The exit status that says so."""


def main(seconds: float, memory: int, most: int) -> None:
    """Read the PDF on standard input within seconds of processor time, bytes of memory and characters of text."""
    logging.disable()
    _limit(seconds, memory)
    try:
        result = _read(sys.stdin.buffer.read(), most)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    sys.stdout.write(json.dumps(result))


def _limit(seconds: float, memory: int) -> None:
    whole = math.ceil(seconds)
    for what, most in (
        (resource.RLIMIT_CPU, whole),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),  # it writes no file
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _read(data: bytes, most: int) -> dict[str, Any]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not _opens(reader):
        return {"problem": "this PDF is encrypted", "remedy": "save it without a password"}
    pages: list[str | None] = []
    for page in reader.pages:
        pages.append(_text(page))
        if sum(len(text or "") for text in pages) > most:
            return {"problem": f"its text is longer than {most:,} characters", "remedy": "split it into reports"}
    return {"pages": pages}


def _opens(reader: pypdf.PdfReader) -> bool:
    """Say whether the PDF opens without a password, as those do whose owner only forbids to change them."""
    try:
        return reader.decrypt("") != pypdf.PasswordType.NOT_DECRYPTED
    except pypdf.errors.DependencyError:  # AES needs a package that is not installed
        return False


def _text(page: pypdf.PageObject) -> str | None:
    try:
        return page.extract_text()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a broken page makes pypdf fail in any way; the caller is told which page it is
        return None


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
