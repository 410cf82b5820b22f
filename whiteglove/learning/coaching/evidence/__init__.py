"""What shows how somebody's conversations went: small sources, all of one shape."""
