"""A record as a page that a person likes to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from chancery.model import Actor, Event, Record, Span, Statement

HAPPENED = {"occurred": "green", "ongoing": "green"}
UNREAL = "yellow"


def show(record: Record, console: Console) -> None:
    """Print headline, statements and events, each with who, when, whether and the words it was read from."""
    names = {actor.id: _named(actor) for actor in record.actors}
    _show_head(record, console)
    if record.article.language not in (None, "en"):
        console.print(f"set aside: the article is not English ({record.article.language})", style="yellow")
    if record.statements:
        console.print("\nwho said what", style="bold underline")
    for statement in record.statements:
        _show_statement(record, statement, names, console)
    if record.events:
        console.print("\nwho did what to whom", style="bold underline")
    for event in record.events:
        _show_event(record, event, names, console)
    if not record.statements and not record.events:
        console.print("nothing that chancery records", style="dim")
    console.print()


def _show_head(record: Record, console: Console) -> None:
    article = record.article
    console.print(Text(article.headline or "(no headline)", style="bold"))
    about = [article.outlet.name or article.outlet.domain, article.published or "no date", " / ".join(article.sections)]
    console.print(Text(" · ".join(part for part in about if part), style="dim"))


def _show_statement(record: Record, said: Statement, names: dict[str, str], console: Console) -> None:
    line = Text.assemble((_list(said.speaker, names) or "somebody", "bold cyan"), "  ", (said.sense, "magenta"))
    if said.addressee:
        line.append(f"  to {_list(said.addressee, names)}")
    line.append(f"  {said.kind}", "dim")
    line.append(f"  {said.date or ''}", "dim")
    if said.within:
        line.append(f"  within {said.within}", "dim")
    console.print(line)
    words = " … ".join(record.quote(span) for span in said.content_spans)
    console.print(Padding(Text(_flat(words)), (0, 0, 0, 4)))


def _show_event(record: Record, event: Event, names: dict[str, str], console: Console) -> None:
    what = event.event + (f" ({event.mode})" if event.mode else "") + (f" about {event.about}" if event.about else "")
    line = Text.assemble((what, "bold"), "  ", (_list(event.actor, names) or "?", "bold cyan"))
    if event.recipient:
        line.append(" → ").append(_list(event.recipient, names), "bold cyan")
    line.append(f"  {event.status}", HAPPENED.get(event.status, UNREAL))
    if event.historical:
        line.append(", background", "dim")
    if event.date:
        line.append(f"  {event.date}")
    if event.place:
        line.append(f"  {event.place.name}")
    if event.claimed_in:
        line.append(f"  says {event.claimed_in}", "dim")
    console.print(line)
    console.print(Padding(_marked(record, event.sentence_span, event.trigger_span), (0, 0, 0, 4)))


def _marked(record: Record, sentence: Span, trigger: Span) -> Text:
    text = Text(_flat(record.quote(sentence)), style="dim")
    text.stylize("bold not dim", trigger[0] - sentence[0], trigger[1] - sentence[0])
    return text


def _flat(words: str) -> str:
    """Line breaks become spaces, one for one, so that offsets stay."""
    return words.replace("\n", " ").replace("\r", " ")


def _list(ids: Iterable[str], names: dict[str, str]) -> str:
    return ", ".join(names[ident] for ident in ids)


def _named(actor: Actor) -> str:
    known = " ".join(part for part in (actor.country, actor.sector) if part)
    return f"{actor.name} ({known})" if known else actor.name
