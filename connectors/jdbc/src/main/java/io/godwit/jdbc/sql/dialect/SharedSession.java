package io.godwit.jdbc.sql.dialect;

import java.io.Serial;
import java.sql.SQLException;

/**
 * A transaction is carried out by another session than the connection was opened with: a pooler
 * stands between, and nothing that lives in a session may be relied on.
 */
public final class SharedSession extends SQLException {

  @Serial private static final long serialVersionUID = 1L;

  /** The one message. */
  public SharedSession() {
    super("a pooler hands out sessions by the transaction");
  }
}
