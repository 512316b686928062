"""The parser's network as it is trained, in PyTorch; ``chancery.language.parser`` runs it with numpy alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from chancery.language.parser import SIGNS
from training.parser_data import NONE, Batch, Tables

WIDTH, LAYERS = 200, 2
PAIR_WIDTH, LABEL_WIDTH = 200, 160
# How much tags, classes and the first words of sentences weigh beside arcs and labels.
TAGS, CLASSES, FIRSTS = 0.3, 0.3, 2.0
BIASES = "bias_ih", "bias_hh"


class Read(NamedTuple):
    """What the network says of a batch: the words' states, those by sentence with the root before them, and the pairs' scores."""

    states: Tensor
    words: Tensor
    heads: Tensor
    pairs: Tensor


class Network(nn.Module):  # type: ignore[misc]  # PyTorch is not there where types are checked
    """Signs of words, two LSTMs a layer, and a linear answer to each question."""

    def __init__(self, tables: Tables, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.signs = nn.ModuleList(
            nn.Embedding(len(tables.signs[name]) + 2, width, padding_idx=0) for name, (_, width) in SIGNS.items()
        )
        inputs = sum(width for _, width in SIGNS.values())
        self.ways = nn.ModuleList(
            nn.LSTM(inputs if layer == 0 else 2 * WIDTH, WIDTH) for layer in range(LAYERS) for _ in "fb"
        )
        self.arc_dependent, self.arc_head = nn.Linear(2 * WIDTH, PAIR_WIDTH), nn.Linear(2 * WIDTH, PAIR_WIDTH)
        self.arc_pair = nn.Parameter(torch.randn(PAIR_WIDTH + 1, PAIR_WIDTH) * 0.01)
        self.label_dependent, self.label_head = nn.Linear(2 * WIDTH, LABEL_WIDTH), nn.Linear(2 * WIDTH, LABEL_WIDTH)
        self.label = nn.Linear(LABEL_WIDTH, len(tables.labels))
        self.root = nn.Parameter(torch.randn(2 * WIDTH) * 0.1)
        self.tag = nn.Linear(2 * WIDTH, len(tables.tags))
        self.word_class = nn.Linear(2 * WIDTH, len(tables.classes))
        self.first = nn.Linear(2 * WIDTH, 1)
        self._begin()

    def _begin(self) -> None:
        for table in self.signs:
            nn.init.normal_(table.weight, 0, 0.3)
            table.weight.data[0] = 0
        for way in self.ways:
            for gate in range(4):
                nn.init.orthogonal_(way.weight_hh_l0.data[gate * WIDTH : (gate + 1) * WIDTH])
            nn.init.xavier_uniform_(way.weight_ih_l0.data)
            way.bias_hh_l0.data.zero_()
            way.bias_ih_l0.data.zero_()
            way.bias_ih_l0.data[WIDTH : 2 * WIDTH] = 1  # what is remembered is kept at first

    def take_over(self, weights: Mapping[str, npt.NDArray[np.float32]]) -> None:
        """Begin with the weights of a parser whose signs are the first of ours (the inverse of ``as_numpy``)."""
        own = self.state_dict()
        for name, tensor in own.items():
            if BIASES[1] in name:
                tensor.zero_()
        for name, ours in _names().items():
            array = torch.from_numpy(weights[name])
            own[ours][tuple(map(slice, array.shape))] = array

    def read(self, batch: Batch) -> Read:
        """Read a batch."""
        states = self._states(torch.from_numpy(batch.signs), torch.from_numpy(batch.lengths))
        words = states.reshape(-1, states.shape[2])[torch.from_numpy(batch.rows)]
        heads = torch.cat([self.root.expand(len(words), 1, -1), words], 1)
        left = self._dropped(functional.relu(self.arc_dependent(words)))
        right = self._dropped(functional.relu(self.arc_head(heads)))
        pairs = torch.cat([left, torch.ones_like(left[..., :1])], 2) @ self.arc_pair @ right.transpose(1, 2)
        open_ = np.pad(batch.full, ((0, 0), (1, 0)), constant_values=True)
        return Read(states, words, heads, pairs.float().masked_fill(~torch.from_numpy(open_)[:, None], -1e9))

    def labels(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Score the labels of arcs."""
        made: Tensor = self.label(
            self._dropped(functional.relu(self.label_dependent(dependents) + self.label_head(heads)))
        )
        return made

    def loss(self, batch: Batch) -> Tensor:
        """Give how far the network is from what is known of a batch."""
        read = self.read(batch)
        heads, labels = torch.from_numpy(batch.heads), torch.from_numpy(batch.labels)
        arcs = _loss(read.pairs, heads)
        known = (heads != NONE) & (labels != NONE)
        sentence = torch.arange(len(heads))[:, None].expand_as(heads)[known]
        named = functional.cross_entropy(
            self.labels(read.words[known], read.heads[sentence, heads[known]]), labels[known]
        )
        tags = _loss(self.tag(read.states), torch.from_numpy(batch.tags))
        classes = _loss(self.word_class(read.states), torch.from_numpy(batch.classes))
        wanted = torch.from_numpy(batch.firsts)
        told = self.first(read.states).squeeze(2)[wanted >= 0].float()
        firsts = functional.binary_cross_entropy_with_logits(told, wanted[wanted >= 0])
        return arcs + named + TAGS * tags + CLASSES * classes + FIRSTS * firsts

    def _states(self, signs: Tensor, lengths: Tensor) -> Tensor:
        """Give each word's state; a text is turned round for the LSTM that reads it from its end."""
        texts, longest = signs.shape[1:]
        inputs = torch.cat([table(sign) for table, sign in zip(self.signs, signs, strict=True)], 2)
        states = self._dropped_whole(inputs.transpose(0, 1))
        steps = torch.arange(longest)[None]
        turned = lengths[:, None] - 1 - steps
        turned = torch.where(turned < 0, steps, turned)
        flip = (turned * texts + torch.arange(texts)[:, None]).t().reshape(-1)
        for there, back in zip(self.ways[::2], self.ways[1::2], strict=True):
            states = states.contiguous()
            forward, _ = there(states)
            backward, _ = back(states.reshape(longest * texts, -1)[flip].reshape(longest, texts, -1))
            backward = backward.reshape(longest * texts, -1)[flip].reshape(longest, texts, -1)
            states = self._dropped_whole(torch.cat([forward, backward], 2))
        return states.transpose(0, 1)

    def _dropped(self, states: Tensor) -> Tensor:
        return functional.dropout(states, self.dropout, self.training)

    def _dropped_whole(self, states: Tensor) -> Tensor:
        """Drop the same numbers of all words of a text."""
        if not self.training:
            return states
        kept = states.new_empty(1, states.shape[1], states.shape[2]).bernoulli_(1 - self.dropout)
        return states * kept / (1 - self.dropout)


