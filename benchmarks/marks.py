"""How the time for quotation marks grows with the text: ``python -m benchmarks.marks``; twice the text, twice the time."""

from __future__ import annotations

import time

from chancery.extract.said.quotations import find_quotations

PIECES = ('"', "“a ", "”", "‘b ", "'", '"a" ')


def main() -> None:
    """Print seconds for 100,000 to 400,000 characters of marks."""
    for piece in PIECES:
        spent = []
        for length in (100_000, 200_000, 400_000):
            text = piece * (length // len(piece))
            started = time.process_time()
            find_quotations(text, [(0, len(text))])
            spent.append(time.process_time() - started)
        print(f"{piece!r:<8}" + "".join(f"{seconds:8.3f} s" for seconds in spent))


if __name__ == "__main__":
    main()
