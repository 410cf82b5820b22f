"""What changes a journey: apply, decide, hand in, judge, appeal, settle."""
