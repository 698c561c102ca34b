package io.godwit.content;

import io.godwit.common.model.value.Value;
import io.godwit.common.store.SpooledObject;
import java.util.List;
import java.util.Optional;

/** The hash of a content, which was made when it was read. */
record HashReading(ContentHashSpec spec) implements ContentReading {

  @Override
  public List<String> fields() {
    return List.of(spec.into());
  }

  @Override
  public Optional<String> known() {
    return spec.known();
  }

  @Override
  public long most() {
    return spec.maxSize().bytes();
  }

  @Override
  public List<Value> of(SpooledObject content) {
    return List.of(new Value.Text(content.hash().hex()));
  }
}
