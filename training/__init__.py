"""From the corpora to the shipped language pipeline; no part of the wheel."""
