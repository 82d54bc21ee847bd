# One image for web, worker, beat and the migration step; docker-compose.yml says which is which.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements.uv.lock requirements.prod.lock ./
RUN python -m pip install --no-cache-dir --require-hashes -r requirements.uv.lock \
 && python -m venv --without-pip /opt/linli \
 && uv pip sync --no-cache --compile-bytecode --require-hashes --python /opt/linli/bin/python requirements.prod.lock

FROM python:3.11-slim-bookworm
# Pango and a Chinese font for PDFs. Backup's pg_dump 18 comes with requirements.prod.lock.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 fontconfig fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/linli --create-home linli
ENV PATH=/opt/linli/bin:$PATH PYTHONUNBUFFERED=1 LINLI_STATE=/var/lib/linli
WORKDIR /app
COPY --from=build /opt/linli /opt/linli
COPY manage.py ./
COPY portal portal
COPY cms cms
COPY membership membership
COPY outreach outreach
COPY hotline hotline
# Settings want a database's address and keys; nothing is opened with these, and none is kept.
RUN DATABASE_URL=postgres:///none SECRET_KEY=build FIELD_KEYS=build:only-for-build ALLOWED_HOSTS=none \
    LINLI_STATE=/app sh -c 'python manage.py compile_translations && python manage.py collectstatic --noinput' \
 && ln -s /app/staticfiles /var/lib/linli/staticfiles \
 && mkdir -p /var/lib/linli/media /var/lib/linli/backups && chown -R linli:linli /var/lib/linli/media /var/lib/linli/backups
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--no-control-socket"]
