"""Shapes that no sentence has, in parses written by hand: what hangs where after the mending."""

import pytest

from chancery.extract.mending import mend
from chancery.lexicon import Lexicon
from chancery.tokens import Analysis, Doc, Form

LEXICON = Lexicon.load()


def doc_of(parse: str) -> Doc:
    """Make a text of one sentence from ``word/TAG/POS/head/label``, heads counted from 1, 0 for the root."""
    words = [word.split("/") for word in parse.split()]
    forms = [Form(text, text.lower(), False, pos == "PUNCT", text.isalpha(), False) for text, _, pos, _, _ in words]
    analyses = [
        Analysis(int(head) - number if head != "0" else 0, label, tag, pos, text.lower(), starts=number == 1)
        for number, (text, tag, pos, head, label) in enumerate(words, 1)
    ]
    return Doc(forms, [True] * len(words), analyses)


def hung(parse: str, word: str) -> tuple[str, str]:
    """Mend a parse, and give where a word of it hangs: on which word, with which label."""
    found = next(token for token in mend(doc_of(parse), LEXICON.events) if token.text == word)
    return found.head.text, found.dep_


@pytest.mark.parametrize(
    ("parse", "word", "head", "label"),
    [
        (  # "Roe of the group Haki said it was late"
            "Roe/NNP/PROPN/6/nsubj of/IN/ADP/4/case the/DT/DET/4/det group/NN/NOUN/1/nmod Haki/NNP/PROPN/6/nsubj "
            "said/VBD/VERB/0/ROOT it/PRP/PRON/9/nsubj was/VBD/AUX/9/cop late/JJ/ADJ/6/ccomp",
            "Haki",
            "group",
            "appos",
        ),
        (  # "The envoy, told that it fell, said no"
            "The/DT/DET/2/det envoy/NN/NOUN/4/nsubj ,/,/PUNCT/2/punct told/VBD/VERB/0/ROOT that/IN/SCONJ/7/mark "
            "it/PRP/PRON/7/nsubj fell/VBD/VERB/4/ccomp ,/,/PUNCT/9/punct said/VBD/VERB/4/conj no/UH/INTJ/9/obj",
            "told",
            "envoy",
            "acl",
        ),
        (
            "with/IN/ADP/4/case Mali/NNP/PROPN/0/ROOT over/IN/ADP/4/case bomb/NN/NOUN/2/obl",
            "with", "bomb", "case",
        ),
        (
            "Hikers/NNS/NOUN/3/nsubj:pass were/VBD/AUX/3/aux:pass set/VBN/VERB/0/ROOT free/JJ/ADJ/3/xcomp "
            "by/IN/ADP/6/case rebels/NNS/NOUN/4/obl:agent",
            "rebels", "set", "obl:agent",
        ),
        (
            "Ghana/NNP/PROPN/2/nsubj sold/VBD/VERB/0/ROOT Mali/NNP/PROPN/5/compound two/CD/NUM/5/nummod jets/NNS/NOUN/2/obj",
            "Mali", "sold", "iobj",
        ),
        (
            "Rockets/NNS/NOUN/6/nsubj:pass fired/VBN/VERB/1/acl by/IN/ADP/4/case rebels/NNS/NOUN/6/obl:agent "
            "were/VBD/AUX/6/aux:pass shot/VBN/VERB/0/ROOT",
            "rebels", "fired", "obl:agent",
        ),
        (
            "Arrest/NN/NOUN/6/nsubj of/IN/ADP/3/case leader/NN/NOUN/1/nmod Ann/NNP/PROPN/3/flat Roe/NNP/PROPN/6/nsubj "
            "stuns/VBZ/VERB/0/ROOT",
            "Roe", "leader", "flat",
        ),
        (
            "Chad/NNP/PROPN/2/nsubj announced/VBD/VERB/0/ROOT plans/NNS/NOUN/2/obj to/TO/PART/5/mark "
            "meet/VB/VERB/2/xcomp",
            "meet", "plans", "acl",
        ),
        (
            "Chad/NNP/PROPN/2/nsubj saw/VBD/VERB/0/ROOT a/DT/DET/4/det report/NN/NOUN/2/obj that/WDT/PRON/8/obj "
            "Mali/NNP/PROPN/8/nsubj had/VBD/AUX/8/aux asked/VBN/VERB/4/acl:relcl for/IN/ADP/10/case "
            "truce/NN/NOUN/8/obl",
            "asked", "report", "acl",
        ),
        (
            "Chad/NNP/PROPN/4/nsubj was/VBD/AUX/4/cop behind/IN/ADP/4/case riots/NNS/NOUN/0/ROOT",
            "Chad", "behind", "nsubj",
        ),
    ],
)  # fmt: skip
def test_a_word_hangs_where_it_can(parse: str, word: str, head: str, label: str) -> None:
    assert hung(parse, word) == (head, label)


@pytest.mark.parametrize(
    ("parse", "word", "head", "label"),
    [
        (
            "Chad/NNP/PROPN/2/nsubj described/VBD/VERB/0/ROOT it/PRP/PRON/2/obj as/IN/ADP/5/case lie/NN/NOUN/2/obl",
            "lie", "described", "obl",
        ),
        (
            "Chad/NNP/PROPN/2/nsubj saw/VBD/VERB/0/ROOT a/DT/DET/4/det report/NN/NOUN/2/obj that/WDT/PRON/7/obj "
            "Mali/NNP/PROPN/7/nsubj liked/VBN/VERB/4/acl:relcl",
            "liked", "report", "acl:relcl",
        ),
        (
            "Chad/NNP/PROPN/2/nsubj urged/VBD/VERB/0/ROOT Mali/NNP/PROPN/2/obj to/TO/PART/5/mark meet/VB/VERB/2/xcomp",
            "meet", "urged", "xcomp",
        ),
    ],
)  # fmt: skip
def test_what_hangs_well_stays(parse: str, word: str, head: str, label: str) -> None:
    assert hung(parse, word) == (head, label)
