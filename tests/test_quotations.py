"""Quotation marks in plain text: every style, and any text at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.extract.said.quotations import find_quotations

STYLES = {
    "straight": ('"', '"'),
    "curly": ("“", "”"),
    "low": ("„", "“"),
    "low and right": ("„", "”"),
    "angle": ("«", "»"),
    "angle inward": ("»", "«"),
    "doubled single": ("''", "''"),
    "doubled curly single": ("‘‘", "’’"),
    "backticks": ("``", "''"),
    "single": ("'", "'"),
    "curly single": ("‘", "’"),
    "backtick": ("`", "'"),
}  # fmt: skip


def quoted(text: str) -> list[str]:
    return [text[slice(*found.inside)] for found in find_quotations(text, _paragraphs(text))]


def _paragraphs(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


@pytest.mark.parametrize("style", STYLES)
def test_every_style(style: str) -> None:
    left, right = STYLES[style]
    text = f"{left}We will go,{right} she said. {left}We don't wait.{right} He called it {left}odd{right}."
    assert quoted(text) == ["We will go", "We don't wait.", "odd"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“He told me ‘go home’ twice,” she said.", ["He told me ‘go home’ twice", "go home"]),
        ('"He told me \'go home\' twice," she said.', ["He told me 'go home' twice", "go home"]),
        ("The ministers' plan and the farmers' land.", []),
        ("It was the rock 'n' roll of the '90s.", []),
        ('He is 5\'10" tall and she 5\'4".', []),
        ("'It's the ministers' plan,' he said.", ["It's the ministers' plan"]),
        ("we will go,” he said.", ["we will go"]),
        ("He said “we will go. Then he left.", ["we will go."]),
        ("“One.\n“Two.\n“Three,” he said.", ["One.", "Two.", "Three"]),
        ('"', []),
        ("", []),
        ('""', []),
    ],
)  # fmt: skip
def test_nested_unbalanced_and_none(text: str, wanted: list[str]) -> None:
    assert quoted(text) == wanted


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“One.\n“Two,” he said."
    assert [found.continues for found in find_quotations(text, _paragraphs(text))] == [False, True]


@given(st.text(alphabet="ab .,'\"“”„«»‘’`\n", max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    blocks = _paragraphs(text)
    for found in find_quotations(text, blocks):
        assert 0 <= found.span[0] <= found.inside[0] < found.inside[1] <= found.span[1] <= len(text)
        assert any(start <= found.span[0] and found.span[1] <= end for start, end in blocks)


@pytest.mark.parametrize("piece", ['"', "“", "”", "“a ", "“a ” ", "'", "''\"“” ‘’«»`", '"a" ', "‘b "])
def test_a_long_text_of_marks_is_read(piece: str) -> None:
    """How the time grows is measured in ``benchmarks/marks.py``; a step that looks back over the text would hang here."""
    text = piece * (400_000 // len(piece))
    for quotation in find_quotations(text, [(0, len(text))]):
        assert 0 <= quotation.span[0] <= quotation.inside[0] < quotation.inside[1] <= quotation.span[1] <= len(text)
