"""Learn the lemma rules of ``chancery.language.lemmas`` from the treebanks, and the words they would get wrong.

    python -m training.lemmas ../shared/data OUT        writes OUT/lemmas.json and prints its accuracy on dev

MASC's tagged text lends further forms: of the lemmas that an ending allows, the one that occurs as a base form is right.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

from chancery.language.lemmas import LONGEST_SUFFIX, PROPER, Rules, SuffixLemmatizer, edit
from training.treebank import read

Counts = dict[str, dict[str, Counter[str]]]

# Inflected tag → tag of the base form, for the forms that MASC lends.
BASES = {"VBD": "VB", "VBN": "VB", "VBG": "VB", "VBZ": "VB", "VBP": "VB", "NNS": "NN"}
# An ending must have been seen with this many different words before it outweighs a shorter one.
ENOUGH = 2
# Words that the treebanks do not hold and no ending gives away.
OWN = Path(__file__).parent / "lemmas.tsv"


def forms(data: Path, part: str) -> Counts:
    """tag → form → lemmas with their counts; lower case but for proper nouns."""
    counts: Counts = defaultdict(lambda: defaultdict(Counter))
    for name in ("ewt", "gum"):
        for document in read(data / "treebank" / f"{name}-{part}.conllu.gz", name == "gum"):
            for sentence in document.sentences:
                for word in sentence.words:
                    if word.arc == "goeswith" or word.lemma == "_":
                        continue
                    form = word.form if word.tag.startswith(PROPER) else word.form.lower().replace("’", "'")
                    counts[word.tag][form][word.lemma.replace("’", "'")] += 1
    return counts


def rule_of(form: str, lemma: str) -> str:
    """``cut:add`` that turns form into lemma."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{len(form) - same}:{lemma[same:]}"


def endings(counts: Counts) -> dict[str, dict[str, Counter[str]]]:
    """tag → ending → rules, each counted once a word."""
    table: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for tag, words in counts.items():
        for form, lemmas in words.items():
            rule = rule_of(form, lemmas.most_common(1)[0][0])
            if int(rule.split(":")[0]) >= len(form):
                continue  # went → go teaches nothing about other words
            for size in range(min(LONGEST_SUFFIX, len(form)) + 1):
                table[tag][form[len(form) - size :]][rule] += 1
    return table


def rules_from(table: dict[str, dict[str, Counter[str]]]) -> Rules:
    """The best rule of each ending, where it differs from what the next shorter ending says."""
    rules: Rules = {}
    for tag, by_ending in table.items():
        chosen: dict[str, str] = {}
        for ending in sorted(by_ending, key=len):
            rule, count = min(by_ending[ending].items(), key=lambda item: (-item[1], item[0]))
            if ending and count < ENOUGH:
                continue
            shorter = next((chosen[ending[k:]] for k in range(1, len(ending) + 1) if ending[k:] in chosen), None)
            if rule != shorter:
                chosen[ending] = rule
        rules[tag] = chosen
    return rules


def exceptions(rules: Rules, counts: Counts) -> Rules:
    """The words whose lemma the rules miss."""
    plain = SuffixLemmatizer(rules)
    words: Rules = {}
    for tag, by_form in counts.items():
        for form, lemmas in by_form.items():
            lemma = min(lemmas.items(), key=lambda item: (-item[1], item[0]))[0]
            if plain.lemma(form, tag) != lemma:
                words.setdefault(tag, {})[form] = lemma
    return words


def lend(path: Path, lemmatizer: SuffixLemmatizer, table: dict[str, dict[str, Counter[str]]], counts: Counts) -> int:
    """Add MASC's forms whose lemma by rule is no known base form while another ending's is."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".txt"):
                for form, tag in re.findall(r"([a-z]+)_([A-Z]+)\b", archive.read(name).decode("utf-8", "replace")):
                    seen[tag][form] += 1
    added = 0
    for tag, base in BASES.items():
        known = {lemma for t in (base, tag) for lemmas in counts[t].values() for lemma in lemmas}
        known |= {form for form, n in seen[base].items() if n > 1}
        for form in seen[tag]:
            if form in counts[tag] or lemmatizer.lemma(form, tag) in known:
                continue
            for rule, _ in table[tag][""].most_common(8):
                lemma = edit(form, rule)
                if rule != "0:" and lemma in known and len(lemma) > 2 and form[:2] == lemma[:2]:
                    lemmatizer.words.setdefault(tag, {})[form] = lemma
                    added += 1
                    break
    return added


def learn(data: Path) -> SuffixLemmatizer:
    """Learn rules and words."""
    counts = forms(data, "train")
    table = endings(counts)
    rules = rules_from(table)
    lemmatizer = SuffixLemmatizer(rules, exceptions(rules, counts))
    added = lend(data / "raw" / "masc_tagged.zip", lemmatizer, table, counts)
    for line in OWN.read_text(encoding="utf-8").splitlines():
        form, tag, lemma = line.split("\t")
        lemmatizer.words.setdefault(tag, {})[form] = lemma
    print(
        f"{sum(map(len, rules.values()))} endings, {sum(map(len, lemmatizer.words.values()))} words ({added} lent by MASC)"
    )
    return lemmatizer


def main() -> None:
    """Learn, score on dev with gold tags, and write."""
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    lemmatizer = learn(data)
    right = total = 0
    misses: Counter[tuple[str, str, str]] = Counter()
    for tag, words in forms(data, "dev").items():
        for form, lemmas in words.items():
            for lemma, count in lemmas.items():
                got = lemmatizer.lemma(form, tag)
                total += count
                right += count * (got == lemma)
                if got != lemma:
                    misses[tag, form, f"{got} for {lemma}"] += count
    print(f"dev, gold tags: {right / total:.4f}", misses.most_common(25))
    lemmatizer.to_disk(out)


if __name__ == "__main__":
    main()
