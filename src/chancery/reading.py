"""The road: from an article to its record, a line a step."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from chancery import __version__, model
from chancery.article import Article, open_path
from chancery.collector import uncollected
from chancery.datelines import behind
from chancery.extract import (
    actors,
    dates,
    dating,
    events,
    homes,
    mending,
    places,
    references,
    relation,
    rivals,
    statements,
    status,
    towns,
)
from chancery.extract.done.modality import Modality
from chancery.language import Pipeline, load
from chancery.language.gate import Gate
from chancery.lexicon import Lexicon
from chancery.lexicon.casing import Casing
from chancery.model import Actor, DateMention, Event, MadeBy, Place, Record, Span, Statement
from chancery.tokens import Doc

# What a word was weighed as, for those who ask why.
Rival = rivals.Rival


@dataclass(frozen=True)
class Reading:
    """A record with the parse that it was read from, for those who ask why."""

    doc: Doc
    record: Record


class Reader:
    """Loads the language pipeline and the lexicon once and reads any number of articles.

    ``language`` names another spaCy pipeline with Universal Dependencies labels (None: the shipped one). ``lexicon`` is
    a folder, or several, of tables laid over the shipped ones. With ``gate`` an article is parsed only if it names
    many, tells what people say, and when: for streams in which most is something else. In the rest, as in an article
    that is not in English, nothing is found. Raises ValueError where the pipeline is not there or speaks another label
    scheme, and LexiconError for a fault in a table.
    """

    def __init__(
        self, *, language: str | None = None, lexicon: Path | str | Sequence[Path | str] = (), gate: bool = False
    ) -> None:
        folders = [lexicon] if isinstance(lexicon, str | Path) else list(lexicon)
        self.lexicon = Lexicon.load(*folders)
        if folders:  # the shipped tables are proved; a fault in somebody's own is told before a page is read
            self.lexicon.check()
        self.pipeline: Pipeline = load(language)
        self.gate = Gate(self.lexicon.signs) if gate else None
        parsed_by = f"{self.pipeline.name}, gated" if gate else self.pipeline.name
        self._casing = Casing(self.lexicon.actors.countries)
        self.made_by = MadeBy(version=__version__, lexicon=self.lexicon.digest, language_model=parsed_by)

    def read(self, article: model.Article) -> Record:
        """Read one article."""
        return self.explain(article).record

    def read_many(self, articles: Iterable[model.Article]) -> Iterator[Record]:
        """Read articles in batches; the records come in the order of the articles."""
        for reading in self.explain_many(articles):
            yield reading.record

    def explain(self, article: model.Article) -> Reading:
        """Read one article and keep the parse beside the record."""
        return next(self.explain_many((article,)))

    def explain_many(self, articles: Iterable[model.Article]) -> Iterator[Reading]:
        """Read articles in batches and keep each one's parse beside its record."""
        waiting: deque[tuple[model.Article, model.Article]] = deque()

        def texts() -> Iterator[tuple[str, Sequence[Span]]]:
            for article in articles:
                cased = self._cased(article)
                waiting.append((article, cased))
                yield cased.text, self.stretches(cased)

        for doc in self.pipeline.parse_many(texts()):
            mended = mending.mend(doc, self.lexicon.events)
            article, cased = waiting.popleft()
            yield Reading(mended, msgspec.structs.replace(self._record(cased, mended), article=noun(article)))

    def rivals(self, reading: Reading) -> tuple[Rival, ...]:
        """Give the rows that were weighed at each word of a reading, those that lost among them, each with its fate."""
        return tuple(rivals.rivals(reading.doc, reading.record.events, self.lexicon))

    def admitted(self, article: model.Article) -> list[Span]:
        """Give the stretches that the gate lets through, or would where the reader has none."""
        gate = self.gate or Gate(self.lexicon.signs)
        return gate.admit(article.text, blocks(article))

    def stretches(self, article: model.Article) -> list[Span]:
        """Give the stretches of an article's text that are parsed: its blocks, or what the gate lets through of them."""
        whole = blocks(article)
        return self.gate.admit(article.text, whole) if self.gate else whole

    def relation(
        self, text: str, actor_span: Span, recipient_span: Span, *, published: str | None = None
    ) -> Event | None:
        """Tell what the actor at one place of a text does to the recipient at another; None where the text does not say.

        Where no row of the lexicon joins the two directly, the main act of the clause between them answers, and the
        event's ``because`` says ``fallback``. Raises ValueError for a span outside the text.
        """
        for start, end in (actor_span, recipient_span):
            if not 0 <= start < end <= len(text):
                raise ValueError(f"span ({start}, {end}) is not within a text of {len(text)} characters")
        article = self._cased(model.Article(id="", text=text, published=published, paragraphs=((0, len(text)),)))
        doc = mending.mend(self.pipeline.parse(article.text, blocks(article)), self.lexicon.events)
        heard = self._hear(article, doc)
        found = relation.relation(doc, article, heard.cast, heard.said, actor_span, recipient_span, self.lexicon)
        if found is None:
            return None
        return self._settle(article, heard, (found,), Modality.of(doc, self.lexicon))[0]

    def _cased(self, article: model.Article) -> model.Article:
        """Give an article that was written without capitals those of states and peoples; the others as they are."""
        text = self._casing.restored(article.text)
        return article if text == article.text else msgspec.structs.replace(article, text=text)

    @uncollected()
    def _record(self, article: model.Article, doc: Doc) -> Record:
        if not doc:
            return Record(article=noun(article), made_by=self.made_by)
        article = dates.filed(doc, article, self.lexicon)
        heard = self._hear(article, doc)
        moods = Modality.of(doc, self.lexicon)
        done = events.find_events(heard.cast, heard.said, heard.places, moods, self.lexicon)
        done = self._settle(article, heard, done, moods)
        return Record(
            article=noun(article),
            actors=heard.cast,
            dates=heard.dates,
            statements=heard.said,
            events=done,
            made_by=self.made_by,
        )

    def _hear(self, article: model.Article, doc: Doc) -> _Heard:
        lexicon = self.lexicon
        when = dates.find_dates(doc, article, lexicon)
        cast = actors.find_actors(doc, article, lexicon)
        cast = references.resolve(doc, article, cast, lexicon)
        where = places.find_places(doc, article, cast, lexicon)
        cast = homes.find_homes(doc, article, cast, where, lexicon)
        cast = towns.find_towns(doc, cast, where, lexicon)
        cast, said = statements.find_statements(doc, article, cast, lexicon)
        cast = references.resolve_first_persons(doc, article, cast, said, lexicon)
        said = dating.date_statements(doc, article, said, when, lexicon)
        return _Heard(when, cast, where, said)

    def _settle(
        self, article: model.Article, heard: _Heard, done: tuple[Event, ...], moods: Modality
    ) -> tuple[Event, ...]:
        done = status.judge(article, done, heard.said, heard.dates, moods)
        return dating.date_events(moods.frames.doc, article, done, heard.said, heard.dates, heard.places, self.lexicon)


