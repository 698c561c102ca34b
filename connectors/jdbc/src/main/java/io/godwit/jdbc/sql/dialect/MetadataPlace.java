package io.godwit.jdbc.sql.dialect;

import java.util.Optional;

/**
 * Where a driver's metadata has a table: databases differ in which of the two levels above it they
 * know.
 */
public record MetadataPlace(Optional<String> catalog, Optional<String> schema, String table) {}
