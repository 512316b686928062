"""spaCy's English tokenizer, brought nearer to the treebanks' and to news."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.symbols import ORTH  # type: ignore[import-not-found]  # compiled, no stub
from spacy.util import compile_infix_regex, compile_prefix_regex

from training.treebank import Document

OWN = Path(__file__).parent / "abbreviations.txt"
# COVID-19, May-2006, a dash or a bracket between figures, and quotation marks without their spaces: said,"Look.
INFIXES = [
    r"(?<=[A-Za-z])[-–](?=[0-9])",
    r"(?<=[0-9])[–—](?=[0-9])",
    r"(?<=[A-Z]\.)[-–](?=[A-Za-z])",
    r"(?<=[0-9a-z])[\]\[)(](?=[–A-Za-z])",
    r"(?<=[A-Za-z])[,:](?=[“\"])",
    r"(?<=[A-Za-z,.:!?])[“”\"](?=[,A-Za-z])",
    r"(?<=[”\"]),(?=[A-Za-z])",
]
# Rules drawn across the page are one token, as are runs of marks.
PREFIXES = [r"[*=_~#-]{3,}", r"[!?]{2,}"]


def adapt(nlp: Language, documents: list[Document]) -> None:
    """Give the tokenizer our rules and the treebanks' abbreviations."""
    tokenizer: Any = nlp.tokenizer
    usual: Any = nlp.Defaults
    tokenizer.infix_finditer = compile_infix_regex([*usual.infixes, *INFIXES]).finditer
    tokenizer.prefix_search = compile_prefix_regex([*PREFIXES, *usual.prefixes]).search
    tokenizer.rules = {form: rule for form, rule in tokenizer.rules.items() if form != "and/or"}
    own = OWN.read_text(encoding="utf-8").split()
    for form in sorted({*own, *abbreviations(nlp, documents)}):
        tokenizer.add_special_case(form, [{ORTH: form}])


def abbreviations(nlp: Language, documents: list[Document]) -> list[str]:
    """Forms with a full stop that the treebanks keep whole and spaCy would cut."""
    whole: Counter[str] = Counter()
    cut: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for document in documents:
        for sentence in document.sentences:
            for word, following in zip(sentence.words, (*sentence.words[1:], None), strict=True):
                bare[word.form + "."] += 1
                if word.form.endswith(".") and word.form[:-1].isalpha() and len(word.form) > 2:
                    whole[word.form] += 1
                elif following is not None and following.form == "." and not word.space:
                    cut[word.form + "."] += 1
    return [
        form for form, n in whole.items() if n > 1 and n > cut[form] and n > bare[form] and len(nlp.make_doc(form)) > 1
    ]
