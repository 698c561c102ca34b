package io.godwit.jdbc;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SinkConnector;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.write.TableSink;
import java.util.List;

/** Opens sinks that are tables of a SQL database. */
public final class JdbcSinkConnector implements SinkConnector {

  /** For {@link java.util.ServiceLoader}. */
  public JdbcSinkConnector() {}

  @Override
  public List<Class<? extends SinkSpec>> kinds() {
    return List.of(TableSpec.class);
  }

  @Override
  public Sink open(SinkSpec spec, Opening opening, BareTexts bare) throws Trouble {
    TableSpec table = (TableSpec) spec;
    JdbcAccess access = JdbcAddress.access(opening.connections(), table.in());
    return TableSink.open(Dialects.found().of(access), table, access, bare);
  }
}
