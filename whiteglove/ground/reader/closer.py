"""A closer look at a sentence: the first layers of a language model that weighs every word by all the others.

The encoder (`encoder.py`) sees each word in a window of five. These layers see the whole sentence at once, know more of
English, and cost ten times as much: so the reader asks them only where it is unsure (`heads.py`).

The weights are the first layers of all-MiniLM-L6-v2 (Wang et al. 2020, "MiniLM"; Reimers & Gurevych 2019,
"Sentence-BERT"; Apache License 2.0, as ours), changed by us: without words that English doesn't need, and in 8 bits for
each number. `python -m whiteglove.ground.reader.closer FOLDER` makes `closer.npz` anew from what its publishers give
out.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from whiteglove.ground.reader.encoder import on_disk, prepared

FILE = Path(__file__).with_name("closer.npz")
WIDTH, HEADS = 384, 12
LAYERS = 3
POOLED = 2 * WIDTH  # the mean of each number over the sentence, and the most
LONGEST = 62  # pieces of words, with those that begin and end a sentence
BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
WORST = 40  # letters of a word beyond which it is no word
TOGETHER = 512  # pieces: as much as a processor holds close by
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_PARTS = ("qkv", "out", "up", "down")


class Closer:
    """Words to numbers by the file's weights, loaded when first asked. Not for use by several threads at once."""

    def __init__(self, file: Path = FILE) -> None:
        self._file = file
        self._loaded: tuple[Words, Layers] | None = None

    def of(self, sentences: Sequence[str]) -> np.ndarray:
        """(n, POOLED) float32 for masked sentences."""
        if self._loaded is None:
            self._loaded = _opened(self._file)
        words, layers = self._loaded
        pieces = [words.pieces(prepared(one)) for one in sentences]
        made = np.empty((len(pieces), POOLED), np.float32)
        for places in _together([len(one) for one in pieces]):
            made[places] = layers.of([pieces[place] for place in places])
        return made


class Words:
    """Cuts text into the pieces that the model knows, the longest first (Schuster & Nakajima 2012)."""

    def __init__(self, known: Sequence[str]) -> None:
        self._place = {one: place for place, one in enumerate(known)}
        self._cut = lru_cache(maxsize=20_000)(self._cut_one)

    def pieces(self, text: str) -> list[int]:
        inside = [piece for word in _WORD.findall(text.lower()) for piece in self._cut(word)]
        return [self._place[BEGIN], *inside[: LONGEST - 2], self._place[END]]

    def _cut_one(self, word: str) -> tuple[int, ...]:
        unknown = (self._place[UNKNOWN],)
        if len(word) > WORST:
            return unknown
        found, start = [], 0
        while start < len(word):
            lead = "##" if start else ""
            ends = (end for end in range(len(word), start, -1) if lead + word[start:end] in self._place)
            if (end := next(ends, None)) is None:
                return unknown
            found.append(self._place[lead + word[start:end]])
            start = end
        return tuple(found)


class Layers:
    """The layers themselves (Vaswani et al. 2017; Devlin et al. 2019)."""

    def __init__(self, kept: dict[str, np.ndarray]) -> None:
        self._table, self._size = on_disk(kept["words"]), kept["words_size"]
        self._place, self._first = kept["places"].astype(np.float32), kept["first"].astype(np.float32)
        self._layers = [_Layer(kept, number) for number in range(LAYERS)]

    def of(self, sentences: Sequence[Sequence[int]]) -> np.ndarray:
        """(n, POOLED) for sentences as numbers of pieces."""
        counts = np.array([len(one) for one in sentences])
        starts, pieces = np.cumsum(counts) - counts, np.concatenate(sentences)
        inside = np.arange(counts.max()) < counts[:, None]
        rows = self._table[pieces] * self._size[pieces][:, None] + self._place[np.nonzero(inside)[1]]
        rows = _even(rows, *self._first)
        for layer in self._layers:
            rows = layer.through(rows, inside)
        mean = np.add.reduceat(rows, starts) / counts[:, None].astype(np.float32)
        return np.hstack([mean, np.maximum.reduceat(rows, starts)])


class _Layer:
    def __init__(self, kept: dict[str, np.ndarray], number: int) -> None:
        self._weights = [kept[f"{part}_{number}"] * kept[f"{part}_size_{number}"] for part in _PARTS]
        self._biases = [kept[f"{part}_bias_{number}"] for part in _PARTS]
        self._even = kept[f"even_{number}"]

    def through(self, rows: np.ndarray, inside: np.ndarray) -> np.ndarray:
        """(pieces, WIDTH) each; `inside` (n, length): which places of each sentence are pieces."""
        _, out, up, down = range(4)
        rows = _even(rows + self._times(self._heard(rows, inside), out), *self._even[:2])
        return _even(rows + self._times(_bent(self._times(rows, up)), down), *self._even[2:])

    def _heard(self, rows: np.ndarray, inside: np.ndarray) -> np.ndarray:
        """(pieces, WIDTH) what each piece takes from all others of its sentence."""
        padded = np.zeros((*inside.shape, 3 * WIDTH), np.float32)
        padded[inside] = self._times(rows, 0)
        asked, offered, told = (
            part.reshape(*inside.shape, HEADS, -1).transpose(0, 2, 1, 3) for part in np.split(padded, 3, axis=2)
        )
        share = np.matmul(asked, offered.transpose(0, 1, 3, 2))
        share *= np.float32((WIDTH / HEADS) ** -0.5)
        share += np.where(inside, np.float32(0), np.float32(-1e4))[:, None, None]
        share -= share.max(axis=-1, keepdims=True)
        np.exp(share, out=share)
        share /= share.sum(axis=-1, keepdims=True)
        return np.matmul(share, told).transpose(0, 2, 1, 3)[inside].reshape(-1, WIDTH)

    def _times(self, rows: np.ndarray, part: int) -> np.ndarray:
        made = rows @ self._weights[part]
        made += self._biases[part]
        return made


