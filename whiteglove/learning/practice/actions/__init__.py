"""Begin a run, answer, leave; show it to a coach, remark on it: a module a verb."""
