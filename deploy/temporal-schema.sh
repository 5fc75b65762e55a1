#!/bin/sh
# Creates and updates the two databases of the Temporal server (SQL_* in the environment). Running it again
# changes nothing: what is there already is not made twice, and the last step fails if anything is missing.
set -eu
for name in temporal temporal_visibility; do
  folder=temporal; [ "$name" = temporal_visibility ] && folder=visibility
  temporal-sql-tool --db "$name" create || true
  temporal-sql-tool --db "$name" setup-schema -v 0.0 || true
  temporal-sql-tool --db "$name" update-schema -d "/etc/temporal/schema/postgresql/v12/$folder/versioned"
done
