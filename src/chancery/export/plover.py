"""PLOVER's own JSON lines: one object an event, with the fields of the PLOVER manual; lists stay lists.

PLOVER names auxiliary modes (historical, future, hypothetical, negated) that its coders leave empty. Here every event is
told, and its status and claim stand in ``comment`` in plain words, so that a reader who wants only what happened
keeps those with ``status occurred``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from chancery.export.told import Told, told
from chancery.lexicon import Lexicon
from chancery.model import Actor, Record


def lines(records: Iterable[Record], lexicon: Lexicon) -> Iterator[str]:
    """Give a line of JSON an event."""
    for event in told(records, real_only=False):
        yield msgspec.json.encode(_object(event)).decode("utf8")


def _object(one: Told) -> dict[str, Any]:
    event, article = one.event, one.record.article
    start, _, end = (event.date or "").partition("/")
    found: dict[str, Any] = {
        "id": one.key,
        "has_event": True,
        "date": start or None,
        "enddate": end or None,
        "actor": [_entity(actor) for actor in one.actors],
        "recipient": [_entity(actor) for actor in one.recipients],
        "event": [event.event],
        "mode": [event.mode] if event.mode else [],
        "context": list(event.context),
        "quad_code": event.quad,
        "event_scale": event.score,
        "event_text": one.record.quote(event.trigger_span),
        "event_loc": _location(one),
        "link": article.url,
        "text": one.sentence,
        "text_info": {
            "sequence": one.sentence_number,
            "start": event.sentence_span[0],
            "end": event.sentence_span[1],
            "text_story": article.id,
        },
        "cite_info": {
            "url": article.url,
            "title": article.headline,
            "language": article.language,
            "publication": article.outlet.name,
            "coder": "chancery",
            "codebook": "PLOVER",
            "version": one.record.made_by.version,
        },
        "coder": "chancery",
        "comment": _comment(one),
    }
    return {name: value for name, value in found.items() if value is not None}


def _entity(actor: Actor) -> dict[str, Any]:
    found = {
        "code": actor.country,
        "sector": actor.sector,
        "entity_text": actor.name,
        "identifier_id": actor.identifier,
        "office": actor.role,
    }
    return {name: value for name, value in found.items() if value is not None}


def _location(one: Told) -> dict[str, Any] | None:
    place = one.event.place
    if place is None:
        return None
    return {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}


def _comment(one: Told) -> str:
    event = one.event
    parts = [f"status {event.status}"]
    parts += ["historical"] if event.historical else []
    parts += [f"about {event.about}"] if event.about else []
    parts += [f"claimed in {event.claimed_in}"] if event.claimed_in else []
    return "; ".join(parts)
