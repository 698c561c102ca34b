package shelf;

import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.rule.SpecRules;
import java.util.List;
import java.util.Optional;

/**
 * Numbered pages.
 *
 * @param pages how many
 * @param key the field that identifies a page
 * @param duplicates what holds when one key occurs several times, which none does
 */
@Doc("Numbered pages.")
public record PagesSpec(
    @Doc("How many.") @Range(from = 1, to = 1_000_000) int pages,
    @Doc("The field that identifies a page.") @Default("[page]") @OneOrMore List<String> key,
    @Doc("What holds when one key occurs several times.") @Default("any") Duplicates duplicates)
    implements SourceSpec {

  /** Refuses a book without pages. */
  public PagesSpec {
    SpecRules.between("pages", pages, 1, 1_000_000);
    key = SpecRules.someOf("key", "field", key);
  }

  @Override
  public BareTexts bareTexts() {
    return BareTexts.NONE;
  }

  @Override
  public Optional<List<String>> fields() {
    return Optional.of(List.of("page", "text"));
  }
}
