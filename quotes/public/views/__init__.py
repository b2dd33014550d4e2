"""The public pages: one view a file, one name for view, address, template and test."""
