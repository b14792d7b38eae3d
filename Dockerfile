# Waystation for production: the server and the built web apps on Node 26, without the embedded PostgreSQL.
#   docker build -t waystation .

FROM node:26-slim AS build
WORKDIR /app
# The image has Node 26 and needs no PostgreSQL: installation scripts would only fetch both again.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --loglevel=error
COPY tsconfig.json ./
COPY contract contract
COPY web web
# By the image's own node: the pinned one in node_modules was never fetched.
RUN rm -rf node_modules/.bin/node node_modules/node && npm run build

FROM node:26-slim AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Optional packages are PostgreSQL's binaries and the build tools' native parts.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --loglevel=error \
 && rm -rf node_modules/.bin/node node_modules/node

FROM node:26-slim
LABEL org.opencontainers.image.title="Waystation" org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production \
    WAYSTATION_MODE=production \
    WAYSTATION_DATA=/var/lib/waystation \
    HOST=0.0.0.0 \
    PORT=8080
WORKDIR /app
RUN install -d -m 0700 -o node -g node /var/lib/waystation /backups
COPY --from=modules /app/node_modules node_modules
COPY package.json LICENSE ./
COPY contract contract
COPY server server
COPY simulator simulator
COPY --from=build /app/web/pocket/dist web/pocket/dist
COPY --from=build /app/web/pocket/dist-first web/pocket/dist-first
COPY --from=build /app/web/desk/dist web/desk/dist
# Files stay root's: the server cannot change its own code.
USER node
VOLUME ["/var/lib/waystation", "/backups"]
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--max-old-space-size=512", "server/main.ts"]
CMD ["serve"]
