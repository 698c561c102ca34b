package io.godwit.testkit.contract;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A target in memory whose sink has one fault, or none. */
final class MemoryGround implements SinkGround {

  /** What is wrong with the sink. */
  enum Fault {
    NONE,
    LOSES_THE_LAST,
    SAYS_WRITTEN_OF_ALL,
    BLAMES_THE_NEIGHBOUR,
    GIVES_UP_BEHIND_THE_FIRST_BAD,
    KEEPS_THE_FIRST_OF_A_KEY,
    ADDS_EVERY_TIME,
    CALLS_AN_OUTAGE_DATA,
    ROUNDS,
    TRIMS,
    ANSWERS_TOO_FEW
  }

  private final Fault fault;
  private final SortedMap<Long, Document> things = new TreeMap<>();
  private boolean away;

  MemoryGround(Fault fault) {
    this.fault = fault;
  }

  @Override
  public Target open() {
    Memory memory = new Memory();
    return new Target() {
      @Override
      public Sink sink(String unit, BareTexts bare) {
        return memory;
      }

      @Override
      public int concurrency() {
        return 2;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public synchronized Map<Long, Document> held() {
    return new TreeMap<>(things);
  }

  @Override
  public Map<String, List<Value>> exact() {
    return Map.of("floating", List.of(new Value.Float64(0.1)));
  }

  @Override
  public synchronized void put(long id, String name) {
    things.put(id, SinkRecords.fields(id, name));
  }

  @Override
  public void takeAway() {
    away = true;
  }

  @Override
  public void putBack() {
    away = false;
  }

  @Override
  public void close() {}

  private final class Memory implements Sink {

    @Override
    public List<Answer> write(List<Write> batch) throws Trouble {
      synchronized (MemoryGround.this) {
        List<Answer> answers = new ArrayList<>();
        for (Write write : batch) {
          answers.add(write(write.record(), answers, write == batch.getLast()));
        }
        if (fault == Fault.BLAMES_THE_NEIGHBOUR && answers.size() > 1) {
          answers.add(0, answers.removeLast());
        }
        return fault == Fault.ANSWERS_TOO_FEW ? answers.subList(0, 1) : answers;
      }
    }

    private Answer write(DataRecord record, List<Answer> before, boolean last) throws Trouble {
      if (away) {
        if (fault == Fault.CALLS_AN_OUTAGE_DATA) {
          return failed(ErrorCode.TARGET_REFUSED);
        }
        throw new Trouble(ErrorCode.TARGET_UNREACHABLE, "away");
      }
      boolean failedBefore = before.stream().anyMatch(Outcome.Failed.class::isInstance);
      if (fault == Fault.GIVES_UP_BEHIND_THE_FIRST_BAD && failedBefore) {
        return failed(ErrorCode.TARGET_REFUSED);
      }
      Optional<Value> id = record.fields().get("id");
      if (!(id.orElse(Value.Null.NULL) instanceof Value.Int64(long key))) {
        return failed(ErrorCode.KEY_MISSING);
      }
      if (isTaken(key, record.fields().get("name"))) {
        return fault == Fault.SAYS_WRITTEN_OF_ALL
            ? Outcome.Written.WRITTEN
            : failed(ErrorCode.TARGET_CONSTRAINT);
      }
      if (!(fault == Fault.LOSES_THE_LAST && last)) {
        put(key, record.fields());
      }
      return Outcome.Written.WRITTEN;
    }

    private boolean isTaken(long key, Optional<Value> name) {
      return name.isPresent()
          && things.entrySet().stream()
              .anyMatch(e -> e.getKey() != key && e.getValue().get("name").equals(name));
    }

    private void put(long key, Document fields) {
      Document held = fields;
      if (fault == Fault.ROUNDS && fields.get("floating").isPresent()) {
        held = fields.with("floating", new Value.Float64(0));
      }
      if (fault == Fault.TRIMS && fields.get("name").isPresent()) {
        held = fields.with("name", new Value.Text("n" + key));
      }
      switch (fault) {
        case KEEPS_THE_FIRST_OF_A_KEY -> things.putIfAbsent(key, held);
        case ADDS_EVERY_TIME -> things.put(things.containsKey(key) ? 500_000 + key : key, held);
        default -> things.put(key, held);
      }
    }

    private Answer failed(ErrorCode code) {
      return new Outcome.Failed(new Failure(code, "refused"));
    }
  }
}
