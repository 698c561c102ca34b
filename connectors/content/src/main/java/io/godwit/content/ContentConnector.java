package io.godwit.content;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.StepConnector;
import io.godwit.common.store.ObjectStore;
import java.util.List;

/** Opens the steps that read contents. */
public final class ContentConnector implements StepConnector {

  /** For {@link java.util.ServiceLoader}. */
  public ContentConnector() {}

  @Override
  public List<Class<? extends StepSpec>> kinds() {
    return List.of(ContentHashSpec.class, MetadataSpec.class);
  }

  @Override
  public Step open(StepSpec spec, Opening opening) throws Trouble {
    return switch (spec) {
      case ContentHashSpec hash -> step(hash.in(), new HashReading(hash), opening);
      case MetadataSpec metadata -> step(metadata.in(), new MetadataReading(metadata), opening);
      default -> throw new IllegalArgumentException("not a step of this connector: " + spec);
    };
  }

  private static Step step(String in, ContentReading reading, Opening opening) throws Trouble {
    ObjectStore store = opening.store(in);
    opening.spools().enter();
    return new ContentStep(in, store, opening.spools(), reading);
  }
}
