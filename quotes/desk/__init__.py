"""The desk: where a journalist pastes a story, confirms the quotes found in it and marks others."""
