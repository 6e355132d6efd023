"""Logs: a JSON object a line on stderr, so that no text can start a line of its own."""

import logging
import sys

import structlog
from structlog.typing import Processor

UVICORN = "uvicorn.error"
OWN = "app"
QUIET = (UVICORN, "alembic", "httpcore", "httpcore2", "httpx", "httpx2")
BAD_UTF8 = "Invalid UTF-8"


def configure_logs(level: str) -> None:
    """Send every log, the libraries' too, through one formatter. Access logs are off: addresses hold one-time codes.

    Libraries never log what they do in detail: that holds conversations, and what servers answered.
    """
    shared: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        foreign_pre_chain=shared,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=max(logging.INFO, logging.getLevelName(level)), force=True)
    logging.getLogger(OWN).setLevel(level)
    for quiet in QUIET:
        logging.getLogger(quiet).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    logging.getLogger(UVICORN).addFilter(_not_bad_utf8)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )


def _not_bad_utf8(record: logging.LogRecord) -> bool:
    """A client's bad bytes end its connection with 1007; they are no fault of ours to log with a traceback."""
    return not record.getMessage().startswith(BAD_UTF8)