def _loss(scores: Tensor, wanted: Tensor) -> Tensor:
    return functional.cross_entropy(scores.reshape(-1, scores.shape[2]), wanted.reshape(-1), ignore_index=NONE)


def as_numpy(weights: Mapping[str, Tensor]) -> dict[str, npt.NDArray[np.float32]]:
    """Give a network's weights under the names by which ``chancery.language.parser`` knows them."""
    given = {name: tensor.detach().float().numpy() for name, tensor in weights.items()}
    made = {name: given[own] for name, own in _names().items()}
    return made | {name: given[own] + given[own.replace(*BIASES)] for name, own in _names().items() if BIASES[0] in own}


def _names() -> dict[str, str]:
    """What the parser calls its weights, and what the network does; an LSTM of PyTorch has two biases, ours their sum."""
    made = {f"sign.{name}": f"signs.{i}.weight" for i, name in enumerate(SIGNS)}
    for number in range(2 * LAYERS):
        for name, own in (("in", "weight_ih_l0"), ("own", "weight_hh_l0"), ("bias", f"{BIASES[0]}_l0")):
            made[f"layer{number // 2}.{'fb'[number % 2]}.{name}"] = f"ways.{number}.{own}"
    for own in ("arc_dependent", "arc_head", "label_dependent", "label_head", "label", "tag", "word_class", "first"):
        name = "class" if own == "word_class" else own.replace("_", ".")
        made |= {f"{name}.weights": f"{own}.weight", f"{name}.bias": f"{own}.bias"}
    return made | {"arc.pair": "arc_pair", "root": "root"}
