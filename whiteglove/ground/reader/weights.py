"""Weights as they are found, or what to do where they can't be used."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

from whiteglove.ground.reader.heads import FILE, FOLDER, Heads

ANEW = "Take the weights that came with this version, or run `whiteglove reader train` to make them anew."


class WeightsError(ValueError):
    """The file isn't weights, is damaged, or was written by another version. Says what to do."""


def weights_of(file: Path) -> Heads | None:
    """None where there are none. Raises WeightsError."""
    try:
        return Heads.load(file)
    except (ValueError, KeyError, TypeError, EOFError, BadZipFile) as problem:
        raise WeightsError(f"the weights in {file} can't be used by this version of Whiteglove. {ANEW}") from problem


def weights_of_pack(path: str | Path) -> Heads | None:
    """Of the pack in this folder. Raises WeightsError."""
    return weights_of(Path(path) / FOLDER / FILE)
