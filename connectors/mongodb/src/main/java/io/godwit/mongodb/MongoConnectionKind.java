package io.godwit.mongodb;

import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spi.ConnectionKind;
import java.util.List;

/** MongoDB databases as connections of job files. */
public final class MongoConnectionKind implements ConnectionKind {

  /** For {@link java.util.ServiceLoader}. */
  public MongoConnectionKind() {}

  @Override
  public Class<? extends ConnectionSpec> spec() {
    return MongoDbSpec.class;
  }

  @Override
  public List<String> starts() {
    return List.of("mongodb://", "mongodb+srv://");
  }

  @Override
  public List<String> embedded() {
    return List.of("mongodb");
  }
}
