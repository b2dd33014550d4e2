"""The fact-checker's pages: the queue, a quote beside its sources, verdicts."""
