"""Models that Ollama serves on this machine; `HOTSEAT_BASE_URL` names another."""

from app.llm.client import Access
from app.llm.providers.openai import OpenAIClient, compatible

USUAL_ADDRESS = "http://127.0.0.1:11434/v1"


def build(name: str, access: Access) -> OpenAIClient:
    """`ollama:NAME`, as `ollama list` names it."""
    return compatible(name, access, USUAL_ADDRESS)
