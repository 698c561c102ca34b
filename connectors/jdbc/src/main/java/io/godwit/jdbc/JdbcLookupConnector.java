package io.godwit.jdbc;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.LookupConnection;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupConnector;
import io.godwit.common.spi.LookupQuery;
import io.godwit.common.spi.Opening;
import io.godwit.jdbc.spec.JdbcSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.lookup.TableLookup;
import java.util.List;

/** Opens lookups in tables of a SQL database. */
public final class JdbcLookupConnector implements LookupConnector {

  /** For {@link java.util.ServiceLoader}. */
  public JdbcLookupConnector() {}

  @Override
  public List<Class<? extends LookupConnection>> connections() {
    return List.of(JdbcSpec.class);
  }

  @Override
  public Lookup open(String connection, LookupQuery query, Opening opening) throws Trouble {
    JdbcAccess access = JdbcAddress.access(opening.connections(), connection);
    return TableLookup.open(Dialects.found().of(access), query, access);
  }
}
