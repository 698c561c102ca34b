package io.godwit.producer.gone;

import io.godwit.common.kafka.CarriedTrouble;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.sink.SupportsGone;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkReader;
import io.godwit.common.wire.WorkRecord;
import io.godwit.common.wire.run.StartOffsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hands the keys of all published records of a run to a search, in constant memory: the work topic
 * is read once from where the run begins in it. For one use, by one thread.
 *
 * <p>That all are there is not taken on trust. Every record of the run is counted on the way, and
 * the number must be that of the records read at the source: a line that could not be read was
 * never published, and its key is not known; nor is it where the broker has lost work.
 */
final class PublishedKeys {

  private static final int AT_ONCE = 5000;

  private final String run;
  private final OwnedRows work;
  private final Task task;
  private final Map<String, Boolean> concerned = new HashMap<>();
  private final SupportsGone.Search search;
  private final WorkReader reader = new WorkReader();
  private final PackDecoder decoder = new PackDecoder();
  private final List<Document> keys = new ArrayList<>();
  private long published;

  PublishedKeys(String run, OwnedRows work, Task task, SupportsGone.Search search) {
    this.run = run;
    this.work = work;
    this.task = task;
    this.search = search;
  }

  /**
   * Reads them.
   *
   * @param read how many records were read at the source
   * @throws Trouble where the target does not answer
   * @throws Refused where the key of some record is not known
   */
  void read(Cluster cluster, Admin admin, Topics topics, StartOffsets starts, long read)
      throws Trouble {
    try (TopicReader topic = TopicReader.open(cluster, topics.work(), starts.work())) {
      CarriedTrouble.<ConsumerRecord<byte[], byte[]>>through(
          each -> topic.toLast(admin, each), this::accept);
      send();
    }
    if (published != read) {
      throw unknown(
          "%,d of the %,d records that were read could not be published, and their keys are not"
                  .formatted(read - published, read)
              + " known. Correct them at the source, and begin a new run");
    }
  }

  private static Refused unknown(String why) {
    return new Refused(ErrorCode.GONE_REFUSED, "what is gone cannot be told: " + why);
  }

  private void accept(ConsumerRecord<byte[], byte[]> message) throws Trouble {
    Optional<WorkPack> pack = reader.read(message).filter(found -> found.run().equals(run));
    if (pack.isEmpty()) {
      return;
    }
    published += pack.get().count();
    if (isConcerned(pack.get().origin().unit())) {
      for (WorkRecord record : decoder.open(pack.get())) {
        keys.add(key(record));
      }
      if (keys.size() >= AT_ONCE) {
        send();
      }
    }
  }

  private boolean isConcerned(String unit) throws Trouble {
    Boolean known = concerned.get(unit);
    if (known == null) {
      known = work.concerns(task, unit);
      concerned.put(unit, known);
    }
    return known;
  }

  private Document key(WorkRecord record) {
    return switch (record) {
      case WorkRecord.Decoded(var data, var ignored, var again) ->
          work.key(data)
              .orElseThrow(() ->
                  unknown(data.origin().text() + " has no key for the sink; correct it there"));
      case WorkRecord.Unreadable(var data, var ignored, var reason, var again) ->
          throw unknown(data.origin().text() + " cannot be read: " + reason);
    };
  }

  private void send() throws Trouble {
    if (!keys.isEmpty()) {
      Optional<Failure> unfit = search.has(List.copyOf(keys));
      keys.clear();
      if (unfit.isPresent()) {
        throw unknown("a record has a key that no row can have: " + unfit.get().message());
      }
    }
  }
}
