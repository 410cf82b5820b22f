"""What indicators count, for any number of people at once: a statement for each sort of thing and span of time, never
one for each person."""
