package io.godwit.worker.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.collect.Iterables;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.SupportsBareTexts;
import io.godwit.common.spi.SupportsBound;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.worker.step.kinds.ValueExcerpt;
import io.godwit.worker.step.op.FieldPlacement;
import io.godwit.worker.step.op.RecordSize;
import io.godwit.worker.step.spec.LookupSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes fields from the rows of another table. A batch asks for each of its distinct keys at most
 * once, many keys a query, and remembers the rows, and the keys without a row, for later batches.
 *
 * <p>It is deterministic only while the table does not change: a row that is added during a run
 * turns some records' outcome and not that of others, and a batch that is repeated after a crash
 * may end otherwise than before. Freeze the table for the run; a file is held in one version.
 */
public final class LookupStep implements Step, SupportsBareTexts, SupportsBound {

  /** Rows remembered; some tens of megabytes at most for rows of a few columns. */
  private static final int MOST_ROWS = 100_000;

  private final LookupSpec spec;
  private final Lookup lookup;
  private final FieldPlacement fieldPlacement;
  private final List<Value> nulls;
  private final Cache<Value, Optional<Document>> rows;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder queries = new LongAdder();
  private final LongAdder matched = new LongAdder();
  private final LongAdder unmatched = new LongAdder();

  LookupStep(LookupSpec spec, Lookup lookup) {
    this(spec, lookup, MOST_ROWS);
  }

  LookupStep(LookupSpec spec, Lookup lookup, int mostRows) {
    this.spec = spec;
    this.lookup = lookup;
    this.fieldPlacement = new FieldPlacement(spec.take());
    this.nulls = Collections.nCopies(spec.take().size(), Value.Null.NULL);
    // Evicts on the calling thread: otherwise the common pool would outlive the step.
    this.rows = Caffeine.newBuilder().maximumSize(mostRows).executor(Runnable::run).build();
  }

  /** What its answers rest on; empty where it is a table, which is asked each time. */
  public Optional<SupportsBaseline> baseline() {
    return Optional.of(lookup)
        .filter(SupportsBaseline.class::isInstance)
        .map(SupportsBaseline.class::cast);
  }

  /** The table that is looked up, as the job file names it. */
  public String table() {
    return spec.table();
  }

  /** How many keys were found in the cache; one key counts once a batch. */
  public LongAdder hits() {
    return hits;
  }

  /** How many keys had to be asked for; one key counts once a batch. */
  public LongAdder misses() {
    return misses;
  }

  /** How many queries were sent. */
  public LongAdder queries() {
    return queries;
  }

  /** Of how many records the table has the row; a batch that is repeated counts again. */
  public LongAdder matched() {
    return matched;
  }

  /** Of how many it has none, or the record no key; a batch that is repeated counts again. */
  public LongAdder unmatched() {
    return unmatched;
  }

  /** {@inheritDoc} Of what it takes, those of the table that do. */
  @Override
  public BareTexts bareTexts(BareTexts before) {
    BareTexts bare = before;
    Set<String> ofTable = lookup.bareTexts();
    for (String column : spec.take()) {
      bare = bare.with(column, ofTable.contains(column));
    }
    return bare;
  }

  /** {@inheritDoc} What its lookup says: to find in the cache takes no time beside a query. */
  @Override
  public ResourceBound bound() {
    return lookup instanceof SupportsBound bounded ? bounded.bound() : ResourceBound.Cores.CORES;
  }

  @Override
  public List<Verdict> apply(List<DataRecord> batch) throws Trouble {
    Map<Value, Optional<Document>> found = find(batch);
    List<Verdict> verdicts = new ArrayList<>(batch.size());
    for (DataRecord record : batch) {
      verdicts.add(verdict(record, found));
    }
    return verdicts;
  }

  /**
   * The rows of the batch's keys. They are held outside the cache too, which may evict a row before
   * the batch has used it.
   */
  private Map<Value, Optional<Document>> find(List<DataRecord> batch) throws Trouble {
    Map<Value, Optional<Document>> found = new HashMap<>();
    Set<Value> unknown = new LinkedHashSet<>();
    for (DataRecord record : batch) {
      key(record)
          .filter(key -> !found.containsKey(key) && !unknown.contains(key))
          .ifPresent(key ->
              Optional.ofNullable(rows.getIfPresent(key))
                  .ifPresentOrElse(row -> found.put(key, row), () -> unknown.add(key)));
    }
    hits.add(found.size());
    misses.add(unknown.size());
    for (List<Value> keys : Iterables.partition(unknown, spec.batch())) {
      ask(keys, found);
    }
    return found;
  }

  private void ask(List<Value> keys, Map<Value, Optional<Document>> found) throws Trouble {
    queries.increment();
    Map<Value, Document> answer =
        lookup.find(Collections.unmodifiableSet(new LinkedHashSet<>(keys)));
    for (Value key : keys) {
      Optional<Document> row = Optional.ofNullable(answer.get(key));
      rows.put(key, row);
      found.put(key, row);
    }
  }

  /** Empty where the record has no key, or not all of it, which no row can match. */
  private Optional<Value> key(DataRecord record) {
    List<Value> parts = new ArrayList<>(spec.by().size());
    for (String field : spec.by()) {
      int index = record.fields().indexOf(field);
      if (index < 0 || record.fields().value(index) == Value.Null.NULL) {
        return Optional.empty();
      }
      parts.add(record.fields().value(index));
    }
    return Optional.of(parts.size() == 1 ? parts.getFirst() : new Value.Array(parts));
  }

  private Verdict verdict(DataRecord record, Map<Value, Optional<Document>> found) {
    Optional<Document> row = key(record).flatMap(key -> found.getOrDefault(key, Optional.empty()));
    if (row.isPresent()) {
      matched.increment();
      return keep(record, taken(row.get()));
    }
    unmatched.increment();
    return switch (spec.missing()) {
      case REJECT ->
          new Verdict.Reject(
              new Failure(ErrorCode.LOOKUP_MISSING, message(record), String.join(", ", spec.by())));
      case DROP -> Verdict.Drop.DROP;
      case NULL -> keep(record, nulls);
    };
  }

  private Verdict keep(DataRecord record, List<Value> values) {
    Document changed = fieldPlacement.put(record.fields(), values);
    for (int i = 0; i < values.size(); i++) {
      String column = spec.take().get(i);
      Optional<Failure> failure =
          RecordSize.refuse("lookup " + table() + ", " + column, column, values.get(i), changed);
      if (failure.isPresent()) {
        return new Verdict.Reject(failure.get());
      }
    }
    return new Verdict.Keep(record.withFields(changed));
  }

  private List<Value> taken(Document row) {
    List<Value> values = new ArrayList<>(spec.take().size());
    for (String column : spec.take()) {
      values.add(
          row.get(column)
              .orElseThrow(() ->
                  new IllegalStateException(
                      "the lookup of " + table() + " answered without column " + column)));
    }
    return values;
  }

  private String message(DataRecord record) {
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < spec.by().size(); i++) {
      String value =
          record
              .fields()
              .get(spec.by().get(i))
              .map(v -> "= " + ValueExcerpt.of(v))
              .orElse("(absent)");
      wanted.add(spec.column().get(i) + " " + value);
    }
    return "lookup " + table() + ": no row has " + String.join(" and ", wanted);
  }

  @Override
  public void close() {
    lookup.close();
  }
}