def _bent(rows: np.ndarray) -> np.ndarray:
    """GELU in its short form (Hendrycks & Gimpel 2016)."""
    inner = rows * rows
    inner *= 0.044715
    inner += 1
    inner *= rows
    inner *= np.float32(np.sqrt(2 / np.pi))
    np.tanh(inner, out=inner)
    inner += 1
    inner *= rows
    inner *= 0.5
    return inner


def _even(rows: np.ndarray, gain: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Each row around 0 and of spread 1 (Ba, Kiros & Hinton 2016), then stretched and moved as was learnt."""
    rows = rows - rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", rows, rows) / WIDTH
    rows *= (1 / np.sqrt(spread + 1e-12))[:, None]
    rows *= gain
    rows += bias
    return rows


def _together(counts: Sequence[int]) -> Iterator[list[int]]:
    """Places of sentences of like length, so many at a time as are handled best."""
    chosen, held = [], 0
    for place in sorted(range(len(counts)), key=counts.__getitem__):
        if chosen and held + counts[place] > TOGETHER:
            yield chosen
            chosen, held = [], 0
        chosen.append(place)
        held += counts[place]
    if chosen:
        yield chosen


def _opened(file: Path) -> tuple[Words, Layers]:
    with np.load(file, allow_pickle=False) as kept:
        numbers = {name: kept[name] for name in kept.files if name != "known"}
        return Words(str(kept["known"]).split("\n")), Layers(numbers)


def closer_or_none() -> Closer | None:
    return Closer() if FILE.is_file() else None


def made_from(folder: Path, file: Path = FILE) -> None:
    """Write `file` from a folder with the publishers' `model.safetensors` and `tokenizer.json`."""
    vocabulary = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    known = [one for one in sorted(vocabulary, key=vocabulary.get) if _english(one)]
    read = _Tensors(folder / "model.safetensors")
    words, size = _small(read["embeddings.word_embeddings.weight"][[vocabulary[one] for one in known]].T)
    kind = read["embeddings.token_type_embeddings.weight"][0]
    kept = {"known": np.array("\n".join(known)), "words": words.T, "words_size": size[0]}
    kept["places"] = (read["embeddings.position_embeddings.weight"][:LONGEST] + kind).astype(np.float16)
    kept["first"] = np.stack([read[f"embeddings.LayerNorm.{one}"] for one in ("weight", "bias")])
    for number in range(LAYERS):
        kept |= _layer_of(read, number)
    np.savez(file, **kept)


def _english(piece: str) -> bool:
    """What folded English can hold: letters without accents, signs of currencies; and no place kept free for others."""
    return not piece.startswith("[unused") and (piece.isascii() or (len(piece) == 1 and not piece.isalpha()))


def _layer_of(read: _Tensors, number: int) -> dict[str, np.ndarray]:
    at = f"encoder.layer.{number}."
    names = {
        "qkv": [f"attention.self.{one}" for one in ("query", "key", "value")],
        "out": ["attention.output.dense"], "up": ["intermediate.dense"], "down": ["output.dense"],
    }  # fmt: skip
    made = {}
    for part, those in names.items():
        weights = np.vstack([read[f"{at}{one}.weight"] for one in those]).T
        made[f"{part}_{number}"], made[f"{part}_size_{number}"] = _small(weights)
        made[f"{part}_bias_{number}"] = np.hstack([read[f"{at}{one}.bias"] for one in those])
    evens = [f"{at}{one}.LayerNorm.{part}" for one in ("attention.output", "output") for part in ("weight", "bias")]
    return made | {f"even_{number}": np.stack([read[one] for one in evens])}


def _small(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(rows, columns) int8, and by how much each column (1, columns) is to be multiplied."""
    size = np.maximum(np.abs(weights).max(axis=0, keepdims=True), 1e-9) / 127
    return np.round(weights / size).astype(np.int8), size.astype(np.float32)


class _Tensors:
    """A safetensors file: eight bytes for the length of a header in JSON, the header, the numbers."""

    def __init__(self, file: Path) -> None:
        raw = file.read_bytes()
        begin = 8 + int.from_bytes(raw[:8], "little")
        self._raw, self._header = raw[begin:], json.loads(raw[8:begin])

    def __getitem__(self, name: str) -> np.ndarray:
        start, end = self._header[name]["data_offsets"]
        return np.frombuffer(self._raw[start:end], "<f4").reshape(self._header[name]["shape"])


if __name__ == "__main__":
    made_from(Path(sys.argv[1]))
