"""What is measured from outside the house: its pages beside a bare Django page. `bin/bench desk` runs it."""
