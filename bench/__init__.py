"""What the library costs, as ratios against a floor measured beside it: `python -m bench`."""
