"""Files out of a pack's content: what stands where is laid out once, for slides and pictures alike; nothing is decided here."""
