package io.godwit.common.select;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.spec.ChosenSource;
import io.godwit.common.spi.AroundSource;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.spi.source.SupportsCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source of which not all is moved, or not in its own order.
 *
 * <p>Of a split of a limited source as many records are read as it has in the plan, so that every
 * process that reads it stops at the same one. The rules are part of the fingerprint: a run that
 * was begun with others is not gone on with.
 *
 * @param source the whole
 * @param rules what of it, and how
 */
public record SelectedSource(Source source, ChosenSource.Rules rules) implements AroundSource {

  private static final int LOOK = 1000;

  @Override
  public Inspection inspect() throws Trouble {
    return source.inspect();
  }

  @Override
  public Plan plan() throws Trouble {
    Plan whole = source.plan();
    List<String> remarks = new ArrayList<>(whole.remarks());
    List<Split> splits = new ArrayList<>();
    if (rules.limit().isPresent()) {
      splits.addAll(first(rules.limit().get(), whole.splits()));
      remarks.add(
          "limit: at most the first %d records of each unit are read"
              .formatted(rules.limit().get()));
    } else {
      splits.addAll(whole.splits());
    }
    rules
        .sample()
        .ifPresent(share ->
            remarks.add("sample: " + share + " of the records are moved, the others are dropped"));
    if (rules.order() == ChosenSource.Order.REVERSED) {
      splits = reversed(splits);
      remarks.add("order: the last split of each unit is read first");
    }
    return new Plan(splits, whole.fingerprint() + print(), remarks, whole.ranges());
  }

  /** The units stay in their order, since the rows of one may need those of another. */
  private static List<Split> reversed(List<Split> splits) {
    Map<String, List<Split>> units = new LinkedHashMap<>();
    splits.forEach(
        split -> units.computeIfAbsent(split.unit(), unit -> new ArrayList<>()).add(split));
    List<Split> reversed = new ArrayList<>();
    for (List<Split> unit : units.values()) {
      for (Split split : unit.reversed()) {
        reversed.add(split.numbered(reversed.size()));
      }
    }
    return reversed;
  }

  /** The first records of each unit. A count that is only about right is found out by reading. */
  private List<Split> first(int limit, List<Split> whole) throws Trouble {
    Map<String, Long> left = new HashMap<>();
    List<Split> kept = new ArrayList<>();
    for (Split split : whole) {
      long open = left.getOrDefault(split.unit(), (long) limit);
      long has = open == 0 || !split.estimated() ? split.records() : counted(split, open);
      long takes = Math.min(open, has);
      left.put(split.unit(), open - takes);
      if (takes > 0) {
        kept.add(new Split(kept.size(), split.unit(), split.range(), takes, split.estimated()));
      }
    }
    return kept;
  }

  private long counted(Split split, long most) throws Trouble {
    long count = 0;
    try (SplitReader reader = source.read(split, Position.START)) {
      List<Reading> next = reader.read(LOOK);
      while (!next.isEmpty() && count < most) {
        count += next.size();
        next = reader.read(LOOK);
      }
    }
    return count;
  }

  private String print() {
    return rules.limit().map(most -> ", limit " + most).orElse("")
        + rules.sample().map(share -> ", sample " + share).orElse("")
        + (rules.order() == ChosenSource.Order.REVERSED ? ", reversed" : "");
  }

  @Override
  public String fingerprint() throws Trouble {
    return source.fingerprint() + print();
  }

  @Override
  public SplitReader read(Split split, Position from) throws Trouble {
    SplitReader reader = source.read(split, from);
    long left = rules.limit().isPresent() ? split.records() - from.ordinal() : Long.MAX_VALUE;
    Optional<KeySample> sample = rules.percent().map(KeySample::of);
    return reader instanceof SupportsCount counting
        ? new CountedSelection(new SelectedReader(reader, left, sample), counting, left)
        : new SelectedReader(reader, left, sample);
  }

  @Override
  public void close() {
    source.close();
  }
}
