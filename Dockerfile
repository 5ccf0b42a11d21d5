# The desk as a container: no build step, no root, nothing written outside /data and /tmp.
#
#   docker build -t slotdesk .
#   docker run --init --read-only --tmpfs /tmp -p 3000:3000 -v slotdesk:/data --env-file .env slotdesk
#
# Set DATABASE_URL to a PostgreSQL of your own when more than one container shall run. Without it the desk brings its own
# PostgreSQL, whose files are in /data: one container a volume, and give it half a minute to stop (--stop-timeout 30).

FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json prisma.config.ts tsconfig.json ./
COPY prisma prisma
RUN npm ci --omit=dev
COPY manifests manifests
COPY src src

FROM node:22-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
WORKDIR /app
COPY --from=build /app ./
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "src/main.ts"]
