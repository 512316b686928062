"""What is made of the shipped tables, kept for the next run in the user's cache folder: rows and look-ups, as MessagePack.

A folder there is named by a digest of the tables and of the code that reads them, so that nothing stale is ever found. Reading
it back gives checked plain values and runs no code. Where nothing can be kept or read, everything is made anew each time.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

Made = TypeVar("Made")

HERE = Path(__file__).parent
# Names a folder for what is kept; empty to keep nothing.
VARIABLE = "CHANCERY_CACHE"
# States of the tables that stay: an older version beside a newer one, and one that somebody works on.
STATES = 3
_STATE = re.compile(r"[0-9a-f]{16}")


class Keep:
    """Keeps values in a folder, or nowhere."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, name: str, kind: Any, make: Callable[[], Made]) -> Made:
        """Give what is kept under a name, if it is of this kind; else make it, and keep it."""
        if self._folder is None:
            return make()
        path = self._folder / f"{name.replace('/', '-')}.msgpack"
        with suppress(OSError, msgspec.DecodeError):
            kept: Made = msgspec.msgpack.decode(path.read_bytes(), type=kind)
            return kept
        made = make()
        with suppress(OSError):
            self._put(path, msgspec.msgpack.encode(made))
        return made

    def _put(self, path: Path, content: bytes) -> None:
        if not path.parent.is_dir():
            path.parent.mkdir(mode=0o700, parents=True)
            _forget_old(path.parent)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        os.replace(file.name, path)


@cache
def shipped() -> Keep:
    """Give the keep for the shipped tables as they are now."""
    root = _root()
    return Keep(root / _state() if root and _is_ours(root) else None)


def _root() -> Path | None:
    asked = os.environ.get(VARIABLE)
    if asked is not None:
        return Path(asked) if asked else None
    with suppress(RuntimeError):
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "chancery"
    return None


def _is_ours(folder: Path) -> bool:
    """Is this folder still to be made, or one that only this user writes into?"""
    try:
        there = folder.stat()
    except OSError:
        return True
    return not hasattr(os, "getuid") or (there.st_uid == os.getuid() and not there.st_mode & 0o022)


def _state() -> str:
    digest = hashlib.sha256(f"{sys.version_info} {msgspec.__version__}".encode())
    for path in sorted((*HERE.rglob("*.csv"), *HERE.rglob("*.toml"), *HERE.glob("*.py"))):
        digest.update(path.relative_to(HERE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _forget_old(newest: Path) -> None:
    others = [folder for folder in newest.parent.iterdir() if _STATE.fullmatch(folder.name) and folder != newest]
    for folder in sorted(others, key=lambda folder: -folder.stat().st_mtime)[STATES - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
