#!/bin/sh
# Creates and updates the two databases of the Temporal server; running it again changes nothing.
set -eu
for name in temporal temporal_visibility; do
  folder=temporal; [ "$name" = temporal_visibility ] && folder=visibility
  tool="temporal-sql-tool --plugin postgres12 --ep $SQL_HOST -u $SQL_USER --pw $SQL_PASSWORD -p 5432 --db $name"
  $tool create || true
  $tool setup-schema -v 0.0 || true
  $tool update-schema -d "/etc/temporal/schema/postgresql/v12/$folder/versioned"
done
