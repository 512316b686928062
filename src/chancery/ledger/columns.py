"""The columns of the flat views: name, the SQL that makes it from a row of the table, and what it says.

``docs/ledger.md`` is checked against these. Within the SQL, ``e`` is the finding of the row (an event, a statement, an
actor) and ``names``, ``countries``, ``sectors``, ``identifiers`` are the actors' fields beside ``ids``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column of a view."""

    name: str
    sql: str
    says: str


@dataclass(frozen=True)
class View:
    """A view: the list that is unrolled to one row each (None: a row an article) and the columns.

    ``order`` is how its flat files are sorted, in groups of ``group`` rows, for those who ask for a few rows of many.
    """

    name: str
    says: str
    unrolled: str | None
    columns: tuple[Column, ...]
    order: str = ""
    group: int = 10_000


def _of(ids: str, field: str) -> str:
    return f"list_transform({ids}, lambda x: {field}[list_position(ids, x)])"


def _people(name: str, says: str, ids: str = "") -> tuple[Column, ...]:
    ids = ids or f"e.{name}"
    return (
        Column(name, ids, f"{says}: actor ids within the article"),
        Column(f"{name}_names", _of(ids, "names"), "their names, in the same order"),
        Column(f"{name}_countries", _of(ids, "countries"), "their countries, null where unknown"),
        Column(f"{name}_sectors", _of(ids, "sectors"), "their sectors, null where unknown"),
        Column(f"{name}_identifiers", _of(ids, "identifiers"), "their identifiers across articles, null where unknown"),
    )


def _text(span: str) -> str:
    return f"cut(article.text, {span}[1], {span}[2])"


ABOUT_ARTICLE = (
    Column("published", "article.published", "when the article was published, ISO 8601, or null"),
    Column("month", "month", "its month such as 2021-04, or unknown"),
    Column("url", "article.url", "its address"),
    Column("outlet", "article.outlet.name", "the outlet's name"),
    Column("domain", "article.outlet.domain", "the outlet's registrable domain"),
    Column("headline", "article.headline", "the headline"),
    Column("language", "article.language", "the language of the article, ISO 639-1, or null"),
)

STORY = Column("story", "story", "the smallest id of the articles that tell nearly the same text")

ARTICLES = View(
    "articles",
    "one row an article",
    None,
    (
        Column("article", "id", "the article's id"),
        *ABOUT_ARTICLE,
        Column("alternate_urls", "article.alternate_urls", "other addresses of the same article, and of the same text"),
        Column("text_key", "text_key", "the same for the same text, white space aside"),
        Column("sections", "article.sections", "the sections of the outlet it stood in"),
        Column("authors", "article.authors", "its authors"),
        Column("actors", "len(actors)", "number of actors"),
        Column("statements", "len(statements)", "number of statements"),
        Column("events", "len(events)", "number of events"),
        Column("version", "made_by.version", "the version of chancery that read it"),
        Column("lexicon", "made_by.lexicon", "the digest of the lexicon that it was read with"),
        Column("language_model", "made_by.language_model", "the language pipeline that parsed it"),
        Column("evidence", "coalesce(article.headline, sentence(article.text, 0, 1))", "headline or first sentence"),
        Column("text", "article.text", "the cleaned text"),
    ),
)

ACTORS = View(
    "actors",
    "one row an actor of an article",
    "actors",
    (
        Column("article", "id", "the article's id"),
        Column("id", "e.id", "the actor's id within the article"),
        Column("name", "e.name", "the name"),
        Column("kind", "e.kind", "person, state, organisation, group or place"),
        Column("country", "e.country", "ISO 3166 alpha-3, or a PLOVER international code; null where unknown"),
        Column("sector", "e.sector", "a PLOVER sector; null where unknown"),
        Column("other_sectors", "e.other_sectors", "further sectors"),
        Column("role", "e.role", "the role the article gives"),
        Column("identifier", "e.identifier", "the same across articles; null where the article alone does not tell"),
        Column("mentions", "len(e.mentions)", "number of places that name the actor"),
        Column(
            "evidence",
            "sentence(article.text, e.mentions[1].span[1], e.mentions[1].span[2])",
            "the sentence of the first mention",
        ),
        *ABOUT_ARTICLE,
    ),
)

