"""Lemmas by table and by suffix: quick, the same every time, and never a form that no rule has seen made.

The rules are learned by ``training/lemmas.py`` and stored with the pipeline as ``lemmas.json``: for each Penn tag the
longest known ending says what to cut off and what to add, and a table holds the words for which that would be wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

Rules = dict[str, dict[str, str]]

LONGEST_SUFFIX = 5
# Lemmas of words met before are remembered, but not for ever.
MOST_REMEMBERED = 50_000
FILE = "lemmas.json"
# A proper noun is its own lemma, a plural one by rule; both keep their capitals.
PROPER = "NNP"


class SuffixLemmatizer:
    """The component ``chancery_lemmas``: gives each token its lemma from form and tag.

    ``rules`` maps tag → ending → ``cut:add`` (``3:y`` makes ``parties`` ``party``); ``words`` maps tag → form → lemma.
    """

    def __init__(self, rules: Rules | None = None, words: Rules | None = None) -> None:
        self.rules: Rules = rules or {}
        self.words: Rules = words or {}
        self._known: dict[tuple[int, int], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token."""
        known = self._known
        if len(known) > MOST_REMEMBERED:
            known.clear()
        for token in doc:
            key = (token.orth, token.tag)
            lemma = known.get(key)
            if lemma is None:
                lemma = known[key] = self.lemma(token.text, token.tag_)
            token.lemma_ = lemma
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 0) -> Iterable[Doc]:
        """Go through a stream; there is nothing to gain from batches."""
        return map(self, stream)

    def lemma(self, form: str, tag: str) -> str:
        """The lemma of one form under one Penn tag."""
        if tag.startswith(PROPER):
            return self.words.get(tag, {}).get(form) or self._by_ending(form, tag)
        low = form.lower().replace("’", "'")
        return self.words.get(tag, {}).get(low) or self._by_ending(low, tag)

    def _by_ending(self, form: str, tag: str) -> str:
        rules = self.rules.get(tag)
        if not rules or not form.isascii() or not form[-1:].isalpha():
            return form
        for size in range(min(LONGEST_SUFFIX, len(form)), -1, -1):
            rule = rules.get(form[len(form) - size :])
            if rule is not None:
                return edit(form, rule)
        return form

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the rules into the pipeline's folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        data = {"rules": self.rules, "words": self.words}
        text = json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> SuffixLemmatizer:
        """Read the rules from the pipeline's folder."""
        data = json.loads((Path(path) / FILE).read_text(encoding="utf-8"))
        self.rules, self.words = data["rules"], data["words"]
        self._known.clear()
        return self


def edit(form: str, rule: str) -> str:
    """Apply ``cut:add``; a rule that would leave nothing leaves the form."""
    cut, add = rule.split(":", 1)
    stem = form[: len(form) - int(cut)]
    return stem + add if len(stem) > 1 or int(cut) == 0 else form


@Language.factory("chancery_lemmas", assigns=["token.lemma"])
def make_lemmas(nlp: Language, name: str) -> SuffixLemmatizer:
    """Make an empty component; its rules come from disk."""
    return SuffixLemmatizer()
