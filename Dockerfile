# The built page, served by nginx as a user without rights: docker build -t hopscope . && docker run --rm -p 8080:8080 hopscope
FROM node:22-bookworm-slim AS build
WORKDIR /hopscope
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
# What carries a class (public/settings.js), where it is to be another than the windows of one browser.
ARG CLASS_BROKER=
RUN sed -i "s|^const classBroker = '.*';|const classBroker = '${CLASS_BROKER}';|" public/settings.js && npm run build

FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install --yes --no-install-recommends nginx libnginx-mod-http-brotli-static \
  && rm -rf /var/lib/apt/lists/*
COPY deploy/nginx.conf /etc/nginx/nginx.conf
COPY --from=build /hopscope/dist /usr/share/nginx/html
# www-data, by its number: so that it can be seen not to be root.
USER 33
EXPOSE 8080
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]
