package io.godwit.jdbc;

import io.godwit.common.model.Trouble;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Access;
import io.godwit.common.spi.Connections;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupConnector;
import io.godwit.jdbc.postgresql.PostgresLookup;
import java.util.Optional;

/** Opens lookups in tables of a SQL database. Stateless; any thread may use it. */
public final class JdbcLookupConnector implements LookupConnector {

  @Override
  public Optional<Lookup> open(StepSpec.Lookup spec, Connections connections) throws Trouble {
    if (!(connections.open(spec.in()) instanceof Access.Jdbc access)) {
      return Optional.empty();
    }
    return switch (Dialect.of(access)) {
      case POSTGRESQL -> Optional.of(PostgresLookup.open(spec, access));
    };
  }
}
