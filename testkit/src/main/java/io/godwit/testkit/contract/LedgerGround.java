package io.godwit.testkit.contract;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Target;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * An empty target for one test of a ledger: things as those of a {@link SinkGround}, and a bag that
 * has the same columns and no key at all. Closing it takes the target away.
 */
public interface LedgerGround extends AutoCloseable {

  /** What is written, and how. */
  enum Way {
    /** The things by upsert, each compared with what is there. */
    COMPARED,
    /** The things by insert. */
    INSERTED,
    /** The things where their key is not there. */
    WHERE_ABSENT,
    /** The bag by insert. */
    INTO_BAG
  }

  /** The target; the test closes it. */
  Target open(Way way) throws Trouble;

  /** What the things are, each as {@code id=name}, by id; read past the sink. */
  List<String> things() throws Exception;

  /** The same of the bag. */
  List<String> bag() throws Exception;

  /** Puts a thing into the target past the sink. */
  void put(long id, String name) throws Exception;

  /** How many rows the ledger has; 0 where there is none. */
  long ledgerRows() throws Exception;

  @Override
  void close() throws IOException, SQLException;
}
