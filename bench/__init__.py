"""Benchmarks: figures as ratios in one run, written to `bench/results/` as JSON with how they were obtained."""
