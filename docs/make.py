"""Make the pages of this folder that repeat what the code knows: ``python docs/make.py`` writes record, codebook, commands.

``tests/test_docs.py`` holds the pages to the code.
"""

from __future__ import annotations

import textwrap
import typing
from collections.abc import Iterator
from pathlib import Path

import msgspec
from typer.main import get_command

from chancery import model
from chancery.cli import app
from chancery.lexicon import Lexicon

HERE = Path(__file__).parent
NOUNS = (
    model.Record, model.Article, model.Outlet, model.Caption, model.Actor, model.Mention, model.DateMention,
    model.Statement, model.Event, model.Place, model.MadeBy, model.OutsideEvent, model.Side,
)  # fmt: skip
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
MADE = "<!-- made by docs/make.py from {source}: change it there -->"


def record_page() -> str:
    """Give the reference of the record: every noun with its docstring and its fields."""
    lines = [
        "# The record",
        MADE.format(source="src/chancery/model.py"),
        "One article gives one `Record`; `chancery read --format json` prints it as one line of JSON with these names, and "
        "`chancery schema` prints its JSON Schema. Spans are `[start, end]` in code points into `article.text`.",
    ]
    for noun in NOUNS:
        lines += [f"## {noun.__name__}", textwrap.dedent(f"    {noun.__doc__ or ''}").strip().replace("``", "`")]
        lines.append("\n".join(["| field | type | where nothing is said |", "|---|---|---|", *_fields(noun)]))
    return _page(lines)


def _fields(noun: type[msgspec.Struct]) -> Iterator[str]:
    for field in msgspec.structs.fields(noun):
        yield f"| `{field.name}` | {_kind(field.type)} | {_default(field)} |"


def _kind(kind: typing.Any) -> str:
    """Give a type in the words of a reader of JSON."""
    parts = typing.get_args(kind)
    if kind is model.Span or kind == model.Span:
        return "span"
    if typing.get_origin(kind) is typing.Literal:
        return " · ".join(f"`{value}`" for value in parts)
    if typing.get_origin(kind) is tuple:
        return f"list of {_kind(parts[0])}"
    if parts:
        return " or ".join(_kind(part) for part in parts)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return {str: "text", int: "number", float: "number", bool: "true or false", type(None): "null"}[kind]


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "always there"
    return f"`{msgspec.json.encode(field.default).decode()}`" if field.default is not msgspec.NODEFAULT else "`{}`"


def codebook_page() -> str:
    """Give the codebook: types with modes and scores, contexts, sectors, international codes."""
    codebook = Lexicon.load().codebook
    lines = [
        "# The codebook",
        MADE.format(source="src/chancery/lexicon/codebook.toml"),
        "Types, modes, contexts, sectors and scores follow PLOVER (Open Event Data Alliance), the root codes CAMEO. "
        "`score` is PLOVER's scale, −10 to 10. What is recorded as `R` needs a recipient.",
        "## Types and their modes",
    ]
    rows = ["| type | quad | score | CAMEO root | | meaning | modes (score) |", "|---|---|---|---|---|---|---|"]
    for event in codebook.events.values():
        modes = ", ".join(f"`{mode}` ({score:g})" for mode, score in event.modes.items())
        rows.append(
            f"| {event.code} | {event.quad} {QUADS[event.quad]} | {event.score:g} | {event.cameo} "
            f"| {'R' if event.recipient_required else ''} | {event.meaning} | {modes} |"
        )
    lines += ["\n".join(rows), "## Sectors", _table(codebook.sectors)]
    lines += ["## In place of a country", _table(codebook.international)]
    lines += ["## Contexts", ", ".join(f"`{code}`" for code in sorted(codebook.contexts))]
    return _page(lines)


def _table(codes: dict[str, str]) -> str:
    return "\n".join(["| code | meaning |", "|---|---|", *(f"| {code} | {said} |" for code, said in codes.items())])


def commands_page() -> str:
    """Give every command's usage, help and options, as ``--help`` prints them."""
    lines = [
        "# The commands",
        MADE.format(source="src/chancery/commands/"),
        "Exit codes: 0 done, 1 some inputs rejected (each is named with its reason), 2 wrong usage.",
    ]
    lines += list(_helps(get_command(app), "chancery"))
    return _page(lines)


def _helps(command: typing.Any, name: str) -> Iterator[str]:
    inner = getattr(command, "commands", {})
    if not inner:
        yield f"## {name}"
        yield command.help.strip().replace("``", "`")
        rows = [_option(parameter) for parameter in command.params if not getattr(parameter, "hidden", False)]
        yield "\n".join(["| argument | what it does |", "|---|---|", *rows])
    for word, below in inner.items():
        yield from _helps(below, f"{name} {word}")


def _option(parameter: typing.Any) -> str:
    names = parameter.name.upper() if parameter.param_type_name == "argument" else ", ".join(parameter.opts)
    return f"| `{names}` | {' '.join((parameter.help or '').split()).replace('|', chr(92) + '|')} |"


def _page(lines: list[str]) -> str:
    return "\n\n".join(lines) + "\n"


PAGES = {"record.md": record_page, "codebook.md": codebook_page, "commands.md": commands_page}


def main() -> None:
    """Write the pages."""
    for name, made in PAGES.items():
        (HERE / name).write_text(made(), encoding="utf8")


if __name__ == "__main__":
    main()
