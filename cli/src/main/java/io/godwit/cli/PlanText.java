package io.godwit.cli;

import io.godwit.cli.prepare.Preflight;
import io.godwit.cli.prepare.Preview.Sample;
import io.godwit.cli.show.DisplayFigures;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.text.Excerpt;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code godwit plan} says. */
record PlanText(Preflight preflight, Plan plan, List<Reading> readings) {

  private static final int MOST_SPLITS = 20;
  private static final int LONGEST_VALUE = 40;

  /** How machines read it. */
  record Line(
      String type,
      String job,
      long records,
      List<Split> splits,
      Map<String, String> types,
      List<String> remarks) {}

  Line line() {
    Map<String, String> types = new LinkedHashMap<>();
    preflight.inspection().fields().forEach(field -> types.put(field.name(), seeming(field)));
    return new Line(
        "plan", preflight.job().job().job(), plan.records(), plan.splits(), types, remarks());
  }

  /** What the source is known to hold. */
  String source() {
    List<String> lines = new ArrayList<>();
    List<Split> splits = plan.splits();
    lines.add(
        preflight.job().job().job()
            + ": "
            + about(plan.isEstimated())
            + DisplayFigures.records(plan.records())
            + " in "
            + DisplayFigures.count(splits.size())
            + (splits.size() == 1 ? " split" : " splits"));
    lines.add("");
    lines.add("splits");
    splits.stream().limit(MOST_SPLITS).forEach(split -> lines.add(split(split)));
    if (splits.size() > MOST_SPLITS) {
      lines.add("  and " + (splits.size() - MOST_SPLITS) + " more");
    }
    lines.add("");
    lines.add("fields");
    Collection<Field> fields = preflight.inspection().fields();
    int longest = fieldWidth(fields.stream().map(Field::name).collect(Collectors.toSet()));
    fields.forEach(field -> lines.add("  " + pad(field.name(), longest) + "  " + known(field)));
    if (!remarks().isEmpty()) {
      lines.add("");
      lines.add("remarks");
      remarks().forEach(remark -> lines.add("  " + remark));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private List<String> remarks() {
    List<String> remarks = new ArrayList<>(preflight.inspection().remarks());
    remarks.addAll(plan.remarks());
    return remarks;
  }

  /** What the job says of a field; of bare text what it looks like, which decides nothing. */
  private static String known(Field field) {
    String seeming = seeming(field);
    return switch (field.known()) {
      case DECLARED, NATIVE -> seeming;
      case BARE -> seeming.equals("text") ? seeming : "text, looks like " + seeming;
    };
  }

  private static String seeming(Field field) {
    return field.type().text();
  }

  private static String split(Split split) {
    return String.format(
        "  %4d  %s  %s  %s%s",
        split.number(),
        split.unit(),
        split.range(),
        about(split.estimated()),
        DisplayFigures.records(split.records()));
  }

  private static String about(boolean estimated) {
    return estimated ? "about " : "";
  }

  /** The first records, before and after the steps. */
  String samples(List<Sample> samples) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("first records, before and after the steps");
    for (Sample sample : samples) {
      lines.add("");
      switch (sample) {
        case Sample.Shown(DataRecord before, Verdict after) -> shown(lines, before, after);
        case Sample.Broken broken -> {
          lines.add("  " + broken.reading().origin());
          lines.add("    " + failed(broken.failure()));
        }
      }
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static void shown(List<String> lines, DataRecord before, Verdict after) {
    lines.add("  " + before.origin() + "  key " + cut(before.key().text()));
    switch (after) {
      case Verdict.Keep(DataRecord record) -> fields(lines, before.fields(), record.fields());
      case Verdict.Split(List<DataRecord> parts) -> {
        for (int i = 0; i < parts.size(); i++) {
          lines.add("    part %d of %d".formatted(i + 1, parts.size()));
          fields(lines, before.fields(), parts.get(i).fields());
        }
      }
      case Verdict.Drop ignored -> {
        fields(lines, before.fields(), before.fields());
        lines.add("    dropped on purpose");
      }
      case Verdict.Reject(Failure failure) -> {
        fields(lines, before.fields(), before.fields());
        lines.add("    " + failed(failure));
      }
    }
  }

  private static String failed(Failure failure) {
    return "fails: " + failure.message() + " (" + failure.code().id() + ")";
  }

  /** A line a field: its name, what it was, and what it is. */
  private static void fields(List<String> lines, Document before, Document after) {
    Set<String> names = new LinkedHashSet<>(before.toMap().keySet());
    names.addAll(after.toMap().keySet());
    int nameWidth = fieldWidth(names);
    int beforeWidth = names.stream().mapToInt(name -> value(before, name).length()).max().orElse(0);
    for (String name : names) {
      String was = pad(value(before, name), beforeWidth);
      lines.add("    " + pad(name, nameWidth) + "  " + was + "  " + value(after, name));
    }
  }

  private static String value(Document document, String name) {
    return document.get(name).map(Key::display).map(PlanText::cut).orElse("-");
  }

  private static String cut(String text) {
    String line = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    return Excerpt.of(line, LONGEST_VALUE);
  }

  private static int fieldWidth(Set<String> names) {
    return Math.min(30, names.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String pad(String text, int to) {
    return text + " ".repeat(Math.max(0, to - text.length()));
  }
}
