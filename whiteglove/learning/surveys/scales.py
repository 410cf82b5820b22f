"""The three questions that can be asked, and what an answer to each comes to. Pure."""

from dataclasses import dataclass

CSAT, CES, NPS = "csat", "ces", "nps"


@dataclass(frozen=True)
class Scale:
    """Answers go from `least` to `most`; from `good` on they count as satisfied, up to `poor` as not."""

    kind: str
    name: str
    least: int
    most: int
    good: int
    poor: int

    @property
    def scores(self) -> range:
        return range(self.least, self.most + 1)

    def fits(self, score: int) -> bool:
        return self.least <= score <= self.most

    def band(self, score: int) -> str:
        """good, middling or poor."""
        return "good" if score >= self.good else "poor" if score <= self.poor else "middling"


SCALES = {
    CSAT: Scale(CSAT, "Satisfaction", 1, 5, good=4, poor=2),
    CES: Scale(CES, "Ease", 1, 7, good=5, poor=3),
    NPS: Scale(NPS, "Recommendation", 0, 10, good=9, poor=6),
}
# How a visitor found a chat is one of two words; on the scale of satisfaction they are its ends.
CHAT_GOOD, CHAT_POOR = 5, 1


def of_chat(good: bool) -> int:
    return CHAT_GOOD if good else CHAT_POOR
