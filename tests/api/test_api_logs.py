"""What is logged at DEBUG: our own steps, and no library's."""

import subprocess
import sys

STEPS = """
import logging
from app.api.logs import configure_logs
configure_logs("DEBUG")
for name in ("app.api.live", "anthropic._base_client", "openai._base_client", "httpcore2", "botocore", "aiohttp"):
    logging.getLogger(name).debug("step of %s", name)
    logging.getLogger(name).error("fault of %s", name)
"""


def test_libraries_tell_no_details() -> None:
    run = subprocess.run([sys.executable, "-c", STEPS], capture_output=True, text=True, check=True)
    assert "step of app.api.live" in run.stderr
    assert run.stderr.count("step of") == 1
    assert run.stderr.count("fault of") == 6
