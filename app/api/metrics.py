"""What is counted, for Prometheus. Nothing of what people said is in it."""

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from app.api.limits import Seats

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The counters of one application."""

    def __init__(self, seats: Seats) -> None:
        self._registry = CollectorRegistry()
        self.commands = Counter("hotseat_commands", "Commands taken, by kind", ["kind"], registry=self._registry)
        self.refused = Counter("hotseat_refused", "Messages refused, by code", ["code"], registry=self._registry)
        self.requests = Counter(
            "hotseat_requests", "HTTP requests, by method and status", ["method", "status"], registry=self._registry
        )
        connected = Gauge("hotseat_connected", "Open sockets", registry=self._registry)
        connected.set_function(lambda: seats.taken)

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self._registry)
