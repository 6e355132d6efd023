"""What the routes work with, put together in the composition root."""

from dataclasses import dataclass

from app.api.access import Access
from app.api.catalog import CatalogShape
from app.api.framer import Framer
from app.api.live import Live
from app.api.metrics import Metrics
from app.config import Settings
from app.domain.clock import Clock
from app.service.conversation import Conversation
from app.service.interviews import Interviews
from app.service.offers import Offers
from app.service.reports import Reports


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything of one running application."""

    settings: Settings
    clock: Clock
    access: Access
    metrics: Metrics
    framer: Framer
    catalog: CatalogShape
    interviews: Interviews
    offers: Offers
    conversation: Conversation
    reports: Reports
    live: Live
