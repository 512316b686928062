"""Where the corpora are, and which half of each is looked at while working; they are not part of the project."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def shared() -> Path:
    """Give the folder of corpora (``CHANCERY_SHARED``, or ``../shared``); where there is none, say so and exit with 0."""
    folder = Path(os.environ.get("CHANCERY_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        print(f"skipped: no corpora at {folder}; set CHANCERY_SHARED to score them")
        sys.exit(0)
    return folder


def looked_at(name: str) -> bool:
    """Is this item of the half that is looked at while working? The other half is only counted."""
    return int(sha256(name.encode()).hexdigest(), 16) % 2 == 0
