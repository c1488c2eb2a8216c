"""What a briefing tells: each module makes slides of one kind, out of published rows and words."""
