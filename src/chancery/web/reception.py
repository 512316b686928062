"""Leads each request to the desk that knows the ledger's newest state.

A server that runs on lets the old desk answer until the next is ready, so that nobody waits for what has come in.
"""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable

from chancery.ledger import Ledger
from chancery.web.desk import Desk

# Whether the ledger has changed is asked no more often than this, in seconds.
FRESH = 0.5
# Making desks ready takes at most this share of the time, however often the ledger changes.
SHARE = 0.2
LOG = logging.getLogger(__name__)


class Reception:
    """Gives the desk of the moment; ``ahead`` makes desks ready beside the answering, before anybody asks."""

    def __init__(self, ledger: Ledger, *, ahead: bool = False) -> None:
        self._ledger = ledger
        self._ahead = ahead
        self._lock = threading.Lock()
        self._looked = time.monotonic()
        self._desk = Desk(ledger)
        if ahead:
            threading.Thread(target=self._keep_ahead, daemon=True).start()

    def desk(self) -> Desk:
        """Give the desk that answers now."""
        if not self._ahead:
            with self._lock:
                if time.monotonic() - self._looked > FRESH:
                    self._renew()
        return self._desk

    def _renew(self, prepare: Callable[[Desk], None] | None = None) -> None:
        """Take a new desk, once it is prepared, where the ledger has changed."""
        self._looked = time.monotonic()
        if self._ledger.version() != self._desk.ledger.version():
            desk = Desk(self._ledger)
            if prepare:
                prepare(desk)
            self._desk = desk

    def _keep_ahead(self) -> None:
        _warm(self._desk)
        while True:
            time.sleep(max(FRESH, (time.monotonic() - self._looked) * (1 / SHARE - 1)))
            try:
                self._renew(_warm)
            except Exception:
                # Whatever it was (a full disk, a file swept away meanwhile), the old desk answers on.
                LOG.exception("the newest state of %s could not be made ready", self._ledger.url)


def _warm(desk: Desk) -> None:
    desk.warm()
    # What a desk holds stays as long as it does: the collector need not walk through it again and again.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
