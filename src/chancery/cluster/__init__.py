"""The road over many processes: one machine's workers, or a Ray cluster, into one ledger."""

from chancery.cluster.ingest import Summary, ingest
from chancery.cluster.local import ReaderFailed
from chancery.cluster.work import reader_maker

__all__ = ["ReaderFailed", "Summary", "ingest", "reader_maker"]
