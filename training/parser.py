"""Train the parser to a time budget; the learning rate falls to nothing as the time runs out.

    python -m training.parser OUT DEV TREEBANKS QUOTATIONS [OTHER …] --minutes 75

DEV and the others are DocBins (``training/convert.py``). Every few minutes the running mean of the
weights is scored on DEV and, when it is better, written to OUT as the component ``chancery_parser`` writes itself. One core;
PyTorch is needed here and nowhere else. ``--onward PARSER`` goes on from a parser that was written before; give it a gentler
``--peak``.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import spacy
import torch
from torch import Tensor

from chancery.language.parser import TABLES, Parser
from training.parser_data import Item, Tables, batch, batches, items, read_texts
from training.parser_network import Network, as_numpy
from training.tokenizer import adapt
from training.treebank import read

LEAST, WARM = 0.01, 0.02
MOST_MEAN, MEAN_EVERY = 0.999, 4
WORDS = 1500
# How many copies of a text a corpus holds, in the order of the command line, and the share of each that a round draws.
COPIES, SHARES = (6, 4, 4, 1), (0.25, 0.25, 0.25, 0.5)


def rate(share: float, peak: float) -> float:
    """Give the learning rate when this share of the time is spent: a short warm-up, then a straight fall."""
    return peak * min(1.0, 0.05 + share / WARM) * max(LEAST, 1 - share)


class Mean:
    """The running mean of a network's weights."""

    def __init__(self, network: Network) -> None:
        self.weights = {name: tensor.clone() for name, tensor in network.state_dict().items()}

    def follow(self, network: Network, step: int) -> None:
        """Move towards the weights of now."""
        kept = min(MOST_MEAN, (1 + step) / (10 + step)) ** MEAN_EVERY
        for name, tensor in network.state_dict().items():
            self.weights[name].lerp_(tensor.detach(), 1 - kept)


def score(network: Network, weights: dict[str, Tensor], dev: list[Item], punctuation: int) -> dict[str, float]:
    """Give the share of right heads, heads with labels and tags within gold sentences, and F1 of the sentences' first words."""
    own = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    network.load_state_dict(weights)
    network.eval()
    torch.set_grad_enabled(False)
    arcs = right = labeled = tags = tagged = hits = given = gold = 0
    ordered = sorted(dev, key=lambda item: len(item.heads))
    for at in range(0, len(ordered), 32):
        part = batch(ordered[at : at + 32])
        read = network.read(part)
        heads, labels, wanted = torch.from_numpy(part.heads), torch.from_numpy(part.labels), torch.from_numpy(part.tags)
        found = read.pairs.argmax(2)
        sentence = torch.arange(len(heads))[:, None].expand_as(heads)
        named = network.labels(read.words, read.heads[sentence, found]).argmax(2)
        counted = (heads >= 0) & (labels != punctuation)
        hit = (found == heads) & counted
        arcs, right, labeled = (
            arcs + int(counted.sum()),
            right + int(hit.sum()),
            labeled + int((hit & (named == labels)).sum()),
        )
        known = wanted >= 0
        tags, tagged = (
            tags + int((network.tag(read.states).argmax(2) == wanted)[known].sum()),
            tagged + int(known.sum()),
        )
        firsts, told = torch.from_numpy(part.firsts), network.first(read.states).squeeze(2) > 0
        told &= firsts >= 0
        hits, given, gold = (
            hits + int((told & (firsts == 1)).sum()),
            given + int(told.sum()),
            gold + int((firsts == 1).sum()),
        )
    network.load_state_dict(own)
    network.train()
    torch.set_grad_enabled(True)
    return {"UAS": right / arcs, "LAS": labeled / arcs, "tags": tags / tagged, "sentences": 2 * hits / (given + gold)}


def save(weights: dict[str, Tensor], tables: Tables, out: Path) -> None:
    """Write the weights as the component reads them."""
    known = {
        "signs": {name: list(signs) for name, signs in tables.signs.items()},
        "labels": tables.labels,
        "tags": tables.tags,
        "classes": tables.classes,
    }
    Parser().learned(as_numpy(weights), known).to_disk(out)


def train(corpora: list[list[Item]], dev: list[Item], tables: Tables, out: Path, args: argparse.Namespace) -> None:
    """Train until the time is up."""
    network = Network(tables, args.dropout)
    if args.onward:
        network.take_over(Parser().from_disk(args.onward).weights)
    optimizer = torch.optim.Adam(network.parameters(), betas=(0.9, 0.95))
    mean, best, begun, last, seen = Mean(network), 0.0, time.monotonic(), time.monotonic(), 0
    for step, chosen in enumerate(batches(list(zip(corpora, shares(len(corpora)), strict=True)), WORDS), 1):
        share = (time.monotonic() - begun) / 60 / args.minutes
        for group in optimizer.param_groups:
            group["lr"] = rate(min(share, 1.0), args.peak)
        part = batch(chosen, tables.uses)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = network.loss(part)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        seen += int(part.lengths.sum())
        if step % MEAN_EVERY == 0:
            mean.follow(network, step)
        if time.monotonic() - last > args.every * 60 or share >= 1:
            last = time.monotonic()
            figures = score(network, mean.weights, dev, tables.labels.index("punct"))
            print(f"{share:.2f}  {seen} words ", {k: round(v, 4) for k, v in figures.items()}, flush=True)
            if figures["LAS"] > best:
                best = figures["LAS"]
                save(mean.weights, tables, out)
        if share >= 1:
            return


def shares(count: int) -> Iterable[float]:
    """Give the share of each corpus that a round draws."""
    return [*SHARES, *SHARES[-1:] * count][:count]


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("out", "dev"):
        parser.add_argument(name, type=Path)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--minutes", type=float, default=75)
    parser.add_argument("--onward", type=Path, help="the folder of a parser to go on from")
    parser.add_argument("--peak", type=float, default=0.002, help="the greatest learning rate")
    parser.add_argument("--every", type=float, default=4, help="minutes between scores")
    parser.add_argument("--dropout", type=float, default=0.33)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--treebank", type=Path, default=Path("../shared/data/treebank"))
    args = parser.parse_args()
    torch.set_num_threads(1)
    for seed in (torch.manual_seed, np.random.seed, random.seed):
        seed(args.seed)
    nlp = spacy.blank("en")
    adapt(nlp, read(args.treebank / "ewt-train.conllu.gz", False) + read(args.treebank / "gum-train.conllu.gz", True))
    texts = [read_texts(nlp, path) for path in args.corpora]
    copies = [*COPIES, *COPIES[-1:] * len(texts)]
    known = json.loads((args.onward / TABLES).read_text(encoding="utf-8")) if args.onward else None
    tables = Tables.of(list(zip(texts, copies, strict=False)), known)
    train([items(part, tables) for part in texts], items(read_texts(nlp, args.dev), tables), tables, args.out, args)


if __name__ == "__main__":
    main()
