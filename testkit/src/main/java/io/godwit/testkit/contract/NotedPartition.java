package io.godwit.testkit.contract;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.LedgerSpan;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.common.spi.sink.SupportsLedger;
import java.util.List;

/**
 * A partition as one owner of it writes. Leaving it without a word is its crash.
 *
 * @param target that is closed
 * @param ledger of the partition
 * @param sink through the ledger
 */
record NotedPartition(Target target, PartitionLedger ledger, Sink sink) implements AutoCloseable {

  /** The partition 3 of a job's run, whose ledger nobody has taken yet. */
  static NotedPartition of(Target target, String run) throws Trouble {
    PartitionLedger ledger =
        ((SupportsLedger) target).ledger(new LedgerOwner("contract", run, 3)).orElseThrow();
    return new NotedPartition(
        target, ledger, ledger.through(target.sink(OpenSink.UNIT, BareTexts.NONE)));
  }

  static NotedPartition of(LedgerGround ground, LedgerGround.Way way) throws Trouble {
    return of(ground.open(way), "run-1");
  }

  /** Writes records that stand in the partition from one offset to before another. */
  List<Answer> write(long from, long next, List<DataRecord> records) throws Trouble {
    return write(from, next, 0, records);
  }

  /** The same, where so much is settled. */
  List<Answer> write(long from, long next, long settled, List<DataRecord> records) throws Trouble {
    ledger.turnTo(new LedgerSpan(from, next, settled));
    ledger.comesLate(false);
    return more(records);
  }

  /** Writes more of the same span. */
  List<Answer> more(List<DataRecord> records) throws Trouble {
    return sink.write(records.stream().map(Write::of).toList());
  }

  @Override
  public void close() {
    target.close();
  }
}
