package io.godwit.jdbc;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.SinkConnector;
import io.godwit.common.spi.Target;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.tables.TableTarget;
import java.util.List;

/** Opens SQL databases for sinks that are tables of them. */
public final class JdbcSinkConnector implements SinkConnector {

  /** For {@link java.util.ServiceLoader}. */
  public JdbcSinkConnector() {}

  @Override
  public List<Class<? extends SinkSpec>> kinds() {
    return List.of(TableSpec.class);
  }

  @Override
  public List<String> needed(List<? extends SinkSpec> tables, Opening opening) {
    List<TableSpec> specs = tables.stream().map(TableSpec.class::cast).toList();
    JdbcAccess access = JdbcAddress.access(opening.connections(), specs.getFirst().in());
    return TableTarget.needed(Dialects.found().of(access), specs, opening.undo());
  }

  @Override
  public Target open(List<? extends SinkSpec> tables, Opening opening) throws Trouble {
    List<TableSpec> specs = tables.stream().map(TableSpec.class::cast).toList();
    JdbcAccess access = JdbcAddress.access(opening.connections(), specs.getFirst().in());
    return TableTarget.open(
        Dialects.found().of(access), specs, access, opening.run().isPresent(), opening.undo());
  }
}
