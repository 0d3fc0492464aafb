"""Files that are written whole or not at all, and never over another unless that is asked for."""

import contextlib
import os
import secrets
from pathlib import Path

from bongsu.errors import OutputError


def check(path: Path, *, force: bool) -> None:
    """Raise ``OutputError`` where a file cannot be put at ``path``, before any work is done for it."""
    if not path.parent.is_dir():
        raise OutputError(str(path), "there is no such folder", "create it, or choose another")
    if path.exists() and not path.is_file():
        raise OutputError(str(path), "this is not a regular file", "choose another name")
    if path.exists() and not force:
        raise OutputError(str(path), "the file exists", "choose another name, or add --force to replace it")
    if not os.access(path.parent, os.W_OK):
        raise OutputError(str(path), "writing to this folder is not permitted", "choose another folder")


def write(path: Path, data: bytes, *, force: bool) -> None:
    """Write ``data`` to ``path``, whole or not at all: to a file beside it first, which then takes its name.

    Raises:
        OutputError: the file cannot be written, or one stands there and ``force`` is false.
    """
    beside = path.with_name(f".bongsu-{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as file:
            file.write(data)
        check(path, force=force)
        beside.replace(path)
    except OSError as error:
        raise OutputError(str(path), f"it cannot be written ({error.strerror})", "choose another place") from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
