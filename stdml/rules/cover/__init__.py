"""Rules about the cover, the title and the contents."""
