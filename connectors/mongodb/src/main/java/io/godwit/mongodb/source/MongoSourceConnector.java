package io.godwit.mongodb.source;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SourceConnector;
import io.godwit.mongodb.MongoAddress;
import io.godwit.mongodb.MongoDbSpec;
import java.util.List;

/** Opens collections of MongoDB databases as sources. */
public final class MongoSourceConnector implements SourceConnector {

  /** For {@link java.util.ServiceLoader}. */
  public MongoSourceConnector() {}

  @Override
  public List<Class<? extends SourceSpec>> kinds() {
    return List.of(CollectionsSpec.class);
  }

  /** {@inheritDoc} */
  @Override
  public Source open(SourceSpec spec, Opening opening) throws Trouble {
    CollectionsSpec collections = (CollectionsSpec) spec;
    MongoAddress address =
        MongoAddress.of(opening.connections().open(collections.in(), MongoDbSpec.class));
    return new MongoSource(collections, address, opening.rows());
  }
}
