package io.godwit.jdbc;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Access;
import io.godwit.common.spi.Connections;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SinkConnector;
import io.godwit.jdbc.postgresql.PostgresSink;
import java.util.Optional;

/** Opens sinks that are tables of a SQL database. Stateless; any thread may use it. */
public final class JdbcSinkConnector implements SinkConnector {

  @Override
  public Optional<Sink> open(SinkSpec spec, Connections connections, BareTexts bare)
      throws Trouble {
    if (!(spec instanceof SinkSpec.Table table)
        || !(connections.open(table.in()) instanceof Access.Jdbc access)) {
      return Optional.empty();
    }
    return switch (Dialect.of(access)) {
      case POSTGRESQL -> Optional.of(PostgresSink.open(table, access, bare));
    };
  }
}
