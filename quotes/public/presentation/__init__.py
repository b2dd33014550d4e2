"""What readers are shown of a quote, prepared from the record before a template sees it."""
