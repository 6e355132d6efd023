"""`make bench`: every measurement beside its reference in the same run."""

from rich.console import Console

from bench import live, reporting, server

if __name__ == "__main__":
    server.main()
    Console().print(reporting.table())
    Console().print(live.table(live.BOTH, live.CONVERSATIONS, live.RATE, live.SECONDS))
