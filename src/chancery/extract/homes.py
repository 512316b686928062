"""Whose government "the government" is: bodies and offices without a name or an owner in an article set in one country.

Nobody is guessed: the article speaks of no other country at all, or for the most part of one, which is also the only one
spoken of since the sentence before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from chancery.lexicon import Lexicon
from chancery.lexicon.actor_rows import INTERNATIONAL, Reference
from chancery.lexicon.names import slug
from chancery.model import Actor, Article, Mention, Place
from chancery.tokens import Doc


def find_homes(
    doc: Doc, article: Article, actors: tuple[Actor, ...], places: tuple[Place, ...], lexicon: Lexicon
) -> tuple[Actor, ...]:
    """Give the actors, the bare bodies and offices of the state among them with the country that the article is set in."""
    told = sorted({*_of_actors(actors), *_of_places(places)})
    bare = [actor for actor in actors if _is_bare(actor, article, lexicon.actors.homes)]
    if not told or not bare:
        return actors
    starts = [sentence[0].idx for sentence in doc.sents if sentence[0].dep_]
    homes = {actor.id: _home(actor, told, starts) for actor in bare}
    return tuple(_at_home(actor, homes.get(actor.id), article, lexicon.actors.homes) for actor in actors)


def _of_actors(actors: tuple[Actor, ...]) -> Iterator[tuple[int, str]]:
    for actor in actors:
        if actor.country and actor.country not in INTERNATIONAL:
            yield from ((mention.span[0], actor.country) for mention in actor.mentions if mention.how != "pronoun")


def _of_places(places: tuple[Place, ...]) -> Iterator[tuple[int, str]]:
    yield from ((place.span[0], place.country) for place in places if place.country)


def _is_bare(actor: Actor, article: Article, nouns: Mapping[str, Reference]) -> bool:
    """Is this a body or office of the state that no name, country or owner tells?"""
    described = [mention for mention in actor.mentions if mention.how != "pronoun"]
    return actor.country is None and bool(described) and all(_says_only(m, article, nouns) for m in described)


def _says_only(mention: Mention, article: Article, nouns: Mapping[str, Reference]) -> bool:
    """Does a mention say no more than "the government", "police", and nothing behind it whose?"""
    owned = article.text.startswith(" of ", mention.span[1])
    return mention.how == "nominal" and not owned and _row(mention, article, nouns) is not None


def _row(mention: Mention, article: Article, nouns: Mapping[str, Reference]) -> Reference | None:
    words = " ".join(article.text[slice(*mention.span)].lower().split())
    return nouns.get(words) or nouns.get(words.removeprefix("the "))


def _home(actor: Actor, told: list[tuple[int, str]], starts: list[int]) -> str | None:
    """Give the one country that all mentions of a body point to."""
    counted = Counter(country for _, country in told)
    country, times = counted.most_common(1)[0]
    if len(counted) == 1:
        return country
    if 2 * times <= counted.total():
        return None
    offsets = [mention.span[0] for mention in actor.mentions if mention.how != "pronoun"]
    return country if all(_since(offset, told, starts) <= {country} for offset in offsets) else None


def _since(offset: int, told: list[tuple[int, str]], starts: list[int]) -> set[str]:
    """Give the countries spoken of in the sentence that holds an offset, up to it, and in the one before."""
    sentence = bisect_left(starts, offset + 1) - 1
    first = bisect_left(told, (starts[max(0, sentence - 1)], ""))
    return {country for _, country in told[first : bisect_left(told, (offset, ""))]}


def _at_home(actor: Actor, country: str | None, article: Article, nouns: Mapping[str, Reference]) -> Actor:
    if country is None:
        return actor
    mentions = tuple(_explained(mention, _row(mention, article, nouns)) for mention in actor.mentions)
    identifier = slug(country, actor.sector) if actor.sector and actor.kind != "person" else actor.identifier
    return msgspec.structs.replace(actor, country=country, identifier=identifier, mentions=mentions)


def _explained(mention: Mention, row: Reference | None) -> Mention:
    if row is None or mention.how == "pronoun":
        return mention
    return msgspec.structs.replace(mention, because=f"{mention.because} + {row.cause}")
