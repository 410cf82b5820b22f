"""docs/selfhost/settings.md lists every variable the product reads, and none it doesn't."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
VARIABLE = re.compile(r"\b(?:WHITEGLOVE_[A-Z_]+|(?:TEST_)?DATABASE_URL)\b")


def read_by_the_product() -> set[str]:
    places = [*(ROOT / "config").rglob("*.py"), *(ROOT / "whiteglove").rglob("*.py"), ROOT / "tests" / "postgres.py"]
    texts = [path.read_text() for path in places if "tests" not in path.relative_to(ROOT).parts[1:-1]]
    return {name for text in texts for name in re.findall(r"""["']((?:WHITEGLOVE|TEST|DATABASE)_[A-Z_]+)["']""", text)}


def test_every_setting_is_listed_and_every_listed_one_is_read():
    listed = set(VARIABLE.findall((ROOT / "docs" / "selfhost" / "settings.md").read_text()))
    assert listed == read_by_the_product()
