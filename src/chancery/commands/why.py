"""How a sentence was read, step by step, for those who ask why."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby

import msgspec
from rich.console import Console
from rich.table import Table

from chancery.commands.page import show as show_record
from chancery.model import Article, Record
from chancery.reading import Reader, Reading, Rival

# So many rows that lost are shown of a word; JSON has them all.
LOSERS = 4


def show(reader: Reader, article: Article) -> None:
    """Print the gate, the parse, every finding with its reasons, the rows that lost, then the record."""
    console = Console(highlight=False)
    reading = reader.explain(article)
    admitted = reader.admitted(article)
    passed = " … ".join(article.text[start:end] for start, end in admitted)
    console.print(f"gate lets through: {passed or 'nothing'}\n", markup=False)
    console.print(_parse(reading))
    _show_findings(reading.record, console)
    _show_rivals(reading.record, reader.rivals(reading), console)
    show_record(reading.record, console)


def told(reader: Reader, article: Article) -> str:
    """Give the same as one line of JSON: gate, parse, candidates and record."""
    reading = reader.explain(article)
    parse = [
        {
            "word": token.text,
            "lemma": token.lemma_,
            "tag": token.tag_,
            "label": token.dep_,
            "head": token.head.i,
            "name": token.ent_type_,
        }
        for token in reading.doc
    ]
    candidates = [
        {"span": rival.span, "row": rival.row, "means": rival.means, "fired": rival.fired, "fate": rival.fate}
        for rival in reader.rivals(reading)
    ]
    record = msgspec.to_builtins(reading.record)
    whole = {"gate": reader.admitted(article), "parse": parse, "candidates": candidates, "record": record}
    return json.dumps(whole, ensure_ascii=False)


def _parse(reading: Reading) -> Table:
    table = Table("word", "lemma", "tag", "label", "head", "name", title="parse", box=None, title_justify="left")
    for token in reading.doc:
        if not token.is_space:
            head = "" if token.head.i == token.i else token.head.text
            table.add_row(token.text, token.lemma_, token.tag_, token.dep_ or "(not parsed)", head, token.ent_type_)
    return table


def _show_findings(record: Record, console: Console) -> None:
    table = Table("what", "where", "why", title="\nfindings", box=None, title_justify="left")
    for actor in record.actors:
        for mention in actor.mentions:
            known = " ".join(part for part in (actor.id, actor.name, actor.country, actor.sector) if part)
            table.add_row(f"actor {known}", record.quote(mention.span), f"{mention.how}: {mention.because}")
    for date in record.dates:
        table.add_row(f"{date.kind} {date.value}", record.quote(date.span), date.because)
    for said in record.statements:
        cue = record.quote(said.cue_span) if said.cue_span else ""
        table.add_row(f"{said.kind} statement {said.id}", cue, ", ".join(said.because))
    for event in record.events:
        table.add_row(
            f"{event.event} {event.mode or ''} {event.status}",
            record.quote(event.trigger_span),
            ", ".join(event.because),
        )
    console.print(table)


def _show_rivals(record: Record, rivals: Iterable[Rival], console: Console) -> None:
    """Print the rows weighed at each word: those that fired, and of those that lost the most particular ones."""
    table = Table("word", "row", "means", "fate", title="\ncandidates", box=None, title_justify="left")
    for span, weighed in groupby(rivals, key=lambda rival: rival.span):
        rows = list(weighed)
        losers = [rival for rival in rows if not rival.fired]
        shown = [rival for rival in rows if rival.fired or rival in losers[:LOSERS]]
        for number, rival in enumerate(shown):
            word = record.quote(span) if not number else ""
            table.add_row(word, rival.row, rival.means, rival.fate)
        if len(losers) > LOSERS:
            table.add_row("", "", "", f"and {len(losers) - LOSERS} more that lost")
    console.print(table)
