"""The files of the house, for tests that read them."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOUSE = ROOT / "whiteglove"
WINGS = ("ground", "service", "learning", "front")
OTHERS = {"tests", "migrations", "__pycache__"}


@cache
def rooms() -> tuple[Path, ...]:
    """The folder of every room, such as whiteglove/service/desk."""
    found = (folder for wing in WINGS for folder in sorted((HOUSE / wing).iterdir()))
    return tuple(folder for folder in found if (folder / "__init__.py").exists())


def room_of(path: Path) -> str:
    """ "desk" for anything in whiteglove/service/desk."""
    return path.relative_to(HOUSE).parts[1]


@cache
def sources(*, with_tests: bool = False) -> tuple[Path, ...]:
    """Every Python file of the product; never migrations."""
    left_out = OTHERS - ({"tests"} if with_tests else set())
    found = [*HOUSE.rglob("*.py"), *(ROOT / "config").rglob("*.py")]
    if with_tests:
        found += (ROOT / "tests").rglob("*.py")
    return tuple(sorted(path for path in found if not left_out & set(path.relative_to(ROOT).parts)))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def files(ending: str) -> tuple[Path, ...]:
    """Every file of the product that ends like this, such as ".html"."""
    return tuple(sorted(path for path in HOUSE.rglob(f"*{ending}") if "__pycache__" not in path.parts))


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def complain(found: list[str], advice: str) -> None:
    """Fail with every finding and what to do about them."""
    assert not found, "\n".join([advice, *found])
