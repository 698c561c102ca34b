package io.godwit.common.spi;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.store.ObjectStore;
import java.util.List;

/** Opens stores of its kinds of connection. Stateless; any thread may use it. */
public interface StoreConnector {

  /** The kinds of connection that it opens. */
  List<Class<? extends StoreConnection>> connections();

  /**
   * The store behind a connection, asked once whether it is there and lets us in.
   *
   * @param connection the name of one of its kinds
   * @throws Trouble where it does not answer; nothing is left open
   * @throws io.godwit.common.model.failure.Refused where the container is missing, and where the
   *     credentials are wrong, have expired or lack a right
   */
  ObjectStore open(String connection, Opening opening) throws Trouble;
}
