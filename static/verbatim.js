// Makes the pages quicker; every one of them works without it.
