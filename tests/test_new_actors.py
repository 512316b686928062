"""The names that no table knows, ready to paste."""

import csv

from chancery.lexicon.new_actors import as_rows, new_actors
from chancery.model import Actor, Article, MadeBy, Mention, Record

MADE = MadeBy(version="0", lexicon="0", language_model="0")


def record(number: int, *actors: Actor) -> Record:
    article = Article(id=str(number), text="Ana Sol met Sol Corp in Rome.", published=f"2021-04-1{number}")
    return Record(article=article, actors=actors, made_by=MADE)


def actor(name: str, kind: str, because: str, role: str | None = None) -> Actor:
    mention = Mention(span=(0, 7), how="name", because=because)
    return Actor(id="a1", name=name, kind=kind, country="ITA", role=role, mentions=(mention,))  # type: ignore[arg-type]


def test_unknown_names_come_commonest_first_with_what_the_articles_say() -> None:
    ana, corp = actor("Ana Sol", "person", "cue:ner PERSON", "mayor"), actor("Sol, Corp", "organisation", "cue:ner ORG")
    known = actor("Italy", "state", "countries.csv:Italy")
    found = new_actors([record(1, corp), record(2, ana, known), record(3, ana)])
    assert [(new.name, new.articles, new.role) for new in found] == [("Ana Sol", 2, "mayor"), ("Sol, Corp", 1, None)]
    assert (found[0].since, found[0].until) == ("2021-04-12", "2021-04-13")


def test_rows_have_the_columns_of_their_tables() -> None:
    found = new_actors(
        [record(1, actor("Ana Sol", "person", "cue:ner PERSON"), actor("Sol, Corp", "organisation", "cue:ner ORG"))]
    )
    person, body = csv.reader(as_rows(found))
    assert (len(person), len(body)) == (11, 9)
    assert (person[0], body[0]) == ("Ana Sol", "Sol, Corp")
