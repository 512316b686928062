"""Lets ``python -m chancery`` open the front door."""

from chancery.cli import main

main()
