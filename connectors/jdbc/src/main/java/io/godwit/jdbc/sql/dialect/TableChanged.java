package io.godwit.jdbc.sql.dialect;

import java.io.Serial;
import java.sql.SQLException;

/**
 * The table is not the one that a batch was prepared for, and the batch can be prepared anew. It
 * comes where the server's refusal would, before anything is sent, and leaves the transaction to be
 * given up.
 */
public final class TableChanged extends SQLException {

  @Serial private static final long serialVersionUID = 1L;

  /** The one message. */
  public TableChanged() {
    super("the table has changed since the batch was prepared");
  }
}
