package io.godwit.files.listing;

import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Nested;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import io.godwit.files.spec.NamePattern;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The objects of a store.
 *
 * @param in the store's connection; its name is the unit
 * @param prefix what names start with
 * @param match patterns of names, of which one has to match
 * @param since the earliest time of the last change, as a day or a point in time
 * @param split how many names one split has, about; from 1
 */
@Doc(
    "The files of a folder, or the objects of a container or bucket. A record is a reference with"
        + " the fields name, folder, file, extension, size, modified, version and connection; its"
        + " key is the name.")
@Nested("files")
public record StoredFilesSpec(
    @Doc("The connection of the store.") @ConnectionTo(StoreConnection.class) String in,
    @Doc("What names start with, such as 2026/images/.") Optional<String> prefix,
    @Doc(
            "Patterns of whole names, such as **/*.png or img/*: * stands for any text without a"
                + " slash, ** for any, ? for one character, {a,b} for one of several.")
        @OneOrMore
        Optional<List<String>> match,
    @Doc("Only what was changed at or after this day (UTC) or time, such as 2026-01-31.")
        Optional<String> since,
    @Doc("How many names one split has, about.") @Default("10000") @Range(from = 1, to = 1_000_000)
        int split)
    implements SourceSpec {

  /** The field that holds an object's name, which is the key. */
  public static final String NAME = "name";

  /** Refuses patterns and times that are none. */
  public StoredFilesSpec {
    SpecRules.notBlank("in", in);
    match = match.map(patterns -> SpecRules.someOf("match", "pattern", patterns));
    match.ifPresent(patterns -> patterns.forEach(StoredFilesSpec::requirePattern));
    since.ifPresent(StoredFilesSpec::instant);
    SpecRules.between("split", split, 1, 1_000_000);
  }

  private static void requirePattern(String pattern) {
    if (NamePattern.mistake(pattern).isPresent()) {
      throw new BrokenRule(NamePattern.mistake(pattern).get(), "match");
    }
  }

  private static Instant instant(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new BrokenRule(
          "since is a day such as 2026-01-31, or a time such as 2026-01-31T08:00:00Z", "since");
    }
  }

  /** The earliest time of the last change; empty where there is none. */
  public Optional<Instant> earliest() {
    return since.map(StoredFilesSpec::instant);
  }

  @Override
  public List<String> key() {
    return List.of(NAME);
  }

  @Override
  public Duplicates duplicates() {
    return Duplicates.ANY;
  }

  @Override
  public BareTexts bareTexts() {
    return BareTexts.NONE;
  }

  @Override
  public Optional<List<String>> fields() {
    return Optional.of(FileFields.names());
  }
}
