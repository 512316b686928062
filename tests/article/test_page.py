"""Web pages: the article parted from the page around it."""

from pathlib import Path

import pytest

from chancery.article import Article, ArticleError, open_path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
BODY = (
    "<p>The ministers of Austria and Hungary met in Vienna on Monday to speak about the water of the lake.</p>"
    "<p>They agreed to share the water and to meet again in June, a spokesman for the Austrian ministry said.</p>"
)


def page(body: str = BODY, head: str = "<title>Talks end in Vienna</title>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>"


def captions(article: Article) -> list[tuple[str, str | None]]:
    return [(article.text[slice(*caption.span)], caption.credit) for caption in article.captions]


def test_the_sample_page() -> None:
    article = open_path(EXAMPLES / "harbor-talks.html")
    assert article.headline == "Kenya and Somalia reopen harbor talks after week of tension"
    assert article.published == "2024-03-15T17:40:00+03:00"
    assert article.authors == ("Miriam Otieno",)
    assert article.outlet.name == "The Harbor Gazette"
    assert article.sections == ("World", "Africa")
    assert article.alternate_urls[0] == "www.harborgazette-mirror.example"
    assert [credit for _, credit in captions(article)] == ["Peter Kamau/AFP", "Reuters"]
    assert article.language == "en"
    for furniture in ("Share on", "Read more", "Tags", "Subscribe", "©", "Uganda", "alternate", "File photo", "AFP"):
        assert furniture not in article.text
    assert article.text.endswith("“If they sign, we will lift the ban the same day,” he said.")


def test_captions_stand_where_the_page_has_them() -> None:
    article = open_path(EXAMPLES / "harbor-talks.html")
    first, second = article.captions
    assert article.headline_span is not None
    assert article.headline_span[1] < first.span[0] < article.paragraphs[0][0]
    assert article.paragraphs[6][0] < second.span[0] < article.paragraphs[-1][0]


def test_the_sample_text() -> None:
    article = open_path(EXAMPLES / "river-dam.txt")
    assert article.headline == "Tajikistan and Uzbekistan sign treaty on river dam"
    assert article.sections == ("World", "Asia", "Environment")
    assert captions(article) == [("Workers at the dam on the Zarafshan river in September", "AP")]
    assert article.alternate_urls == ("www.steppe-courier.example",)
    assert article.published == "2023-10-05"
    assert len(article.paragraphs) == 9


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2024-05-03T10:00:00Z">', "2024-05-03T10:00:00+00:00"),
        ('<meta name="pubdate" content="Fri, 03 May 2024 10:00:00 GMT">', "2024-05-03T10:00:00+00:00"),
        ('<meta name="date" content="03/05/2024">', None),
        ('<link rel="canonical" href="https://example.org/2024/05/03/talks">', "2024-05-03"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"20240503"}</script>',
            "2024-05-03",
        ),
        ('<script type="application/ld+json">{"@type": broken</script>', None),
        ('<meta property="article:modified_time" content="2024-05-04">', None),
    ],
)
def test_published(head: str, published: str | None) -> None:
    assert Article.from_html(page(head=head)).published == published


def test_the_caller_knows_better() -> None:
    head = '<meta property="article:published_time" content="2024-05-03">'
    article = Article.from_html(page(head=head), published="2021-04-16", url="https://www.reuters.com/world/1")
    assert (article.published, article.url) == ("2021-04-16", "https://www.reuters.com/world/1")
    assert article.outlet.name == "Reuters"


def test_a_date_that_is_none_is_told() -> None:
    with pytest.raises(ArticleError, match="no date such as"):
        Article.from_html(page(), published="yesterday")


def test_the_heading_wins_over_the_title() -> None:
    heading = "<h1>Talks on the lake end in Vienna</h1>"
    assert Article.from_html(page(heading + BODY)).headline == "Talks on the lake end in Vienna"


