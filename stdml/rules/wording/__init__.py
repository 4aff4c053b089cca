"""Rules about verbal forms, words and names."""
