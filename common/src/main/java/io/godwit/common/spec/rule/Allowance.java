package io.godwit.common.spec.rule;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many of some records may be of one kind: a number of them, or a share of them all. */
public sealed interface Allowance {

  /** The form in which it is written, without the bounds of a share. */
  String FORM = "[0-9]{1,18}|[0-9]{1,3}(\\.[0-9]{1,3})?%";

  /** Fewer than this say nothing of a share: the first record of all would be all of them. */
  long LEAST_OF_SHARE = 100;

  /**
   * A number of records.
   *
   * @param records from 1
   */
  record Count(long records) implements Allowance {

    /** Refuses none: no record could come before the first of them. */
    public Count {
      if (records < 1) {
        throw new IllegalArgumentException("a number of records is at least 1");
      }
    }

    @Override
    public boolean isReached(long some, long all) {
      return some >= records;
    }

    @Override
    public String toString() {
      return Long.toString(records);
    }
  }

  /**
   * A share of the records.
   *
   * @param percent above 0, at most 100
   */
  record Share(BigDecimal percent) implements Allowance {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Refuses what is no share, and none. */
    public Share {
      if (percent.signum() <= 0 || percent.compareTo(HUNDRED) > 0) {
        throw new IllegalArgumentException("a share is above 0% and at most 100%");
      }
    }

    @Override
    public boolean isReached(long some, long all) {
      return all >= LEAST_OF_SHARE
          && BigDecimal.valueOf(some)
                  .multiply(HUNDRED)
                  .compareTo(percent.multiply(BigDecimal.valueOf(all)))
              >= 0;
    }

    @Override
    public String toString() {
      return percent.toPlainString() + "%";
    }
  }

  /**
   * Whether so many are as many as may be.
   *
   * @param some of the kind, from 0
   * @param all of any kind; at least as many
   */
  boolean isReached(long some, long all);

  /**
   * The allowance that a text names.
   *
   * @throws IllegalArgumentException with the rule that it breaks
   */
  static Allowance parse(String text) {
    Matcher form = Pattern.compile(FORM).matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "a number of records or a share of them is needed, as in 1000 or 5%");
    }
    return text.endsWith("%")
        ? new Share(new BigDecimal(text.substring(0, text.length() - 1)))
        : new Count(Long.parseLong(text));
  }
}
