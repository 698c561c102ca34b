package shelf;

import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Referring;
import io.godwit.common.spec.rule.AddressRules;

/**
 * A folder that holds boxes.
 *
 * @param shelf its absolute path
 */
@Doc("A folder that holds boxes.")
public record ShelfSpec(@Doc("The folder's absolute path.") @Referring String shelf)
    implements ConnectionSpec {

  /** Refuses a relative path: each worker would have a folder of its own. */
  public ShelfSpec {
    AddressRules.startsWith(shelf, "shelf", "/.*", "/");
  }

  @Override
  public String address() {
    return shelf;
  }
}
