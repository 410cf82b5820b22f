"""A small network that judges all behaviours at once.

What they have in common is learnt from all of them together, so that a rare behaviour needs fewer sentences than it
would alone. Held out by conversation, on trades no pattern was made for, it does better than a logistic regression for
each (docs/reader.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np

HIDDEN = 256
EPOCHS = 20
BATCH, STEPS = 128, 20  # rows at a time; fewer where a round wouldn't have so many steps
RATE = 2e-3  # of learning, falling to nought
DECAY = 0.01  # of weights, at each step and rate
UNSEEN, UNUSED = 0.2, 0.4  # shares of what is shown, and of what is hidden, that are left out at each step
MOMENTS, SQUARES, TINY = 0.9, 0.999, 1e-6
LEAST, MOST = 1e-4, 0.9  # how common a behaviour may be taken for at the beginning


@dataclass
class Net:
    """`hidden` (width, h) and `hidden_bias` (h,): what behaviours share; `across` (h, k) from there to each behaviour;
    `direct` (width, k) and `bias` (k,): from what is shown straight to each. All float32."""

    hidden: np.ndarray
    hidden_bias: np.ndarray
    across: np.ndarray
    direct: np.ndarray
    bias: np.ndarray

    def logits(self, rows: np.ndarray) -> np.ndarray:
        """(n, k) for rows (n, width)."""
        shared = np.maximum(rows @ self.hidden + self.hidden_bias, 0)
        return shared @ self.across + rows @ self.direct + self.bias

    def parts(self) -> dict[str, np.ndarray]:
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def placed(self, used: np.ndarray) -> Net:
        """The same for rows of which it saw only the columns `used` (width,) bool."""
        hidden, direct = (np.zeros((len(used), part.shape[1]), np.float32) for part in (self.hidden, self.direct))
        hidden[used], direct[used] = self.hidden, self.direct
        return Net(hidden, self.hidden_bias, self.across, direct, self.bias)

    @classmethod
    def joined(cls, nets: Sequence[Net]) -> Net:
        """One net that says on average what these say: each keeps its hidden numbers."""
        share = np.float32(1 / len(nets))
        return cls(
            np.hstack([one.hidden for one in nets]),
            np.concatenate([one.hidden_bias for one in nets]),
            np.vstack([one.across for one in nets]) * share,
            sum(one.direct for one in nets) * share,
            sum(one.bias for one in nets) * share,
        )

    def scaled(self, scale: np.ndarray) -> Net:
        """The same for rows that weren't multiplied by `scale` (width,) before."""
        wide = scale[:, None]
        return Net(self.hidden * wide, self.hidden_bias, self.across, self.direct * wide, self.bias)


def trained(rows: np.ndarray, aims: np.ndarray, weights: np.ndarray, seed: int = 0) -> Net:
    """From `rows` (n, width), `aims` (n, k) between 0 and 1, `weights` (n, k), 0 where nobody said. Reproducible.

    Adam with decoupled decay (Kingma & Ba 2015, Loshchilov & Hutter 2019), parts of the rows and of the hidden
    numbers left out at random (Srivastava et al. 2014).
    """
    random = np.random.default_rng(seed)
    net = _begun(rows.shape[1], aims, weights, random)
    moments, squares = ([np.zeros_like(one) for one in net.parts().values()] for _ in range(2))
    size = max(1, min(BATCH, len(rows) // STEPS))
    steps = EPOCHS * (len(rows) // size)
    for step, chosen in enumerate(_batches(len(rows), size, steps, random), 1):
        rate = RATE * (1 - step / (steps + 1))
        slopes = _slopes(net, rows[chosen], aims[chosen], weights[chosen], random)
        for (name, part), slope, moment, square in zip(net.parts().items(), slopes, moments, squares, strict=True):
            moment += (1 - MOMENTS) * (slope - moment)
            square += (1 - SQUARES) * (slope * slope - square)
            move = (moment / (1 - MOMENTS**step)) / (np.sqrt(square / (1 - SQUARES**step)) + TINY)
            part -= np.float32(rate) * (move + (0 if name.endswith("bias") else np.float32(DECAY)) * part)
    return net


def _begun(width: int, aims: np.ndarray, weights: np.ndarray, random: np.random.Generator) -> Net:
    """Small numbers at random, and each behaviour as common as it is."""
    count = aims.shape[1]
    common = np.clip((weights * aims).sum(axis=0) / np.maximum(1, weights.sum(axis=0)), LEAST, MOST)
    parts = (
        random.normal(0, width**-0.5, (width, HIDDEN)),
        np.zeros(HIDDEN),
        random.normal(0, 0.3 * HIDDEN**-0.5, (HIDDEN, count)),
        np.zeros((width, count)),
        np.log(common / (1 - common)),
    )
    return Net(*(part.astype(np.float32) for part in parts))


def _batches(count: int, size: int, steps: int, random: np.random.Generator) -> Iterator[np.ndarray]:
    """So many times `size` of the rows; every row once before any comes a third time."""
    left = np.zeros(0, int)
    for _ in range(steps):
        if len(left) < size:
            left = np.concatenate([left, random.permutation(count)])
        yield left[:size]
        left = left[size:]


def _slopes(
    net: Net, rows: np.ndarray, aims: np.ndarray, weights: np.ndarray, random: np.random.Generator
) -> list[np.ndarray]:
    """How each part of the net should change for these rows, parts of which are left out."""
    rows = rows * _kept(rows.shape, UNSEEN, random)
    before = rows @ net.hidden + net.hidden_bias
    used = _kept(before.shape, UNUSED, random)
    shared = np.maximum(before, 0) * used
    errors = weights * (_sigmoid(shared @ net.across + rows @ net.direct + net.bias) - aims)
    back = (errors @ net.across.T) * used * (before > 0)
    return [rows.T @ back, back.sum(axis=0), shared.T @ errors, rows.T @ errors, errors.sum(axis=0)]


def _kept(shape: tuple[int, ...], left_out: float, random: np.random.Generator) -> np.ndarray:
    return (random.random(shape, dtype=np.float32) >= left_out) / np.float32(1 - left_out)


def _sigmoid(logits: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(0.5 * logits))
