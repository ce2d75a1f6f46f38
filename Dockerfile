# Two stages: one that can build, one that can only run. The data lie in /data.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /opt/addsup
COPY requirements.lock ./
# Only what the service itself needs: setup.cfg names it, the lock says which versions.
COPY setup.cfg pyproject.toml README.md LICENSE ./
COPY api api
COPY factcheck factcheck
COPY outgoing outgoing
COPY publishers publishers
COPY sample sample
COPY schemas schemas
COPY sql sql
COPY matching matching
COPY wording wording
RUN /opt/addsup/bin/pip install --no-cache-dir --constraint requirements.lock .

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --create-home addsup \
    && install -d -o addsup -g addsup -m 0700 /data
COPY --from=build /opt/addsup /opt/addsup
ENV PATH=/opt/addsup/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    ADDSUP_DATA=/data \
    ADDSUP_HOST=0.0.0.0 \
    ADDSUP_PORT=8000
USER 10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['ADDSUP_PORT'] + '/health/ready', timeout=4)"]
CMD ["addsup", "serve"]
