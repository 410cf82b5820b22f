"""Plan, hold and skip conversations; note, agree and remind; share examples; suggest and decide: a module a verb."""
