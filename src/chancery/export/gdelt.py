"""GDELT 2.0's event and mention tables: 61 and 16 columns, tabs, no header, empty cells for what is missing.

An actor's code is his country (alpha-3) and CAMEO sector, as GDELT writes them; a place's country is FIPS 10-4. What
chancery does not measure (tone, religion, ethnic group) stays empty. Only events that occurred or go on are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chancery.export.told import Told, cell, day, told
from chancery.lexicon import Lexicon
from chancery.model import Actor, Place, Record

EVENT_COLUMNS = tuple(
    "GLOBALEVENTID,SQLDATE,MonthYear,Year,FractionDate,Actor1Code,Actor1Name,Actor1CountryCode,Actor1KnownGroupCode,"
    "Actor1EthnicCode,Actor1Religion1Code,Actor1Religion2Code,Actor1Type1Code,Actor1Type2Code,Actor1Type3Code,Actor2Code,"
    "Actor2Name,Actor2CountryCode,Actor2KnownGroupCode,Actor2EthnicCode,Actor2Religion1Code,Actor2Religion2Code,"
    "Actor2Type1Code,Actor2Type2Code,Actor2Type3Code,IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,"
    "GoldsteinScale,NumMentions,NumSources,NumArticles,AvgTone,Actor1Geo_Type,Actor1Geo_FullName,Actor1Geo_CountryCode,"
    "Actor1Geo_ADM1Code,Actor1Geo_ADM2Code,Actor1Geo_Lat,Actor1Geo_Long,Actor1Geo_FeatureID,Actor2Geo_Type,"
    "Actor2Geo_FullName,Actor2Geo_CountryCode,Actor2Geo_ADM1Code,Actor2Geo_ADM2Code,Actor2Geo_Lat,Actor2Geo_Long,"
    "Actor2Geo_FeatureID,ActionGeo_Type,ActionGeo_FullName,ActionGeo_CountryCode,ActionGeo_ADM1Code,ActionGeo_ADM2Code,"
    "ActionGeo_Lat,ActionGeo_Long,ActionGeo_FeatureID,DATEADDED,SOURCEURL".split(",")
)
MENTION_COLUMNS = tuple(
    "GLOBALEVENTID,EventTimeDate,MentionTimeDate,MentionType,MentionSourceName,MentionIdentifier,SentenceID,"
    "Actor1CharOffset,Actor2CharOffset,ActionCharOffset,InRawText,Confidence,MentionDocLen,MentionDocTone,"
    "MentionDocTranslationInfo,Extras".split(",")
)
# CAMEO's sector codes where PLOVER's differ: media, health workers.
CAMEO_SECTORS = {"JRN": "MED", "MED": "HLH"}
COUNTRY, WORLD_CITY = 1, 4
WEB = 1


def lines(records: Iterable[Record], lexicon: Lexicon) -> Iterator[str]:
    """Give the lines of an event table."""
    for event in told(records, real_only=True):
        for number, (actor, recipient) in enumerate(event.dyads()):
            yield "\t".join(cell(value) for value in _event(event, number, actor, recipient, lexicon))


def mention_lines(records: Iterable[Record], lexicon: Lexicon) -> Iterator[str]:
    """Give the lines of a mention table that belongs to the event table of the same records."""
    for event in told(records, real_only=True):
        for number, (actor, recipient) in enumerate(event.dyads()):
            yield "\t".join(cell(value) for value in _mention(event, number, actor, recipient))


def _event(one: Told, number: int, actor: Actor | None, recipient: Actor | None, lexicon: Lexicon) -> Iterator[object]:
    event, article = one.event, one.record.article
    code = one.cameo(lexicon)
    yield one.number + number
    yield from _dates(day(event.date))
    yield from _party(actor)
    yield from _party(recipient)
    yield int(one.sentence_number == 1)
    yield from (code, code[:3], code[:2], event.quad)
    yield from (f"{lexicon.cameo.goldstein(code):.1f}", 1, 1, 1, None)
    yield from _geo(None, lexicon)
    yield from _geo(None, lexicon)
    yield from _geo(event.place, lexicon)
    yield from (_stamp(article.published), article.url)


def _mention(one: Told, number: int, actor: Actor | None, recipient: Actor | None) -> Iterator[object]:
    event, article = one.event, one.record.article
    yield from (one.number + number, _stamp(event.date), _stamp(article.published), WEB)
    yield from (article.outlet.domain or article.outlet.name, article.url or article.id, one.sentence_number)
    yield from (
        _offset(actor, one),
        _offset(recipient, one),
        event.trigger_span[0],
        1,
        100,
        len(article.text),
        None,
        None,
        None,
    )


def _dates(date: str | None) -> Iterator[object]:
    if date is None:
        yield from (None,) * 4
        return
    year, month, of_month = (int(part) for part in date.split("-"))
    yield from (
        f"{year}{month:02}{of_month:02}",
        f"{year}{month:02}",
        year,
        f"{year + (month * 30 + of_month) / 365:.4f}",
    )


def _party(actor: Actor | None) -> Iterator[object]:
    if actor is None:
        yield from (None,) * 10
        return
    sectors = [CAMEO_SECTORS.get(code, code) for code in (actor.sector, *actor.other_sectors) if code][:3]
    yield from ((actor.country or "") + "".join(sectors), actor.name.upper(), actor.country, None, None, None, None)
    yield from (*sectors, *(None,) * (3 - len(sectors)))


def _geo(place: Place | None, lexicon: Lexicon) -> Iterator[object]:
    if place is None:
        yield from (0, *(None,) * 7)
        return
    kind = COUNTRY if place.name == lexicon.country_codes.name(place.country) else WORLD_CITY
    yield from (kind, place.name, lexicon.country_codes.fips(place.country), None, None, place.lat, place.lon, None)


def _stamp(value: str | None) -> str | None:
    date = day(value)
    if date is None:
        return None
    clock = "".join(c for c in (value or "")[11:19] if c.isdigit()) if (value or "")[10:11] == "T" else ""
    return date.replace("-", "") + clock.ljust(6, "0")


def _offset(actor: Actor | None, one: Told) -> int | None:
    if actor is None:
        return None
    start, end = one.event.sentence_span
    inside = [mention.span[0] for mention in actor.mentions if start <= mention.span[0] < end]
    return min(inside, default=actor.mentions[0].span[0] if actor.mentions else None)
