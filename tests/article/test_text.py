"""Plain text with the furniture of its page around it."""

import pytest

from chancery.article import Article

PAGE = """Home  /  World  /  Europe

Austria and Hungary agree on water for the lake

Austrian Chancellor Karl Nehammer (L) and Hungarian Prime Minister Viktor Orban (R) (file photo via AFP)

Friday, 3 May 2024 6:09 PM [ Last Update: Saturday, 4 May 2024 7:00 AM ]

By Anna Huber

VIENNA — Austria and Hungary agreed on Thursday to share the water of the lake.

“We are glad that it is done,” said a spokesman. “It took us
ten years.”

Read more: What the treaty says
Read also: How the lake dried out

The treaty will be signed in June.

The Courier’s website can also be accessed at the following alternate addresses:

www.presstv.ir

https://www.presstv.com

SHARE THIS ARTICLE
Danube Courier on your television
"""


def texts(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in article.paragraphs]


@pytest.mark.parametrize(
    ("opening", "published"),
    [
        ("TIRANA, March 20, 2023 (ATA) — ", "2023-03-20"),
        ("Tirana, 20 March 2023 – ", "2023-03-20"),
        ("TIRANA, March 20 (ATA) — ", None),
        ("On March 20, 2023, ", None),
    ],
)
def test_dateline_dates_the_article(opening: str, published: str | None) -> None:
    text = f"Ferries stop\n\n{opening}Albania closed the port of Durres."
    assert Article.from_text(text).published == published
    assert Article.from_text(text, published="2024-01-02").published == "2024-01-02"


def test_each_part_of_a_page_in_its_place() -> None:
    article = Article.from_text(PAGE)
    assert article.sections == ("World", "Europe")
    assert article.headline == "Austria and Hungary agree on water for the lake"
    assert article.headline_span == (0, len(article.headline))
    assert [(article.text[slice(*caption.span)], caption.credit) for caption in article.captions] == [
        ("Austrian Chancellor Karl Nehammer (L) and Hungarian Prime Minister Viktor Orban (R)", "AFP")
    ]
    assert article.published == "2024-05-03"
    assert article.authors == ("Anna Huber",)
    assert article.alternate_urls == ("www.presstv.ir", "https://www.presstv.com")
    assert article.outlet.name == "Press TV"
    assert texts(article) == [
        "VIENNA — Austria and Hungary agreed on Thursday to share the water of the lake.",
        "“We are glad that it is done,” said a spokesman. “It took us ten years.”",
        "The treaty will be signed in June.",
    ]


def test_a_paragraph_alone_has_no_headline() -> None:
    article = Article.from_text("Iran released two French citizens on Monday.")
    assert article.headline is None
    assert texts(article) == ["Iran released two French citizens on Monday."]


def test_wrapped_lines_are_one_paragraph() -> None:
    article = Article.from_text(
        "The foreign ministers of Austria and Hungary met in Vienna on\n"
        "Monday to speak about the water of the lake, which has fallen by\n"
        "half a metre since the spring of last year.\n\nThey will meet again."
    )
    assert [len(paragraph.split()) for paragraph in texts(article)] == [33, 4]


def test_lines_without_blank_lines_are_paragraphs() -> None:
    article = Article.from_text(
        "Talks end\nThe ministers left Vienna on Friday after two days of talks.\nNo date was set."
    )
    assert article.headline == "Talks end"
    assert len(article.paragraphs) == 2


def test_markdown_loses_its_marks() -> None:
    article = Article.from_text(
        "# Talks end\n\nThe **ministers** left [Vienna](https://example.org) on Friday.", markdown=True
    )
    assert article.headline == "Talks end"
    assert texts(article) == ["The ministers left Vienna on Friday."]


def test_the_same_address_gives_the_same_id() -> None:
    pages = ("https://www.presstv.ir/Detail/1?utm_source=x#top", "http://presstv.com/Detail/1/")
    assert len({Article.from_text("Talks ended on Friday.", url=url).id for url in pages}) == 1


def test_without_an_address_the_text_tells() -> None:
    assert Article.from_text("Talks ended.").id != Article.from_text("Talks began.").id


def test_a_name_with_a_foreign_particle_is_no_foreign_language() -> None:
    assert Article.from_text("Reporters met Dominique de Villepin on Sunday.").language in (None, "en")
    assert Article.from_text("Oslo urged Rome to do more to protect nurses.").language in (None, "en")
    assert Article.from_text("Der Minister traf am Montag die Reporter und sprach mit ihnen.").language == "de"
