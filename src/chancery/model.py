"""The nouns of the record, frozen.

From these definitions come the JSON, the JSON Schema and the Arrow schema. Offsets are Unicode code points into
``article.text``; a span is ``(start, end)``, end exclusive. Nothing is recorded without the place it was read from.
Codes (event types, modes, contexts, sectors) are plain strings here: the lexicon's codebook is their only list.
"""

from __future__ import annotations

import html
from typing import Any, Literal, Self

import msgspec

Span = tuple[int, int]

ActorKind = Literal["person", "state", "organisation", "group", "place"]
MentionHow = Literal["name", "title", "pronoun", "nominal", "metonym"]
DateKind = Literal["date", "time", "duration", "set"]
StatementKind = Literal["direct", "indirect", "mixed"]
DateBasis = Literal["text", "publication"]
Status = Literal["occurred", "ongoing", "future", "considered", "hypothetical", "negated", "denied", "alleged"]


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """Who published an article. ``domain`` is the registrable domain, such as ``presstv.ir``."""

    name: str | None = None
    domain: str | None = None


class Caption(msgspec.Struct, frozen=True, kw_only=True):
    """The caption of a picture: its place in the text and who is credited for the picture."""

    span: Span
    credit: str | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article, cleaned of the page around it.

    ``text`` holds the headline first, then captions and paragraphs in page order, set apart by blank lines;
    ``headline_span``, ``captions`` and ``paragraphs`` say which stretch is which. ``published`` is an ISO 8601 date or
    time, or None where the page does not say. ``id`` is the same for the same address, or else for the same text.
    """

    id: str
    text: str
    url: str | None = None
    alternate_urls: tuple[str, ...] = ()
    outlet: Outlet = Outlet()
    sections: tuple[str, ...] = ()
    headline: str | None = None
    headline_span: Span | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    language: str | None = None
    paragraphs: tuple[Span, ...] = ()


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One place that names an actor; ``because`` is the lexicon row or the phrase by which it was known."""

    span: Span
    how: MentionHow
    because: str = ""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A person, state, body, group or place that the article speaks of.

    ``country`` is ISO 3166 alpha-3 or one of PLOVER's international codes; ``sector`` is a PLOVER sector; both are None
    where unknown, never guessed. ``identifier`` is a readable slug, the same across articles, None where the article
    alone does not tell who it is.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    role: str | None = None
    identifier: str | None = None
    mentions: tuple[Mention, ...] = ()


class DateMention(msgspec.Struct, frozen=True, kw_only=True):
    """A temporal expression with its ISO 8601 value, or its unresolved TIMEX3 value where the article has no date.

    ``because`` says from what the value was inferred (the lexicon row, and the anchor where there is one).
    """

    span: Span
    value: str
    kind: DateKind
    because: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody is reported to have said, thought or meant.

    ``sense`` is the cue's class in the cue table (said, thought, intended, …). ``within`` is the id of the statement in
    which this one is reported.
    """

    id: str
    speaker: tuple[str, ...]
    speaker_span: Span | None
    cue_span: Span | None
    content_spans: tuple[Span, ...]
    quotation_spans: tuple[Span, ...] = ()
    kind: StatementKind
    sense: str = "said"
    addressee: tuple[str, ...] = ()
    date: str | None = None
    within: str | None = None
    because: tuple[str, ...] = ()


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an event took place; ``lat`` and ``lon`` are degrees (WGS 84)."""

    name: str
    span: Span
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to whom, and whether it happened.

    ``event`` is a PLOVER type, ``quad`` 1 to 4 (verbal cooperation, material cooperation, verbal conflict, material
    conflict), ``score`` PLOVER's scale (−10 to 10). ``about`` is the type that a speech act talks of. ``claimed_in`` is
    the id of the statement that alone vouches for it. ``because`` names what decided: lexicon rows and cues as
    ``file:key``. ``actor`` and ``recipient`` are both empty where all that is known is the ``place`` ("a bomb hit Kabul").
    """

    id: str
    event: str
    mode: str | None = None
    context: tuple[str, ...] = ()
    cameo: str | None = None
    quad: int
    score: float
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    about: str | None = None
    status: Status
    historical: bool = False
    trigger_span: Span
    sentence_span: Span
    date: str | None = None
    date_basis: DateBasis | None = None
    place: Place | None = None
    claimed_in: str | None = None
    because: tuple[str, ...] = ()


class Side(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One of those who act or are acted upon, as a report knew him; None where it did not."""

    name: str
    country: str | None = None
    sector: str | None = None
    identifier: str | None = None


class OutsideEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event of another data set, without the text it was read from.

    ``source`` names the data set (``polecat``, ``icews``, ``gdelt``), ``id`` is its own; ``score`` is PLOVER's scale and
    ``goldstein`` CAMEO's. Those data sets have no status: what they tell counts as occurred.
    """

    source: str
    id: str
    event: str
    mode: str | None = None
    quad: int
    score: float
    goldstein: float
    actor: tuple[Side, ...]
    recipient: tuple[Side, ...]
    date: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


class MadeBy(msgspec.Struct, frozen=True, kw_only=True):
    """What made a record: the package's version, a digest of the lexicon, the name of the language pipeline."""

    version: str
    lexicon: str
    language_model: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read from one article."""

    article: Article
    actors: tuple[Actor, ...] = ()
    dates: tuple[DateMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    made_by: MadeBy

    def to_json(self) -> str:
        """Give the record as one line of JSON; the same record gives the same bytes."""
        return msgspec.json.encode(self).decode("utf8")

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """Read a record from its JSON; msgspec.ValidationError names the field that does not fit."""
        return msgspec.json.decode(line, type=cls)

    def quote(self, span: Span) -> str:
        """Give the text at a span."""
        return self.article.text[span[0] : span[1]]

    def _repr_html_(self) -> str:
        names = {actor.id: actor.name for actor in self.actors}
        cells: list[tuple[str, ...]] = [
            (event.event, _named(event.actor, names), _named(event.recipient, names), event.status, event.date or "",
             self.quote(event.sentence_span))
            for event in self.events
        ]  # fmt: skip
        cells += [
            (f"{said.kind} statement", _named(said.speaker, names), _named(said.addressee, names), said.sense,
             said.date or "", " … ".join(self.quote(span) for span in said.content_spans))
            for said in self.statements
        ]  # fmt: skip
        rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in cells)
        head = "<tr><th>what</th><th>who</th><th>to whom</th><th>status</th><th>when</th><th>evidence</th></tr>"
        return f"<h4>{html.escape(self.article.headline or self.article.id)}</h4><table>{head}{rows}</table>"


def _named(ids: tuple[str, ...], names: dict[str, str]) -> str:
    return ", ".join(names.get(identifier, identifier) for identifier in ids)


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a Record."""
    return msgspec.json.schema(Record)
