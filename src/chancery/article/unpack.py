"""Files as they lie about, plain or packed with gzip or Zstandard, as a stream of bytes that tells where it breaks off."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import zstandard

from chancery.article.errors import ArticleError

PACKED = (".gz", ".zst")
BUFFER = 1 << 17
BLOCK = 1 << 13  # small, since a block of zeros may unpack to ten thousand times its size
GZIP = 31  # zlib's number for a gzip header and trailer
MOST_WINDOW = 1 << 27  # the memory that one frame may ask for, as the zstd program allows without its --long


def plain_name(path: Path) -> str:
    """Give a file's name in lower case without the ending that says how it is packed."""
    name = path.name.lower()
    return name.rsplit(".", 1)[0] if name.endswith(PACKED) else name


def unpacked(path: Path) -> BinaryIO:
    """Open a file for reading, unpacked by its ending; ``BROKEN`` names what may be raised while it is read."""
    return io.BufferedReader(as_it_comes(path), BUFFER)


def as_it_comes(path: Path) -> io.RawIOBase:
    """Open a file as ``unpacked`` does, without a buffer: all that stands before a break is given before it is raised."""
    name, raw = path.name.lower(), path.open("rb", buffering=0)
    if name.endswith(".gz"):
        return _Frames(raw, lambda: zlib.decompressobj(wbits=GZIP))
    if name.endswith(".zst"):
        return _Frames(raw, lambda: zstandard.ZstdDecompressor(max_window_size=MOST_WINDOW).decompressobj())
    return raw


def read_all(path: Path, most: int) -> bytes:
    """Read a whole file, unpacked; no more than one byte over ``most``."""
    with unpacked(path) as file:
        try:
            return file.read(most + 1)
        except BROKEN as error:
            raise ArticleError(reason(error)) from error


BROKEN = (OSError, EOFError, zlib.error, zstandard.ZstdError)


def reason(error: BaseException) -> str:
    """Say in a line why a file could not be read to its end."""
    if isinstance(error, EOFError):
        return "breaks off: the packed file is cut short"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return f"cannot be unpacked: {' '.join(str(error).split()) or type(error).__name__}"


class _Frames(io.RawIOBase):
    """The frames of a packed file, one after the other; EOFError where the last is cut short."""

    def __init__(self, raw: io.RawIOBase | io.FileIO, new: Callable[[], Any]) -> None:
        self.raw, self.new, self.frame = raw, new, new()
        self.begun = False
        self.ready = b""

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.raw.close()
        super().close()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self.ready:
            packed = self.raw.read(BLOCK) or b""
            if not packed:
                if self.begun:
                    raise EOFError
                return 0
            self.ready = self._feed(packed)
        count = min(len(buffer), len(self.ready))
        buffer[:count], self.ready = self.ready[:count], self.ready[count:]
        return count

    def _feed(self, packed: bytes) -> bytes:
        pieces = []
        while packed:
            pieces.append(self.frame.decompress(packed))
            self.begun, packed = not self.frame.eof, b""
            if self.frame.eof:
                packed, self.frame = self.frame.unused_data, self.new()
        return b"".join(pieces)
