"""Rules about structure that hold under every profile, for any document."""
