"""What pages for the public say, in their readers' language: a `<language>.yaml` each, English where a line lacks."""

from functools import cached_property, lru_cache
from pathlib import Path

ENGLISH = "en"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur"})


class Tongues:
    """The languages of one folder. Codes are as browsers say them: `fr` and `fr-CA` are both answered in French."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lines = lru_cache(maxsize=64)(self._lines)
        self.says = lru_cache(maxsize=64)(self._says)

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(path.stem for path in self.folder.glob("*.yaml"))

    def _lines(self, language: str) -> dict[str, str]:
        import yaml

        return yaml.safe_load((self.folder / f"{language}.yaml").read_text(encoding="utf-8"))

    def _says(self, language: str) -> dict[str, str]:
        """{"search": "Rechercher", …}; English for a language nobody wrote down."""
        spoken = bare(language)
        return self.lines(ENGLISH) | (self.lines(spoken) if spoken in self.known else {})

    def spoken(self, language: str) -> str:
        """The language in which `says(language)` speaks."""
        return language if bare(language) in self.known else ENGLISH

    def direction(self, language: str) -> str:
        return "rtl" if bare(self.spoken(language)) in RIGHT_TO_LEFT else "ltr"


def bare(language: str) -> str:
    return language.partition("-")[0].lower()
