# Built in one stage, for three packages come as source only; run in another that holds no tools and no secrets.
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements/run.txt /build/run.txt
RUN python -m venv /opt/frontdesk \
    && /opt/frontdesk/bin/python -m pip install --quiet --require-hashes -r /build/run.txt \
    && /opt/frontdesk/bin/python -m pip uninstall --quiet --yes pip setuptools
COPY bot /opt/frontdesk/app/bot
COPY dialogs /opt/frontdesk/app/dialogs
COPY cards /opt/frontdesk/app/cards
COPY graph /opt/frontdesk/app/graph
COPY storage /opt/frontdesk/app/storage
COPY language /opt/frontdesk/app/language
COPY booking /opt/frontdesk/app/booking
# Unchecked: the image is never edited, and times of files do not survive every builder.
RUN /opt/frontdesk/bin/python -m compileall -q --invalidation-mode unchecked-hash /opt/frontdesk/app

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin frontdesk \
    && install -d -o frontdesk -g frontdesk -m 700 /var/lib/frontdesk
COPY --from=build /opt/frontdesk /opt/frontdesk
ENV PATH=/opt/frontdesk/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    FRONTDESK_HOST=0.0.0.0 \
    FRONTDESK_LOG=json \
    FRONTDESK_DATABASE_URL=sqlite:////var/lib/frontdesk/frontdesk.db
WORKDIR /opt/frontdesk/app
USER frontdesk
VOLUME /var/lib/frontdesk
EXPOSE 3978
# Up and able to keep state; the port follows FRONTDESK_PORT, as the bot does.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-S", "-c", \
    "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ.get('FRONTDESK_PORT') or 3978}/readyz\", timeout=4)"]
CMD ["python", "-m", "bot"]
