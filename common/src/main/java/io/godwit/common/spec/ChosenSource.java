package io.godwit.common.spec;

import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Form;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A source of which not all is moved, or not in its own order.
 *
 * @param kind the source
 * @param rules what of it, and how
 */
public record ChosenSource(SourceSpec kind, Rules rules) implements SourceSpec, Beside {

  /** Where reading begins. */
  public enum Order {
    /** With the first split of each unit. */
    @Doc("With its first, as the source has them.")
    SOURCE,
    /** With the last split of each unit, so what a source that grows at its end got last. */
    @Doc(
        "With its last, so that what a source that grows at its end got last is moved first. Inside"
            + " of a split, and among those that are read at once, the order is the source's; the"
            + " smaller the splits, the nearer to the order of the records.")
    REVERSED
  }

  /** Refuses an order that would let another record of a key win than is said. */
  public ChosenSource {
    if (rules.order() == Order.REVERSED && kind.duplicates().isInOrder()) {
      throw new BrokenRule(
          "order: reversed would turn round which record of a key is the last:"
              + " leave it away, or duplicates",
          "order",
          "duplicates");
    }
  }

  /**
   * What of a source is moved.
   *
   * @param limit how many records of each unit are read at most, from 1; empty for all
   * @param sample a share in percent, such as {@code 1%}; empty for all
   * @param order in which the splits of each unit are read
   */
  @Doc("What of a source is moved, and in which order.")
  public record Rules(
      @Doc(
              "How many records of each unit (file, table, collection) are read at most: the first"
                  + " ones, in the source's order. All of them where it is left away.")
          @Range(from = 1, to = 1_000_000_000)
          Optional<Integer> limit,
      @Doc(
              "The share of the records that is moved, such as 1% or 0.05%. Which ones follows from"
                  + " their keys, so they are the same at every attempt and in every run; the"
                  + " others are dropped.")
          @Form(SAMPLE)
          Optional<String> sample,
      @Doc("Which splits of each unit are read first.") @Default("source") Order order) {

    private static final String SAMPLE = "[0-9]{1,2}(\\.[0-9]{1,6})?%";

    /** Refuses shares that are none, and what would mean two things together. */
    public Rules {
      limit.ifPresent(most -> SpecRules.between("limit", most, 1, 1_000_000_000));
      sample.ifPresent(Rules::requireShare);
      if (limit.isPresent() && sample.isPresent()) {
        throw new BrokenRule(
            "limit ends the reading, and sample is taken of all that is read: write one of them",
            "limit",
            "sample");
      }
      if (limit.isPresent() && order == Order.REVERSED) {
        throw new BrokenRule(
            "limit takes the first records of each unit, and order: reversed begins with its last:"
                + " write one of them",
            "order",
            "limit");
      }
    }

    private static void requireShare(String text) {
      if (!Pattern.matches(SAMPLE, text) || percent(text).signum() == 0) {
        throw new BrokenRule(
            "sample is a share above 0% and below 100%, such as 1% or 0.05%", "sample");
      }
    }

    private static BigDecimal percent(String text) {
      return new BigDecimal(text.substring(0, text.length() - 1));
    }

    /** The share in percent, above 0 and below 100; empty for all. */
    public Optional<BigDecimal> percent() {
      return sample.map(Rules::percent);
    }
  }

  @Override
  public List<String> key() {
    return kind.key();
  }

  @Override
  public Duplicates duplicates() {
    return kind.duplicates();
  }

  @Override
  public BareTexts bareTexts() {
    return kind.bareTexts();
  }

  @Override
  public boolean isIncremental() {
    return kind.isIncremental();
  }

  @Override
  public boolean readsAgain() {
    return kind.readsAgain();
  }

  @Override
  public Optional<List<String>> fields() {
    return kind.fields();
  }

  /** Whether a source has records that are not moved, though they are there. */
  public static boolean leavesOut(SourceSpec source) {
    return source instanceof ChosenSource(var ignored, Rules rules)
        && (rules.limit().isPresent() || rules.sample().isPresent());
  }

  /** What a connector brought of any source. */
  public static SourceSpec bare(SourceSpec source) {
    return source instanceof ChosenSource(SourceSpec kind, Rules ignored) ? kind : source;
  }
}
