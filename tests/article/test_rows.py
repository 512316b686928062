"""Every row of outlets, furniture and languages gives what it says; these rows need no parse."""

from chancery.article import Article, shipped_outlets
from chancery.model import MadeBy, Record

NOBODY = MadeBy(version="", lexicon="", language_model="")


def test_rows() -> None:
    failed = []
    for proof in shipped_outlets().proofs():
        article = Article.from_text(proof.text, published=proof.published)
        if not proof.holds(Record(article=article, made_by=NOBODY)):
            failed.append(f"{proof.row.file}:{proof.row.line}: {proof.row.key!r} should give {proof.wanted}")
    assert not failed
