FROM python:3.11-slim
RUN pip install --no-cache-dir uv && useradd --create-home pqrsd && mkdir -p /data/correo /data/archivo && chown -R pqrsd /data
WORKDIR /app
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN uv sync --frozen --no-dev --extra s3 --no-install-project
COPY . .
RUN uv sync --frozen --no-dev --extra s3
USER pqrsd
ENV PATH=/app/.venv/bin:$PATH PYTHONPATH=/app
CMD ["pqrsd", "api", "--host", "0.0.0.0"]
