"""States that an article means by their towns alone: "Israel bombed Aleppo" is done to Syria, though nobody names it.

A town stands for its state where something is done to it by somebody else, and the article has no name for that state.
"""

from __future__ import annotations

from chancery.extract import syntax
from chancery.extract.done.grounds import done_to
from chancery.extract.findings import Cast
from chancery.lexicon import Lexicon
from chancery.model import Actor, Mention, Place
from chancery.tokens import Doc, Token


def find_towns(doc: Doc, actors: tuple[Actor, ...], places: tuple[Place, ...], lexicon: Lexicon) -> tuple[Actor, ...]:
    """Give the actors, and behind them the states that only their towns stand for."""
    named = {actor.country for actor in actors if actor.kind == "state"}
    cast = Cast(actors)
    mentions: dict[str, list[Mention]] = {}
    for place in places:
        if place.country is None or place.country in named or place.country not in lexicon.actors.by_code:
            continue
        span = doc.char_span(*place.span, alignment_mode="expand")
        town = span.root if span is not None else None
        if town is None or cast.named_by(town) or (row := done_to(town, lexicon.places)) is None:
            continue
        if place.country not in _homes(town.head, cast):
            mention = Mention(span=place.span, how="metonym", because=row.cause)
            mentions.setdefault(place.country, []).append(mention)
    states = enumerate(mentions.items(), len(actors) + 1)
    return (*actors, *(_state(number, country, told, lexicon) for number, (country, told) in states))


def _homes(word: Token, cast: Cast) -> set[str | None]:
    """Give the countries of those who do what a verb or noun tells."""
    doers = [*syntax.agents(word), *syntax.agents(word.head), *syntax.possessors(word)]
    return {cast.by_id[ident].country for doer in doers for ident in cast.named_by(doer)}


def _state(number: int, country: str, mentions: list[Mention], lexicon: Lexicon) -> Actor:
    row = lexicon.actors.by_code[country]
    return Actor(
        id=f"a{number}",
        name=row.name,
        kind="state",
        country=country,
        sector="GOV",
        identifier=country.lower(),
        mentions=tuple(mentions),
    )
