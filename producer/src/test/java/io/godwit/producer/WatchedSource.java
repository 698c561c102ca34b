package io.godwit.producer;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.wire.run.SplitProgress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A source of which a test sees who reads what, from where on. Any thread may ask. */
final class WatchedSource implements Source {

  private final Source source;
  private final Map<Integer, List<Long>> opened = new ConcurrentHashMap<>();
  private final AtomicInteger readings = new AtomicInteger();

  WatchedSource(Source source) {
    this.source = source;
  }

  /** The splits that were opened here. */
  Set<Integer> opened() {
    return Set.copyOf(opened.keySet());
  }

  /** At which records a split was opened here, in turn. */
  List<Long> opened(int split) {
    return opened.getOrDefault(split, List.of());
  }

  /** How often something was read here. */
  int readings() {
    return readings.get();
  }

  /** The splits opened here of which a part is published, and how many records that is. */
  Map<Integer, Long> committedParts(Topics topics, Cluster cluster) {
    Map<Integer, Long> parts = new TreeMap<>();
    for (SplitProgress progress : RunLedger.read(cluster, topics, "run").open()) {
      int split = progress.split().number();
      long records = progress.position().ordinal();
      if (records > 0 && opened.containsKey(split)) {
        parts.put(split, records);
      }
    }
    return parts;
  }

  @Override
  public Inspection inspect() throws Trouble {
    return source.inspect();
  }

  @Override
  public Plan plan() throws Trouble {
    return source.plan();
  }

  @Override
  public String fingerprint() throws Trouble {
    return source.fingerprint();
  }

  @Override
  public SplitReader read(Split split, Position from) throws Trouble {
    opened
        .computeIfAbsent(split.number(), number -> new CopyOnWriteArrayList<>())
        .add(from.ordinal());
    return new Counted(source.read(split, from), readings);
  }

  private record Counted(SplitReader reader, AtomicInteger readings) implements SplitReader {

    @Override
    public List<Reading> read(int max) throws Trouble {
      readings.incrementAndGet();
      return reader.read(max);
    }

    @Override
    public Position position() {
      return reader.position();
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