@dataclass(frozen=True)
class _Heard:
    """What is known before anything is said to have happened."""

    dates: tuple[DateMention, ...]
    cast: tuple[Actor, ...]
    places: tuple[Place, ...]
    said: tuple[Statement, ...]


def blocks(article: model.Article) -> list[Span]:
    """Give the stretches of an article's text that are read: headline, captions, paragraphs behind their datelines."""
    headline = [article.headline_span] if article.headline_span else []
    if article.language not in (None, "en"):
        return []
    paragraphs = [(behind(article.text, *span), span[1]) for span in article.paragraphs]
    return sorted([*headline, *(caption.span for caption in article.captions), *paragraphs])


def noun(article: model.Article) -> model.Article:
    """Give the plain noun of an article, without the ways in that ``chancery.Article`` adds."""
    return model.Article(**msgspec.structs.asdict(article))


def read(
    source: str | Path,
    *,
    published: str | None = None,
    url: str | None = None,
    language: str | None = None,
    lexicon: Path | str | Sequence[Path | str] = (),
) -> Record:
    """Read one page or text: a ``Path`` is opened, a ``str`` is the text or HTML itself.

    ``published`` (ISO 8601) wins over the page's own date. For more than one article make a ``Reader``, which loads only
    once. Raises ArticleError where the source holds no article, naming the file and the reason.
    """
    reader = Reader(language=language, lexicon=lexicon)
    outlets = reader.lexicon.outlets
    if isinstance(source, Path):
        article: model.Article = open_path(source, published=published, url=url, outlets=outlets)
    elif source.lstrip()[:1] == "<":
        article = Article.from_html(source, published=published, url=url, outlets=outlets)
    else:
        article = Article.from_text(source, published=published, url=url, outlets=outlets)
    return reader.read(article)
