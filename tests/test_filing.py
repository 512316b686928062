"""The day of a dateline stands for a later one of publication, and for one that nobody knows."""

from typing import Any

import pytest

from chancery import Article

CASES = [
    ("OSLO, May 3 – Norway expelled two Chadian diplomats on Monday.", "2021-05-10", "2021-05-03"),
    ("Oslo, 3 May 2021 – Norway expelled two Chadian diplomats on Monday.", None, "2021-05-03"),
    ("OSLO, May 3 (NTB) - Norway expelled two Chadian diplomats.", "2021-05-05", "2021-05-03"),
    ("OSLO, May 3 1999 – Norway expelled two Chadian diplomats on Monday.", "2021-05-12", "2021-05-10"),
    ("OSLO, May 13 – Norway expelled two Chadian diplomats on Monday.", "2021-05-12", "2021-05-10"),
    ("OSLO – Norway expelled two Chadian diplomats on Monday.", "2021-05-12", "2021-05-10"),
    ("OSLO – Norway expelled two Chadian diplomats on Monday.", None, None),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "published", "day"), CASES)
def test_weekdays_count_from_the_day_of_filing(text: str, published: str | None, day: str | None, reader: Any) -> None:
    record = reader.read(Article.from_text(text, published=published))
    assert published in (None, record.article.published)
    assert [event.date for event in record.events] == [day]
