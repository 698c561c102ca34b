package io.godwit.cli.draft;

import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.spi.drafting.ConnectionDraft;
import io.godwit.common.spi.drafting.SinkDraft;
import io.godwit.common.spi.drafting.SourceDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A job file that is being begun.
 *
 * @param job its name
 * @param source how the source is read
 * @param sink how the target is written to
 */
public record JobDraft(String job, SourceDraft source, SinkDraft sink) {

  private static final String UNIT = "{unit}";
  private static final int WIDTH = 96;

  /**
   * A name for a job that is read from this address: what stands last in it.
   *
   * @param address as it was typed; no more of it than a name is taken
   */
  public static String nameOf(String address) {
    String last = address.replaceAll("[?;].*", "").replaceAll(".*[/:\\\\]", "");
    String name =
        last.toLowerCase(Locale.ROOT)
            .replaceAll("(\\.[a-z]+)+$", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return name.isEmpty() ? "migration" : name;
  }

  /** The least that can be opened: what the source holds is not known yet. */
  String probe(List<String> all, List<String> key) {
    List<String> lines = new ArrayList<>(List.of("job: " + job));
    lines.addAll(sourceLines(all.stream().map(JobDraft::quoted).toList(), key));
    lines.add("sink: { " + sink.kind() + ": \"" + UNIT + "\", in: " + Addressed.TARGET + " }");
    lines.addAll(connections());
    return String.join("\n", lines) + "\n";
  }

  /**
   * The file, with what was found as comments.
   *
   * @param key the fields that identify a record; empty where each unit has its own
   * @param sure whether the source itself says so, or a sample does
   */
  public String text(Findings found, List<String> key, boolean sure) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# Begun by godwit init. Look at what is marked \"look:\", then: godwit plan THIS_FILE");
    lines.add("job: " + job);
    lines.add("");
    List<String> all = new ArrayList<>();
    found.all().forEach(name -> all.add(quoted(name) + about(found, name)));
    lines.addAll(sourceLines(all, key));
    if (!key.isEmpty() && !sure) {
      lines.add("  # look: no field is different in each of the first " + KeyChoice.SAMPLE);
      lines.add("  # records; name those that are, together.");
    }
    found
        .leftOut()
        .forEach((name, why) -> comment("look: left out is " + name + ": " + why, "  ", lines));
    lines.add("");
    lines.addAll(sinkLines(found, key));
    lines.add("");
    lines.addAll(connections());
    lines.add("");
    lines.addAll(shown(found));
    return String.join("\n", lines) + "\n";
  }

  private static String about(Findings found, String name) {
    return Optional.ofNullable(found.records().get(name))
        .map(records -> "  # about " + records + " records")
        .orElse("");
  }

  private List<String> sourceLines(List<String> all, List<String> key) {
    List<String> lines = new ArrayList<>();
    lines.add("source:");
    if (all.size() == 1) {
      lines.add("  " + source.kind() + ": " + all.getFirst());
    } else {
      lines.add("  " + source.kind() + ":");
      all.forEach(name -> lines.add("    - " + name));
    }
    source.options().forEach((option, value) -> lines.add("  " + option + ": " + quoted(value)));
    source.connection().ifPresent(ignored -> lines.add("  in: " + Addressed.SOURCE));
    if (!key.isEmpty()) {
      lines.add("  key: " + flow(key));
    }
    return lines;
  }