def test_a_gallery_is_no_part_of_the_story() -> None:
    gallery = "".join(
        f"<figure><figcaption>Picture of town number {number}</figcaption></figure>" for number in range(9)
    )
    article = Article.from_html(page(f"<h1>Talks end in Vienna</h1>{gallery}{BODY}"))
    assert captions(article) == []
    assert "number" not in article.text


def test_no_script_survives() -> None:
    hostile = (
        BODY + "<p onclick='x()'>Hungary agreed<script>steal()</script> on Monday to open the gates of the lake.</p>"
    )
    assert "steal" not in Article.from_html(page(hostile)).text


def test_no_entity_is_fetched() -> None:
    hostile = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + page(
        BODY + "<p>&x;</p>"
    )
    host = Path("/etc/hostname")
    assert not host.exists() or host.read_text().strip() not in Article.from_html(hostile).text


def test_an_old_page_of_breaks_and_tables() -> None:
    old = """<html><head><title>Talks in Oslo - The Fjord Post</title></head><body><table><tr>
    <td><a href=/>Home</a><br><a href=/n>News</a></td><td><font size=5><b>Norway hosts talks</b></font><br><i>By Kari Dahl</i>
    <br><br>Norway hosted talks between Colombia and the rebels on Sunday, the foreign ministry said.<br><br>
    "We are a patient host," the minister said.<br><br><a href=/p>Print this page</a></td></tr></table></body></html>"""
    article = Article.from_html(old)
    assert article.headline == "Talks in Oslo"
    assert article.authors == ("Kari Dahl",)
    assert [article.text[start:end] for start, end in article.paragraphs][-2:] == [
        "Norway hosted talks between Colombia and the rebels on Sunday, the foreign ministry said.",
        '"We are a patient host," the minister said.',
    ]


def test_captions_of_other_marks() -> None:
    pictures = """<div class="wp-caption"><img><p class="wp-caption-text">Boats in Arica. (Photo: Ana Quispe/AP)</p></div>
    <figure><figcaption><span>The port of Ilo</span><span class="credit"><span class="visually-hidden">Image credit</span>
    Getty Images</span></figcaption></figure><figure class="video"><figcaption>Watch: The sea</figcaption></figure>"""
    article = Article.from_html(page(f"<h1>Talks end in Vienna</h1>{pictures}{BODY}"))
    assert captions(article) == [("Boats in Arica.", "Ana Quispe/AP"), ("The port of Ilo", "Getty Images")]


def test_a_byline_that_only_the_page_shows() -> None:
    byline = """<div class="meta">By <span class="author"><a href="/ama">Ama Mensah</a></span>
    <span class="date">March 3, 2024</span></div>"""
    article = Article.from_html(page(f"<h1>Talks end in Vienna</h1>{byline}{BODY}"))
    assert (article.authors, article.published) == (("Ama Mensah",), "2024-03-03")


def test_the_outlet_and_nobody_are_no_authors() -> None:
    for author in ("The Danube Courier", "The Danube Courier (www.danube.example)", "No Author"):
        head = f'<meta property="og:site_name" content="The Danube Courier"><meta name="author" content="{author}">'
        page = (
            f"<html><head>{head}</head><body><h1>Ministers meet</h1><p>The ministers met on Monday.</p></body></html>"
        )
        assert Article.from_html(page).authors == ()


def test_buttons_marked_as_captions_are_none() -> None:
    caption = '<figcaption><span class="off-screen">Image caption</span>The ministers in Vienna</figcaption>'
    buttons = '<span class="photo__caption">WhatsApp</span><span class="photo__caption">Slideshow (4 images)</span>'
    body = f"<h1>Ministers meet in Vienna</h1><figure>{caption}</figure>{buttons}<p>The ministers met on Monday.</p>"
    article = Article.from_html(f"<html><body>{body}</body></html>")
    assert [article.text[slice(*one.span)] for one in article.captions] == ["The ministers in Vienna"]
