"""The fact-checker's pages: what waits, a quote beside its sources, verdicts."""
