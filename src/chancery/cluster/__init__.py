"""The road over many processes: one machine's workers, or a Ray cluster, into one ledger."""

from chancery.cluster.ingest import Summary, ingest
from chancery.cluster.local import ReaderFailed
from chancery.cluster.work import MakeReader, reader_maker

__all__ = ["MakeReader", "ReaderFailed", "Summary", "ingest", "reader_maker"]
