package io.godwit.files.lookup;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.LookupConnection;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupConnector;
import io.godwit.common.spi.LookupQuery;
import io.godwit.common.spi.Opening;
import java.util.List;

/** Looks up in files of records, whatever store they are in. */
public final class FileLookupConnector implements LookupConnector {

  /** For {@link java.util.ServiceLoader}. */
  public FileLookupConnector() {}

  /** {@inheritDoc} Of stores that is all of them. */
  @Override
  public List<Class<? extends LookupConnection>> connections() {
    return List.of(StoreConnection.class);
  }

  @Override
  public Lookup open(String connection, LookupQuery query, Opening opening) throws Trouble {
    return new LookupTable(connection, query, opening).read();
  }
}
