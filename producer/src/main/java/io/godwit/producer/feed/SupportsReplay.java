package io.godwit.producer.feed;

import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.Lineage;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A source of records that an earlier run has read, and could not write. Any thread may ask. */
public interface SupportsReplay {

  /** What its last plan takes, to be published in one transaction with that plan. */
  List<ProducerRecord<byte[], byte[]>> claims();

  /**
   * What the records of a split have behind them.
   *
   * @throws Trouble where the broker does not answer
   */
  Lineage lineage(int split) throws Trouble;

  /**
   * Whether a later record of its key was written: it is answered as unreadable, fails no second
   * time, and is accounted for as dropped.
   *
   * @throws Trouble where the broker does not answer
   */
  boolean isSuperseded(RecordId id) throws Trouble;
}
