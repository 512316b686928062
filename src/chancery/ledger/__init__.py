"""The store of records and its queries: Delta tables underneath, SQL views on top."""

from chancery.ledger.book import Info, Ledger
from chancery.ledger.shelf import LedgerError

__all__ = ["Info", "Ledger", "LedgerError"]
