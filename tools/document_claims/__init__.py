"""Write docs/claims.md and docs/promises.md, and score the reading against the gold sentences."""
