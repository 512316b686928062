"""Dashboard and JSON API over a ledger and its relations."""

from chancery.web.app import create_app

__all__ = ["create_app"]
