"""Say one's own level; confirm or dispute it; aim and plan: a module a noun, a function a verb."""