STATEMENTS = View(
    "statements",
    "one row a statement",
    "statements",
    (
        Column("article", "id", "the article's id"),
        Column("id", "e.id", "the statement's id within the article"),
        *_people("speaker", "who said it"),
        Column("sense", "e.sense", "the cue's class: said, thought, intended, …"),
        Column("kind", "e.kind", "direct, indirect or mixed"),
        Column("cue", _text("e.cue_span"), "the words that report it"),
        Column(
            "content",
            f"array_to_string(list_transform(e.content_spans, lambda s: {_text('s')}), ' … ')",
            "what was said, its pieces joined by …",
        ),
        Column(
            "quotation",
            f"array_to_string(list_transform(e.quotation_spans, lambda s: {_text('s')}), ' … ')",
            "the words between quotation marks",
        ),
        *_people("addressee", "to whom"),
        *_people("about", "of whom it speaks, the speakers aside", "about_ids"),
        Column(
            "events",
            "list_transform(list_filter(events, lambda v: len(list_filter(e.content_spans, lambda s: "
            "s[1] <= v.trigger_span[1] AND v.trigger_span[2] <= s[2])) > 0), lambda v: v.id)",
            "the ids of the events that it tells",
        ),
        Column("date", "e.date", "when it was said, ISO 8601, or null"),
        Column("within", "e.within", "the id of the statement that reports it, or null"),
        Column("because", "e.because", "the lexicon rows and cues that decided"),
        Column("evidence", "sentence(article.text, list_min(starts), list_max(ends))", "the sentences it stands in"),
        *ABOUT_ARTICLE,
    ),
)

EVENTS = View(
    "events",
    "one row an event",
    "events",
    (
        Column("article", "id", "the article's id"),
        Column("id", "e.id", "the event's id within the article"),
        Column("event", "e.event", "PLOVER type"),
        Column("mode", "e.mode", "PLOVER mode, or null"),
        Column("context", "e.context", "PLOVER contexts"),
        Column("cameo", "e.cameo", "CAMEO code, or null"),
        Column(
            "quad", "e.quad", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"
        ),
        Column("score", "e.score", "PLOVER's scale, −10 to 10"),
        *_people("actor", "who did it"),
        *_people("recipient", "to whom"),
        Column("about", "e.about", "the type that a speech act talks of, or null"),
        Column(
            "status",
            "e.status",
            "occurred, ongoing, future, considered, hypothetical, negated, denied or alleged",
        ),
        Column("historical", "e.historical", "told as background"),
        Column("date", "e.date", "when, ISO 8601 (2021-04-15, 2021-04, 2015-04/2021-04), or null"),
        Column("date_basis", "e.date_basis", "text or publication, null where there is no date"),
        Column("place", "e.place.name", "where"),
        Column("place_country", "e.place.country", "the country of the place"),
        Column("lat", "e.place.lat", "degrees north"),
        Column("lon", "e.place.lon", "degrees east"),
        Column("claimed_in", "e.claimed_in", "the id of the statement that alone vouches for it, or null"),
        Column(
            "claimed_by",
            "coalesce(" + _of("list_filter(statements, lambda s: s.id = e.claimed_in)[1].speaker", "names") + ", [])",
            "the names of those who say so in that statement",
        ),
        Column("because", "e.because", "the lexicon rows and cues that decided"),
        Column("trigger", _text("e.trigger_span"), "the words that tell of it"),
        Column("evidence", _text("e.sentence_span"), "the sentence it stands in"),
        *ABOUT_ARTICLE,
    ),
)

DEALINGS = View(
    "dealings",
    "one row an event and a pair of countries that it names, for questions about pairs",
    "events",
    (
        Column("one", "pair.one", "the first of the two countries by the alphabet"),
        Column("other", "pair.other", "the second"),
        *EVENTS.columns,
    ),
    order="one, other, published, article, id",
    group=8_000,
)

REJECTS = View(
    "rejects",
    "one row a source, or a line of it, that could not be read",
    None,
    (
        Column("id", "id", "the same fault in the same place has the same id"),
        Column("source", "source", "the file or address"),
        Column("line", "line", "the line or row in it, where there is one"),
        Column("reason", "reason", "what was wrong"),
        Column("evidence", "concat_ws(':', source, line)", "where to look"),
    ),
)

SIDES = tuple(
    Column(f"{role}_{field}", f"list_transform({role}, lambda x: x.{source})", f"{says}: their {field}")
    for role, says in (("actor", "who did it"), ("recipient", "to whom"))
    for field, source in (
        ("names", "name"),
        ("countries", "country"),
        ("sectors", "sector"),
        ("identifiers", "identifier"),
    )
)

