"""Where punctuation hangs, on trees drawn by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.language.marks import rehung

MARKS = frozenset(",.“”()")


def hung(text: str, heads: str) -> dict[str, str]:
    """Each mark (with its place) and the word that it hangs on; ``heads`` counts from 1, 0 for the root, ``?`` for a mark."""
    forms = text.split()
    given = [i if cell in "0?" else int(cell) - 1 for i, cell in enumerate(heads.split())]
    root = heads.split().index("0")
    given = [root if cell == "?" else head for cell, head in zip(heads.split(), given, strict=True)]
    new = rehung(forms, given, [form in MARKS for form in forms])
    return {f"{form}{i + 1}": forms[new[i]] for i, form in enumerate(forms) if form in MARKS}


def test_a_comma_goes_with_the_phrase_that_it_sets_off() -> None:
    assert hung("In May , troops left .", "2 5 ? 5 0 ?") == {",3": "May", ".6": "left"}


def test_commas_in_a_list_go_with_what_follows() -> None:
    assert hung("Peru , Chile and Spain agreed", "6 ? 1 5 1 0") == {",2": "Chile"}


def test_commas_around_an_apposition() -> None:
    assert hung("Kamau , the envoy , left", "6 ? 4 1 ? 0") == {",2": "envoy", ",5": "Kamau"}


def test_quotation_marks_and_what_they_enclose() -> None:
    assert hung("He said “ They left . ”", "2 0 ? 5 2 ? ?") == {"“3": "left", ".6": "left", "”7": "left"}


def test_brackets_hang_on_what_they_enclose() -> None:
    assert hung("The Front ( RUF ) freed them", "2 6 ? 2 ? 0 6") == {"(3": "RUF", ")5": "RUF"}


def test_a_mark_that_bears_words_stays() -> None:
    assert rehung(["(", "sic", ")"], [0, 0, 0], [True, False, True]) == [0, 0, 1]


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[str], list[int], list[bool]]:
    """A tree by any order of its words: each hangs on one drawn before it."""
    forms = draw(st.lists(st.sampled_from(["a", "b", ",", ".", "“", "”", "(", ")"]), min_size=1, max_size=14))
    order = draw(st.permutations(range(len(forms))))
    heads = [0] * len(forms)
    for k, word in enumerate(order):
        heads[word] = word if k == 0 else order[draw(st.integers(0, k - 1))]
    return forms, heads, [form in MARKS for form in forms]


@given(trees())
def test_it_stays_a_tree_and_no_word_moves(tree: tuple[list[str], list[int], list[bool]]) -> None:
    forms, heads, marks = tree
    new = rehung(forms, heads, marks)
    assert [h for h, mark in zip(new, marks, strict=True) if not mark] == [
        h for h, mark in zip(heads, marks, strict=True) if not mark
    ]
    for start in range(len(forms)):
        at, steps = start, 0
        while new[at] != at:
            at, steps = new[at], steps + 1
            assert steps <= len(forms)


@pytest.mark.parametrize("form", ["”", ")", ","])
def test_a_mark_alone_is_left_alone(form: str) -> None:
    assert rehung([form], [0], [True]) == [0]
