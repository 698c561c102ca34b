package io.godwit.common.spec;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.FieldType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to read. */
@Doc("What to read: CSV files, or JSON Lines files.")
public sealed interface SourceSpec {

  /** The fields whose values identify a record; never empty. */
  List<String> key();

  /** What holds when one key occurs several times in the source. */
  Duplicates duplicates();

  /** How much of the source one split covers, about. */
  Size split();

  /** The largest record that is read; a larger one becomes a dead letter. */
  Size maxRecord();

  /** Which fields of its records are texts that may stand for anything. */
  BareTexts bareTexts();

  /** What holds when one key occurs several times in the source. */
  enum Duplicates {
    /** Each is written; which one the target holds at the end is not promised. */
    @Doc("Each is written; which one the target holds at the end is not promised.")
    ANY,
    /**
     * The one that stands last in the source is what the target holds at the end. The source is
     * then read by one reader, in its order.
     */
    @Doc("The one that stands last is what the target holds at the end; one reader reads all.")
    LAST_WINS
  }

  /**
   * CSV files as RFC 4180 has them, in UTF-8.
   *
   * @param csv one file or several with the same header, relative to the job file
   * @param key the columns that identify a row
   * @param types the columns that are not text
   * @param header the names of the columns where the file has no header row; empty: the first row
   * @param delimiter what separates fields, one ASCII character
   * @param duplicates what holds when one key occurs several times
   * @param split how many bytes a split covers, about
   * @param maxRecord the largest row
   */
  @Doc("CSV files as RFC 4180 has them, in UTF-8.")
  record Csv(
      @Doc("One file, or several with the same header, relative to the job file.") @OneOrMore
          List<String> csv,
      @Doc("The columns that identify a row.") @OneOrMore List<String> key,
      @Doc("The types of the columns that are not text.") @Default("{}")
          Map<String, FieldType> types,
      @Doc("The names of the columns, where the file has no header row.")
          Optional<List<String>> header,
      @Doc("What separates fields: one printable ASCII character or a tab, and not a quote.")
          @Default("','")
          char delimiter,
      @Doc("What holds when one key occurs several times.") @Default("any") Duplicates duplicates,
      @Doc("How much of the files one split covers, about.") @Default("16MB") Size split,
      @Doc("The largest row, at most 16MB; a larger one fails.") @Default("1MB") Size maxRecord)
      implements SourceSpec {

    /** Refuses what no CSV file could be. */
    public Csv {
      csv = Rules.someOf("csv", "file", csv);
      key = Rules.someOf("key", "column", key);
      types = Rules.ordered(types);
      header = header.map(List::copyOf);
      if (delimiter > 126 || delimiter == '"' || (delimiter < 32 && delimiter != '\t')) {
        throw new BrokenRule(
            "the delimiter is one printable ASCII character or a tab, and not a quote",
            "delimiter");
      }
      Rules.recordFitsSplit(maxRecord, split);
    }

    @Override
    public BareTexts bareTexts() {
      return BareTexts.allBut(types.keySet());
    }
  }

  /**
   * JSON Lines: one object a line, in UTF-8; MongoDB's Extended JSON is understood.
   *
   * @param jsonl one file or several, relative to the job file
   * @param key the fields that identify a document
   * @param duplicates what holds when one key occurs several times
   * @param split how many bytes a split covers, about
   * @param maxRecord the longest line
   */
  @Doc("JSON Lines: one object a line, in UTF-8; MongoDB's Extended JSON is understood.")
  record JsonLines(
      @Doc("One file or several, relative to the job file.") @OneOrMore List<String> jsonl,
      @Doc("The fields that identify a document.") @OneOrMore List<String> key,
      @Doc("What holds when one key occurs several times.") @Default("any") Duplicates duplicates,
      @Doc("How much of the files one split covers, about.") @Default("16MB") Size split,
      @Doc("The longest line, at most 16MB; a longer one fails.") @Default("1MB") Size maxRecord)
      implements SourceSpec {

    /** Refuses an empty list of files or key fields. */
    public JsonLines {
      jsonl = Rules.someOf("jsonl", "file", jsonl);
      key = Rules.someOf("key", "field", key);
      Rules.recordFitsSplit(maxRecord, split);
    }

    @Override
    public BareTexts bareTexts() {
      return BareTexts.NONE;
    }
  }
}
