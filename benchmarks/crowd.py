"""A synthetic press: articles of many outlets on the dealings of fifty states over ten years, written without a reader.

A few pairs fill most of the pages, as in the news; quarrels come and go by season, a fifth of what is told did not happen, and
one article in ten is wire copy that another outlet prints.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from chancery.ledger import Ledger
from chancery.ledger.schema import table_of
from chancery.lexicon import Lexicon
from chancery.model import Actor, Article, Event, MadeBy, Mention, Outlet, Record, Statement

STATES = (
    "RUS USA CHN UKR ISR IRN IND PAK GBR FRA DEU TUR SYR PRK KOR JPN SAU YEM EGY LBN IRQ AFG POL VEN COL BRA MEX CUB CAN AUS "
    "IDN PHL VNM THA MMR BGD LKA NPL ETH ERI SDN SSD KEN SOM NGA ZAF COD RWA MAR DZA"
).split()
OUTLETS = 200
FIRST_DAY, DAYS = datetime.date(2015, 1, 1), 3650
EVENTS_EACH, STATEMENTS_EACH, FILLER = 4, 4, 18
VOCABULARY = 6000
UNREAL = ("future", "considered", "hypothetical", "negated", "denied", "alleged")
FRIENDLY = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT")
BATCH = 5000


@dataclass
class Page:
    """A text as it grows, with its paragraphs."""

    text: str = ""
    paragraphs: list[tuple[int, int]] = field(default_factory=list)

    def say(self, sentence: str) -> int:
        """Add a paragraph of one sentence and give where it begins."""
        self.text += "\n\n" if self.text else ""
        start = len(self.text)
        self.text += sentence
        self.paragraphs.append((start, len(self.text)))
        return start


class Press:
    """Writes articles; the same seed writes the same."""

    def __init__(self, seed: int = 1) -> None:
        lexicon = Lexicon.load()
        self.chance = random.Random(seed)
        self.kinds = lexicon.codebook.events
        self.names = {state: str(lexicon.country_codes.name(state)) for state in STATES}
        syllables = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
        self.words = ["".join(self.chance.choices(syllables, k=self.chance.randrange(2, 5))) for _ in range(VOCABULARY)]
        self.weights = [1 / (rank + 3) for rank in range(len(STATES))]
        self.outlets = [
            Outlet(name=f"{self._name()} Courier", domain=f"courier{number}.example") for number in range(OUTLETS)
        ]
        self.people = {state: [f"{self._name()} {self._name()}" for _ in range(20)] for state in STATES}

    def articles(self, count: int) -> Iterator[Record]:
        """Write so many."""
        last = self._article(0)
        for number in range(count):
            last = self._copied(last, number) if self.chance.random() < 0.1 else self._article(number)
            yield last

    def _name(self) -> str:
        return self.chance.choice(self.words).title()

    def _filler(self) -> str:
        return " ".join(self.chance.choices(self.words, k=FILLER)).capitalize() + "."

    def _sides(self) -> tuple[str, str]:
        first = self.chance.choices(STATES, self.weights)[0]
        near = STATES.index(first)
        weights = [weight * (6 if abs(rank - near) <= 2 else 1) for rank, weight in enumerate(self.weights)]
        weights[near] = 0.0
        return first, self.chance.choices(STATES, weights)[0]

    def _article(self, number: int) -> Record:
        chance = self.chance
        one, other = self._sides()
        day = FIRST_DAY + datetime.timedelta(days=chance.randrange(DAYS))
        season = (hash((STATES.index(one) * STATES.index(other), (day - FIRST_DAY).days // 240)) % 7) / 6
        page = Page()
        headline = f"{self.names[one]} and {self.names[other]}: {self._filler()}"
        page.say(headline)
        cast = {"a1": (self.names[one], "state", one), "a2": (self.names[other], "state", other)}
        cast |= {"a3": (chance.choice(self.people[one]), "person", one)}
        cast |= {"a4": (chance.choice(self.people[other]), "person", other)}
        mentions: dict[str, list[Mention]] = {ident: [] for ident in cast}
        events = tuple(self._event(f"e{place}", page, cast, mentions, day, season) for place in range(EVENTS_EACH))
        said = tuple(self._statement(f"s{place}", page, cast, mentions, day) for place in range(STATEMENTS_EACH))
        actors = tuple(
            Actor(
                id=ident, name=name, kind="state" if kind == "state" else "person", country=country, sector="GOV",
                role="minister" if kind == "person" else None, identifier=name.lower().replace(" ", "-"),
                mentions=tuple(mentions[ident]),
            )
            for ident, (name, kind, country) in cast.items() if mentions[ident]
        )  # fmt: skip
        article = Article(
            id=f"n{number}", text=page.text, url=f"https://news.example/{number}", outlet=chance.choice(self.outlets),
            headline=headline, headline_span=page.paragraphs[0], published=day.isoformat(), language="en",
            paragraphs=tuple(page.paragraphs[1:]),
        )  # fmt: skip
        made_by = MadeBy(version="0", lexicon="benchmark", language_model="none")
        return Record(article=article, actors=actors, statements=said, events=events, made_by=made_by)

    def _event(
        self, ident: str, page: Page, cast: dict[str, tuple[str, str, str]], mentions: dict[str, list[Mention]],
        day: datetime.date, season: float,
    ) -> Event:  # fmt: skip
        chance = self.chance
        friendly = chance.random() > season
        kind = chance.choice([name for name in sorted(self.kinds) if (name in FRIENDLY) == friendly])
        first, second = chance.choice((("a1", "a2"), ("a2", "a1"), ("a3", "a2"), ("a4", "a1")))
        sentence = f"{cast[first][0]} acts upon {cast[second][0]} {self._filler()}"
        start = page.say(sentence)
        upon = start + len(cast[first][0]) + len(" acts upon ")
        mentions[first].append(Mention(span=(start, start + len(cast[first][0])), how="name"))
        mentions[second].append(Mention(span=(upon, upon + len(cast[second][0])), how="name"))
        at = start + len(cast[first][0]) + 1
        return Event(
            id=ident, event=kind, quad=self.kinds[kind].quad, score=self.kinds[kind].score, actor=(first,), recipient=(second,),
            status=chance.choice(UNREAL) if chance.random() < 0.2 else "occurred", trigger_span=(at, at + 4),  # type: ignore[arg-type]
            sentence_span=(start, start + len(sentence)), date=(day - datetime.timedelta(days=chance.randrange(3))).isoformat(),
            date_basis="text", because=("en/events.csv:act",),
        )  # fmt: skip

    def _statement(
        self, ident: str, page: Page, cast: dict[str, tuple[str, str, str]], mentions: dict[str, list[Mention]],
        day: datetime.date,
    ) -> Statement:  # fmt: skip
        speaker, about = self.chance.choice((("a3", "a2"), ("a4", "a1")))
        name, of = cast[speaker][0], cast[about][0]
        start = page.say(f"{name} said that {of} {self._filler()}")
        content = start + len(name) + len(" said that ")
        mentions[speaker].append(Mention(span=(start, start + len(name)), how="name"))
        mentions[about].append(Mention(span=(content, content + len(of)), how="name"))
        return Statement(
            id=ident, speaker=(speaker,), speaker_span=(start, start + len(name)),
            cue_span=(start + len(name) + 1, start + len(name) + 5), content_spans=((content, len(page.text)),),
            kind="indirect", date=day.isoformat(), because=("en/speech_verbs.csv:say",),
        )  # fmt: skip

    def _copied(self, record: Record, number: int) -> Record:
        """Print an article again: another outlet, another last sentence."""
        told = record.article
        text = f"{told.text} {self._filler()}"
        span = (told.paragraphs[-1][0], len(text))
        again = msgspec.structs.replace(
            told, id=f"n{number}", text=text, url=f"https://news.example/{number}", outlet=self.chance.choice(self.outlets),
            paragraphs=(*told.paragraphs[:-1], span),
        )  # fmt: skip
        return msgspec.structs.replace(record, article=again)


def fill(ledger: Ledger, articles: int) -> None:
    """Write so many articles into a ledger, by the day of their publication as an ingest of news would, and compact it."""
    records = sorted(Press().articles(articles), key=lambda record: record.article.published or "")
    for start in range(0, len(records), BATCH):
        ledger.add_rows(table_of(records[start : start + BATCH]))
    ledger.compact()
