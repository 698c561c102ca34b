#!/bin/sh
# Run once by the postgres image, on an empty volume: the two databases of the example.
set -eu
createdb -U "$POSTGRES_USER" warehouse
psql -U "$POSTGRES_USER" -d warehouse -v ON_ERROR_STOP=1 -q -f /setup/warehouse.sql
psql -U "$POSTGRES_USER" -d app -v ON_ERROR_STOP=1 -q -f /setup/app.sql
