"""`python -m whiteglove.service.channels.email FILE…`: print what is understood of each file, one JSON line each."""

import json
import sys
from pathlib import Path

from .parse import parse
from .parsed import as_dict


def main(paths: list[str]) -> None:
    """One line a file; standard input without any."""
    raws = [Path(path).read_bytes() for path in paths] or [sys.stdin.buffer.read()]
    for raw in raws:
        print(json.dumps(as_dict(parse(raw)), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
