"""`make bench`: every measurement beside its reference in the same run."""

from rich.console import Console
from rich.table import Table

from bench import reporting


def main() -> None:
    """Prints the tables."""
    console = Console()
    table = Table("CPU, median", "ms", "ratio", title="Grade and report of a 45-minute round")
    for row in reporting.measure():
        table.add_row(row.what, f"{row.milliseconds:.1f}", "" if row.ratio is None else f"{row.ratio:.2f}")
    console.print(table)


main()
