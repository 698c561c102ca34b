#!/bin/sh
# Starts a broker that is its own controller. Where it ran before, the controller runs alone first,
# until the cluster's metadata have no leader of anything: a lone broker that starts as the leader
# that it was loses the ends of transactions in the moment in which its old registration expires
# (docs/decisions/0024-a-killed-broker-leads-nothing.md).
set -eu

run=/etc/kafka/docker/run
said=/tmp/controller.log

# Tenths of a second at most, and a text of the controller's log.
await() {
  left=$1
  until grep -q "$2" "$said" || [ "$left" -eq 0 ]; do
    kill -0 "$controller" 2>/dev/null || { cat "$said"; exit 1; }
    left=$((left - 1))
    sleep 0.1
  done
}

if [ -e "$KAFKA_LOG_DIRS/meta.properties" ]; then
  env -u KAFKA_ADVERTISED_LISTENERS KAFKA_PROCESS_ROLES=controller \
    KAFKA_LISTENERS="CONTROLLER://localhost:9093" \
    KAFKA_BROKER_SESSION_TIMEOUT_MS=200 KAFKA_BROKER_HEARTBEAT_INTERVAL_MS=100 \
    "$run" >"$said" 2>&1 &
  controller=$!
  trap 'kill "$controller"; exit 143' TERM INT
  await 300 "Becoming the active controller"
  # It says nothing where the broker is fenced already, or was never known.
  await 20 "Fencing broker"
  sleep 0.3
  kill "$controller"
  wait "$controller" || true
  trap - TERM INT
fi
exec "$run"
