# syntax=docker/dockerfile:1
FROM python:3.11-slim-bookworm AS build
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir uv==0.13.*
COPY requirements.lock /build/
RUN /venv/bin/uv pip install --python /venv/bin/python --no-cache --require-hashes --requirement /build/requirements.lock \
    && /venv/bin/uv pip uninstall --python /venv/bin/python uv

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /hotseat hotseat && install -d -o hotseat -g hotseat /data
COPY --from=build /venv /venv
WORKDIR /hotseat
COPY app app
COPY prompts prompts
COPY rubrics rubrics
COPY frontend frontend
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOTSEAT_DATA=/data
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=15s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
# Beyond loopback Hotseat starts only with HOTSEAT_TOKEN (24 characters or more) and HOTSEAT_PUBLIC_URL.
CMD ["python", "-m", "app", "serve", "--host", "0.0.0.0", "--port", "8000"]
