"""What somebody wrote before they wrote it otherwise: kept, so that a change is taken back. Pure."""

from typing import Any

MOST = 20


def kept(wordings: list[dict[str, Any]], before: dict[str, Any]) -> list[dict[str, Any]]:
    """With one more; the oldest of very many go."""
    return [*wordings, before][-MOST:]


def without_last(wordings: list[dict[str, Any]]) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The last one and those before it; None where nothing was changed."""
    return (wordings[-1], wordings[:-1]) if wordings else (None, [])
