package io.godwit.worker.step;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A batch on its way through the steps: of each record the parts that are left, mostly the record
 * itself, or how it has ended. For one thread.
 */
final class BatchParts {

  private final List<Verdict> verdicts;

  BatchParts(List<DataRecord> batch) {
    verdicts = new ArrayList<>(batch.size());
    for (DataRecord record : batch) {
      verdicts.add(new Verdict.Keep(record));
    }
  }

  List<Verdict> verdicts() {
    return verdicts;
  }

  /**
   * What goes into a step.
   *
   * @param records the parts of the records that it is for, one after the other
   * @param places the place in the batch of each of them, and perhaps room for more
   */
  record Input(List<DataRecord> records, int[] places) {}

  /** What goes into a step. */
  Input input(Pipeline.Stage stage) {
    List<DataRecord> records = new ArrayList<>(verdicts.size());
    int[] places = new int[verdicts.size()];
    for (int place = 0; place < verdicts.size(); place++) {
      switch (verdicts.get(place)) {
        case Verdict.Keep(DataRecord record) -> {
          if (stage.isFor(record.origin().unit())) {
            places = with(places, records.size(), place);
            records.add(record);
          }
        }
        case Verdict.Split(List<DataRecord> parts) -> {
          if (stage.isFor(parts.getFirst().origin().unit())) {
            for (DataRecord part : parts) {
              places = with(places, records.size(), place);
              records.add(part);
            }
          }
        }
        case Verdict.Drop ignored -> {}
        case Verdict.Reject ignored -> {}
      }
    }
    return new Input(records, places);
  }

  /** Grows only where records were split: else there is a place for each. */
  private static int[] with(int[] places, int index, int place) {
    int[] roomy = index < places.length ? places : Arrays.copyOf(places, 2 * index + 16);
    roomy[index] = place;
    return roomy;
  }

  private static List<DataRecord> parts(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Keep(DataRecord record) -> List.of(record);
      case Verdict.Split(List<DataRecord> parts) -> parts;
      case Verdict.Drop ignored -> List.of();
      case Verdict.Reject ignored -> List.of();
    };
  }

  /**
   * Takes what a step says of each part that went in. Parts of one record are neighbours there, and
   * all of them went in, since they are of one unit.
   */
  void output(Input input, List<Verdict> says, String step, Pipeline.Rejections rejections) {
    int from = 0;
    while (from < says.size()) {
      int place = input.places()[from];
      int to = from + 1;
      while (to < says.size() && input.places()[to] == place) {
        to++;
      }
      Verdict verdict = to - from == 1 ? says.get(from) : joined(says.subList(from, to));
      verdicts.set(place, verdict);
      if (verdict instanceof Verdict.Reject) {
        rejections.rejected(place, step);
      }
      from = to;
    }
  }

  /** The first part that is rejected takes its record along; of a dropped one the others stay. */
  private static Verdict joined(List<Verdict> says) {
    List<DataRecord> left = new ArrayList<>(says.size());
    for (Verdict verdict : says) {
      if (verdict instanceof Verdict.Reject(Failure ignored)) {
        return verdict;
      }
      left.addAll(parts(verdict));
    }
    return left.isEmpty() ? Verdict.Drop.DROP : new Verdict.Split(left);
  }
}
