"""Feeds and polite fetching, against a server on this machine."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chancery.article import Article, ArticleError, Reject
from chancery.article.feeds import Entry, entries, kind_of
from chancery.article.fetch import Fetcher, FetchError
from chancery.article.sources import articles

BODY = "The ministers of Austria and Hungary met in Vienna on Monday. They agreed to meet again in June."
PAGE = f"<html><head><title>Talks %s end</title></head><body><h1>Talks %s end</h1><p>{BODY}</p></body></html>"
Answer = tuple[int, dict[str, str], bytes]


class Site:
    """What the server answers, and what it was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, list[Answer] | Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def put(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, data)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            answer = here.answers.get(self.path, (404, {}, b""))
            status, headers, data = answer.pop(0) if isinstance(answer, list) else answer
            if status == 200 and self.headers.get("If-None-Match") == headers.get("ETag", "-"):
                status, data = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield here
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def fetcher(waits: list[float]) -> Iterator[Fetcher]:
    made = Fetcher(allow_private=True, sleep=waits.append, clock=lambda: 0.0)
    yield made
    made.close()


def rss(site: Site, *numbers: int) -> str:
    items = "".join(
        f"<item><title>Talks {number}</title><link>{site.address}/{number}</link>"
        f"<pubDate>Fri, 0{number} May 2024 10:00:00 GMT</pubDate></item>"
        for number in numbers
    )
    for number in numbers:
        site.put(f"/{number}", PAGE % (number, number), Content_Type="text/html")
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'


def read(source: str, fetcher: Fetcher) -> tuple[list[Article], list[Reject]]:
    found = list(articles([source], fetcher=fetcher))
    made = [item for item in found if isinstance(item, Article)]
    return made, [item for item in found if isinstance(item, Reject)]


def test_a_feed_gives_its_articles(site: Site, fetcher: Fetcher) -> None:
    site.put("/feed", rss(site, 1, 2))
    made, rejects = read(f"{site.address}/feed", fetcher)
    assert not rejects
    assert [article.headline for article in made] == ["Talks 1 end", "Talks 2 end"]
    assert [article.published for article in made] == ["2024-05-01T10:00:00+00:00", "2024-05-02T10:00:00+00:00"]
    assert all("chancery" in headers["user-agent"] for _, headers in site.asked)


def test_a_feed_is_asked_for_only_if_changed_and_its_pages_once(site: Site, fetcher: Fetcher) -> None:
    site.put("/feed", rss(site, 1), ETag='"one"')
    read(f"{site.address}/feed", fetcher)
    assert read(f"{site.address}/feed", fetcher) == ([], [])
    site.put("/feed", rss(site, 1, 2), ETag='"two"')
    made, _ = read(f"{site.address}/feed", fetcher)
    assert [article.headline for article in made] == ["Talks 2 end"]
    assert site.paths() == ["/feed", "/1", "/feed", "/feed", "/2"]


def test_sitemaps_and_their_index(site: Site, fetcher: Fetcher) -> None:
    site.put("/1", PAGE % (1, 1))
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    date = "<news:news><news:publication_date>2024-05-03</news:publication_date></news:news>"
    site.put(
        "/map.xml.gz", gzip.compress(f"<urlset {space}><url><loc>{site.address}/1</loc>{date}</url></urlset>".encode())
    )
    site.put(
        "/index.xml", f"<sitemapindex {space}><sitemap><loc>{site.address}/map.xml.gz</loc></sitemap></sitemapindex>"
    )
    made, rejects = read(f"{site.address}/index.xml", fetcher)
    assert ([article.published for article in made], rejects) == (["2024-05-03"], [])


