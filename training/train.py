"""Train one pipeline to a time budget; the learning rate falls to nothing as the time runs out.

    python -m training.train training/names.cfg corpus/names.spacy corpus/names-dev.spacy OUT --minutes 30

Every few minutes the weights (running average) are scored on the dev file and saved to OUT/best when better; OUT/last is where
``--resume`` goes on from.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example
from spacy.util import load_config
from thinc.api import Adam, NumpyOps, Optimizer, fix_random_seed, set_current_ops

import chancery.language  # noqa: F401  (registers the features that the configurations name)
from training.batching import of_like_length
from training.tokenizer import adapt
from training.treebank import read

PEAK, FLOOR, WARM = 0.002, 0.00003, 0.02
FIRST_BATCH, LAST_BATCH = 400, 1000
# Examples sorted by length at a time: the parser steps through a batch as long as its longest text.
POOL = 500
# The first pass over the treebanks lies at the head of the corpus and holds every label.
LABELLED = 15_000
CHOICE = {"parser": "dep_las", "ner": "ents_f"}


class Clock:
    """How much of the budget is spent, from 0 to 1; ``spent`` is what an earlier run used."""

    def __init__(self, minutes: float, spent: float = 0.0, peak: float = PEAK) -> None:
        self.total = minutes * 60
        self.peak = peak
        self.started = time.monotonic() - spent

    @property
    def spent(self) -> float:
        """Seconds of the budget used."""
        return time.monotonic() - self.started

    @property
    def share(self) -> float:
        """The share of the budget used."""
        return min(1.0, self.spent / self.total)

    def rate(self) -> float:
        """The learning rate now: a short warm-up, then a straight fall."""
        if self.share < WARM:
            return self.peak * max(0.05, self.share / WARM)
        return max(FLOOR, self.peak * (1 - self.share) / (1 - WARM))


def examples(nlp: Language, path: Path) -> list[Example]:
    """Gold docs against what our tokenizer makes of their raw text."""
    return [Example(nlp.make_doc(doc.text), doc) for doc in DocBin().from_disk(path).get_docs(nlp.vocab) if len(doc)]


def batches(data: list[Example], clock: Clock, rng: random.Random) -> Iterator[list[Example]]:
    """Batches by words, of like length and growing as the training settles, until the time is up."""
    while True:
        rng.shuffle(data)
        for at in range(0, len(data), POOL):
            wanted = FIRST_BATCH + (LAST_BATCH - FIRST_BATCH) * min(1.0, 2 * clock.share)
            made = of_like_length(data[at : at + POOL], lambda e: len(e.predicted), wanted)
            rng.shuffle(made)
            for batch in made:
                if clock.share >= 1:
                    return
                yield batch


def fresh(example: Example) -> Example:
    """An example without what an earlier pass wrote into its prediction."""
    return Example(example.predicted.copy(), example.reference)


def build(config: Path, bank: Path, train: Path, overrides: dict[str, object]) -> Language:
    """Make the pipeline and learn its labels from the corpus."""
    nlp = spacy.util.load_model_from_config(load_config(config, overrides=overrides), auto_fill=True)
    adapt(nlp, read(bank / "ewt-train.conllu.gz", False) + read(bank / "gum-train.conllu.gz", True))
    gold = list(islice(DocBin().from_disk(train).get_docs(nlp.vocab), LABELLED))
    nlp.initialize(lambda: (Example(nlp.make_doc(doc.text), doc) for doc in gold))
    return nlp


def begun(config: Path, start: Path) -> Language:
    """The weights of an earlier pipeline, as far as the configuration names its components."""
    wanted = load_config(config)["nlp"]["pipeline"]
    nlp = spacy.load(start)
    for name in nlp.pipe_names:
        if name not in wanted:
            nlp.remove_pipe(name)
    return nlp


def score(nlp: Language, dev: list[Example]) -> dict[str, float]:
    """Figures of the dev file, one number each."""
    copies = [Example(nlp.make_doc(e.reference.text), e.reference) for e in dev]
    figures = nlp.evaluate(copies, batch_size=64)
    return {k: round(v, 4) for k, v in figures.items() if isinstance(v, float) and k != "token_p"}


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("config", "train", "dev", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="further corpora, without labels of their own")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--every", type=float, default=5, help="minutes between scores")
    parser.add_argument("--treebank", type=Path, default=Path("../shared/data/treebank"))
    parser.add_argument("--peak", type=float, default=PEAK, help="the highest learning rate")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--start", type=Path, help="go on from the weights of this pipeline, in a budget of its own")
    parser.add_argument("--set", nargs="*", default=[], help="section.key=value")
    args = parser.parse_args()
    fix_random_seed(args.seed)
    set_current_ops(NumpyOps(use_blis=False))  # three times as fast as spaCy's own where OpenBLAS knows the machine
    overrides = {k: json.loads(v) for k, v in (item.split("=", 1) for item in args.set)}
    state = args.out / "state.json"
    if args.resume and state.exists():
        nlp, kept = spacy.load(args.out / "last"), json.loads(state.read_text())
    elif args.start:
        nlp, kept = begun(args.config, args.start), {"spent": 0.0, "best": 0.0}
    else:
        nlp, kept = build(args.config, args.treebank, args.train, overrides), {"spent": 0.0, "best": 0.0}
    data = [e for path in (args.train, *args.also) for e in examples(nlp, path)]
    dev = examples(nlp, args.dev)
    clock = Clock(args.minutes, kept["spent"], args.peak)
    optimizer = Adam(PEAK, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
    run(nlp, optimizer, data, dev, clock, kept, args)


def run(
    nlp: Language,
    optimizer: Optimizer,
    data: list[Example],
    dev: list[Example],
    clock: Clock,
    kept: dict[str, float],
    args: argparse.Namespace,
) -> None:
    """The loop: update, and now and then score and save."""
    rng = random.Random(args.seed)
    words, scored = 0, clock.spent
    losses: dict[str, float] = {}
    choice = next(figure for pipe, figure in CHOICE.items() if pipe in nlp.pipe_names)
    args.out.mkdir(parents=True, exist_ok=True)
    for batch in batches(data, clock, rng):
        optimizer.learn_rate = clock.rate()
        nlp.update([fresh(e) for e in batch], sgd=optimizer, drop=args.dropout, losses=losses)
        words += sum(len(e.predicted) for e in batch)
        if clock.spent - scored >= args.every * 60:
            report(nlp, optimizer, dev, clock, kept, args.out, choice, words, losses)
            scored, losses = clock.spent, {}
    report(nlp, optimizer, dev, clock, kept, args.out, choice, words, losses)


def report(
    nlp: Language,
    optimizer: Optimizer,
    dev: list[Example],
    clock: Clock,
    kept: dict[str, float],
    out: Path,
    choice: str,
    words: int,
    losses: dict[str, float],
) -> None:
    """Score the averaged weights; save the best, and the last for going on."""
    nlp.to_disk(out / "last")
    with nlp.use_params(optimizer.averages):
        figures = score(nlp, dev)
        if figures[choice] >= kept["best"]:
            kept["best"] = figures[choice]
            nlp.to_disk(out / "best")
    kept["spent"] = clock.spent
    (out / "state.json").write_text(json.dumps(kept))
    shown = {
        k: v
        for k, v in figures.items()
        if k in ("tag_acc", "pos_acc", "dep_uas", "dep_las", "sents_f", "ents_f", "token_f", "speed")
    }
    print(
        f"{clock.spent / 60:.1f} min, {words} words, {shown}, losses { {k: round(v) for k, v in losses.items()} }",
        flush=True,
    )


if __name__ == "__main__":
    main()
