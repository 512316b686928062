"""Bytes → text: the character set, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from chancery.article.errors import ArticleError

MOST_BYTES = 10 * 1024 * 1024  # the longest books are smaller, and so are all but broken or hostile pages
LOOKED_AT = 65536
MAGIC = {
    b"%PDF": "a PDF file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "gzip data",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"BZh": "bzip2 data",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"PAR1": "a Parquet table",
    b"SQLite format 3": "a SQLite database",
}
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
TOO_MANY = 0.02  # share of control and undecodable characters above which a file is no text; text files have none


def decode(data: bytes, charset: str | None = None) -> str:
    """Give the text of a file or page; ArticleError where it is too long, empty or not text.

    ``charset`` is the one that a server named; UTF-8 that reads as such wins over it, as pages are often mislabelled.
    """
    if len(data) > MOST_BYTES:
        raise ArticleError(f"longer than {MOST_BYTES // 1024 // 1024} MiB ({len(data):,} bytes)")
    if not data.strip(b" \t\r\n\f\v\0"):
        raise ArticleError("empty")
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise ArticleError(f"not text but {kind}")
    text = _text(data, charset)
    start = text[:LOOKED_AT]
    if len(CONTROL.findall(start)) > TOO_MANY * len(start) or start.count("\0") > len(start) / 4:
        raise ArticleError("not text (control characters or bytes of no known character set)")
    return text


def _text(data: bytes, told: str | None) -> str:
    for mark, charset in MARKS:
        if data.startswith(mark):
            return data.decode(charset, errors="replace")
    for guess in (_wide(data), "utf-8", told and _usual(told), _declared(data)):
        try:
            return data.decode(guess or "ascii")
        except (UnicodeDecodeError, LookupError):
            continue
    lenient = data.decode("utf-8", errors="replace")
    # A page of UTF-8 with a few broken bytes (a cut character, a pasted byte) has far more whole letters than broken ones.
    broken = lenient.count("\ufffd")
    whole = sum(1 for char in lenient[:LOOKED_AT] if "\x7f" < char != "\ufffd")
    return lenient if whole > 4 * broken else data.decode("cp1252", errors="replace")


def _declared(data: bytes) -> str | None:
    found = DECLARED.search(data[:4096])
    return _usual(found[1].decode("ascii", errors="replace")) if found else None


def _usual(name: str) -> str:
    """Give what a declared character set means in practice.

    A page that can be searched for its charset byte by byte is not in UTF-16, whatever it says; browsers do the same.
    """
    name = name.strip("\"' ").lower()
    return "cp1252" if name.startswith("utf-16") or name in ("iso-8859-1", "latin-1", "us-ascii", "ascii") else name


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark shows as text with every second byte null."""
    start = data[: LOOKED_AT - 1]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) < len(start) * 0.2:
        return None
    if min(even, odd) > max(even, odd) / 10:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
