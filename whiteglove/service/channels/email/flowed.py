"""Put the paragraphs of format=flowed text (RFC 3676) together again."""

_ENDLESS = 100_000  # characters of one paragraph; beyond, a new line starts


def unflow(text: str, *, delete_space: bool) -> str:
    """Each paragraph on one line; quoted ones keep one `>` a level. `delete_space`: DelSp=yes."""
    out: list[str] = []
    pieces: list[str] = []
    level = length = 0
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        body = line[depth:]
        body = body[1:] if body.startswith(" ") else body
        if pieces and (depth != level or body in ("-- ", "--") or length > _ENDLESS):
            out.append(_written(level, pieces))
            pieces, length = [], 0
        level = depth
        soft = body.endswith(" ") and body != "-- "
        pieces.append(body[:-1] if soft and delete_space else body)
        length += len(body)
        if not soft:
            out.append(_written(level, pieces))
            pieces, length = [], 0
    if pieces:
        out.append(_written(level, pieces))
    return "\n".join(out)


def _written(level: int, pieces: list[str]) -> str:
    body = "".join(pieces)
    if not level:
        return body
    return f"{'>' * level} {body}" if body else ">" * level
