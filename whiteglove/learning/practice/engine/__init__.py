"""The simulated customer. Pure: no Django, no clock, no database; the same seed and words give the same bytes."""
