"""How many verdicts hang on who somebody is: `bin/bench swaps NAMES TOWNS [--rules]`, two files, a name on each line.

Take lists that ours was not made from. Every sentence of `swaps.txt` is read as written, in small letters and in
capitals, about names the conversation knows and doesn't know, and compared with the same about Sarah or Leeds.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from whiteglove.ground.reader import Conversation, Message, Reader
from whiteglove.ground.reader.bench import PACK

SENTENCES = Path(__file__).with_name("swaps.txt")
HOW = {"as written": str, "small": str.lower, "capitals": str.upper}
USUAL = {"{n}": "Sarah", "{p}": "Leeds"}
SIDES = {"C": "customer", "A": "agent"}
# (kind, sentence, name) -> what it shows: behaviours, each with its sentence.
Said = dict[tuple[str, str, str], frozenset]


def main() -> None:
    given = argparse.ArgumentParser(prog="bin/bench swaps")
    given.add_argument("names", type=Path)
    given.add_argument("towns", type=Path)
    given.add_argument("--rules", action="store_true", help="without the encoder, which is several times faster")
    chosen = given.parse_args()
    fills = {"{n}": _lines(chosen.names), "{p}": _lines(chosen.towns)}
    reader = Reader.from_pack(PACK, encoder=not chosen.rules)
    usual = {key[:2]: shown for key, shown in _said(reader, {slot: [name] for slot, name in USUAL.items()}).items()}
    tried, changed = Counter(), Counter()
    for (kind, frame, _), shown in _said(reader, fills).items():
        tried[kind] += 1
        changed[kind] += shown != usual[kind, frame]
    for kind, count in tried.items():
        print(f"{kind:28} {changed[kind]:6d} of {count:7d}  {100 * changed[kind] / count:5.2f} %")
    print(f"{'all':28} {changed.total():6d} of {tried.total():7d}  {100 * changed.total() / tried.total():5.2f} %")


def _said(reader: Reader, fills: dict[str, list[str]]) -> Said:
    asked = list(_asked(fills))
    readings = reader.read_all([(message, around) for *_, message, around in asked])
    return {
        (kind, frame, name): frozenset((one.behaviour, one.sentence) for one in reading.findings)
        for (kind, frame, name, *_), reading in zip(asked, readings, strict=True)
    }


def _asked(fills: dict[str, list[str]]) -> Iterator[tuple[str, str, str, Message, Conversation]]:
    for line in _lines(SENTENCES):
        side, frame = SIDES[line[0]], line[3:].replace("\\n", "\n")
        slot = re.search(r"\{[np]\}", frame)[0]
        for how, written in HOW.items():
            for known in ("stranger", "known")[: 1 if slot == "{p}" else 2]:
                for name in fills[slot]:
                    text = written(frame.replace(slot, "\0")).replace("\0", written(name))
                    around = Conversation(customer_names=[name] if known == "known" else ())
                    kind = f"{'name' if slot == '{n}' else 'place'}, {known}, {how}"
                    yield kind, frame, name, Message(side, text), around


def _lines(file: Path) -> list[str]:
    return [one.strip() for one in file.read_text("utf-8").splitlines() if one.strip() and not one.startswith("#")]


if __name__ == "__main__":
    main()
