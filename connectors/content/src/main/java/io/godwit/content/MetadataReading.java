package io.godwit.content;

import io.godwit.common.model.value.Value;
import io.godwit.common.store.SpooledObject;
import io.godwit.common.store.UnfitObject;
import io.godwit.content.format.Formats;
import io.godwit.content.format.Properties;
import io.godwit.content.format.Property;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a content says of itself. */
record MetadataReading(MetadataSpec spec, Formats formats) implements ContentReading {

  MetadataReading(MetadataSpec spec) {
    this(spec, new Formats());
  }

  @Override
  public List<String> fields() {
    return spec.take().stream().map(Property::field).toList();
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
  public List<Value> of(SpooledObject content) throws IOException, UnfitObject {
    Properties found = formats.read(content);
    return spec.take().stream().map(found::value).toList();
  }
}
