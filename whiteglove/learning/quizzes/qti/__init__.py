"""QTI 3, the exchange format of 1EdTech: items, a test, and the package that holds them; both ways. Pure."""
