"""How a sentence was read, step by step, for those who ask why."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from chancery.commands.page import show as show_record
from chancery.model import Article, Record
from chancery.reading import Reader, Reading


def show(reader: Reader, article: Article) -> None:
    """Print the parse, then every finding with the rows and cues that decided it."""
    console = Console(highlight=False)
    reading = reader.explain(article)
    console.print(_parse(reading))
    _show_findings(reading.record, console)
    show_record(reading.record, console)


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