def test_an_opml_file(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    site.put("/feed", rss(site, 1))
    path = tmp_path / "feeds.opml"
    path.write_text(f'<opml><body><outline text="x"><outline xmlUrl="{site.address}/feed"/></outline></body></opml>')
    made, _ = read(str(path), fetcher)
    assert len(made) == 1


def test_one_bad_page_does_not_stop_the_rest(site: Site, fetcher: Fetcher) -> None:
    site.put("/feed", rss(site, 1, 2, 3))
    site.put("/2", "gone", status=410)
    made, rejects = read(f"{site.address}/feed", fetcher)
    assert len(made) == 2
    assert rejects == [Reject(source=f"{site.address}/2", reason="the server answers 410 Gone")]


def test_robots_are_obeyed(site: Site, fetcher: Fetcher, waits: list[float]) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /2\nCrawl-delay: 7")
    site.put("/feed", rss(site, 1, 2))
    made, rejects = read(f"{site.address}/feed", fetcher)
    assert len(made) == 1
    assert rejects[0].reason == "robots.txt asks not to fetch it"
    assert "/2" not in site.paths()
    assert max(waits) == 7


def test_a_server_without_robots_at_the_moment_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", "", status=500)
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.get(f"{site.address}/1")


def test_a_busy_server_is_asked_again_later(site: Site, fetcher: Fetcher, waits: list[float]) -> None:
    busy: Answer = (503, {"Retry-After": "9"}, b"")
    site.answers["/1"] = [busy, busy, (200, {}, (PAGE % (1, 1)).encode())]
    fetched = fetcher.get(f"{site.address}/1")
    assert fetched
    assert waits.count(9) == 2


def test_a_server_that_wants_a_long_pause_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.put("/1", "", status=429, Retry_After="3600")
    with pytest.raises(FetchError, match="wait for 3600 seconds"):
        fetcher.get(f"{site.address}/1")


def test_redirects_are_followed_and_end(site: Site, fetcher: Fetcher) -> None:
    site.put("/a", "", status=301, Location="/1")
    site.put("/1", PAGE % (1, 1))
    site.put("/loop", "", status=302, Location="/loop")
    fetched = fetcher.get(f"{site.address}/a")
    assert fetched
    assert fetched.url == f"{site.address}/1"
    with pytest.raises(FetchError, match="redirects"):
        fetcher.get(f"{site.address}/loop")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:9/", "a private address"),
        ("http://localhost/", "a private address"),
        ("http://10.0.0.8/", "a private address"),
        ("http://169.254.169.254/latest/meta-data", "a private address"),
        ("http://[::1]/", "a private address"),
        ("http://[::ffff:127.0.0.1]/", "a private address"),
        ("http://0/", "a private address"),
        ("http://user:word@example.org/", "a user name"),
        ("file:///etc/hostname", "not an address of the web"),
        ("http:///", "not an address of the web"),
    ],
)
def test_private_and_strange_addresses_are_never_asked(url: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason):
        Fetcher(sleep=lambda _: None).get(url)


def test_a_redirect_to_a_private_address_is_not_followed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    careful = Fetcher(sleep=lambda _: None)
    port = site.address.rpartition(":")[2]
    monkeypatch.setattr("chancery.article.fetch._is_public", lambda address: address == "127.0.0.1")
    site.put("/a", "", status=302, Location=f"http://127.0.0.2:{port}/b")
    with pytest.raises(FetchError, match="a private address"):
        careful.get(f"{site.address}/a")
    assert site.paths() == ["/a"]
    careful.close()


def test_a_page_that_is_too_long(site: Site, fetcher: Fetcher) -> None:
    site.put("/1", b"x" * (11 * 1024 * 1024))
    with pytest.raises(FetchError, match="longer than 10 MiB"):
        fetcher.get(f"{site.address}/1")


def test_a_charset_that_only_the_server_names(site: Site, fetcher: Fetcher) -> None:
    page = (PAGE % (1, 1)).replace("Vienna", "Вена").encode("cp1251")
    site.put("/1", page, Content_Type="text/html; charset=windows-1251")
    made, _ = read(f"{site.address}/1", fetcher)
    assert "Вена" in made[0].text


@pytest.mark.parametrize(
    "data", [b"<rss><channel><item><link>http://x.org/1</link>", b"<opml><outline xmlUrl='http://x.org'"]
)
def test_broken_feeds_give_what_they_hold(data: bytes) -> None:
    assert kind_of(data)
    assert len(list(entries(data))) <= 1


def test_no_entity_of_a_feed_is_expanded() -> None:
    bomb = b'<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/hostname">]><opml><outline xmlUrl="http://x.org/">&a;</outline></opml>'
    assert list(entries(bomb)) == [Entry("http://x.org/", is_list=True)]


def test_a_page_is_no_feed() -> None:
    assert kind_of(b"<html><body>about <rss></body>") is None
    with pytest.raises(ArticleError, match="no feed"):
        list(entries(b"text"))
