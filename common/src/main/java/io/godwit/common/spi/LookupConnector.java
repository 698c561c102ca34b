package io.godwit.common.spi;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.LookupConnection;
import java.util.List;

/** Opens lookups over its kinds of connection. Stateless; any thread may use it. */
public interface LookupConnector {

  /** The kinds of connection that it looks up over. */
  List<Class<? extends LookupConnection>> connections();

  /**
   * A lookup, connected and checked.
   *
   * @param connection the name of one of its kinds
   * @throws Trouble where the database does not answer or refuses the login; nothing is left open
   * @throws io.godwit.common.model.failure.Refused where a table or column is missing
   */
  Lookup open(String connection, LookupQuery query, Opening opening) throws Trouble;
}
