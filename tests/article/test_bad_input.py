"""What is no article gives a reason in one line; what is one gives spans inside its text."""

import gzip
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.article import Article, ArticleError, open_path

BODY = "The ministers of Austria and Hungary met in Vienna on Monday. “It went well,” said Müller."
PAGE = f"<html><head><title>Talks</title></head><body><article><h1>Talks end</h1><p>{BODY}</p><p>{BODY} Again.</p>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\0\0", "empty"),
        (b"\xef\xbb\xbf  ", "empty"),
        (b"%PDF-1.7 \x01\x02", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (gzip.compress(b"text"), "gzip data"),
        (bytes(range(256)) * 40, "not text"),
        (b"x" * (11 * 1024 * 1024), "longer than 10 MiB"),
        (b"<html><body></body></html>", "no article"),
        (b"<html><head><title>Login</title></head><body><form><input></form></body></html>", "no article"),
        (b"<p>" * 200_000, "too deep|no article"),
    ],
)
def test_no_article(data: bytes, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason) as told:
        Article.from_bytes(data)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("text", [BODY, PAGE])
def test_character_sets(charset: str, text: str) -> None:
    assert "Müller" in Article.from_bytes(text.encode(charset)).text


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-16", "no-such-set", "windows-1252"])
def test_a_wrong_declaration_does_not_mislead(declared: str) -> None:
    page = PAGE.replace("<head>", f'<head><meta charset="{declared}">')
    assert "“It went well,” said Müller." in Article.from_bytes(page.encode()).text


def test_a_declaration_counts_where_the_bytes_are_not_utf8() -> None:
    page = PAGE.replace("Müller", "Орбан").replace("“", '"').replace("”", '"')
    page = page.replace("<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">')
    assert "Орбан" in Article.from_bytes(page.encode("cp1251")).text


def test_a_few_broken_bytes_do_not_turn_the_rest() -> None:
    data = ("“" + BODY * 5).encode() + b"\xff The end came soon."
    assert "Müller" in Article.from_bytes(data).text


def test_characters_without_letters_go() -> None:
    article = Article.from_text("The \u202emin\u00adis\u200bters\u202c\u200f met\0 in Vienna.\ufeff")
    assert article.text == "The ministers met in Vienna."


def test_unclosed_and_crossed_elements() -> None:
    page = f"<html><body><div><article><h1>Talks end<p>{BODY}<div><p>{BODY} Again.</b></i><table><tr>"
    assert "Again." in Article.from_bytes(page.encode()).text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Peruvian President Ollanta Humala's visit to Chile was long. Kenya's foreign minister's plan failed.", "en"),
        ("Die Minister der beiden Staaten haben sich am Montag in Wien getroffen.", "de"),
        ("Министры двух стран встретились в Вене и подписали договор, как это было обещано.", "ru"),
        ("وزیران دو کشور روز دوشنبه در وین دیدار کردند و گفتند که این پیمان برای صلح است.", "fa"),
        ("qwx zzkl brumf " * 30, "und"),
        (BODY, "en"),
        ("Hm.", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert Article.from_text(text).language == language


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"none\.html: no such file"):
        open_path(tmp_path / "none.html")
    with pytest.raises(ArticleError, match="is a directory"):
        open_path(tmp_path)


def check(article: Article) -> None:
    spans = [*article.paragraphs, *(caption.span for caption in article.captions)]
    spans += [article.headline_span] if article.headline_span else []
    for start, end in spans:
        assert 0 <= start < end <= len(article.text)
        assert "\n" not in article.text[start:end]
    ordered = sorted(spans)
    assert all(one[1] + 2 == other[0] for one, other in pairwise(ordered))
    assert "\n\n".join(article.text[start:end] for start, end in ordered) == article.text
    if article.headline_span:
        assert article.text[slice(*article.headline_span)] == article.headline


def check_or_refuse(make: Callable[[], Article]) -> None:
    try:
        check(make())
    except ArticleError as error:
        reason = str(error)
    else:
        reason = ""
    assert "\n" not in reason


TAGS = st.sampled_from(
    "<p> </p> <div> </div> <h1> </h1> <figure> <figcaption> <br> <table> <li> <!-- <script> <time".split()
)
WORDS = st.sampled_from(
    ["Talks end", BODY, "(AP)", "Photo: AFP", "Share", "Read more:", "www.x.org", "\n\n", "\0", "“", "2024"]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(WORDS, max_size=12).map(lambda words: "\n".join(words).encode())))
def test_any_bytes(data: bytes) -> None:
    check_or_refuse(lambda: Article.from_bytes(data))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(TAGS, WORDS, st.text(max_size=30)), max_size=25))
def test_any_page(pieces: list[str]) -> None:
    check_or_refuse(lambda: Article.from_html(" ".join(pieces)))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=15).map("\n\n".join)))
def test_any_text(text: str) -> None:
    check_or_refuse(lambda: Article.from_text(text))


def test_the_same_page_twice() -> None:
    assert Article.from_html(PAGE) == Article.from_html(PAGE)
