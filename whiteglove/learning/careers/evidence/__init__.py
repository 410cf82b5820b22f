"""Behind each number: the rows it was counted from, a page at a time."""
