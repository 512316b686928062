"""Fetching pages politely: robots.txt, a pause per host, backoff, conditional requests, and never a private address."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from chancery import __version__
from chancery.article.decode import MOST_BYTES
from chancery.article.errors import ArticleError

AGENT = f"chancery/{__version__} (reads news for research; obeys robots.txt)"
NAME = "chancery"
MOST_REDIRECTS = 5
MOST_TRIES = 3
LONGEST_PAUSE = 60.0  # seconds that a host may ask for; a host that wants more is left alone for this round
LONGEST_FETCH = 60.0  # seconds for one page, however slowly it drips
TRY_AGAIN = frozenset((429, 500, 502, 503, 504))
UNCHANGED = 304


class FetchError(ArticleError):
    """A page that could not or must not be fetched; the message is the reason, in one line."""


@dataclass(frozen=True)
class Fetched:
    """A page as it came: the address it ended at, its bytes, and the character set that the server names."""

    url: str
    data: bytes
    charset: str | None = None


@dataclass(frozen=True)
class _Validators:
    etag: str | None
    modified: str | None


@dataclass
class Fetcher:
    """Fetches pages one after the other and remembers what hosts allow and what has not changed.

    ``pause`` is the time in seconds between two requests to one host. ``allow_private`` lets it fetch from this machine
    and its network, which is for tests only. Made once and given to several rounds of ``articles``, it asks for a feed
    only if that has changed, and does not give a page a second time.
    """

    pause: float = 1.0
    timeout: float = 20.0
    agent: str = AGENT
    allow_private: bool = False
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    given: set[str] = field(default_factory=set, init=False)
    _last: dict[str, float] = field(default_factory=dict, init=False)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict, init=False)
    _validators: dict[str, _Validators] = field(default_factory=dict, init=False)
    _client: httpx.Client | None = field(default=None, init=False)

    def get(self, url: str, *, if_changed: bool = False) -> Fetched | None:
        """Fetch a page; None where ``if_changed`` and the server says that it has not. Raises FetchError."""
        asked, validators = url, self._validators.get(url) if if_changed else None
        for _ in range(MOST_REDIRECTS + 1):
            self._check_robots(url)
            response, data = self._try(url, validators)
            if response.status_code == UNCHANGED and validators:
                return None
            if response.is_redirect:
                url = urljoin(url, response.headers.get("location", ""))
                continue
            if response.status_code != httpx.codes.OK:
                raise FetchError(f"the server answers {response.status_code} {response.reason_phrase}".rstrip())
            if if_changed:
                self._validators[asked] = _Validators(
                    response.headers.get("etag"), response.headers.get("last-modified")
                )
            return Fetched(url=url, data=data, charset=response.charset_encoding)
        raise FetchError(f"more than {MOST_REDIRECTS} redirects")

    def close(self) -> None:
        """Close the connections."""
        if self._client:
            self._client.close()
            self._client = None

    def _try(self, url: str, validators: _Validators | None) -> tuple[httpx.Response, bytes]:
        """Ask again, after a growing pause, where the server is busy or the line is bad."""
        for number in range(1, MOST_TRIES + 1):
            wait = self.pause * 2**number
            try:
                response, data = self._ask(url, validators)
            except httpx.TransportError as error:
                if number == MOST_TRIES:
                    raise FetchError(
                        f"cannot be reached: {' '.join(str(error).split()) or type(error).__name__}"
                    ) from error
            else:
                if response.status_code not in TRY_AGAIN or number == MOST_TRIES:
                    return response, data
                wait = max(wait, _retry_after(response))
            if wait > LONGEST_PAUSE:
                raise FetchError(f"the server asks to wait for {wait:.0f} seconds")
            self.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _ask(self, url: str, validators: _Validators | None) -> tuple[httpx.Response, bytes]:
        self._check_address(url)
        self._wait_for(url)
        headers = {
            "if-none-match": validators and validators.etag,
            "if-modified-since": validators and validators.modified,
        }
        sent = {name: value for name, value in headers.items() if value}
        try:
            with self._session().stream("GET", url, headers=sent) as response:
                self._check_peer(response)
                return response, self._read(response)
        except (httpx.InvalidURL, httpx.DecodingError, httpx.UnsupportedProtocol) as error:
            raise FetchError(f"cannot be read: {' '.join(str(error).split())}") from error

    def _read(self, response: httpx.Response) -> bytes:
        pieces, length, end = [], 0, self.clock() + LONGEST_FETCH
        for piece in response.iter_bytes():
            pieces.append(piece)
            length += len(piece)
            if length > MOST_BYTES:
                raise FetchError(f"longer than {MOST_BYTES // 1024 // 1024} MiB")
            if self.clock() > end:
                raise FetchError(f"not there after {LONGEST_FETCH:.0f} seconds")
        return b"".join(pieces)

    def _session(self) -> httpx.Client:
        if self._client is None:
            # No proxies or .netrc from the environment: the address that is checked is the one that is asked.
            self._client = httpx.Client(
                headers={"user-agent": self.agent}, timeout=self.timeout, follow_redirects=False, trust_env=False
            )
        return self._client

    def _wait_for(self, url: str) -> None:
        host = urlsplit(url).netloc
        robots = self._robots.get(_root(url))
        asked = float(robots.crawl_delay(NAME) or 0) if robots and robots.mtime() else 0.0
        pause = max(self.pause, min(asked, LONGEST_PAUSE))
        if host in self._last:
            self.sleep(max(0.0, self._last[host] + pause - self.clock()))
        self._last[host] = self.clock()

    def _check_robots(self, url: str) -> None:
        root = _root(url)
        if root not in self._robots:
            self._robots[root] = self._read_robots(root)
        if not self._robots[root].can_fetch(NAME, url):
            raise FetchError("robots.txt asks not to fetch it")

    def _read_robots(self, root: str) -> RobotFileParser:
        """Without a robots.txt all is allowed; a server that fails to give its own allows nothing, as RFC 9309 says."""
        robots = RobotFileParser()
        robots.modified()  # what was never read allows nothing; what was read and says nothing allows all
        url = f"{root}/robots.txt"
        for _ in range(MOST_REDIRECTS + 1):
            response, data = self._try(url, None)
            if not response.is_redirect:
                break
            url = urljoin(url, response.headers.get("location", ""))
        if response.status_code == httpx.codes.OK:
            robots.parse(data[: 500 * 1024].decode("utf8", errors="replace").splitlines())
        elif response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            robots.parse(["User-agent: *", "Disallow: /"])
        return robots

    def _check_address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise FetchError("not an address of the web")
        if parts.username or parts.password:
            raise FetchError("an address with a user name in it")
        if self.allow_private:
            return
        try:
            found = socket.getaddrinfo(parts.hostname, parts.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError, ValueError) as error:
            raise FetchError(f"no such host: {parts.hostname}") from error
        if not all(_is_public(str(address[4][0])) for address in found):
            raise FetchError("a private address")

    def _check_peer(self, response: httpx.Response) -> None:
        """A name may point elsewhere a moment after it was looked up: who has answered is looked at, too."""
        stream = response.extensions.get("network_stream")
        peer = stream.get_extra_info("server_addr") if stream is not None else None
        if not self.allow_private and not (peer and _is_public(str(peer[0]))):
            raise FetchError("a private address")


def _is_public(address: str) -> bool:
    try:
        number = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    mapped = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None)
    return (mapped or number).is_global and not (mapped or number).is_multicast


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _retry_after(response: httpx.Response) -> float:
    told = response.headers.get("retry-after", "")
    if told.isdecimal():
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, TypeError):
        return 0.0
