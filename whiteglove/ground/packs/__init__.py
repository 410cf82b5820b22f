"""Read, check and version content packs; knows no kind of content."""
