"""Open Badges 3.0 as Verifiable Credentials: pure, without Django, clock or database."""
