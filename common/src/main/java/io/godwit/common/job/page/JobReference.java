package io.godwit.common.job.page;

import io.godwit.common.job.shape.DefaultValue;
import io.godwit.common.job.shape.Kinds;
import io.godwit.common.job.shape.Shape;
import io.godwit.common.job.shape.Shapes;
import java.util.List;
import java.util.stream.Collectors;

/** The page that lists every key of a job file. */
public final class JobReference {

  private static final String HEAD =
      """
      # The job file

      <!-- Generated from the records that connectors bring; JobDocsTest rewrites it. -->

      A job is one YAML file. These are all of its keys; any other key is refused, with the nearest
      valid name. Editors complete and check the file with this first line:
      `# yaml-language-server: $schema=.../docs/job.schema.json`

      - A *size* is a whole number with B, KB, MB or GB (powers of 1024), as in `64MB`.
      - A *number or share* is a whole number, or a share such as `5%` or `0.1%`.
      - A *duration* is a whole number with ms, s, m, h or d, as in `500ms`.
      - *One or more* is a list, or a single element without brackets.
      - A text that *may refer* may hold `${env:NAME}`, `${env:NAME:-default}` (where the
        variable is unset or empty) and `${file:/path}` (the file's content). References are
        followed where the connection is opened; they are what is printed and what travels, never
        what they lead to.
      """;

  private final StringBuilder out = new StringBuilder(HEAD);

  private JobReference() {}

  /** The page, in Markdown. */
  public static String text() {
    return text(Kinds.installed());
  }

  /** The page of job files that can name these kinds. */
  public static String text(Kinds kinds) {
    JobReference page = new JobReference();
    page.section("", Shapes.job(kinds));
    return page.out.toString();
  }

  private void section(String path, Shape.Mapping mapping) {
    out.append("\n| key | value | default | meaning |\n|---|---|---|---|\n");
    mapping.fields().forEach(this::row);
    for (Shape.Field field : mapping.fields()) {
      below(Shape.join(path, field.key()), field.shape());
    }
  }

  private void row(Shape.Field field) {
    out.append("| `")
        .append(field.key())
        .append("` | ")
        .append(value(field.shape()))
        .append(" | ")
        .append(standard(field.absent()))
        .append(" | ")
        .append(field.doc().replace("|", "\\|"))
        .append(meanings(field.shape()))
        .append(" |\n");
  }

  private void below(String path, Shape shape) {
    switch (shape) {
      case Shape.Mapping mapping -> {
        heading(path, mapping.doc());
        section(path, mapping);
      }
      case Shape.OneOf oneOf -> {
        heading(path, oneOf.doc());
        for (Shape.Alternative alternative : oneOf.alternatives()) {
          alternative(path, alternative);
        }
        oneOf.around().ifPresent(around -> around(path, around.mapping()));
      }
      case Shape.ListOf list -> below(path + "[]", list.element());
      case Shape.MapOf map -> below(path + ".<name>", map.value());
      case Shape.Scalar scalar -> {}
    }
  }

  private void alternative(String path, Shape.Alternative alternative) {
    out.append("\n### `")
        .append(path)
        .append("` with `")
        .append(alternative.key())
        .append("`\n\n")
        .append(alternative.mapping().doc())
        .append('\n');
    if (alternative.nested()) {
      out.append("These keys stand below `").append(alternative.key()).append("`.\n");
    }
    section(path, alternative.mapping());
  }

  private void around(String path, Shape.Mapping mapping) {
    out.append("\n### `")
        .append(path)
        .append("`: beside any of these\n\n")
        .append(mapping.doc())
        .append('\n');
    section(path, mapping);
  }

  private void heading(String path, String doc) {
    out.append("\n## `").append(path).append("`\n\n").append(doc).append('\n');
  }

  private static String value(Shape shape) {
    return switch (shape) {
      case Shape.Text text -> text.referring() ? "text, may refer" : "text";
      case Shape.Whole whole -> whole.from() + " to " + whole.to();
      case Shape.Letter letter -> "character";
      case Shape.Flag flag -> "true, false";
      case Shape.Bytes bytes -> "size";
      case Shape.Portion portion -> "number or share";
      case Shape.Span span -> "duration";
      case Shape.Choice choice -> code(choice.names());
      case Shape.ListOf list ->
          (list.oneOrMore() ? "one or more: " : "list: ") + value(list.element());
      case Shape.MapOf map ->
          "by name: " + value(map.value()) + (map.alone() ? ", or one or more names" : "");
      case Shape.Mapping mapping -> code(mapping.keys());
      case Shape.OneOf oneOf -> "one of " + code(oneOf.keys());
    };
  }

  private static String code(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static String standard(Shape.Absent absent) {
    return switch (absent) {
      case Shape.Absent.Refused refused -> "required";
      case Shape.Absent.Nothing nothing -> "none";
      case Shape.Absent.Same same -> "as `" + same.key() + "`";
      case Shape.Absent.Stands stands -> "`" + DefaultValue.plain(stands.yaml()) + "`";
    };
  }

  private static String meanings(Shape shape) {
    if (!(shape instanceof Shape.Choice choice)) {
      return "";
    }
    return choice.options().stream()
        .filter(option -> !option.doc().isEmpty())
        .map(option -> " `" + option.name() + "`: " + option.doc())
        .collect(Collectors.joining());
  }
}
