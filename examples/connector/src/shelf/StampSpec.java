package shelf;

import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.notation.Doc;
import java.util.List;

/**
 * Puts a stamp on every record.
 *
 * @param stamp the field that holds it
 */
@Doc("Puts a stamp on every record.")
public record StampSpec(@Doc("The field that holds it.") String stamp) implements StepSpec {

  @Override
  public List<FieldEffect> effects() {
    return List.of(new FieldEffect.Reads(List.of("page")), new FieldEffect.Makes(List.of(stamp)));
  }
}
