"""A network that reads a text from either end, word by word: bidirectional LSTMs over what words look like.

Trained elsewhere (``training/parser.py``); here only numpy multiplies. Texts of like length go through together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


class Layer:
    """Both directions of one bidirectional LSTM, its gates in the order input, forget, cell, output."""

    def __init__(self, weights: Mapping[str, Floats], name: str) -> None:
        forward, backward = ({part: weights[f"{name}.{way}.{part}"] for part in ("in", "own", "bias")} for way in "fb")
        self.width = forward["own"].shape[1]
        # sigmoid(x) is (1 + tanh(x / 2)) / 2: with the gates halved, one tanh does for all four
        half = np.full(4 * self.width, 0.5, "float32")
        half[2 * self.width : 3 * self.width] = 1
        self._inward = np.ascontiguousarray(
            np.concatenate([way["in"] * half[:, None] for way in (forward, backward)]).T
        )
        self._bias = np.concatenate([way["bias"] * half for way in (forward, backward)])
        self._own = np.stack([(way["own"] * half[:, None]).T for way in (forward, backward)])

    def inward(self, vectors: Floats) -> Floats:
        """Give what the words by themselves put into the gates of either direction."""
        made: Floats = vectors @ self._inward
        made += self._bias
        return made

    def outputs(self, gates: Floats, steps: Steps) -> Floats:
        """Give each word's two states, beginning to word and end to word, side by side."""
        width, count = self.width, len(gates)
        out = np.empty((count, 2 * width), "float32")
        state = np.zeros((2, steps.texts, width), "float32")
        cell = np.zeros((2, steps.texts, width), "float32")
        for there, back in zip(steps.there, steps.back, strict=True):
            now = len(there)
            total = np.matmul(state[:, :now], self._own)
            total[0] += gates[there, : 4 * width]
            total[1] += gates[back, 4 * width :]
            np.tanh(total, out=total)
            take, keep, fresh, show = (total[:, :, i * width : (i + 1) * width] for i in range(4))
            held = cell[:, :now]
            keep += 1
            held *= keep
            take += 1
            take *= fresh
            held += take
            held *= 0.5
            show += 1
            show *= 0.5
            np.multiply(np.tanh(held), show, out=state[:, :now])
            out[there, :width] = state[0, :now]
            out[back, width:] = state[1, :now]
        return out


class Steps:
    """Which words texts of these lengths read together, going there and back; longer texts go on alone."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.texts = len(lengths)
        ends = np.cumsum(lengths, dtype="int64")
        longest = sorted(range(len(lengths)), key=lambda i: -lengths[i])
        starts = (ends - np.asarray(lengths, "int64"))[longest]
        sizes = np.asarray(lengths, "int64")[longest]
        self.there: list[Numbers] = []
        self.back: list[Numbers] = []
        for step in range(int(sizes[0]) if len(sizes) else 0):
            going = int(np.searchsorted(-sizes, -step, side="left"))
            self.there.append(starts[:going] + step)
            self.back.append(starts[:going] + sizes[:going] - 1 - step)
