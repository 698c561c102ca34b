# syntax=docker/dockerfile:1
# One image for all roles:  docker build -t godwit .  &&  docker run godwit worker --help

FROM maven:3.9-eclipse-temurin-25 AS build
# Not as root: the training run of the AOT cache starts a PostgreSQL server, which root may not.
RUN useradd --uid 10001 --create-home builder && mkdir -p /build /opt/godwit && chown builder /build /opt
USER builder
WORKDIR /build
COPY --chown=builder . .
# In one step, since the jars that are assembled lie in the mounted cache, which no other step sees.
# Assembled where the final image has it, so that the AOT cache is made for these very paths.
RUN --mount=type=cache,target=/home/builder/.m2,uid=10001 \
    mvn -B -q -DskipTests -pl deploy -am package \
    && rmdir /opt/godwit && deploy/image/assemble /

FROM debian:13-slim
LABEL org.opencontainers.image.title="godwit" \
      org.opencontainers.image.description="Moves data from where it is to where it should be" \
      org.opencontainers.image.licenses="Apache-2.0"
# Not distroless: the entry point and the health check are shell scripts.
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /work godwit \
    && install -d -o 10001 -g 10001 /work
COPY --from=build --chown=root:root /opt/godwit /opt/godwit

# The root may be read-only: only /work (reports, and the aggregator's state) and /tmp are written.
USER 10001:10001
WORKDIR /work
VOLUME /work
ENV GODWIT_LOG=json LANG=C.UTF-8 PATH=/opt/godwit/bin:$PATH
EXPOSE 9464
ENTRYPOINT ["godwit"]
CMD ["--help"]
