"""How fast a ledger of a million events answers: ``python -m benchmarks.queries [EVENTS]``.

Writes synthetic articles of five events each, compacts, and asks for events by pair and month, the median of 21 askings.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

import pyarrow as pa

from chancery.ledger import Ledger
from chancery.ledger.schema import articles_schema, table_of
from chancery.model import Actor, Article, Event, MadeBy, Mention, Outlet, Record, Statement

STATES = "RUS USA CHN FRA DEU GBR IND BRA ZAF NGA IRN ISR TUR SAU JPN KOR PRK UKR POL CAN".split()
TYPES = (("SANCTION", 4, -7.0), ("CONSULT", 1, 1.0), ("ACCUSE", 3, -2.0), ("AID", 2, 7.0), ("THREATEN", 3, -4.4))
EVENTS_EACH = 5
TEMPLATES = 4000
ASKINGS = 21
TARGET_MS = 150.0

PAIR = """SELECT left(coalesce(date, published), 7) AS its_month, count(*) AS events, avg(score) AS mean
    FROM events WHERE list_contains(actor_countries, ?) AND list_contains(recipient_countries, ?)
    GROUP BY its_month ORDER BY its_month"""
PAIR_IN_A_MONTH = """SELECT date, event, actor_names, recipient_names, status, evidence FROM events
    WHERE list_contains(actor_countries, ?) AND list_contains(recipient_countries, ?) AND month = '2021-04'
    ORDER BY date LIMIT 100"""
EVERYBODY = "SELECT month, event, count(*) FROM events GROUP BY ALL ORDER BY ALL"


def template(chance: random.Random, number: int) -> Record:
    """Make an article with five events among two or three states."""
    day = f"20{chance.randrange(18, 23)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    names = chance.sample(STATES, 3)
    sentences = []
    for _ in range(EVENTS_EACH):
        first, second = chance.sample(names, 2)
        words = " ".join(f"word{chance.randrange(5000)}" for _ in range(14))
        sentences.append((first, second, f"{first} acts upon {second} {words}."))
    text, events, at = f"Report {number}\n\n", [], 0
    for place, (first, second, sentence) in enumerate(sentences):
        at = len(text)
        kind, quad, score = chance.choice(TYPES)
        events.append(
            Event(
                id=f"e{place}", event=kind, quad=quad, score=score, actor=(first,), recipient=(second,), status="occurred",
                trigger_span=(at + 4, at + 8), sentence_span=(at, at + len(sentence)), date=day, date_basis="publication",
                because=("en/events.csv:act",),
            )
        )  # fmt: skip
        text += sentence + " "
    actors = tuple(
        Actor(id=name, name=name.title(), kind="state", country=name, sector="GOV", identifier=name.lower(),
              mentions=(Mention(span=(at, at + 3), how="name"),))
        for name in names
    )  # fmt: skip
    said = Statement(
        id="s1", speaker=(names[0],), speaker_span=(at, at + 3), cue_span=(at + 4, at + 8), content_spans=((at, at + 20),),
        kind="indirect", date=day,
    )  # fmt: skip
    article = Article(
        id=str(number), text=text, url=f"https://news.example/{number}", published=day, headline=f"Report {number}",
        outlet=Outlet(name="News", domain="news.example"), language="en",
    )  # fmt: skip
    made_by = MadeBy(version="0", lexicon="benchmark", language_model="none")
    return Record(article=article, actors=actors, statements=(said,), events=tuple(events), made_by=made_by)


def renamed(rows: pa.Table, prefix: str) -> pa.Table:
    """Give the same rows as other articles."""
    ids = pa.array([f"{prefix}-{name}" for name in rows["id"].to_pylist()], pa.string())
    article = rows["article"].combine_chunks()
    parts = [ids if field.name == "id" else article.field(field.name) for field in article.type]
    for name, column in (("id", ids), ("digest", ids), ("text_key", ids),
                         ("article", pa.StructArray.from_arrays(parts, fields=list(article.type)))):  # fmt: skip
        rows = rows.set_column(rows.schema.get_field_index(name), articles_schema().field(name), column)
    return rows


def fill(ledger: Ledger, events: int) -> None:
    """Write so many events."""
    chance = random.Random(1)
    rows = table_of(template(chance, number) for number in range(min(TEMPLATES, events // EVENTS_EACH)))
    copies = events // (rows.num_rows * EVENTS_EACH)
    for start in range(0, copies, 10):
        ledger.add_rows(pa.concat_tables([renamed(rows, str(copy)) for copy in range(start, min(start + 10, copies))]))
    ledger.compact()


def median_ms(ask: Callable[[], object]) -> tuple[float, float]:
    """Give the median time of an asking in milliseconds: by the clock, and of the processor, which others hardly change."""
    clock, processor = [], []
    for _ in range(ASKINGS):
        start, before = time.perf_counter(), time.process_time()
        ask()
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - before)
    return statistics.median(clock) * 1000, statistics.median(processor) * 1000


def main() -> None:
    """Fill, ask, print; exit code 1 where the pair by month takes longer than the target."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.open(f"{folder}/ledger", create=True)
        start = time.perf_counter()
        fill(ledger, events)
        count = ledger.sql("select count(*) from events").fetchall()[0][0]
        print(
            f"{count} events in {ledger.info().files} files, written and compacted in {time.perf_counter() - start:.0f} s",
            flush=True,
        )
        chance = random.Random(2)
        slow = 0.0
        for name, query, pairs in (
            ("a pair by month", PAIR, True), ("a pair in a month", PAIR_IN_A_MONTH, True), ("all by month", EVERYBODY, False)
        ):  # fmt: skip
            took, processor = median_ms(lambda query=query, pairs=pairs: ledger.sql(  # type: ignore[misc]
                query, chance.sample(STATES, 2) if pairs else None).fetchall())  # fmt: skip
            print(f"{name}: {took:.0f} ms at the median of {ASKINGS}, {processor:.0f} ms of processor time", flush=True)
            slow = max(slow, took if pairs else 0.0)
    sys.exit(int(slow > TARGET_MS))


if __name__ == "__main__":
    main()
