"""Full-text search over tickets: `index` writes, `find` reads. The engine behind it is nobody else's business."""
