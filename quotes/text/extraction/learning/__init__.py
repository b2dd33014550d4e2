"""Learning the numbers of learned.json again from the corpus. Nothing on the site uses this."""
