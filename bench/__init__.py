"""The benchmarks: people with their history in a database of their own, and pages measured against a bare floor."""
