package io.godwit.jdbc;

import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SourceConnector;
import io.godwit.jdbc.spec.QuerySpec;
import io.godwit.jdbc.spec.SqlSpec;
import io.godwit.jdbc.spec.TablesSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.source.SqlSource;
import java.util.List;

/** Opens SQL databases for sources that are tables, views or queries of them. */
public final class JdbcSourceConnector implements SourceConnector {

  /** For {@link java.util.ServiceLoader}. */
  public JdbcSourceConnector() {}

  @Override
  public List<Class<? extends SourceSpec>> kinds() {
    return List.of(TablesSpec.class, QuerySpec.class);
  }

  @Override
  public Source open(SourceSpec spec, Opening opening) {
    SqlSpec sql = (SqlSpec) spec;
    JdbcAccess access = JdbcAddress.access(opening.connections(), sql.in());
    return SqlSource.of(Dialects.found().of(access), sql, access, opening.rows());
  }
}
