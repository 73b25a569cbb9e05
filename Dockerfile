# One image for the Slack app, the command line and the Chroma server: one version of everything.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /opt/truenorth
ENV PATH=/opt/truenorth/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1
# Give a package index of your own with: --build-arg PIP_INDEX_URL=… --build-arg PIP_EXTRA_INDEX_URL=…
ARG PIP_INDEX_URL
ARG PIP_EXTRA_INDEX_URL
COPY constraints.txt pyproject.toml README.md ./
COPY programme programme
COPY prompts prompts
COPY storage storage
COPY knowledge knowledge
COPY ingest ingest
COPY bot bot
COPY playground playground
RUN pip install --no-cache-dir -c constraints.txt .

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin truenorth \
 && mkdir /data && chown truenorth:truenorth /data
COPY --from=build /opt/truenorth /opt/truenorth
# The root file system is read-only when it runs: caches go to /tmp, which is in memory.
ENV PATH=/opt/truenorth/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    HF_HUB_OFFLINE=1 \
    TRUENORTH_DATA=/data
WORKDIR /data
USER 10001:10001
ENTRYPOINT ["truenorth"]
CMD ["serve"]
