package io.godwit.cli.draft;

import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.prepare.Preview;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.value.Key;
import io.godwit.common.spi.Source;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which field identifies the records of a file: one that every record of a sample has, no two with
 * the same value; of several the one that is called like a key. A guess, which the file says.
 *
 * @param field empty where the files have no fields
 * @param sure whether the sample speaks for it
 */
record KeyChoice(List<String> field, boolean sure) {

  static final int SAMPLE = 500;

  /** Each costs a look at the beginning of a file. */
  private static final int MOST_TRIED = 12;

  static KeyChoice of(JobDraft draft, List<String> named, FleetOpener opener) throws Trouble {
    List<String> candidates = named.isEmpty() ? fields(draft, opener) : named;
    List<String> likely =
        candidates.stream().sorted(Comparator.comparingInt(KeyChoice::rank)).toList();
    for (String field : likely.stream().limit(MOST_TRIED).toList()) {
      if (identifies(draft, field, opener)) {
        return new KeyChoice(List.of(field), true);
      }
    }
    return new KeyChoice(likely.stream().limit(1).toList(), false);
  }

  /** A file whose records each say what fields they have shows them under any key. */
  private static List<String> fields(JobDraft draft, FleetOpener opener) throws Trouble {
    try (Source source = Findings.open(draft, draft.source().all(), List.of("id"), opener)) {
      return source.inspect().fields().stream().map(Field::name).toList();
    }
  }

  private static int rank(String field) {
    String name = field.toLowerCase(Locale.ROOT);
    if (name.equals("id") || name.equals("_id") || name.equals("key") || name.equals("uuid")) {
      return 0;
    }
    return name.endsWith("id") || name.endsWith("code") || name.endsWith("number") ? 1 : 2;
  }

  private static boolean identifies(JobDraft draft, String field, FleetOpener opener)
      throws Trouble {
    Set<Key> seen = new HashSet<>();
    try (Source source = Findings.open(draft, draft.source().all(), List.of(field), opener)) {
      Plan plan = source.plan();
      for (Reading reading : Preview.read(source, plan, SAMPLE)) {
        boolean another =
            reading instanceof Reading.Read read ? seen.add(read.record().key()) : false;
        if (!another) {
          return false;
        }
      }
      return !seen.isEmpty();
    } catch (Refused refused) {
      return false;
    }
  }
}
