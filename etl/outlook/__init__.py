"""Where a year's target will end: the chance that it is met, from this year's quarters and earlier years. Numbers only, no tables."""
