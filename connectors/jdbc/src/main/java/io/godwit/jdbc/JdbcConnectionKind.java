package io.godwit.jdbc;

import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spi.ConnectionKind;
import io.godwit.jdbc.spec.JdbcSpec;
import java.util.List;

/** SQL databases as connections of job files. */
public final class JdbcConnectionKind implements ConnectionKind {

  /** For {@link java.util.ServiceLoader}. */
  public JdbcConnectionKind() {}

  @Override
  public Class<? extends ConnectionSpec> spec() {
    return JdbcSpec.class;
  }

  @Override
  public List<String> starts() {
    return List.of("jdbc:");
  }

  @Override
  public List<String> embedded() {
    return List.of("postgresql", "mariadb");
  }
}
