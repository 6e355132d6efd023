"""Errors as clients see them: `{"error": {"code", "message", "retryable"}}` with a status."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from app.errors import AppError

CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}
SAYS = {404: "There is nothing here.", 405: "This cannot be done here.", 413: "This is too large."}


class ErrorBody(BaseModel):
    """What went wrong, and whether trying again can help."""

    code: str
    message: str
    retryable: bool


class ErrorShape(BaseModel):
    """Every error looks like this."""

    error: ErrorBody


def declared(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Statuses for OpenAPI, beside those that any request can get."""
    return {status: {"model": ErrorShape} for status in (400, 401, 403, 500, *statuses)}


def rendered(error: AppError) -> JSONResponse:
    """One of our errors as an answer."""
    return _answer(error.http_status, error.code, error.message, retryable=error.retryable)


def install(app: FastAPI) -> None:
    """Render every error the same way, the framework's own too."""
    app.exception_handler(AppError)(_ours)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_http)


async def _ours(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AppError)
    return rendered(error)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        return _answer(400, "bad_json", "The body is not JSON.")
    where = "; ".join(f"{'.'.join(map(str, one['loc']))[:80]}: {one['msg'][:120]}" for one in found[:3])
    return _answer(422, "invalid", where)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    status = error.status_code
    answer = _answer(status, CODES.get(status, "error"), SAYS.get(status, "This request cannot be answered."))
    answer.headers.update(error.headers or {})
    if status == HTTPStatus.METHOD_NOT_ALLOWED and (allowed := _allowed(request)):
        answer.headers["allow"] = ", ".join(sorted(allowed))
    return answer


def _allowed(request: Request) -> set[str]:
    """What can be done at this path, by whichever route; the framework names those of the first one only."""
    declared_paths = request.app.openapi()["paths"]
    here = [methods for path, methods in declared_paths.items() if compile_path(path)[0].match(request.scope["path"])]
    return {method.upper() for methods in here for method in methods}


def _answer(status: int, code: str, message: str, *, retryable: bool = False) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message, "retryable": retryable}}, status)
