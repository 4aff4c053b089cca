"""Rules on documents that adopt international ones (GB/T 1.2—2020)."""
