"""Rules about the foreword and the introduction."""
