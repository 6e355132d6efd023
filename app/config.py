"""Settings: the only place that reads the environment."""

from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What an operator can set, each by HOTSEAT_NAME. Read once at start and passed down."""

    model_config = SettingsConfigDict(env_prefix="HOTSEAT_", frozen=True, extra="ignore")

    data: Path = Field(default_factory=lambda: Path.home() / ".hotseat")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    model: str = "offline"
    grader_model: str | None = None
    base_url: str | None = None
    timeout: float = Field(default=60.0, gt=0, description="deadline of a whole model call, in seconds")
    token: SecretStr | None = None
    public_url: str | None = None
    prompts: Path = ROOT / "prompts"
    rubrics: Path = ROOT / "rubrics"
    frontend: Path = ROOT / "frontend"
    log_level: str = "INFO"
    max_answer: int = Field(default=20_000, description="longest answer, in code points")
    max_sockets: int = Field(default=2_000, ge=1, description="open sockets in all")
    max_sockets_of_session: int = Field(default=16, ge=1, description="open sockets of one session")
    message_rate: float = Field(default=20.0, gt=0, description="messages a second from one socket, in the long run")
    message_burst: int = Field(default=600, ge=1, description="messages at once from one socket")
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")

    @field_validator("token", "public_url", "grader_model", "base_url", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        """A variable that is set to nothing, as compose files do, is not set."""
        return None if value == "" else value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        level = value.upper()
        if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("use DEBUG, INFO, WARNING or ERROR")
        return level
