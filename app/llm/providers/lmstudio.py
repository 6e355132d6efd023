"""Models that LM Studio serves on this machine; `HOTSEAT_BASE_URL` names another."""

from app.llm.client import Access
from app.llm.providers.openai import OpenAIClient, compatible

USUAL_ADDRESS = "http://127.0.0.1:1234/v1"


def build(name: str, access: Access) -> OpenAIClient:
    """`lmstudio:NAME`, as LM Studio names it."""
    return compatible(name, access, USUAL_ADDRESS)
