"""chancery reads the news and records who said what and who did what to whom, with the evidence beside every line."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["Article", "Ledger", "Reader", "Record", "__version__", "read"]

if TYPE_CHECKING:
    from chancery.article import Article
    from chancery.ledger import Ledger
    from chancery.model import Record
    from chancery.reading import Reader, read

# Loaded when first asked for, so that `chancery --help` and a ledger's user do not wait for the language pipeline.
_ROOMS = {"Article": "article", "Ledger": "ledger", "Record": "model", "Reader": "reading", "read": "reading"}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'chancery' has no attribute {name!r}")
    return getattr(importlib.import_module(f"chancery.{_ROOMS[name]}"), name)
