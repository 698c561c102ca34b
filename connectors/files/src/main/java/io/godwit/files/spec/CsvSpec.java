package io.godwit.files.spec;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Form;
import io.godwit.common.spec.notation.Named;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spec.rule.SpecRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CSV files, as RFC 4180 has them unless the options say otherwise.
 *
 * @param csv files, patterns of files or folders, all with the same header, relative to the job
 *     file; or {@code -}, the standard input
 * @param in the connection of the store that the files are in; empty where they are local ones
 * @param key the columns that identify a row
 * @param types the columns that are not text
 * @param header the names of the columns where the file has no header row; empty: the first row
 * @param delimiter what separates fields, one ASCII character
 * @param quote what encloses fields, one ASCII character, or {@code none}
 * @param escape what makes the next character stand for itself
 * @param comment what a line that is no row begins with
 * @param skip how many lines to pass over at the start of each file, from 0
 * @param trim whether blanks around fields are no part of them
 * @param multiline whether a quoted field may hold line ends
 * @param nulls the unquoted fields that stand for null, besides the empty one
 * @param dateFormat the pattern of columns of type date; empty: ISO 8601
 * @param timeFormat the pattern of columns of type time
 * @param datetimeFormat the pattern of columns of type datetime or timestamp
 * @param decimal what stands before the decimals of a number
 * @param group what stands between groups of three digits of a number
 * @param encoding the name of a character encoding
 * @param duplicates what holds when one key occurs several times
 * @param split how many bytes a split covers, about
 * @param maxRecord the largest row
 */
@Doc("CSV files: as RFC 4180 has them and in UTF-8, unless the options say otherwise.")
public record CsvSpec(
    @Doc(
            "Files, patterns such as data/*.csv, or folders, all with the same header, relative"
                + " to the job file; or - for the standard input. Files packed by gzip or zstd"
                + " are unpacked.")
        @OneOrMore
        List<String> csv,
    @Doc(
            "The store that the files are in. Names are then whole names of its objects, and in"
                + " patterns * stands for any text without a slash, ** for any, ? for one character"
                + " and {a,b} for one of several.")
        @ConnectionTo(StoreConnection.class)
        Optional<String> in,
    @Doc("The columns that identify a row.") @OneOrMore List<String> key,
    @Doc("The types of the columns that are not text.") @Default("{}") Map<String, FieldType> types,
    @Doc("The names of the columns, where the file has no header row.")
        Optional<List<String>> header,
    @Doc("What separates fields: one printable ASCII character or a tab, and not a quote.")
        @Default("','")
        char delimiter,
    @Doc("What encloses fields: one punctuation character of ASCII, or none.")
        @Default("'\"'")
        @Form(CsvRules.QUOTE_FORM)
        String quote,
    @Doc("What makes the next character stand for itself, such as a backslash.")
        Optional<Character> escape,
    @Doc("What a line that is no row begins with, such as #.") Optional<Character> comment,
    @Doc("How many lines to pass over at the start of each file.")
        @Default("0")
        @Range(from = 0, to = 1_000_000)
        int skip,
    @Doc("Whether blanks and tabs around fields and their quotes are no part of them.")
        @Default("false")
        boolean trim,
    @Doc("Whether a quoted field may hold line ends; if not, a row ends at its line's end.")
        @Default("true")
        boolean multiline,
    @Doc("The unquoted fields that stand for null, besides the empty one.")
        @OneOrMore
        @Named("null")
        Optional<List<String>> nulls,
    @Doc("The pattern of columns of type date, such as dd/MM/yyyy; else ISO 8601.")
        Optional<String> dateFormat,
    @Doc("The pattern of columns of type time, such as hh:mm a; else ISO 8601.")
        Optional<String> timeFormat,
    @Doc(
            "The pattern of columns of type datetime, or with an offset of type timestamp, such"
                + " as dd.MM.yyyy HH:mm:ss or dd.MM.yyyy HH:mm:ssXXX; else ISO 8601.")
        Optional<String> datetimeFormat,
    @Doc("What stands before the decimals of a number.") @Default("'.'") char decimal,
    @Doc("What stands between groups of three digits of a number.") Optional<Character> group,
    @Doc("The encoding: UTF-8, UTF-16, Latin-1, windows-1252, or any other that Java knows.")
        @Default("UTF-8")
        String encoding,
    @Doc("What holds when one key occurs several times.") @Default("any") Duplicates duplicates,
    @Doc("How much of the files one split covers, about.") @Default("16MB") Size split,
    @Doc("The largest row, at most 16MB; a larger one fails.") @Default("1MB") Size maxRecord)
    implements FileSpec {

  /** Refuses what no CSV file could be. */
  public CsvSpec {
    csv = SpecRules.someOf("csv", "file", csv);
    key = SpecRules.someOf("key", "column", key);
    types = SpecRules.ordered(types);
    header = header.map(List::copyOf);
    nulls = nulls.map(texts -> SpecRules.someOf("null", "text", texts));
    FileRules.inputAlone("csv", csv);
    FileRules.namesInStore("csv", csv, in);
    CsvRules.separators(delimiter, quote, escape, comment, trim);
    if (skip < 0) {
      throw new BrokenRule("skip is at least 0", "skip");
    }
    CsvRules.numbers(types, decimal, group);
    CsvRules.times(types, dateFormat, timeFormat, datetimeFormat);
    TextCodings.known(encoding);
    FileRules.recordFitsSplit(maxRecord, split);
  }

  @Override
  public BareTexts bareTexts() {
    return BareTexts.allBut(types.keySet());
  }

  @Override
  public Optional<List<String>> fields() {
    return header;
  }

  /** CSV as RFC 4180 has it, in UTF-8. */
  public CsvSpec(
      List<String> csv,
      List<String> key,
      Map<String, FieldType> types,
      Optional<List<String>> header,
      char delimiter,
      Duplicates duplicates,
      Size split,
      Size maxRecord) {
    this(
        csv,
        Optional.empty(),
        key,
        types,
        header,
        delimiter,
        "\"",
        Optional.empty(),
        Optional.empty(),
        0,
        false,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        '.',
        Optional.empty(),
        "UTF-8",
        duplicates,
        split,
        maxRecord);
  }

  /** What encloses fields; empty where nothing does. */
  public Optional<Character> quoteChar() {
    return quote.length() == 1 ? Optional.of(quote.charAt(0)) : Optional.empty();
  }
}