OUTSIDE = View(
    "outside",
    "one row an event of another data set",
    None,
    (
        Column("source", "source", "polecat, icews or gdelt"),
        Column("id", "id", "its id there"),
        Column("event", "event", "PLOVER type"),
        Column("mode", "mode", "PLOVER mode, or null"),
        Column("quad", "quad", "as in events"),
        Column("score", "score", "PLOVER's scale, −10 to 10"),
        Column("goldstein", "goldstein", "CAMEO's scale, −10 to 10"),
        *SIDES,
        Column("date", "date", "when, ISO 8601, or null"),
        Column("published", "published", "when it was published, or null"),
        Column("outlet", "outlet", "who published it, or null"),
        Column("url", "url", "its address, or null"),
        Column("evidence", "concat_ws(':', source, id)", "where to look: there is no text"),
    ),
)

UNROLLED = (ARTICLES, ACTORS, STATEMENTS, EVENTS, DEALINGS)
VIEWS = (*UNROLLED, REJECTS, OUTSIDE)

# A sentence ends where three letters or a closing mark stand before the stop, so that "Mr." and "U.S." end none.
MACROS = """
CREATE MACRO cut(text, first, past) AS substring(text, first + 1, past - first);
CREATE MACRO ended(words) AS regexp_matches(words, '[.!?…]["”’)\\]]*\\s*$');
CREATE MACRO before(text, first) AS regexp_replace(
    cut(text, greatest(first - 1000, 0), first),
    '(?s)^.*(?:\\n|(?:[a-z0-9]{3}|[%)”"’])[.!?…]["”’)\\]]*\\s+)', '');
CREATE MACRO after(text, past) AS substring(regexp_extract(
    cut(text, greatest(past - 3, 0), past + 1000),
    '(?s)^(.*?(?:[a-z0-9%)”"’]{3}[.!?…]["”’)\\]]*|$|\\n))(?:\\s|$)', 1), 4);
CREATE MACRO sentence(text, first, past) AS trim(
    before(text, first) || cut(text, first, past)
    || CASE WHEN ended(cut(text, first, past)) THEN '' ELSE after(text, past) END, E' \\n');
"""

# Where a statement begins and ends: its speaker, its cue and all pieces of its content.
STATEMENT_SPANS = "list_filter([e.speaker_span, e.cue_span], lambda s: s IS NOT NULL) || e.content_spans"

# Of whom a statement speaks: the actors whose mentions touch its content.
ABOUT = """list_transform(list_filter(actors, lambda a: NOT list_contains(e.speaker, a.id) AND len(list_filter(a.mentions,
    lambda m: len(list_filter(e.content_spans, lambda s: m.span[1] < s[2] AND s[1] < m.span[2])) > 0)) > 0), lambda a: a.id)"""
COUNTRIES = (
    "list_sort(list_distinct(list_transform(e.actor || e.recipient, lambda x: countries[list_position(ids, x)])))"
)
PAIRS = """flatten(list_transform(named, lambda a: list_transform(list_filter(named, lambda b: a < b),
    lambda b: {one: a, other: b})))"""


def select(view: View, rows: str) -> str:
    """Give the SQL that makes a view from rows of the table of articles."""
    columns = ", ".join(f'{column.sql} AS "{column.name}"' for column in view.columns)
    if view.unrolled is None:
        return f"SELECT {columns} FROM {rows}"
    names = ", ".join(
        f"list_transform(actors, lambda a: a.{field}) AS {plural}"
        for field, plural in (
            ("id", "ids"),
            ("name", "names"),
            ("country", "countries"),
            ("sector", "sectors"),
            ("identifier", "identifiers"),
        )
    )
    inner = f"SELECT id, month, article, actors, statements, events, {names}, unnest({view.unrolled}) AS e FROM {rows}"
    if view is DEALINGS:
        inner = f"SELECT *, unnest({PAIRS}) AS pair FROM (SELECT *, {COUNTRIES} AS named FROM ({inner}))"
    if view is STATEMENTS:
        bounds = f"""list_transform({STATEMENT_SPANS}, lambda s: s[1]) AS starts,
            list_transform({STATEMENT_SPANS}, lambda s: s[2]) AS ends, {ABOUT} AS about_ids"""
        inner = f"SELECT *, {bounds} FROM ({inner})"
    return f"SELECT {columns} FROM ({inner})"


def reference() -> str:
    """Give the reference of the views as Markdown tables; ``docs/ledger.md`` holds it."""
    parts = []
    for view in VIEWS:
        story = () if view in (REJECTS, OUTSIDE) else (STORY,)
        told = view.columns if view is not DEALINGS else view.columns[: -len(EVENTS.columns)]
        lines = [f"| `{column.name}` | {column.says} |" for column in (*told, *story)]
        lines += ["| … | and all columns of `events` |"] if view is DEALINGS else []
        parts.append("\n".join([f"### {view.name}: {view.says}", "", "| column | what it says |", "|---|---|", *lines]))
    return "\n\n".join(parts) + "\n"
