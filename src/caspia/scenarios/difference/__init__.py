"""What a scenario changes, and which of its causes changes what."""
