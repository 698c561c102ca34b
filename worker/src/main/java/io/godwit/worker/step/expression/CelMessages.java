package io.godwit.worker.step.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.CelIssue;
import dev.cel.runtime.CelEvaluationException;
import io.godwit.worker.step.kinds.FieldName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What CEL says, in the words of this project, with the place that it names. */
final class CelMessages {

  private static final Pattern PLACE =
      Pattern.compile("evaluation error at <input>:(\\d{1,6}): (.*)", Pattern.DOTALL);

  /** A dot and what looks like the name of a field, up to the next sign. */
  private static final Pattern DOTTED =
      Pattern.compile("(?<![\\p{L}\\p{N}_'\"\\]])r\\.([\\p{L}\\p{N}_-]+)");

  private static final Pattern STRINGS =
      Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"");

  /** What CEL says of a text that is no expression, and how we say it. */
  private static final List<Map.Entry<Pattern, String>> ISSUES =
      List.of(
          says(
              "undeclared reference to '(.*?)'.*",
              "there is nothing called '$1'; a field is written r.$1, a text in quotes"),
          says(
              "found no matching overload for '_(.+?)_' applied to '\\((.*?)\\)'.*",
              "the operator $1 does not go with $2"),
          says(
              "found no matching overload for '([^_].*?)' applied to '(.*?)'.*",
              "the function $1 does not go with $2"),
          says("(?:mismatched|extraneous) input '<EOF>'.*", "the expression ends too early"),
          says("(?:mismatched|extraneous) input '(.*?)' expecting.*", "$1 cannot stand here"),
          says("no viable alternative at input '(.*)'", "$1 cannot be read"),
          says("token recognition error at: '(.*)'", "$1 cannot stand here, or a quote is open"),
          says("reserved identifier: (.*)", "$1 is a reserved word of the language"),
          says("Expression recursion limit exceeded.*", "the expression is nested too deeply"),
          says("expression code point size exceeds limit.*", "the expression is too long"));

  private CelMessages() {}

  /** The reason of a failed evaluation, its place first turned into one that people count. */
  static String ofEvaluation(CelEvaluationException e) {
    String message = String.valueOf(e.getMessage());
    Matcher m = PLACE.matcher(message);
    return m.matches()
        ? "at character " + (Integer.parseInt(m.group(1)) + 1) + ": " + said(e, m.group(2))
        : said(e, message);
  }

  private static String said(CelEvaluationException e, String message) {
    CelErrorCode code = e.getErrorCode();
    return switch (code) {
      case OVERLOAD_NOT_FOUND ->
          "an operator or function does not go with the values it is given: a text is no number"
              + " (int(r.field) makes it one), and null goes with == only: "
              + message.replaceFirst("(?s)No matching overload for function '_?(.*?)_?'.*", "$1");
      case DIVIDE_BY_ZERO -> "division by zero";
      case NUMERIC_OVERFLOW -> "the number is beyond 64 bits: " + message;
      case ITERATION_BUDGET_EXCEEDED ->
          "it goes through more elements than the 1000000 that one record may cost";
      case INDEX_OUT_OF_BOUNDS -> "the list has no element there: " + message;
      case INVALID_ARGUMENT,
          ATTRIBUTE_NOT_FOUND,
          DUPLICATE_ATTRIBUTE,
          INTERNAL_ERROR,
          AMBIGUOUS_OVERLOAD,
          BAD_FORMAT,
          TYPE_NOT_FOUND ->
          message;
    };
  }

  /** Why a text is no expression: a name that needs brackets, or the first place that is wrong. */
  static String ofIssues(String text, List<CelIssue> issues) {
    return name(text)
        .map(hint -> hint + (issues.isEmpty() ? "" : " (" + place(issues.get(0)) + ")"))
        .orElseGet(() -> issues.stream().map(CelMessages::said).collect(Collectors.joining("; ")));
  }

  private static Optional<String> name(String text) {
    Matcher m = DOTTED.matcher(STRINGS.matcher(text).replaceAll("''"));
    while (m.find()) {
      String name = m.group(1);
      if (FieldName.isReserved(name)) {
        return Optional.of(
            "'" + name + "' is a reserved word of the language; write " + FieldName.written(name));
      }
      if (!FieldName.isPlain(name)) {
        return Optional.of(
            "a name with other signs than letters, digits and _, or with a digit in front, is"
                + " written in brackets: "
                + FieldName.written(name));
      }
    }
    return Optional.empty();
  }

  private static Map.Entry<Pattern, String> says(String pattern, String ours) {
    return Map.entry(Pattern.compile(pattern, Pattern.DOTALL), ours);
  }

  private static String said(CelIssue issue) {
    String message = issue.getMessage();
    return place(issue)
        + ": "
        + ISSUES.stream()
            .map(entry -> Map.entry(entry.getKey().matcher(message), entry.getValue()))
            .filter(entry -> entry.getKey().matches())
            .findFirst()
            .map(entry -> entry.getKey().replaceFirst(entry.getValue()))
            .orElse(message);
  }

  /** CEL counts columns from 0. */
  private static String place(CelIssue issue) {
    return "line "
        + issue.getSourceLocation().getLine()
        + " column "
        + (issue.getSourceLocation().getColumn() + 1);
  }
}
