"""Addresses: their normal form, their domain, and what an article is known by."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from chancery.lexicon.outlets import OutletTables
from chancery.model import Outlet

TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|mc_[ce]id|cmpid?|smid|ref|ref_src|at_\w+|ns_\w+|xtor|_ga|igshid|s_cid|ftag"
)
BARE = re.compile(r"(?:https?://)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}[a-z]{2,24}(?:/\S*)?", re.I)
LONGEST = 2048


def is_address(line: str) -> bool:
    """Tell whether a line is nothing but a web address, with or without its scheme."""
    return bool(len(line) <= LONGEST and BARE.fullmatch(line.strip()))


def web_address(url: str | None) -> str | None:
    """Give an address of the web as it stands; None for any other, such as ``javascript:``."""
    url = (url or "").strip()
    return url if url.lower().startswith(("http://", "https://")) and len(url) <= LONGEST and host(url) else None


def host(url: str) -> str | None:
    """Give the host of an address in lower case; None where it has none."""
    try:
        name = urlsplit(url if "//" in url[:10] else f"//{url}").hostname
    except ValueError:
        return None
    return name.rstrip(".") or None if name else None


def domain(url: str) -> str | None:
    """Give the registrable domain of an address, such as ``bbc.co.uk``; None for a bare number or a local name."""
    from tld import get_fld

    name = host(url)
    return get_fld(f"https://{name}", fail_silently=True) if name else None


def outlet_of(url: str | None, outlets: OutletTables, name: str | None = None) -> Outlet:
    """Give the outlet that publishes at an address; the table's name for it wins over the page's own."""
    at = host(url) if url else None
    known = outlets.of_host(at) if at else None
    if known:
        return Outlet(name=known.name, domain=known.domain)
    return Outlet(name=name, domain=domain(url) if url else None)


def normal(url: str, outlets: OutletTables) -> str:
    """Give the form of an address that is the same for all who name the page.

    Scheme, ``www.``, fragment and tracking parameters go, a mirror becomes the outlet's own domain.
    """
    at = host(url)
    if at is None:
        return url
    known = outlets.of_host(at)
    if known and known.domain != at:
        by = max((one for one in (*known.mirrors, known.domain) if at == one or at.endswith(f".{one}")), key=len)
        at = at[: -len(by)] + known.domain
    parts = urlsplit(url if "//" in url[:10] else f"//{url}")
    query = urlencode(sorted(pair for pair in parse_qsl(parts.query) if not TRACKING.fullmatch(pair[0].lower())))
    return at.removeprefix("www.") + (parts.path.rstrip("/") or "/") + (f"?{query}" if query else "")


def identifier(url: str | None, text: str, outlets: OutletTables) -> str:
    """Give the id of an article: the same for the same address, or where it has none for the same text."""
    known_by = normal(url, outlets) if url else text
    return hashlib.sha256(known_by.encode("utf8", errors="replace")).hexdigest()[:16]
