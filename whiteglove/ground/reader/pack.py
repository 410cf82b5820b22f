"""The reader's part of a pack, read from its folder or from what the desk has loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from whiteglove.ground.reader.behaviour import BehaviourError

BEHAVIOURS = "behaviours"
# Every scalar stays a text, as in packs: `no` is a word people say.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def content_of(path: str | Path) -> Mapping[str, Any]:
    """{file name: its keys} of `path`/behaviours. Raises BehaviourError for files that aren't YAML."""
    folder = Path(path) / BEHAVIOURS
    if not folder.is_dir():
        raise BehaviourError([("", "", f"{folder} isn't there, so this pack describes no behaviours.")])
    problems, made = [], {}
    for file in sorted(folder.glob("*.yaml")):
        try:
            made[file.stem] = yaml_of(file) or {}
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            problems.append((file.stem, "", f"this isn't YAML in UTF-8: {str(error).splitlines()[-1].strip()}."))
    if problems:
        raise BehaviourError(problems)
    return made


def yaml_of(file: Path) -> Any:
    """What a YAML file holds, every scalar as a text. Raises yaml.YAMLError and UnicodeDecodeError."""
    return yaml.load(file.read_text("utf-8-sig"), _LOADER)


def vocabulary_of(path: Path) -> frozenset[str]:
    """Words that people write in lower case, one a line; empty where the pack has none."""
    return frozenset(path.read_text("utf-8").split()) if path.is_file() else frozenset()
