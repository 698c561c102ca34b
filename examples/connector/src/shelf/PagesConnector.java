package shelf;

import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SourceConnector;
import java.util.List;

/** Opens pages. */
public final class PagesConnector implements SourceConnector {

  /** For {@link java.util.ServiceLoader}. */
  public PagesConnector() {}

  @Override
  public List<Class<? extends SourceSpec>> kinds() {
    return List.of(PagesSpec.class);
  }

  @Override
  public Source open(SourceSpec spec, Opening opening) {
    return new Pages(((PagesSpec) spec).pages());
  }
}
