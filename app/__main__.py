"""`python -m app` is the `hotseat` command."""

from app.cli import main

main()
