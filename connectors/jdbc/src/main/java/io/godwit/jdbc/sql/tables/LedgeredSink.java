package io.godwit.jdbc.sql.tables;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.SupportsRecall;
import io.godwit.common.spi.sink.SupportsWitness;
import io.godwit.jdbc.sql.write.NotedSink;
import java.util.List;
import java.util.Optional;

/**
 * A sink as the owner of one partition writes to it: what the ledger knows is not written again,
 * and each transaction leaves a page there. For one thread at a time.
 */
final class LedgeredSink implements Sink, SupportsRecall, SupportsWitness {

  private final TableLedger ledger;
  private final NotedSink sink;

  LedgeredSink(TableLedger ledger, NotedSink sink) {
    this.ledger = ledger;
    this.sink = sink;
  }

  @Override
  public List<Answer> write(List<Write> batch) throws Trouble {
    return write(batch, MOST_IN_DOUBT);
  }

  @Override
  public List<Answer> isolate(List<Write> batch) throws Trouble {
    return write(batch, Integer.MAX_VALUE);
  }

  /**
   * Where the partition was taken since, it is taken back once: a trial's child is no other worker.
   */
  private List<Answer> write(List<Write> batch, int most) throws Trouble {
    try {
      return ledger.write(sink, batch, most);
    } catch (Trouble trouble) {
      if (trouble.code() == ErrorCode.LEDGER_TAKEN) {
        return ledger.write(sink, batch, most);
      }
      throw trouble;
    }
  }

  @Override
  public Witness witness(Optional<Write> accepted, Write refused) throws Trouble {
    return sink.witness(accepted, refused);
  }

  /**
   * {@inheritDoc}
   *
   * <p>None: what an earlier attempt has written is in the ledger, and so it was not sent.
   */
  @Override
  public List<Boolean> holds(List<Write> writes) {
    return writes.stream().map(write -> false).toList();
  }
}