  private List<String> sinkLines(Findings found, List<String> key) {
    boolean creates = sink.creates() && found.declares();
    List<String> lines = new ArrayList<>();
    if (!creates && sink.creates()) {
      lines.add("# look: the table must exist; its columns are called as the fields below.");
    }
    boolean own = source.keys().isEmpty() && (sink.creates() || sameKey(found).isPresent());
    if (own || found.units().size() == 1) {
      lines.add("sink:");
      lines.add("  " + sink.kind() + ": " + quoted(source.keys().isEmpty() ? UNIT : job));
      lines.add("  in: " + Addressed.TARGET);
      keyAtTarget(found, key).ifPresent(names -> lines.add("  key: " + flow(names)));
      if (found.units().keySet().stream().noneMatch(found::hasKey)) {
        lines.add("  write: insert  # each record once; there is no key to find its row again");
      }
      if (creates) {
        lines.add("  create: true  # what is missing is made like the source's");
      }
      return lines;
    }
    lines.add("sink:");
    found
        .units()
        .forEach((unit, schema) -> {
          lines.add("  - for: " + quoted(unit));
          lines.add("    " + sink.kind() + ": " + quoted(unit));
          lines.add("    in: " + Addressed.TARGET);
          lines.add("    key: " + flow(schema.key()));
        });
    return lines;
  }

  /** Tables know their keys; elsewhere the job names what the source calls one. */
  private Optional<List<String>> keyAtTarget(Findings found, List<String> key) {
    if (!key.isEmpty()) {
      return Optional.of(key);
    }
    return sink.creates() ? Optional.empty() : sameKey(found);
  }

  private static Optional<List<String>> sameKey(Findings found) {
    List<List<String>> keys = found.units().values().stream().map(Schema::key).distinct().toList();
    return keys.size() == 1 && !keys.getFirst().isEmpty()
        ? Optional.of(keys.getFirst())
        : Optional.empty();
  }

  private List<String> connections() {
    List<String> lines = new ArrayList<>(List.of("connections:"));
    source.connection().ifPresent(read -> lines.add(connection(Addressed.SOURCE, read)));
    lines.add(connection(Addressed.TARGET, sink.connection()));
    return lines;
  }

  private static String connection(String name, ConnectionDraft draft) {
    return "  "
        + name
        + ": { "
        + draft.keys().entrySet().stream()
            .map(key -> key.getKey() + ": " + quoted(key.getValue()))
            .collect(Collectors.joining(", "))
        + " }";
  }

  private static List<String> shown(Findings found) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# What was found, in " + found.splits() + (found.splits() == 1 ? " split:" : " splits:"));
    for (Map.Entry<String, Schema> unit : found.units().entrySet()) {
      Schema schema = unit.getValue();
      String fields =
          schema.fields().stream().map(JobDraft::shown).collect(Collectors.joining(", "));
      comment(unit.getKey() + " (" + key(schema) + "): " + fields, "", lines);
    }
    found.remarks().forEach(remark -> comment("look: " + remark, "", lines));
    return lines;
  }

  private static String key(Schema schema) {
    return schema.key().isEmpty() ? "no key" : "key " + String.join(", ", schema.key());
  }

  private static String shown(Field field) {
    return field.name() + " " + field.type().text() + (field.required() ? "" : "?");
  }

  /** A comment ends with its line, so a name from the source cannot get out of one. */
  private static void comment(String text, String indent, List<String> lines) {
    StringBuilder line = new StringBuilder(indent + "#");
    for (String word : text.replaceAll("\\p{Cntrl}", " ").split(" +")) {
      if (line.length() + word.length() >= WIDTH && line.length() > indent.length() + 1) {
        lines.add(line.toString());
        line = new StringBuilder(indent + "#  ");
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
  }

  private static String flow(List<String> names) {
    return names.size() == 1
        ? quoted(names.getFirst())
        : names.stream().map(JobDraft::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  /** As YAML has a text, in quotes wherever it might be read as something else. */
  private static String quoted(String text) {
    if (text.matches("[A-Za-z_][A-Za-z0-9_./-]*")
        && !text.matches("(?i)true|false|null|yes|no|on|off|y|n")) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\').append((char) c);
          } else if (c < ' ' || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029) {
            quoted.append(String.format("\\u%04x", c));
          } else {
            quoted.append((char) c);
          }
        });
    return quoted.append('"').toString();
  }
}
