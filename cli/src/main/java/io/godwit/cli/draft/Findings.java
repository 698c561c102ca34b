package io.godwit.cli.draft;

import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.common.job.JobFile;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.source.SupportsStructure;
import io.godwit.common.spi.source.SupportsUnits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a look at a source has shown.
 *
 * @param all what stands behind the source's key: names, or what stands for everything
 * @param units what is known of each
 * @param leftOut what cannot be read, with the reason
 * @param splits how many there would be
 * @param records by unit, as far as they are known before they are read
 * @param remarks what a person should know
 * @param declares whether the source says what its tables are made of
 */
public record Findings(
    List<String> all,
    Map<String, Schema> units,
    Map<String, String> leftOut,
    int splits,
    Map<String, Long> records,
    List<String> remarks,
    boolean declares) {

  /**
   * Looks at all that a draft means; what cannot be read is left out where other units can.
   *
   * @throws Trouble where the source does not answer
   * @throws Refused where nothing of it can be read
   */
  public static Findings of(JobDraft draft, List<String> key, FleetOpener opener) throws Trouble {
    List<String> all = draft.source().all();
    try {
      return keyed(look(draft, all, key, Map.of(), opener), draft, key, opener);
    } catch (Refused whole) {
      List<String> names = names(draft, all, key, opener);
      Map<String, String> leftOut = new LinkedHashMap<>();
      for (String name : names) {
        try (Source one = open(draft, List.of(name), key, opener)) {
          one.inspect();
        } catch (Refused refused) {
          leftOut.put(name, refused.message());
        }
      }
      List<String> left = names.stream().filter(name -> !leftOut.containsKey(name)).toList();
      if (left.isEmpty() || leftOut.isEmpty()) {
        throw whole;
      }
      return keyed(look(draft, left, key, leftOut, opener), draft, key, opener);
    }
  }

  /** Without those that an upsert cannot write, where there are others. */
  private static Findings keyed(
      Findings found, JobDraft draft, List<String> key, FleetOpener opener) throws Trouble {
    List<String> left =
        found.all().stream()
            .filter(name -> !found.units().containsKey(name) || found.hasKey(name))
            .toList();
    if (left.isEmpty() || left.size() == found.all().size()) {
      return found;
    }
    Map<String, String> leftOut = new LinkedHashMap<>(found.leftOut());
    found.all().stream()
        .filter(name -> !left.contains(name))
        .forEach(name ->
            leftOut.put(name, "it has no key; move it by a job of its own, with write: insert"));
    return look(draft, left, key, leftOut, opener);
  }

  /** Whether the records of a unit have something that tells them apart. */
  boolean hasKey(String unit) {
    return !units.getOrDefault(unit, new Schema(List.of(), List.of(), false)).key().isEmpty();
  }

  private static List<String> names(
      JobDraft draft, List<String> all, List<String> key, FleetOpener opener) throws Trouble {
    try (Source source = open(draft, all, key, opener)) {
      return source instanceof SupportsUnits named ? named.units() : List.of();
    }
  }

  private static Findings look(
      JobDraft draft,
      List<String> all,
      List<String> key,
      Map<String, String> leftOut,
      FleetOpener opener)
      throws Trouble {
    try (Source source = open(draft, all, key, opener)) {
      Inspection found = source.inspect();
      Plan plan = source.plan();
      List<String> remarks = new ArrayList<>(found.remarks());
      remarks.addAll(plan.remarks());
      Map<String, Long> records =
          plan.splits().stream()
              .collect(Collectors.groupingBy(Split::unit, Collectors.summingLong(Split::records)));
      return new Findings(
          source instanceof SupportsUnits named ? named.units() : all,
          found.units(),
          leftOut,
          plan.splits().size(),
          records,
          remarks,
          source instanceof SupportsStructure structured && structured.knowsStructure());
    }
  }

  static Source open(JobDraft draft, List<String> all, List<String> key, FleetOpener opener)
      throws Trouble {
    String text = draft.probe(all, key);
    return opener.source(
        new JobSource(Path.of("job.yaml"), text, JobFile.parse(text, "the draft")));
  }
}
