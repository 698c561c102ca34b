package io.godwit.common.spec;

import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Form;
import io.godwit.common.spec.notation.Named;
import io.godwit.common.spec.rule.BrokenRule;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What becomes of rows of the target that the job owns, and whose key is in no record of the
 * source.
 *
 * @param act what is done with them
 * @param owns which rows are the job's: {@value #ALL}, or a condition in the target's own language;
 *     empty only where nothing is done
 * @param atMost which part of the rows that the job owns may be gone, in per cent: beyond it
 *     nothing is done, since a source that is cut short looks just like that
 * @param column of a row that is marked: it is null, or holds another value, while the row is not
 *     gone
 * @param value what a mark is: {@value #NOW}, or a text that the column takes
 */
@Doc("What becomes of rows whose record is gone from the source.")
public record GoneSpec(
    @Named("do") @Doc("What is done with such rows.") Act act,
    @Doc(
            "Which rows are the job's: all, or a condition in the target's language: SQL such as"
                + " origin = 'crm', or a MongoDB filter in Extended JSON such as"
                + " '{ \"origin\": \"crm\" }'.")
        Optional<String> owns,
    @Doc("Which part of these rows may be gone; where it is more, nothing is done.")
        @Default("10%")
        @Form(GoneSpec.SHARE)
        String atMost,
    @Doc(
            "The column or field that marks a row; it is null, or holds another value, while the"
                + " row is not gone.")
        Optional<String> column,
    @Doc("What marks a row: now for the time, or a text that it takes.") @Default(GoneSpec.NOW)
        String value) {

  /** Every row of the table. */
  public static final String ALL = "all";

  /** A mark that is the time at which it is made. */
  public static final String NOW = "now";

  /** The form of a share. */
  static final String SHARE = "(100|[0-9]{1,2})%";

  /** What is done with rows that are gone. */
  public enum Act {
    /** Nothing. */
    @Doc("They stay as they are; a comparison of every record tells them where owns is said.")
    KEEP,
    /** A column of theirs is set. */
    @Doc("A column of theirs is set.")
    MARK,
    /** They are deleted. */
    @Doc("They are deleted.")
    DELETE
  }

  /** Refuses a deed of which it is not said which rows it may touch. */
  public GoneSpec {
    if (act != Act.KEEP && owns.filter(text -> !text.isBlank()).isEmpty()) {
      throw new BrokenRule(
          "owns says which rows are the job's: all, or a condition such as origin = 'crm'", "owns");
    }
    if (!Pattern.matches(SHARE, atMost)) {
      throw new BrokenRule("at-most is a share from 0% to 100%", "at-most");
    }
    if ((act == Act.MARK) != column.isPresent()) {
      throw new BrokenRule("column names what do: mark sets, and stands there only", "column");
    }
    if (value.isBlank() || value.indexOf('\'') >= 0 || value.indexOf('\\') >= 0) {
      throw new BrokenRule("value is a text without quotes and backslashes", "value");
    }
  }

  /** Whether anything is done. */
  public boolean acts() {
    return act != Act.KEEP;
  }

  /** Whether rows stay, and are marked. */
  public boolean marks() {
    return act == Act.MARK;
  }

  /** The most of the rows that the job owns, in per cent. */
  public int percent() {
    return Integer.parseInt(atMost.substring(0, atMost.length() - 1));
  }
}
