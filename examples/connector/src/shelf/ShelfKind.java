package shelf;

import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spi.ConnectionKind;
import java.util.List;

/** Folders as connections of job files. */
public final class ShelfKind implements ConnectionKind {

  /** For {@link java.util.ServiceLoader}. */
  public ShelfKind() {}

  @Override
  public Class<? extends ConnectionSpec> spec() {
    return ShelfSpec.class;
  }

  @Override
  public List<String> starts() {
    return List.of("/");
  }
}
